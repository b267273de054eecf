"""Openings on a wall clock, and one year's worth of them as instants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from math import floor
from zoneinfo import ZoneInfo

DAY = 86_400
"""The seconds of an ordinary day, and the reading "24:00"."""
_START = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH = _START.toordinal()
MARGIN = timedelta(days=3)
"""No zone is further than this from UTC, not even on a day it skips."""


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """From one reading of the wall clock until before another, in seconds since midnight.

    One that ends before it starts runs past midnight; its second half belongs to the next day.
    """

    start: int
    end: int

    @property
    def today(self) -> Opening:
        """Its own day's part."""
        return Opening(self.start, DAY) if self.overnight else self

    @property
    def overnight(self) -> bool:
        """Whether it runs past midnight."""
        return self.end < self.start

    @classmethod
    def read(cls, start: str, end: str) -> Opening:
        """An opening as people write it: "09:00" and "17:30"; "24:00" ends a day."""
        return cls(_reading(start), _reading(end))


Openings = tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One UTC year: the spans that are open, and how much is open before each."""

    start: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    runs: tuple[int, ...]
    total: int

    def run(self, second: int) -> int:
        """How much of the year's open time has run by an instant of it."""
        i = bisect_right(self.starts, second) - 1
        return 0 if i < 0 else self.runs[i] + min(second, self.ends[i]) - self.starts[i]


def compiled(number: int, zone: str, openings: Callable[[date], Openings] | None) -> Year:
    """A UTC year of a zone with these openings a day, or open throughout."""
    spans = _united(number, ZoneInfo(zone), openings) if openings else [_ends(number)]
    lengths = [b - a for a, b in spans]
    return Year(
        _ends(number)[0],
        tuple(a for a, _ in spans),
        tuple(b for _, b in spans),
        tuple(accumulate(lengths[:-1], initial=0)) if spans else (),
        sum(lengths),
    )


def _ends(number: int) -> tuple[int, int]:
    """The instants at which a UTC year starts and ends."""
    start, end = (date(year, 1, 1).toordinal() - _EPOCH for year in (number, number + 1))
    return start * DAY, end * DAY


def _united(
    number: int, zone: ZoneInfo, openings: Callable[[date], Openings]
) -> list[tuple[int, int]]:
    """The open spans of a UTC year, in order, none touching the next."""
    start, end = _ends(number)
    raw = list[tuple[int, int]]()
    day, last = date(number, 1, 1) - MARGIN, date(number + 1, 1, 1) + MARGIN
    midnight = wall(day, 0, zone)
    while day < last:
        following = day + timedelta(days=1)
        next_midnight = wall(following, 0, zone)
        plain = next_midnight - midnight == DAY
        for each in openings(day):
            a = midnight + each.start if plain else wall(day, each.start, zone)
            b = midnight + each.end if plain else wall(day, each.end, zone)
            raw.append((max(a, start), min(b, end)))
        day, midnight = following, next_midnight
    spans = list[tuple[int, int]]()
    for a, b in sorted(raw):
        if a < b and spans and a <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(b, spans[-1][1]))
        elif a < b:
            spans.append((a, b))
    return spans


def _reading(text: str) -> int:
    """A reading such as "17:30" or "17:30:15" in seconds since midnight."""
    hours, minutes, *seconds = (int(part) for part in text.split(":"))
    return hours * 3600 + minutes * 60 + sum(seconds)


def wall(day: date, second: int, zone: ZoneInfo) -> int:
    """When a wall clock shows this: later by the gap if skipped, the first time if shown twice."""
    naive = datetime(day.year, day.month, day.day) + timedelta(seconds=second)  # noqa: DTZ001
    return second_of(naive.replace(tzinfo=zone))


def second_of(at: datetime) -> int:
    """An instant in whole seconds."""
    return floor(at.timestamp())


def instant_of(second: int) -> datetime:
    """The instant of a second, in UTC."""
    # Not by the system's clock functions: some know nothing before 1970.
    return _START + timedelta(seconds=second)
