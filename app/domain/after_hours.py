"""After hours: work cut at a calendar's edges, its billed minutes shared over the parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.hours import Piece, cut
from app.domain.money import apportioned
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from app.domain.agreement import AfterHours, Agreement
    from app.domain.facts import Book, TimeEntry


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry, in or after business hours: its billed minutes and its multiplier."""

    minutes: int
    after_hours: bool = False
    multiplier: Decimal | None = None


def after_hours_of(entry: TimeEntry, agreement: Agreement | None, book: Book) -> AfterHours | None:
    """What holds for the entry: its agreement's own term, or the company's."""
    if agreement and (steps := agreement.after_hours.steps) and steps[0][0] <= entry.day:
        return agreement.after_hours.at(entry.day, None)
    return book.after_hours.at(entry.day, None)


def parts_of(
    entry: TimeEntry, minutes: int, agreement: Agreement | None, book: Book
) -> tuple[Part, ...]:
    """The entry cut at the edges of the calendar that holds for it, in the order of the work."""
    found = after_hours_of(entry, agreement, book)
    if found is None:
        return (Part(minutes),)
    end = entry.start + timedelta(minutes=entry.minutes)
    return shared(cut(book.calendars[found.calendar], entry.start, end), minutes, found)


def shared(pieces: Sequence[Piece], minutes: int, found: AfterHours) -> tuple[Part, ...]:
    """Billed minutes shared over the pieces of an entry by their length, in whole minutes."""
    length = sum(piece.seconds for piece in pieces)
    each = [minutes]
    if length:
        each = apportioned(minutes, [Fraction(minutes * one.seconds, length) for one in pieces])
    return tuple(
        Part(part)
        if piece.open
        else Part(part, after_hours=True, multiplier=found.times(closed_day=piece.closed_day))
        for piece, part in zip(pieces, each, strict=True)
    )


def cut_steps(parts: Sequence[Part]) -> tuple[Sentence, ...]:
    """How the entry was cut, where it was."""
    if len(parts) == 1 and not parts[0].after_hours:
        return ()
    return tuple(
        say(
            N_("{minutes} minutes of it lie after hours, which count {multiplier} times."),
            minutes=part.minutes,
            multiplier=part.multiplier,
        )
        if part.multiplier is not None
        else say(N_("{minutes} minutes of it lie in business hours."), minutes=part.minutes)
        for part in parts
    )
