"""Asks for the passphrase of an encrypted backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from app.ui.buttons import Button, Kind
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit


class PassphraseSheet(Sheet):
    """Hands on what was typed, and keeps nothing of it."""

    answered = Signal(str)

    def __init__(self, kit: Kit, over: QWidget, text: str) -> None:
        say = kit.language.say
        title = say("The passphrase of this backup")
        self.line = QLineEdit()
        self.line.setAccessibleName(say("Passphrase"))
        self.ok = Button(kit.theme, say("Open the backup"), Kind.PRIMARY)
        cancel = Button(kit.theme, say("Cancel"))
        inside = column(
            label(title, Role.H2, wrap=True),
            label(text, Role.SMALL, wrap=True),
            6,
            label(say("Passphrase"), Role.SMALL),
            self.line,
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(480), inside)
        self.ok.setEnabled(False)
        self.line.textChanged.connect(self._fit)
        self.ok.clicked.connect(self.answer)
        cancel.clicked.connect(self.dismiss)
        for keys in ("Return", "Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.answer)

    def answer(self) -> None:
        """Hand on what was typed, if anything was."""
        if self.line.text():
            self.dismiss()
            self.answered.emit(self.line.text())

    def _fit(self) -> None:
        self.ok.setEnabled(bool(self.line.text()))
