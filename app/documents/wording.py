"""The words and figures of a paper, in the reader's language and as far as the fonts go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from app.documents.text import one_line
from app.domain.catalog import Category
from app.domain.period import NEVER
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.documents.fonts import Fonts
    from app.domain.document import Party
    from app.domain.money import Money, Rate
    from app.domain.period import Period
    from app.domain.sentence import Blank, Sentence
    from app.domain.tax import AppliedTax
    from app.i18n import Language

_COUNTED_PLAINLY = frozenset({"", "each", "piece"})
_UNITS = {
    "device": (N_("device"), N_("devices")),
    "user": (N_("user"), N_("users")),
    "seat": (N_("seat"), N_("seats")),
    "licence": (N_("licence"), N_("licences")),
    "hour": (N_("hour"), N_("hours")),
    "day": (N_("day"), N_("days")),
    "month": (N_("month"), N_("months")),
    "year": (N_("year"), N_("years")),
    "km": (N_("km"), N_("km")),
    "GB": (N_("GB"), N_("GB")),
    "TB": (N_("TB"), N_("TB")),
}
_TREATMENTS = {
    Category.STANDARD: N_("Tax"),
    Category.ZERO: N_("Zero rate"),
    Category.EXEMPT: N_("Exempt from tax"),
    Category.REVERSE_CHARGE: N_("Reverse charge"),
    Category.INTRA_COMMUNITY: N_("Intra-community supply"),
    Category.EXPORT: N_("Export"),
    Category.OUTSIDE: N_("Outside the scope of tax"),
}
_REASONS = {
    Category.EXEMPT: N_("This supply is exempt from tax."),
    Category.REVERSE_CHARGE: N_("Reverse charge: VAT to be accounted for by the recipient."),
    Category.INTRA_COMMUNITY: N_(
        "Intra-community supply: exempt from VAT under Article 138 of Directive 2006/112/EC."
    ),
    Category.EXPORT: N_("Export: no tax is charged on supplies to other countries."),
}
_CODE_AT_NUMBER = re.compile(r"(?<=[A-Z])(?=\d)")
_VAT_COUNTRIES = frozenset(
    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI"
    " SK XI".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language on paper."""

    language: Language
    fonts: Fonts

    def say(self, text: str, **blanks: Blank) -> str:
        """A label or sentence, translated and filled."""
        return self.fonts.printable(self.language.say(text, **blanks))

    def tell(self, sentence: Sentence) -> str:
        """A sentence with its own values."""
        return self.fonts.printable(self.language.tell(sentence))

    def plain(self, count: int) -> str:
        """A whole number."""
        return self.number(Decimal(count))

    def text(self, typed: str) -> str:
        """What a person has typed, as it is, with its line breaks."""
        return self.fonts.printable(typed)

    def line(self, typed: str) -> str:
        """What a person has typed, on one line."""
        return self.fonts.printable(one_line(typed))

    def date(self, day: date) -> str:
        """A day; in figures alone where the fonts lack the language's letters."""
        return self.fonts.whole(self.language.date(day)) or str(day)

    def period(self, period: Period) -> str:
        """First and last day."""
        told = self.fonts.whole(self.language.period(period))
        last = "" if period.end == NEVER else f" {period.last}"
        return told or f"{period.start} –{last}"

    def money(self, value: Money) -> str:
        """An amount with its currency's symbol, or its code where the fonts lack the symbol."""
        told = self.fonts.whole(self.language.money(value))
        if not told:
            return self.fonts.printable(f"{self.language.amount(value)} {value.currency}")
        return _CODE_AT_NUMBER.sub("\N{NO-BREAK SPACE}", told)

    def amount(self, value: Money) -> str:
        """An amount alone."""
        return self.fonts.whole(self.language.amount(value)) or value.plain()

    def price(self, value: Rate) -> str:
        """A price alone."""
        return self.fonts.whole(self.language.price(value)) or f"{value.amount:f}"

    def number(self, value: Decimal) -> str:
        """A quantity alone."""
        return self.fonts.whole(self.language.number(value)) or f"{value:f}"

    def percent(self, value: Decimal) -> str:
        """A rate of tax."""
        return self.fonts.whole(self.language.percent(value)) or f"{value:f} %"

    def unit(self, word: str, quantity: Decimal) -> str:
        """The unit's word for so many; nothing where it is simply counted."""
        if word in _COUNTED_PLAINLY:
            return ""
        if word not in _UNITS:
            return self.line(word)
        one, many = _UNITS[word]
        return self.say(one if abs(quantity) == 1 else many)

    def country(self, code: str) -> str:
        """A country's name."""
        names = cast("Mapping[str, str]", self.language.locale.territories)
        return self.fonts.whole(names.get(code, code)) or self.fonts.printable(code)

    def tax_id(self, party: Party) -> str:
        """A party's tax number, named as people there call it."""
        number = self.line(party.tax_id)
        if not number:
            return ""
        if party.address.country in _VAT_COUNTRIES:
            return self.say(N_("VAT ID {number}"), number=number)
        return self.say(N_("Tax ID {number}"), number=number)

    def tax_name(self, tax: AppliedTax) -> str:
        """What a tax is called in the summary: `VAT 23%`, `Reverse charge`."""
        name = self.line(tax.name) or self.say(_TREATMENTS[tax.category])
        percent = self.percent(tax.rate)
        if tax.category is not Category.STANDARD or _squeezed(percent) in _squeezed(name):
            return name
        return self.say(N_("{name} {rate}"), name=name, rate=percent)

    def tax_reason(self, tax: AppliedTax) -> str:
        """Why no tax is charged, in words; nothing where that needs no words."""
        return self.text(tax.reason) or self.say(_REASONS.get(tax.category, ""))


def _squeezed(text: str) -> str:
    return "".join(text.split())
