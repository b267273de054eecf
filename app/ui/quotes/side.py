"""The paper beside a quote's form, as it was last saved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.ui.buttons import Button
from app.ui.errors import sentence_of
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, line, row
from app.ui.pdf_pane import PdfPane
from app.ui.save_file import FileSaver
from app.ui.save_pdf import file_name
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.ui.desk import Desk

_WIDE = 420


class QuoteSide(QFrame):
    """Draws a quote whenever it is opened or saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("Pane")
        self._desk = desk
        self._kit = desk.kit
        self._number = ""
        self._job: Job | None = None
        self._saver = FileSaver(desk.kit, self)
        say = desk.kit.language.say
        self.pane = PdfPane(desk.kit)
        self.save = Button(desk.kit.theme, say("Save PDF…"), icon=Icon.DOWNLOAD)
        self.save.clicked.connect(self._save)
        head = row(label(say("The paper"), Role.H3), None, gap=8, margins=(12, 8, 10, 8))
        head.addWidget(ZoomTools(desk.kit, self.pane))
        head.addWidget(self.save)
        self.setLayout(column(head, line(), (self.pane, 1), gap=0))
        self.setFixedWidth(desk.kit.theme.scaled(_WIDE))

    def show_quote(self, number: str) -> None:
        """Draw another one, or the same anew."""
        self._number = number
        self.save.setEnabled(False)
        if self._job:
            self._job.cancel()
        self.pane.wait()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return self._draw(number)

        job = Job(work)
        job.succeeded.connect(self._drawn)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def _draw(self, number: str) -> bytes:
        services = self._desk.services
        return services.papers.draw(services.quotes.paper(number))

    def _drawn(self, pdf: bytes) -> None:
        if self.sender() is self._job:
            self.pane.show_pdf(pdf)
            self.save.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self.pane.clear(sentence_of(self._kit, error))

    def _save(self) -> None:
        title = self._kit.language.say("Save PDF")
        self._saver.ask(title, file_name(self._number), partial(self._draw, self._number))
