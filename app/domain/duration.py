"""Lengths of time as people type them: `1:30`, `90m`, `1.5`, `1h 20`."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST = 24 * 60
"""Nobody works longer at a stretch; whoever types more has mistyped."""
MOST_HOURS = 12
"""A bare whole number up to this is hours, beyond it minutes."""

_CLOCK = re.compile(r"(\d{0,2}):([0-5]\d)")
_HOURS = r"h|hr|hrs|hour|hours|std|stunden?"
_MINUTES = r"m|min|mins|minutes?|minuten"
_SPOKEN = re.compile(
    rf"(?:(\d+(?:[.,]\d+)?)\s*(?:{_HOURS})\.?)?\s*(?:(\d+)\s*(?:{_MINUTES})?\.?)?", re.IGNORECASE
)
_MINUTES_ONLY = re.compile(rf"(\d+)\s*(?:{_MINUTES})\.?", re.IGNORECASE)
_BARE = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")


def minutes_of(typed: str) -> int | None:
    """The whole minutes that are meant; nothing where it cannot be read or is beyond a day.

    With a point or comma it is hours; a bare whole number is hours up to twelve, minutes beyond.
    """
    text = typed.strip()
    found = _read(text) if text else None
    if found is None:
        return None
    # Half a minute counts: 0.33 hours are twenty minutes.
    minutes = int(found + Fraction(1, 2))
    return minutes if minutes <= LONGEST else None


def _read(text: str) -> Fraction | None:
    if match := _CLOCK.fullmatch(text):
        return Fraction(60 * int(match[1] or 0) + int(match[2]))
    if _BARE.fullmatch(text):
        number = Fraction(text.replace(",", ".") + ("0" if text[-1] in ".," else ""))
        is_minutes = text.isdigit() and number > MOST_HOURS
        return number if is_minutes else number * 60
    if match := _MINUTES_ONLY.fullmatch(text):
        return Fraction(match[1])
    match = _SPOKEN.fullmatch(text)
    if match and match[1]:
        rest = int(match[2] or 0)
        # `1.5h 20` says the minutes twice.
        is_mixed = match[2] is not None and not match[1].isdigit()
        if is_mixed or rest >= 60:  # noqa: PLR2004 - minutes of an hour
            return None
        return Fraction(match[1].replace(",", ".")) * 60 + rest
    return None


def clock_text(minutes: int) -> str:
    """A length as a clock shows it: `1:30`."""
    return f"{minutes // 60}:{minutes % 60:02}"
