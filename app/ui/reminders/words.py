"""Words about reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.dunning import Tone
from app.domain.money import Money
from app.ui.cells import Pill
from app.ui.icons import Icon
from app.ui.tokens import Tone as Tint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.i18n import Language
    from app.services.reminders import ReminderRow

_TINTS = {Tone.FIRST: Tint.INFO, Tone.AGAIN: Tint.WARN, Tone.LAST: Tint.BAD}


def pill(language: Language, found: ReminderRow) -> Pill:
    """The level, in the colour of its tone."""
    text = language.say("Level {level}", level=found.letter.level)
    return Pill(text, _TINTS[found.tone], Icon.PAUSE if found.held else None)


def about(language: Language, found: ReminderRow) -> str:
    """What stands above a letter: since when, or why it is held."""
    if found.id:
        return language.say("{number}, sent {day}", number=found.id, day=found.letter.day)
    if found.held:
        return language.say("Held: {reason}", reason=found.held)
    return ", ".join(found.numbers)


def sums(language: Language, rows: Iterable[ReminderRow]) -> str:
    """What all of them come to, in each currency."""
    found: dict[str, Money] = {}
    for row in rows:
        left = row.letter.left
        found[left.currency] = found.get(left.currency, Money.zero(left.currency)) + left
    amounts = ", ".join(language.money(amount) for amount in found.values())
    return language.say("{amounts} open", amounts=amounts) if amounts else ""
