"""The second step: where you work, and what follows from that."""

from __future__ import annotations

import locale
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.money import Money, decimals
from app.i18n import locale_of
from app.services.holidays import public_holidays
from app.ui.form.combo import Combo
from app.ui.form.fields import Option
from app.ui.form.tick import TickBox
from app.ui.labels import Role, label
from app.ui.layout import column, framed
from app.ui.welcome.state import Country, likely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.kit import Kit

_EXAMPLE = 123_456


class WhereStep(QWidget):
    """A country, and what is usual there."""

    done = Signal()

    def __init__(self, kit: Kit, known: Mapping[str, Country], today: date) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._known = known
        say = kit.language.say
        names = sorted((kit.language.country(code), code) for code in known)
        self.country = Combo(kit, say("Country"), [Option(code, name) for name, code in names])
        self.country.setMaxVisibleItems(14)
        line = self.country.lineEdit()
        if line:
            line.returnPressed.connect(self._entered)
            line.setPlaceholderText(say("Choose a country"))
        self.holidays = TickBox(kit.theme, say("Closed on public holidays"))
        self.holidays.setChecked(True)
        caption = label(say("Country"), Role.CAPTION)
        caption.setBuddy(self.country)
        self._facts = {
            name: label(role=Role.BODY, wrap=True)
            for name in (
                say("Currency"),
                say("Taxes"),
                say("Numbers and dates"),
                say("Hours"),
                say("Payment terms"),
            )
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setContentsMargins(16, 14, 16, 14)
        for line, (name, words) in enumerate(self._facts.items()):
            grid.addWidget(label(name, Role.MUTED), line, 0)
            grid.addWidget(words, line, 1)
        grid.setColumnStretch(1, 1)
        self._card = framed("Card", grid)
        fields = column(caption, self.country, gap=4)
        self.setLayout(column(fields, self._card, self.holidays, None, gap=14))
        self.country.currentIndexChanged.connect(self._show)
        self.country.chosen.connect(self._show)
        guess = likely(known, [QLocale.system().name(), locale.getlocale()[0] or ""])
        self.country.show_value(guess or None)
        self._show()

    def _entered(self) -> None:
        # A list hands Enter to its line once more, when the next step is shown already.
        if self.chosen and self.isVisible():
            self.done.emit()

    @property
    def chosen(self) -> Country | None:
        """The country, where one was chosen."""
        return self._known.get(str(self.country.value()))

    def closed(self) -> tuple[date, ...]:
        """The public holidays of this year and the next, where the desk is closed on them."""
        country = self.chosen
        if country is None or not self.holidays.isChecked():
            return ()
        year = self._today.year
        return tuple(public_holidays(country.code, (year, year + 1)))

    def forget(self) -> None:
        """Skip the step: no country."""
        self.country.show_value(None)
        self._show()

    def _show(self) -> None:
        country = self.chosen
        self._card.setVisible(country is not None)
        self.holidays.setVisible(country is not None)
        if country is None:
            return
        for words, text in zip(self._facts.values(), self._texts(country), strict=True):
            words.setText(text)

    def _texts(self, country: Country) -> tuple[str, ...]:
        say = self._kit.language.say
        own = replace(self._kit.language, locale=locale_of(country.locale))
        taxes = [f"{tax['name']} {own.percent(Decimal(tax['percent']))}" for tax in country.taxes]
        example = Money(_EXAMPLE * 10 ** decimals(country.currency) // 100, country.currency)
        day = own.date(self._today)
        first, last = country.days[0], country.days[-1]
        week = say(
            "{first} – {last}, {start} – {end}",
            first=self._kit.language.weekday(first),
            last=self._kit.language.weekday(last),
            start=country.hours[0],
            end=country.hours[1],
        )
        return (
            self._kit.language.currency(country.currency),
            ", ".join(taxes) or say("None yet: your sales tax depends on the state"),
            f"{own.money(example)}   {day}",
            week,
            say("{count} days", count=country.net_days),
        )
