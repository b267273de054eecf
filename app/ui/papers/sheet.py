"""A paper over the window: for which days, how it looks, saved or sent from here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.mail_template import Purpose
from app.domain.period import Period
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.errors import sentence_of
from app.ui.form.day import DayControl
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import column, row
from app.ui.outbox.sending import Sender
from app.ui.pdf_pane import PdfPane
from app.ui.save_file import FileSaver
from app.ui.save_pdf import file_name
from app.ui.sheet import Sheet
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.outbox import Draft
    from app.domain.papers import Paper
    from app.domain.progress import Progress
    from app.services.mail import Queued
    from app.ui.desk import Desk

_WIDE = 860


class PaperSheet(Sheet):
    """Draws the paper anew whenever its days change."""

    def __init__(  # noqa: PLR0917 - what it shows, in reading order
        self,
        desk: Desk,
        over: QWidget,
        title: str,
        name: str,
        make: Callable[[Period], Paper],
        days: Period | None = None,
        mail_to: str = "",
    ) -> None:
        self._desk, kit = desk, desk.kit
        self._kit = kit
        self._make = make
        self._client = mail_to
        self._file = file_name(name)
        self._pdf = b""
        self._job: Job | None = None
        say = kit.language.say
        self._days = days
        choices = Choices(kit.language, days.last if days else desk.through, {})
        self.first = DayControl(kit, Field("from", N_("From"), Typed.DAY), choices)
        self.last = DayControl(kit, Field("to", N_("Until"), Typed.DAY), choices)
        self.pane = PdfPane(kit)
        self.pane.setMinimumHeight(max(over.height() - 230, 200))
        self.save = Button(kit.theme, say("Save PDF…"), icon=Icon.DOWNLOAD)
        self.send = Button(kit.theme, say("Send…"), Kind.PRIMARY, Icon.SEND)
        self.close_it = Button(kit.theme, say("Close"))
        heading = ElidedLabel(Role.H2)
        heading.show_text(title)
        head = row((heading, 1), gap=10)
        if days:
            self.first.show_value(days.start.isoformat())
            self.last.show_value(days.last.isoformat())
            for text, control in ((N_("From"), self.first), (N_("Until"), self.last)):
                control.setFixedWidth(kit.theme.scaled(128))
                head.addWidget(label(say(text), Role.SMALL))
                head.addWidget(control)
        head.addWidget(ZoomTools(kit, self.pane))
        foot = row(None, self.close_it, self.save, gap=8)
        if mail_to:
            foot.addWidget(self.send)
        inside = column(head, (self.pane, 1), foot, gap=12, margins=(20, 16, 20, 16))
        super().__init__(over, title, kit.theme.scaled(_WIDE), inside)
        self._saver = FileSaver(kit, over)
        self._sender = Sender(desk, over)
        self.close_it.clicked.connect(self.dismiss)
        self.save.clicked.connect(self._save)
        self.send.clicked.connect(self._send)
        for control in (self.first, self.last):
            control.changed.connect(self.look)
        self.look()

    @property
    def days(self) -> Period | None:
        """The days it is about, where both are days in their order."""
        if self._days is None:
            return Period(date.min, date.max)
        first, last = self.first.value(), self.last.value()
        if not first or not last or self.first.own_problem or self.last.own_problem:
            return None
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        return Period(begin, end + timedelta(days=1)) if begin <= end else None

    def look(self) -> None:
        """Draw it."""
        days = self.days
        self._show_ready(is_ready=False)
        if self._job:
            self._job.cancel()
            self._job = None
        if days is None:
            self.pane.clear(self._kit.language.say("Type the first and the last day."))
            return
        self.pane.wait()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return self._desk.services.papers.draw(self._make(days))

        job = Job(work)
        job.succeeded.connect(self._drawn)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def dismiss(self) -> None:
        """Take it away; what is being drawn is not needed any more."""
        if self._job:
            self._job.cancel()
            self._job = None
        super().dismiss()

    def _drawn(self, pdf: bytes) -> None:
        if self.sender() is self._job:
            self._job = None
            self._pdf = pdf
            self.pane.show_pdf(pdf)
            self._show_ready(is_ready=True)

    def _failed(self, error: AppError) -> None:
        if self.sender() is self._job:
            self._job = None
            self.pane.clear(sentence_of(self._kit, error))

    def _show_ready(self, *, is_ready: bool) -> None:
        writable = not self._desk.services.is_read_only
        self.save.setEnabled(is_ready)
        self.send.setEnabled(is_ready and writable)

    def _save(self) -> None:
        pdf = self._pdf
        self._saver.ask(self._kit.language.say("Save PDF"), self._file, lambda: pdf)

    def _send(self) -> None:
        mail, client, pdf, name = self._desk.services.mail, self._client, self._pdf, self._file

        def look() -> Sequence[Draft]:
            return (mail.draft_to(client, Purpose.STATEMENT, [name]),)

        def put(again: bool) -> Queued:
            del again
            return mail.queue_papers(client, Purpose.STATEMENT, [(name, pdf)])

        self.dismiss()
        self._sender.ask_for(look, put)
