"""Why a clock reads what it reads: every stretch of its life, and whether it counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.hours import cut, seconds_between
from app.domain.sla_clock import Reading, Spell


class Counted(StrEnum):
    """Whether a stretch counted, and if not, why."""

    COUNTED = "counted"
    CLOSED = "closed"
    CLOSED_DAY = "closed_day"
    PAUSED = "paused"
    STOPPED = "stopped"
    RESTARTED = "restarted"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a clock's life, and the seconds of open time in it."""

    start: datetime
    end: datetime
    counted: Counted
    seconds: int


_WHY = {
    Spell.PAUSED: Counted.PAUSED,
    Spell.STOPPED: Counted.STOPPED,
    Spell.RESTARTED: Counted.RESTARTED,
}


def intervals(reading: Reading) -> Iterator[Interval]:
    """The stretches in order, without a gap; those that counted add up to what has elapsed."""
    for stint in reading.stints:
        if stint.spell is not Spell.RUNNING:
            run = seconds_between(reading.calendar, stint.first, stint.last)
            yield Interval(stint.start, stint.end, _WHY[stint.spell], run)
            continue
        for piece in cut(reading.calendar, stint.start, stint.end):
            closed = Counted.CLOSED_DAY if piece.closed_day else Counted.CLOSED
            why = Counted.COUNTED if piece.open else closed
            yield Interval(piece.start, piece.end, why, piece.seconds if piece.open else 0)
