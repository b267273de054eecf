"""A row of buttons of which one is pressed: which rows a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy

from app.ui.buttons import Button, Kind
from app.ui.layout import row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QAbstractButton

    from app.ui.theme import Theme

Value = TypeVar("Value")


class Segment(QFrame, Generic[Value]):
    """Offers a few values; the first is chosen to begin with."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, words: Mapping[Value, str]) -> None:
        super().__init__()
        self.setObjectName("Segment")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = dict(words)
        self._group = QButtonGroup(self)
        self._buttons: dict[Value, Button] = {}
        for value, text in words.items():
            button = Button(theme, text, Kind.SEGMENT)
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[value] = button
        self.value = next(iter(words))
        self._buttons[self.value].setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self.setLayout(row(*self._buttons.values(), gap=2, margins=(2, 2, 2, 2)))

    def count(self, counts: Mapping[Value, int]) -> None:
        """Say how many rows each of these values has."""
        for value, count in counts.items():
            self._buttons[value].say(f"{self._words[value]}  {count}")

    def say(self, value: Value, text: str) -> None:
        """Call a value otherwise."""
        self._buttons[value].say(text)

    def choose(self, value: Value) -> None:
        """Press a button."""
        self._buttons[value].setChecked(True)

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:
        if is_on:
            self.value = next(value for value, found in self._buttons.items() if found is button)
            self.changed.emit()
