"""The steps of a month end in one bar: where one is, what is done, how much is left of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy

from app.domain.sentence import N_
from app.ui.billing.state import Stage
from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.layout import row
from app.ui.tokens import ICON, Ink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.kit import Kit
    from app.ui.theme import Theme

_WORDS = {
    Stage.REVIEW: N_("Review time"),
    Stage.EXCEPTIONS: N_("Exceptions"),
    Stage.PREVIEW: N_("Preview"),
    Stage.ISSUE: N_("Issue"),
    Stage.SEND: N_("Send"),
}


class Steps(QFrame):
    """A press goes to a step; nothing has to be done in order."""

    wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("Segment")
        self.setAccessibleName(kit.language.say("Steps of the month end"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self.buttons: dict[Stage, _Step] = {}
        for place, stage in enumerate(Stage, start=1):
            button = _Step(kit.theme, f"{place}  {kit.language.say(_WORDS[stage])}")
            button.setToolTip(f"Alt+{place}")
            button.setCheckable(True)
            button.clicked.connect(partial(self.wanted.emit, stage))
            self._group.addButton(button)
            self.buttons[stage] = button
        self.setLayout(row(*self.buttons.values(), gap=2, margins=(2, 2, 2, 2)))

    def show_steps(
        self, now: Stage, left: Mapping[Stage, int], done: frozenset[Stage], *, is_busy: bool
    ) -> None:
        """Show where one is, and what is left."""
        for stage, button in self.buttons.items():
            button.show_left(left[stage], is_done=stage in done)
            button.setEnabled(not is_busy)
        self.buttons[now].setChecked(True)


class _Step(Button):
    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, Kind.SEGMENT)
        self._words = text
        self._is_done = False
        theme.changed.connect(self._tick)

    def show_left(self, left: int, *, is_done: bool) -> None:
        """Tick it, or say how much is left."""
        self._is_done = is_done
        words = f"{self._words}  {left}" if left and not is_done else self._words
        self.say(words)
        if is_done:
            self.setText(f" {words}")
        self._tick()

    def _tick(self) -> None:
        edge = self._theme.scaled(ICON)
        self.setIconSize(QSize(edge, edge))
        icon = self._theme.icon(Icon.CHECK_CIRCLE, Ink.OK) if self._is_done else QIcon()
        self.setIcon(icon)
