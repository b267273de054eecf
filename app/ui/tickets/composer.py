"""What was said about a ticket, as one types it: for us, to the client, or from the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from app.domain.sentence import N_
from app.domain.ticket import EventType
from app.ui.buttons import Button
from app.ui.layout import column, row
from app.ui.segment import Segment
from app.ui.shortcuts import SAVE_NOTE, bind

if TYPE_CHECKING:
    from app.ui.kit import Kit

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

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
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
        self.save = Button(kit.theme, say(_SAVES[EventType.NOTE]))
        self.save.setEnabled(False)
        self.setLayout(column(self.kind, self.text, row(None, self.save), gap=8))
        self.kind.changed.connect(self._turn)
        self.text.textChanged.connect(self._typed)
        self.save.clicked.connect(self.tell)
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
