"""Business hours: a calendar of openings, and how much open time lies between two instants.

Openings are readings of a wall clock; what is counted are real seconds between instants, so a day
on which the clocks change has as many as it has. Counting looks up a table made once a year and
calendar, it never steps through the days. Nothing here knows parts of a second.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from app.domain.openings import DAY, Opening, Openings, Year, compiled, instant_of, second_of, wall

FIRST_YEAR, LAST_YEAR = 1600, 9990


@dataclass(frozen=True)
class Calendar:
    """When a desk is open: hours for each day of the week, and the days that differ.

    `week` begins with Monday. A day in `days` has those openings and no others, none at all if
    they are empty; `closed` and `closed_yearly` (month and day) are closed days by a shorter name.
    """

    name: str
    zone: str
    week: tuple[Openings, ...] = ((),) * 7
    closed: frozenset[date] = frozenset()
    days: Mapping[date, Openings] = field(default_factory=dict[date, Openings], hash=False)
    closed_yearly: frozenset[tuple[int, int]] = frozenset()
    always_open: bool = False
    _years: dict[int, Year] = field(
        default_factory=dict["int", "Year"], init=False, repr=False, compare=False
    )
    """What was compiled before; it may be thrown away at any time."""

    def is_closed_day(self, day: date) -> bool:
        """Whether this day was closed on purpose, whatever its weekday's hours."""
        if day in self.closed or (day.month, day.day) in self.closed_yearly:
            return True
        return day in self.days and not self.days[day]

    def openings(self, day: date) -> Openings:
        """What is open on a local day, an opening past midnight cut there."""
        if self.is_closed_day(day):
            return ()
        if day in self.days:
            return tuple(each.today for each in self.days[day])
        before = day - timedelta(days=1)
        carried = (*self.week[before.weekday()], *self.days.get(before, ()))
        return (
            *(Opening(0, each.end) for each in carried if each.overnight),
            *(each.today for each in self.week[day.weekday()]),
        )

    def year(self, number: int) -> Year:
        """The open time of one UTC year, worked out when it is first asked for."""
        found = self._years.get(number)
        if found is None:
            found = self._years[number] = compiled(
                number, self.zone, None if self.always_open else self.openings
            )
        return found

    @cached_property
    def ordinary_day(self) -> int:
        """For how many seconds it is open on most of its open weekdays; the longest of these."""
        if self.always_open:
            return DAY
        lengths = Counter(
            sum(each.end - each.start + DAY * each.overnight for each in day)
            for day in self.week
            if day
        )
        return max(lengths, key=lambda length: (lengths[length], length), default=DAY)

    @property
    def ever_open(self) -> bool:
        """Whether it has any open time at all; a calendar without is a mistake."""
        return self.always_open or any(
            each.start != each.end for day in (*self.week, *self.days.values()) for each in day
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one instant until before another, in UTC."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        """How long it is."""
        return second_of(self.end) - second_of(self.start)


@dataclass(frozen=True, slots=True)
class Piece(Stretch):
    """A stretch that is open or closed throughout; closed for a closed day, or after hours."""

    open: bool
    closed_day: bool = False


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether the desk is open at an instant; at closing time it is not."""
    second = second_of(at)
    year = calendar.year(at.astimezone(UTC).year)
    i = bisect_right(year.starts, second)
    return bool(i) and second < year.ends[i - 1]


def open_seconds(calendar: Calendar, start: datetime, end: datetime) -> int:
    """How much open time lies between two instants; none where the end is not after the start."""
    first, last = second_of(start), second_of(end)
    return seconds_between(calendar, first, last) if first < last else 0


def open_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The whole minutes of open time between two instants."""
    return open_seconds(calendar, start, end) // 60


def open_left(calendar: Calendar, now: datetime, due: datetime) -> int:
    """The open seconds until something is due; less than nothing for those since it was."""
    return open_seconds(calendar, now, due) - open_seconds(calendar, due, now)


def open_stretches(calendar: Calendar, start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """The open stretches between two instants, oldest first."""
    return tuple(
        Stretch(instant_of(a), instant_of(b))
        for a, b in _spans(calendar, second_of(start), second_of(end))
    )


def after(calendar: Calendar, start: datetime, seconds: int) -> datetime | None:
    """The earliest instant at which so much open time has run; nothing if it never will have.

    It is the closing time, not the next opening, where the time runs out at the end of an opening.
    """
    if seconds <= 0:
        return start
    second = second_after(calendar, second_of(start), seconds)
    return None if second is None else instant_of(second)


def before(calendar: Calendar, end: datetime, seconds: int) -> datetime | None:
    """The latest instant from which so much open time runs until the end; or nothing."""
    if seconds <= 0:
        return end
    last = second_of(end)
    number, left = instant_of(last).year, seconds
    while number > FIRST_YEAR:
        year = calendar.year(number)
        run = year.run(last)
        if run >= left:
            i = bisect_right(year.runs, run - left) - 1
            return instant_of(year.starts[i] + run - left - year.runs[i])
        if not run and number < _first_year(calendar):
            return None
        left, number, last = left - run, number - 1, year.start
    return None


def cut(calendar: Calendar, start: datetime, end: datetime) -> tuple[Piece, ...]:
    """A stretch cut wherever the calendar opens, closes, or a closed day begins or ends.

    One without length is a single piece, judged at its start.
    """
    first, last = second_of(start), second_of(end)
    if last <= first:
        closed = not is_open(calendar, start)
        return (Piece(start, start, not closed, closed and _on_closed_day(calendar, first)),)
    pieces = list[Piece]()
    here = first
    for a, b in (*_spans(calendar, first, last), (last, last)):
        pieces += _closed(calendar, here, a)
        if a < b:
            pieces.append(Piece(instant_of(a), instant_of(b), open=True))
        here = b
    return tuple(pieces)


def _closed(calendar: Calendar, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a stretch in which nothing is open."""
    zone = ZoneInfo(calendar.zone)
    while start < end:
        day = instant_of(start).astimezone(zone).date()
        closed_day = calendar.is_closed_day(day)
        while calendar.is_closed_day(day) == closed_day and wall(day, 0, zone) < end:
            day += timedelta(days=1)
        until = min(end, max(wall(day, 0, zone), start + 1))
        yield Piece(instant_of(start), instant_of(until), open=False, closed_day=closed_day)
        start = until


def _on_closed_day(calendar: Calendar, second: int) -> bool:
    return calendar.is_closed_day(instant_of(second).astimezone(ZoneInfo(calendar.zone)).date())


def seconds_between(calendar: Calendar, first: int, last: int) -> int:
    """`open_seconds` of instants that are seconds already, the first not after the last."""
    one, other = instant_of(first).year, instant_of(last).year
    year = calendar.year(one)
    if one == other:
        return year.run(last) - year.run(first)
    between = sum(calendar.year(number).total for number in range(one + 1, other))
    return year.total - year.run(first) + between + calendar.year(other).run(last)


def second_after(calendar: Calendar, first: int, seconds: int) -> int | None:
    """`after` of an instant that is a second already."""
    if seconds <= 0:
        return first
    number = instant_of(first).year
    wanted = calendar.year(number).run(first) + seconds
    while number < LAST_YEAR:
        year = calendar.year(number)
        if wanted <= year.total:
            i = bisect_left(year.runs, wanted) - 1
            return year.starts[i] + wanted - year.runs[i]
        if not year.total and number > _last_year(calendar):
            return None
        wanted, number = wanted - year.total, number + 1
    return None


def _spans(calendar: Calendar, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The open spans between two instants; one across New Year in UTC comes whole."""
    if last <= first:
        return
    held: tuple[int, int] | None = None
    for number in range(instant_of(first).year, instant_of(last).year + 1):
        year = calendar.year(number)
        i = max(bisect_right(year.starts, first) - 1, 0)
        while i < len(year.starts) and year.starts[i] < last:
            a, b = max(year.starts[i], first), min(year.ends[i], last)
            if held and held[1] == a:
                held = (held[0], b)
            elif a < b:
                if held:
                    yield held
                held = (a, b)
            i += 1
    if held:
        yield held


def _first_year(calendar: Calendar) -> int:
    return min((day.year for day in calendar.days), default=LAST_YEAR) - 1


def _last_year(calendar: Calendar) -> int:
    """After it, a year without open time shows that there will never be any."""
    return max((day.year for day in (*calendar.days, *calendar.closed)), default=0) + 1
