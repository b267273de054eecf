"""What becomes of the time in which nobody was seen while a timer ran."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.duration import clock_text
from app.domain.sentence import N_
from app.ui.buttons import Button, Kind
from app.ui.labels import Role, label
from app.ui.layout import column
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from app.domain.timers import Absence
    from app.ui.kit import Kit

_ANSWERS = {
    "keep": N_("Keep it: I was working"),
    "go_on": N_("Take it out, and go on"),
    "rest": N_("Take it out, and pause"),
    "split": N_("Make it a timer of its own"),
}


class AwaySheet(Sheet):
    """Keep, take out, or split off; Esc keeps, so that nothing is lost by mistake."""

    answered = Signal(str)

    def __init__(self, kit: Kit, over: QWidget, name: str, absence: Absence, zone: tzinfo) -> None:
        say = kit.language.say
        minutes = int((absence.until - absence.since).total_seconds()) // 60
        since = absence.since.astimezone(zone)
        text = say(
            N_("Nobody was here for {length}, since {since}. The timer of {what} ran on."),
            length=clock_text(minutes) if minutes < 1440 else say(N_("over a day")),
            since=f"{since:%H:%M}",
            what=name,
        )
        title = say(N_("Welcome back"))
        self.buttons = {
            answer: Button(kit.theme, say(words), Kind.PRIMARY if answer == "keep" else Kind.PLAIN)
            for answer, words in _ANSWERS.items()
        }
        inside = column(
            label(title, Role.H2),
            label(text, wrap=True),
            8,
            *self.buttons.values(),
            gap=8,
            margins=(24, 22, 24, 22),
        )
        super().__init__(over, title, kit.theme.scaled(420), inside)
        self.keep = self.buttons["keep"]
        for answer, button in self.buttons.items():
            button.clicked.connect(partial(self._answer, answer))
        self._is_answered = False
        self.closed.connect(self._keep)

    def _answer(self, answer: str) -> None:
        self._is_answered = True
        self.answered.emit(answer)
        self.dismiss()

    def _keep(self) -> None:
        if not self._is_answered:
            self.answered.emit("keep")
