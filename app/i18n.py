"""Language: words, money, numbers and dates in one language and number format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval
from babel.numbers import (
    format_currency,
    format_decimal,
)
from babel.support import NullTranslations, Translations

from app.domain.errors import RuleError
from app.domain.money import Money, Rate, decimals
from app.domain.period import NEVER, Period
from app.domain.sentence import N_, Blank, Sentence

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "accord"
FALLBACK = "en"
PAPER_LANGUAGES = ("en", "de", "fr", "es", "nl")
"""The languages in which everything on paper is complete."""
SHOWN_DECIMALS = 6
_DECIMALS = re.compile(r"\.0+")


class UnknownLanguageError(RuleError):
    """A locale nobody knows."""

    text = N_("{locale} is not a locale. Write one such as en_IE or de_DE.")


def locale_of(name: str) -> Locale:
    """The locale of a name such as `en_IE`; raises UnknownLanguageError."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise UnknownLanguageError(locale=name) from error


@dataclass(frozen=True)
class Language:
    """One language: says sentences and formats what fills their blanks."""

    locale: Locale
    catalogue: NullTranslations = field(default_factory=NullTranslations)

    @property
    def code(self) -> str:
        """The locale's name: `en_IE`."""
        return str(self.locale)

    def say(self, text: str, **blanks: Blank) -> str:
        """Translate a template, then fill its blanks."""
        template = self.catalogue.gettext(text) if text else ""
        return template.format(**{name: self.show(value) for name, value in blanks.items()})

    def tell(self, sentence: Sentence) -> str:
        """A sentence with its own values, in this language."""
        return self.say(sentence.text, **dict(sentence.blanks))

    def show(self, value: Blank) -> str:  # noqa: PLR0911 - one return a type
        """Any value that may fill a blank, as people write it here."""
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Rate):
            return self.rate(value)
        if isinstance(value, Period):
            return self.period(value)
        if isinstance(value, Sentence):
            return self.tell(value)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, (Decimal, Fraction)):
            return self.number(value)
        return str(value)

    def money(self, value: Money) -> str:
        """An amount with its currency's symbol: `€1,234.50`."""
        return format_currency(value.amount(), value.currency, locale=self.locale)

    def amount(self, value: Money) -> str:
        """An amount alone: `1,234.50`."""
        places = decimals(value.currency)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return format_decimal(value.amount(), format=pattern, locale=self.locale)

    def rate(self, value: Rate) -> str:
        """A price with its symbol and as many decimals as it has, at least the currency's."""
        pattern = self.locale.currency_formats["standard"].pattern
        return format_currency(
            value.amount,
            value.currency,
            format=_DECIMALS.sub(self._price_decimals(value), pattern),
            locale=self.locale,
            currency_digits=False,
        )

    def price(self, value: Rate) -> str:
        """A price alone, with as many decimals as it has, at least the currency's."""
        with localcontext() as context:
            context.prec = 40
            pattern = "#,##0" + self._price_decimals(value)
            return format_decimal(value.amount, format=pattern, locale=self.locale)

    def _price_decimals(self, value: Rate) -> str:
        own = -int(value.amount.normalize().as_tuple().exponent)
        places = max(decimals(value.currency), own)
        return "." + "0" * places if places else ""

    def number(self, value: Decimal | Fraction | int) -> str:
        """A quantity without trailing zeros; what does not end is cut with an ellipsis."""
        with localcontext() as context:
            context.prec = 60
            exact = (
                Decimal(value.numerator) / Decimal(value.denominator)
                if isinstance(value, Fraction)
                else Decimal(value)
            )
            step = Decimal(1).scaleb(-SHOWN_DECIMALS)
            short = exact.quantize(step, rounding=ROUND_HALF_EVEN)
            more = "" if short == exact else "…"
            shown = format_decimal(short, format="#,##0.######", locale=self.locale)
        return f"{shown}{more}"

    def percent(self, value: Decimal) -> str:
        """A rate of tax or discount: `23%`, `23 %`."""
        pattern = self.locale.percent_formats[None].pattern
        number = format_decimal(value, format="#,##0.####", locale=self.locale)
        return pattern.replace("#,##,##0", "{0}").replace("#,##0", "{0}").format(number)

    def date(self, day: date, style: str = "medium") -> str:
        """A day: `5 Mar 2026`."""
        if isinstance(day, datetime):
            return format_datetime(day, style, locale=self.locale)
        return format_date(day, style, locale=self.locale)

    def period(self, period: Period) -> str:
        """The first and the last day, as short as they can be told: `1 – 31 Mar 2026`."""
        if period.end == NEVER:
            return f"{self.date(period.start)} –"
        return format_interval(period.start, period.last, skeleton="yMMMd", locale=self.locale)


@dataclass(frozen=True)
class Languages:
    """All languages there are catalogues for, in one folder."""

    folder: Path

    def get(self, name: str) -> Language:
        """The language of a locale; its number format always, its words where there are any."""
        return _language(self.folder, name or FALLBACK)


@lru_cache(maxsize=64)
def _language(folder: Path, name: str) -> Language:
    locale = locale_of(name)
    names = [str(locale), locale.language]
    catalogue = Translations.load(str(folder), names, DOMAIN)
    return Language(locale, catalogue)
