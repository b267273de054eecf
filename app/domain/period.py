"""Stretches of days, half-open, and the cycle that cuts time into service periods."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ALWAYS = date.min
"""The first day of a term that was given no date: it holds since the start."""
NEVER = date.max
"""The end of what has no end."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` until before `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"{self.end} is before {self.start}")

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """Its last day, as people write it."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.start <= day < self.end

    def within(self, other: Period) -> Period | None:
        """The days both hold, or nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def __str__(self) -> str:
        """Both ends as written on paper: first and last day."""
        return f"{self.start} - {self.last}"


def one_day(day: date) -> Period:
    """A day as a period."""
    return Period(day, day + timedelta(days=1))


class Unit(StrEnum):
    """What a cycle counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


class Timing(StrEnum):
    """Whether a period is billed at its start or at its end."""

    ADVANCE = "advance"
    ARREARS = "arrears"


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))


@dataclass(frozen=True, slots=True)
class Cycle:
    """Every so many days, weeks, months or years, counted from an anchor date."""

    every: int
    unit: Unit
    anchor: date
    timing: Timing = Timing.ADVANCE

    def boundary(self, k: int) -> date:
        """Where period *k* starts: always counted from the anchor, so 31 January never drifts."""
        return _boundary(self, k)

    def index(self, day: date) -> int:
        """Which period holds the day; periods before the anchor count down from -1."""
        if self.unit in _DAYS:
            return (day - self.anchor).days // (_DAYS[self.unit] * self.every)
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        k = months // (_MONTHS[self.unit] * self.every)
        while self.boundary(k) > day:
            k -= 1
        while self.boundary(k + 1) <= day:
            k += 1
        return k

    def period(self, k: int) -> Period:
        """The whole service period *k*."""
        return Period(self.boundary(k), self.boundary(k + 1))

    def holding(self, day: date) -> Period:
        """The whole service period that holds the day."""
        return self.period(self.index(day))

    def periods(self, first: date, until: date) -> Iterator[Period]:
        """The whole periods that touch `[first, until)`, oldest first."""
        k = self.index(first)
        while (period := self.period(k)).start < until:
            yield period
            k += 1


@lru_cache(maxsize=65536)
def _boundary(cycle: Cycle, k: int) -> date:
    if cycle.unit in _DAYS:
        return cycle.anchor + timedelta(days=_DAYS[cycle.unit] * cycle.every * k)
    return add_months(cycle.anchor, _MONTHS[cycle.unit] * cycle.every * k)
