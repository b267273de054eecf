"""When work comes round again: every first Monday, every 15th of the third month."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TURNS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_ON = re.compile(
    rf"(?:(?P<turn>{'|'.join(_TURNS)}) )?(?P<weekday>{'|'.join(WEEKDAYS)})"
    r"|last day|(?P<day>[1-9]|[12]\d|3[01])"
)


class Every(StrEnum):
    """What is counted from one time to the next."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def is_day(on: str, unit: Every) -> bool:
    """Whether words say on which day it falls: `monday` in a week, else `first monday` or `15`."""
    match = _ON.fullmatch(on)
    if not on or match is None:
        return not on
    return bool(match["weekday"] and not match["turn"]) == (unit is Every.WEEK)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks, months or years from a day on; `on` says which day, else that one."""

    start: date
    every: int = 1
    unit: Every = Every.MONTH
    on: str = ""
    end: date | None = None
    at: time = time(9)

    def days(self, after: date | None, through: date) -> Iterator[date]:
        """The days it falls on, later than one and up to another."""
        for turn in count():
            day = self._day(turn)
            if day is None or day > through or (self.end and day >= self.end):
                return
            if day >= self.start and (after is None or day > after):
                yield day

    def due(
        self, after: date | None, now: datetime, zone: ZoneInfo
    ) -> Iterator[tuple[date, datetime]]:
        """The days after one that have come by now in a zone, each with its instant."""
        for day in self.days(after, now.astimezone(zone).date()):
            # A reading that the clocks skip is moved on, as business hours are.
            at = datetime.combine(day, self.at, zone).astimezone(UTC)
            if at <= now:
                yield day, at

    def _day(self, turn: int) -> date | None:
        """The turn's day, though it may lie before the start; nothing at the end of all days."""
        try:
            if self.unit is Every.WEEK:
                return self._in_week(self.start + timedelta(weeks=turn * self.every))
            months = turn * self.every * (12 if self.unit is Every.YEAR else 1)
            years, month = divmod(self.start.month - 1 + months, 12)
            return self._in_month(self.start.year + years, month + 1)
        except (OverflowError, ValueError):
            return None

    def _in_week(self, day: date) -> date:
        wanted = WEEKDAYS.index(self.on) if self.on else day.weekday()
        return day - timedelta(day.weekday() - wanted)

    def _in_month(self, year: int, month: int) -> date:
        last = calendar.monthrange(year, month)[1]
        match = _ON.fullmatch(self.on)
        if match and match["weekday"]:
            wanted = WEEKDAYS.index(match["weekday"])
            found = [
                day
                for day in (date(year, month, number) for number in range(1, last + 1))
                if day.weekday() == wanted
            ]
            return found[_TURNS[match["turn"] or "first"]]
        if self.on == "last day":
            return date(year, month, last)
        return date(year, month, min(int(self.on or self.start.day), last))
