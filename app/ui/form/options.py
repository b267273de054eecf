"""What there is to choose from that no record says: countries, currencies, languages, zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from zoneinfo import available_timezones

from babel.numbers import list_currencies

from app.domain.sentence import N_
from app.i18n import PAPER_LANGUAGES
from app.ui.form.fields import Choices, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.form.fields import Options

_COMMON = "EUR GBP USD CHF AUD CAD NZD SEK NOK DKK PLN CZK JPY".split()
_LOCALES = (
    "en_IE en_GB en_US en_AU en_CA de_DE de_AT de_CH fr_FR fr_BE fr_CH es_ES nl_NL nl_BE en".split()
)


def named(section: str) -> Options:
    """The records of a section."""
    return lambda choices: choices.of(section)


def or_none(options: Options, text: str = "–") -> Options:
    """The same, or nothing."""
    return lambda choices: (Option(None, choices.language.say(text)), *options(choices))


def words(*pairs: tuple[object, str]) -> Options:
    """A few values with their marked words."""
    return lambda choices: [Option(value, choices.language.say(text)) for value, text in pairs]


def countries(choices: Choices) -> Sequence[Option]:
    """All countries, by name."""
    names = cast("dict[str, str]", choices.language.locale.territories)
    found = [
        Option(code, str(name))
        for code, name in names.items()
        if len(code) == 2 and code not in _NONE
    ]
    return [Option(None, "–"), *sorted(found, key=lambda option: option.text)]


_NONE = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}


def currencies(choices: Choices) -> Sequence[Option]:
    """The usual currencies, then all others."""
    names = cast("dict[str, str]", choices.language.locale.currencies)
    rest = sorted(set(list_currencies()) - set(_COMMON))
    return [Option(code, f"{code} – {names.get(code, code)}") for code in [*_COMMON, *rest]]


def locales(choices: Choices) -> Sequence[Option]:
    """Languages with their number formats; on paper, five languages are complete."""
    from babel import Locale

    found: list[Option] = []
    for code in _LOCALES:
        assert code.partition("_")[0] in PAPER_LANGUAGES
        name = Locale.parse(code).get_display_name(choices.language.locale) or code
        found.append(Option(code, name))
    return found


def zones(choices: Choices) -> Sequence[Option]:
    """All time zones that are named by a place."""
    del choices
    return [
        Option(zone, zone.replace("_", " "))
        for zone in sorted(available_timezones())
        if "/" in zone
    ]


TREATMENTS = words(
    ("standard", N_("Taxed as usual")),
    ("exempt", N_("Exempt")),
    ("reverse_charge", N_("Reverse charge")),
    ("export", N_("Export")),
    ("outside", N_("Outside the scope of tax")),
)
