"""What was said about a ticket, as one types it: for us, to the client, or from the client."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit

from app.domain.sentence import N_
from app.domain.ticket import EventType
from app.ui.buttons import Button, Kind
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.layout import column, row
from app.ui.segment import Segment
from app.ui.shortcuts import SAVE_NOTE, bind

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.services.ticket_parts import Canned
    from app.ui.desk import Desk

_KINDS = {
    EventType.NOTE: N_("Internal"),
    EventType.AGENT_REPLY: N_("To the client"),
    EventType.CLIENT_MESSAGE: N_("From the client"),
}
_SAVES = {
    EventType.NOTE: N_("Save note"),
    EventType.AGENT_REPLY: N_("Save reply"),
    EventType.CLIENT_MESSAGE: N_("Save message"),
}


class Composer(QFrame):
    """What is typed stays with its ticket until it is saved."""

    told = Signal(str, object)
    """The words and which EventType they are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        kit = desk.kit
        self._desk, self._kit = desk, kit
        self._number = ""
        self._drafts: dict[str, str] = {}
        say = kit.language.say
        self.kind = Segment[EventType](
            kit.theme, say("Who it is for"), {kind: say(text) for kind, text in _KINDS.items()}
        )
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(say("Note"))
        self.text.setPlaceholderText(say("Add a note…  Ctrl+Enter saves"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(kit.theme.scaled(74))
        self.canned = Button(kit.theme, say("Canned note…"), Kind.LINK)
        self.save = Button(kit.theme, say(_SAVES[EventType.NOTE]))
        self.save.setEnabled(False)
        self.setLayout(column(self.kind, self.text, row(self.canned, None, self.save), gap=8))
        self.kind.changed.connect(self._turn)
        self.text.textChanged.connect(self._typed)
        self.save.clicked.connect(self.tell)
        self.canned.clicked.connect(self.choose_canned)
        bind(self, SAVE_NOTE, self.tell)

    def show_draft(self, number: str) -> None:
        """Show what was typed for a ticket and not saved."""
        if number != self._number:
            self._number = number
            self.text.setPlainText(self._drafts.get(number, ""))

    def write(self, kind: EventType) -> None:
        """Put the cursor where one writes."""
        self.kind.choose(kind)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self) -> None:
        """Save what was typed."""
        if text := self.text.toPlainText().strip():
            self.told.emit(text, self.kind.value)

    def choose_canned(self) -> None:
        """Offer the words that are written again and again."""

        def work(progress: Progress) -> tuple[Canned, ...]:
            progress.step(0, 1)
            return self._desk.services.ticket_parts.canned()

        job = Job(work)
        job.succeeded.connect(self._offer)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def insert(self, note: Canned) -> None:
        """Put words in at the cursor; where nothing is typed yet, they say for whom they are."""
        if not self.text.toPlainText().strip():
            self.kind.choose(note.kind)
        self.text.insertPlainText(note.text)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, notes: tuple[Canned, ...]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for note in notes:
            menu.addAction(note.name.replace("&", "&&")).triggered.connect(
                partial(self.insert, note)
            )
        if notes:
            menu.addSeparator()
        say = self._kit.language.say
        change = menu.addAction(say("Change canned notes…") if notes else say("Set one up…"))
        change.triggered.connect(partial(self._desk.go, "ticketing", "canned_notes"))
        menu.popup(self.canned.mapToGlobal(self.canned.rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)

    def forget(self, number: str, text: str) -> None:
        """It was saved; what was typed since stays."""
        if self._drafts.get(number, "").strip() == text:
            self._drafts.pop(number)
            if number == self._number:
                self.text.clear()

    def _turn(self) -> None:
        self.save.say(self._kit.language.say(_SAVES[self.kind.value]))

    def _typed(self) -> None:
        self._drafts[self._number] = self.text.toPlainText()
        self.save.setEnabled(bool(self.text.toPlainText().strip()))
