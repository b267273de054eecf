"""A tax tried on an amount, with the engine that bills."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.sentence import N_
from app.ui.errors import sentence_of
from app.ui.form.fields import Choices, Field, Kind
from app.ui.form.text import NumberControl
from app.ui.labels import Role, label
from app.ui.layout import column, framed, row

if TYPE_CHECKING:
    from app.ui.desk import Desk


class TryTax(QWidget):
    """Type an amount, see the tax."""

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__()
        say = desk.kit.language.say
        self._desk = desk
        self._code = code
        choices = Choices(desk.kit.language, desk.through, {})
        self.amount = NumberControl(desk.kit, Field("amount", N_("Amount"), Kind.AMOUNT), choices)
        self.amount.setFixedWidth(desk.kit.theme.scaled(180))
        self.amount.show_value("100.00")
        self.amount.changed.connect(self.look)
        self.told = label(role=Role.H2, wrap=True)
        self.more = label(role=Role.SMALL, wrap=True)
        inside = column(
            label(say("Type an amount, see the tax as of today"), Role.SMALL),
            self.amount,
            8,
            self.told,
            self.more,
            gap=6,
            margins=(20, 18, 20, 18),
        )
        self.setLayout(column(row(framed("Card", inside), None), None, margins=(24, 20, 24, 20)))
        self.look()

    def look(self) -> None:
        """Ask the engine."""
        language = self._desk.kit.language
        value = self.amount.value()
        if self.amount.own_problem or not value:
            self.told.setText("–")
            self.more.setText(self.amount.own_problem)
            return
        try:
            found = self._desk.services.catalog.try_tax(self._code, Decimal(str(value)))
        except AppError as error:
            self.told.setText("–")
            self.more.setText(sentence_of(self._desk.kit, error))
            return
        if found is None:
            self.told.setText("–")
            self.more.setText(language.say("No tax is charged."))
            return
        net, group = found
        self.told.setText(language.money(group.amount))
        self.more.setText(
            language.say(
                "{rate} % on {net}, {total} in all",
                rate=group.tax.rate,
                net=net,
                total=net + group.amount,
            )
        )
