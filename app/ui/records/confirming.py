"""A question before a record goes: what goes with it, and a button that says so."""

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


class ConfirmSheet(Sheet):
    """Asks once; its button carries the verb and the name."""

    confirmed = Signal()

    def __init__(self, kit: Kit, over: QWidget, title: str, text: str, verb: str) -> None:
        self.ok = Button(kit.theme, verb, Kind.PRIMARY)
        self.cancel = Button(kit.theme, kit.language.say("Cancel"))
        inside = column(
            label(title, Role.H2, wrap=True),
            label(text, Role.SMALL, wrap=True),
            12,
            row(None, self.cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(460), inside)
        self.cancel.clicked.connect(self.dismiss)
        self.ok.clicked.connect(self._confirm)

    def _confirm(self) -> None:
        self.dismiss()
        self.confirmed.emit()
