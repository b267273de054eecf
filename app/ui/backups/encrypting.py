"""Before backups are encrypted: a passphrase, its recovery sheet, and what losing it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.ui.banner import Banner
from app.ui.buttons import Button, Kind
from app.ui.form.tick import TickBox
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.kit import Kit


class EncryptSheet(Sheet):
    """Shows the passphrase openly: it is chosen here, and must be kept elsewhere."""

    chosen = Signal(str)
    sheet_wanted = Signal(str)

    def __init__(self, kit: Kit, over: QWidget, suggest: Callable[[], str], shortest: int) -> None:
        say = kit.language.say
        title = say("Encrypt the backups")
        self._suggest = suggest
        self._shortest = shortest
        self.line = QLineEdit(suggest())
        self.line.setAccessibleName(say("Passphrase"))
        self.again = Button(kit.theme, say("Suggest another"))
        self.paper = Button(kit.theme, say("Save the recovery sheet…"), icon=Icon.DOWNLOAD)
        self.kept = TickBox(kit.theme, say("I have kept it away from this computer"))
        self.ok = Button(kit.theme, title, Kind.PRIMARY)
        cancel = Button(kit.theme, say("Cancel"))
        told = say(
            "Backups made from now on open only with this passphrase, here or with the free tool "
            "age. Those there are stay as they are. The data file itself is not encrypted."
        )
        loss = say(
            "Whoever loses the passphrase loses every backup made with it. Nobody can help: not "
            "even we. Print the recovery sheet and keep it away from this computer."
        )
        inside = column(
            label(title, Role.H2, wrap=True),
            label(told, Role.SMALL, wrap=True),
            6,
            label(say("Passphrase"), Role.SMALL),
            row((self.line, 1), self.again, gap=8),
            Banner(kit.theme, Tone.WARN, loss),
            row(self.paper, None),
            self.kept,
            10,
            row(None, cancel, self.ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, kit.theme.scaled(540), inside)
        self.again.clicked.connect(self._take_another)
        self.paper.clicked.connect(self._want_paper)
        self.kept.clicked.connect(self._fit)
        self.line.textChanged.connect(self._fit)
        self.ok.clicked.connect(self._choose)
        cancel.clicked.connect(self.dismiss)
        self._fit()

    def _take_another(self) -> None:
        self.line.setText(self._suggest())

    def _want_paper(self) -> None:
        self.sheet_wanted.emit(self.line.text())

    def _choose(self) -> None:
        passphrase = self.line.text()
        self.dismiss()
        self.chosen.emit(passphrase)

    def _fit(self) -> None:
        is_long = len(self.line.text()) >= self._shortest
        self.paper.setEnabled(is_long)
        self.ok.setEnabled(is_long and self.kept.isChecked())
