"""The paper of one issued document, and saving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.ui.buttons import Button
from app.ui.documents.acts import DocumentActs
from app.ui.errors import sentence_of
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, Role
from app.ui.layout import column, row
from app.ui.pdf_pane import PdfPane
from app.ui.save_pdf import PdfSaver
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.services.documents import DocumentRow
    from app.ui.desk import Desk


class IssuedPaper(QFrame):
    """Fetches the bytes as issued; nothing is drawn anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit, documents = desk.kit, desk.services.documents
        self.setObjectName("Pane")
        self._kit = kit
        self._documents = documents
        self._shown: DocumentRow | None = None
        self._job: Job | None = None
        self._saver = PdfSaver(kit, documents, self)
        self._number = ElidedLabel(Role.H3)
        self._client = ElidedLabel(Role.SMALL)
        self.pane = PdfPane(kit)
        self.save = Button(kit.theme, kit.language.say("Save PDF…"), icon=Icon.DOWNLOAD)
        self.save.clicked.connect(self.ask)
        head = row(gap=10, margins=(16, 8, 10, 8))
        head.addLayout(column(self._number, self._client, gap=0), 1)
        head.addWidget(ZoomTools(kit, self.pane))
        head.addWidget(self.save)
        self.acts = DocumentActs(desk)
        self.setLayout(column(head, self.acts, (self.pane, 1), gap=0))

    def show_document(self, found: DocumentRow | None) -> None:
        """Show another document."""
        if found == self._shown:
            return
        is_same = found and self._shown and found.number == self._shown.number
        self._shown = found
        self.acts.show_document(found)
        if is_same:
            # Its paper stays as it was issued, whatever is paid.
            return
        self._number.show_text(found.number if found else "")
        self._client.show_text(found.client_name if found else "")
        self.save.setEnabled(False)
        if self._job:
            self._job.cancel()
            self._job = None
        if found is None:
            self.pane.clear()
            return
        number = found.number
        self.pane.wait()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return self._documents.pdf(number)

        job = Job(work)
        job.succeeded.connect(self._fetched)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def ask(self) -> None:
        """Ask where to save the document."""
        if self._shown:
            self._saver.ask_for_file(self._shown.number)

    def _fetched(self, pdf: bytes) -> None:
        if self.sender() is self._job:
            self.pane.show_pdf(pdf)
            self.save.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        # An opening item of another tool has no paper; that is no reason for a message.
        if self.sender() is self._job:
            self.pane.clear(sentence_of(self._kit, error))
