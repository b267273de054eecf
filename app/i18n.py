"""Language: words, money, numbers and dates in one language and number format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations, find
from pathlib import Path

from babel import Locale, UnknownLocaleError

from app.domain.errors import RuleError
from app.domain.money import Money, Rate, decimals
from app.domain.period import NEVER, Period
from app.domain.sentence import N_, Blank, Sentence

DOMAIN = "accord"
FALLBACK = "en"
PAPER_LANGUAGES = ("en", "de", "fr", "es", "nl")
"""The languages in which everything on paper is complete."""
SCREEN_LANGUAGES = ("en", "de")
"""The languages in which the window is complete."""
SHOWN_DECIMALS = 6
PERCENT_DECIMALS = 4
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
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
        from babel import numbers

        around = _around_money(self.locale, value.currency, value.minor < 0)
        if around is None:
            return numbers.format_currency(value.amount(), value.currency, locale=self.locale)
        return f"{around[0]}{self.amount(abs(value))}{around[1]}"

    def short_money(self, value: Money) -> str:
        """A round amount for a scale: `€4k`."""
        from babel import numbers

        return numbers.format_compact_currency(
            value.amount(), value.currency, locale=self.locale, fraction_digits=0
        )

    def amount(self, value: Money) -> str:
        """An amount alone: `1,234.50`."""
        return self._figures(value.amount(), decimals(value.currency))

    def rate(self, value: Rate) -> str:
        """A price with its symbol and as many decimals as it has, at least the currency's."""
        from babel import numbers

        pattern = self.locale.currency_formats["standard"].pattern
        places = _price_decimals(value)
        return numbers.format_currency(
            value.amount,
            value.currency,
            format=_DECIMALS.sub("." + "0" * places if places else "", pattern),
            locale=self.locale,
            currency_digits=False,
        )

    def price(self, value: Rate) -> str:
        """A price alone, with as many decimals as it has, at least the currency's."""
        return self._figures(value.amount, _price_decimals(value))

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
        return f"{self._figures(short, SHOWN_DECIMALS, shortened=True)}{more}"

    def percent(self, value: Decimal) -> str:
        """A rate of tax or discount: `23%`, `23 %`."""
        pattern = self.locale.percent_formats[None].pattern
        number = self._figures(value, PERCENT_DECIMALS, shortened=True)
        return pattern.replace("#,##,##0", "{0}").replace("#,##0", "{0}").format(number)

    def date(self, day: date, style: str = "medium") -> str:
        """A day: `5 Mar 2026`."""
        from babel import dates

        if isinstance(day, datetime):
            return dates.format_datetime(day, style, locale=self.locale)
        return _date(self.locale, day, style)

    def country(self, code: str) -> str:
        """A country's name."""
        names: dict[str, str] = dict(self._words_locale.territories)
        return names.get(code, code)

    @property
    def spoken(self) -> str:
        """The language of the words: `de`."""
        return self.catalogue.info().get("language", "") or FALLBACK

    def own_name(self, code: str) -> str:
        """What a language calls itself, whichever this one is: `Deutsch`."""
        return str(Locale.parse(code).get_display_name() or code).capitalize()

    def currency(self, code: str) -> str:
        """A currency's name and code: `Euro (EUR)`."""
        names: dict[str, str] = dict(self._words_locale.currencies)
        return f"{names.get(code, code)} ({code})"

    def weekday(self, name: str) -> str:
        """A day of the week in short; `name` is one of mon … sun."""
        return self._words_locale.days["stand-alone"]["abbreviated"][_WEEKDAYS.index(name)]

    @property
    def _words_locale(self) -> Locale:
        """The locale of the words, where they are not those of the number format."""
        spoken = self.spoken
        return self.locale if spoken == self.locale.language else Locale.parse(spoken)

    def period(self, period: Period) -> str:
        """The first and the last day, as short as they can be told: `1 – 31 Mar 2026`."""
        if period.end == NEVER:
            return f"{self.date(period.start)} –"
        return _interval(self.locale, period.start, period.last)

    def _figures(self, value: Decimal, places: int, *, shortened: bool = False) -> str:
        """A number in groups of three with so many decimals, or as few of them as it has."""
        text = f"{value:,.{places}f}"
        if shortened:
            text = text.rstrip("0").removesuffix(".")
        return text.translate(_signs(self.locale))


def _price_decimals(value: Rate) -> int:
    own = -int(value.amount.normalize().as_tuple().exponent)
    return max(decimals(value.currency), own)


# A month end writes thousands of figures and the same few days on every page, and Babel looks
# each pattern up anew. Here it is asked once: how the language writes a number, and what stands
# around an amount.


@lru_cache(maxsize=64)
def _signs(locale: Locale) -> dict[int, str]:
    """What stands for the signs that Python writes."""
    from babel import numbers

    return str.maketrans(
        {",": numbers.get_group_symbol(locale), ".": numbers.get_decimal_symbol(locale)}
    )


@lru_cache(maxsize=512)
def _around_money(locale: Locale, currency: str, negative: bool) -> tuple[str, str] | None:  # noqa: FBT001
    """What stands before and after an amount; None where money has digits of its own."""
    from babel import numbers

    sample = Money(-123456789 if negative else 123456789, currency)
    told = numbers.format_currency(sample.amount(), currency, locale=locale)
    before, figures, after = told.partition(Language(locale).amount(abs(sample)))
    return (before, after) if figures else None


@lru_cache(maxsize=4096)
def _date(locale: Locale, day: date, style: str) -> str:
    from babel import dates

    return dates.format_date(day, style, locale=locale)


@lru_cache(maxsize=4096)
def _interval(locale: Locale, first: date, last: date) -> str:
    from babel import dates

    return dates.format_interval(first, last, skeleton="yMMMd", locale=locale)


@dataclass(frozen=True)
class Languages:
    """All languages there are catalogues for, in one folder."""

    folder: Path

    def get(self, name: str) -> Language:
        """The language of a locale; its number format always, its words where there are any."""
        return _language(self.folder, name or FALLBACK)

    def on_screen(self, name: str, words: str = "") -> Language:
        """The number format of a locale, with words of a language that is complete on the screen.

        `words` is the person's wish; without one it is the locale's own language, else English.
        """
        own = self.get(name)
        wanted = words or own.locale.language
        spoken = wanted if wanted in SCREEN_LANGUAGES else FALLBACK
        if spoken == own.locale.language:
            return own
        return Language(own.locale, self.get(spoken).catalogue)


@lru_cache(maxsize=64)
def _language(folder: Path, name: str) -> Language:
    locale = locale_of(name)
    names = [str(locale), locale.language]
    files = find(DOMAIN, str(folder), names, all=True)
    return Language(locale, _catalogue(files) if files else NullTranslations())


def _catalogue(files: list[str]) -> GNUTranslations:
    """The words of a region, and those of its language where the region has none of its own."""
    catalogue: GNUTranslations | None = None
    for file in files:
        with Path(file).open("rb") as stream:
            found = GNUTranslations(stream)
        if catalogue:
            catalogue.add_fallback(found)
        catalogue = catalogue or found
    assert catalogue
    return catalogue
