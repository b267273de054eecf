"""A question before something is saved: what it reaches, and a button that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.ui.buttons import Button, Kind
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit


class Ask(Sheet):
    """Esc leaves everything as it is."""

    confirmed = Signal()

    def __init__(self, kit: Kit, over: QWidget, text: str, verb: str) -> None:
        self.ok = Button(kit.theme, verb, Kind.PRIMARY)
        cancel = Button(kit.theme, kit.language.say("Cancel"))
        inside = column(
            label(verb, Role.H2),
            label(text, wrap=True),
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, verb, kit.theme.scaled(480), inside)
        cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()
