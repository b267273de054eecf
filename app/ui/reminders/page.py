"""Reminders: what is due today by the rule, what is held and why, and what was sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.sentence import N_, Sentence, say
from app.services.editing import Undo
from app.services.mail import Queued
from app.services.reminders import Done, ReminderRow, Reminders
from app.ui import buttons
from app.ui.buttons import Button
from app.ui.cells import Column, Figure, Pair, Words
from app.ui.documents.asking import ReasonSheet
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import column, framed, line, row
from app.ui.outbox.sending import Sender
from app.ui.page import Page
from app.ui.pdf_pane import PdfPane
from app.ui.reminders import words
from app.ui.save_file import FileSaver
from app.ui.segment import Segment
from app.ui.table import Table
from app.ui.zoom_tools import ZoomTools

if TYPE_CHECKING:
    from app.domain.dunning import Letter
    from app.domain.outbox import Draft
    from app.domain.progress import Progress
    from app.i18n import Language
    from app.ui.desk import Desk

Record = dict[str, object]


class Show(StrEnum):
    """Which reminders are listed."""

    DUE = "due"
    HELD = "held"
    SENT = "sent"


_SHOWN = {
    Show.DUE: N_("Due"),
    Show.HELD: N_("Held"),
    Show.SENT: N_("Sent"),
}
_EMPTY = {
    Show.DUE: (
        N_("Nobody needs a reminder today"),
        N_("What is overdue is listed here as soon as the rule in the settings says so."),
    ),
    Show.HELD: (
        N_("Nothing is held"),
        N_("What would be due, but is not to be reminded of, is listed here with its reason."),
    ),
    Show.SENT: (
        N_("No reminder was sent yet"),
        N_("Each letter that was sent stays here with its level and its day."),
    ),
}


def columns(language: Language) -> tuple[Column[ReminderRow], ...]:
    """What the list shows of a reminder."""

    def client(found: ReminderRow) -> Pair:
        return Pair(found.client_name, found.held or ", ".join(found.numbers))

    def when(found: ReminderRow) -> Words:
        if found.id:
            return Words(language.date(found.letter.day))
        return Words(language.say("{count} days", count=found.days))

    def fee(found: ReminderRow) -> Figure:
        fees = found.letter.fees
        return Figure(language.amount(fees) if fees else "–", is_faint=not fees)

    return (
        Column(N_("Client"), client, is_stretched=True),
        Column(N_("Level"), lambda found: words.pill(language, found), rank=1),
        Column(N_("Overdue"), when, rank=2),
        Column(N_("Late fee"), fee, is_right=True, rank=3),
        Column(
            N_("Still open"), lambda found: Figure(language.money(found.letter.left)), is_right=True
        ),
    )


class RemindersPage(Page):
    """Lists letters, shows each as it would go out, and sends them."""

    watches: ClassVar[Changes] = frozenset({Kind.DOCUMENTS, Kind.CLIENTS, Kind.COMPANY})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._service = desk.services.reminders
        self._found = Reminders((), (), ())
        self._job: Job | None = None
        self._told: Sentence | None = None
        self.sheet: ReasonSheet | None = None
        self._sender = Sender(desk, self)
        self._saver = FileSaver(desk.kit, self)
        self._build()
        self.segment.changed.connect(self._list_rows)
        self.table.chosen.connect(self._show_chosen)
        QWidget.setTabOrder(self.segment, self.table)

    def refresh(self) -> None:
        """Look up what is due, held and sent."""

        def work(progress: Progress) -> Reminders:
            progress.step(0, 1)
            return self._service.list()

        self._start(work, self._listed)

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say("Reminders"), ""

    def tools(self) -> Sequence[QWidget]:
        """Send what is selected, by mail or on paper."""
        return (self.hold, self.on_paper, self.send)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_hold(self) -> None:
        """Ask why a client is not reminded; or let it be reminded again."""
        found = self.table.current
        if found is None:
            return
        if found.held:
            self._let_go(found)
            return
        say = self._kit.language.say
        sheet = ReasonSheet(
            self._kit,
            self.window(),
            say("Hold the reminders of {client}?", client=found.client_name),
            say("Nothing of this client is reminded of until you let it go. It can be undone."),
            say("Hold"),
        )
        sheet.confirmed.connect(partial(self._hold, found))
        self.sheet = sheet
        sheet.open(sheet.reason.first())

    def ask_send(self) -> None:
        """Show the mails by which the selected letters would go."""
        wanted = self._wanted()

        def look() -> Sequence[Draft]:
            return self._service.drafts(wanted)

        def put(again: bool) -> Queued:
            del again
            return Queued(self._service.mail(wanted).mails, ())

        self._sender.ask_for(look, put)

    def record_on_paper(self) -> None:
        """Keep the selected letters as sent, and save their papers to be printed."""
        wanted = self._wanted()

        def work(progress: Progress) -> Done:
            progress.step(0, 1)
            return self._service.hand_out(wanted)

        self._start(work, self._handed_out)

    def _build(self) -> None:
        kit, say = self._kit, self._kit.language.say
        self.segment = Segment[Show](
            kit.theme, say("Show"), {show: say(text) for show, text in _SHOWN.items()}
        )
        self._sum = label(role=Role.MUTED)
        bar = framed("Pane", row(self.segment, None, self._sum, gap=10, margins=(20, 4, 16, 12)))
        self.table = Table[ReminderRow](
            kit.theme,
            kit.language,
            columns(kit.language),
            lambda found: (found.id, found.letter.client, found.letter.currency, bool(found.held)),
        )
        self.table.setAccessibleName(say("Reminders"))
        self.table.allow_many()
        self._nothing = Empty(kit.theme, Icon.BELL)
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self._nothing)
        self._list.setMinimumWidth(380)
        self.pane = PdfPane(kit)
        self._name = ElidedLabel(Role.H3)
        self._about = ElidedLabel(Role.SMALL)
        self.save = Button(kit.theme, say("Save PDF…"), icon=Icon.DOWNLOAD)
        self.save.clicked.connect(self._save)
        head = row(gap=10, margins=(16, 8, 10, 8))
        head.addLayout(column(self._name, self._about, gap=0), 1)
        head.addWidget(ZoomTools(kit, self.pane))
        head.addWidget(self.save)
        paper = framed("Pane", column(head, line(), (self.pane, 1), gap=0))
        paper.setMinimumWidth(360)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._list)
        split.addWidget(paper)
        split.setSizes([640, 560])
        self.hold = Button(kit.theme, say("Hold…"), icon=Icon.PAUSE)
        self.on_paper = Button(kit.theme, say("Sent on paper"), icon=Icon.CHECK_CIRCLE)
        self.on_paper.setToolTip(say("Keeps the selected letters as sent, and saves them as PDFs"))
        self.send = Button(kit.theme, say("Send…"), buttons.Kind.PRIMARY, Icon.SEND)
        self.hold.clicked.connect(self.ask_hold)
        self.on_paper.clicked.connect(self.record_on_paper)
        self.send.clicked.connect(self.ask_send)
        self.setLayout(column(bar, line(), (split, 1), gap=0))

    def _rows(self) -> tuple[ReminderRow, ...]:
        found = self._found
        shown = {Show.DUE: found.due, Show.HELD: found.held, Show.SENT: found.sent}
        return shown[self.segment.value]

    def _wanted(self) -> tuple[Letter, ...]:
        return tuple(found.letter for found in self.table.picked)

    def _listed(self, found: Reminders) -> None:
        self._found = found
        self.segment.count(
            {
                Show.DUE: len(found.due),
                Show.HELD: len(found.held),
                Show.SENT: len(found.sent),
            }
        )
        self._list_rows()
        self.counted.emit(len(found.due))

    def _list_rows(self) -> None:
        rows = self._rows()
        say = self._kit.language.say
        self._list.setCurrentWidget(self.table if rows else self._nothing)
        title, text = _EMPTY[self.segment.value]
        self._nothing.say(say(title), say(text))
        self.table.show_rows(rows)
        self._sum.setText(words.sums(self._kit.language, rows))
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self.table.current
        writable = not self._desk.services.is_read_only
        is_due = found is not None and self.segment.value is Show.DUE and writable
        say = self._kit.language.say
        self.send.setEnabled(is_due)
        self.on_paper.setEnabled(is_due)
        self.hold.setEnabled(found is not None and self.segment.value is not Show.SENT and writable)
        self.hold.say(say("Let go") if found and found.held else say("Hold…"))
        self.save.setEnabled(False)
        self._name.show_text(found.client_name if found else "")
        self._about.show_text(words.about(self._kit.language, found) if found else "")
        if self._job:
            self._job.cancel()
            self._job = None
        if found is None:
            self.pane.clear()
            return
        self.pane.wait()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return self._draw(found)

        job = Job(work)
        job.succeeded.connect(self._drawn)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def _draw(self, found: ReminderRow) -> bytes:
        paper = self._service.paper(found.letter, found.id)
        return self._desk.services.papers.draw(paper)

    def _drawn(self, pdf: bytes) -> None:
        if self.sender() is self._job:
            self.pane.show_pdf(pdf)
            self.save.setEnabled(True)

    def _save(self) -> None:
        if found := self.table.current:
            name = f"{found.id or found.letter.client}.pdf"
            title = self._kit.language.say("Save PDF")
            self._saver.ask(title, name, partial(self._draw, found))

    def _handed_out(self, done: Done) -> None:
        told = say(N_("Recorded as sent: {numbers}"), numbers=", ".join(done.ids))
        back = Undo(added=done.paths)
        self._desk.undos.push(told, partial(self._desk.services.editing.undo, back))
        title = self._kit.language.say("Save the letters to print them")
        makes = [(name, partial(bytes, pdf)) for name, pdf in done.papers]
        self._saver.ask_for_folder(title, makes)

    def _hold(self, found: ReminderRow, reason: str) -> None:
        patch: Record = {"clients": [{"code": found.letter.client, "reminders_held": reason}]}
        self._edit(patch, say(N_("Reminders of {client} held"), client=found.client_name))

    def _let_go(self, found: ReminderRow) -> None:
        patch: Record = {
            "clients": [{"code": found.letter.client, "reminders_held": None}],
            "marks": [{"document": number, "no_reminder": ""} for number in found.marked],
        }
        self._edit(patch, say(N_("Reminders of {client} let go"), client=found.client_name))

    def _edit(self, patch: Record, told: Sentence) -> None:
        self._told = told

        def work(progress: Progress) -> Undo:
            progress.step(0, 1)
            return self._desk.services.editing.save(patch)

        self._start(work, self._edited)

    def _edited(self, undo: Undo) -> None:
        if self._told and not undo.is_nothing:
            back = partial(self._desk.services.editing.undo, undo)
            self._desk.undos.push(self._told, back)

    def _start(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)
