"""Which backups are worth their room: all of a day, then one a day, a week, a month."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALL_FOR = timedelta(hours=24)
DAYS, WEEKS, MONTHS = 14, 8, 24
EVERY = timedelta(minutes=30)
"""How long changes may wait for the next backup."""
BETWEEN_DRILLS = timedelta(days=30)
"""How long after one restore drill the next is due."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup: its name, when it was made (in UTC), and whether it was found whole."""

    name: str
    at: datetime
    is_good: bool = True


def worth_keeping(backups: Iterable[Made], now: datetime) -> frozenset[str]:
    """The names of those to keep; the newest good one is always among them.

    All of the last day, then the newest good one of each of the last 14 days, 8 weeks and 24
    months that have any. One from the future was made before the clock was set back: it stays.
    """
    newest_first = sorted(backups, key=lambda made: (made.at, made.name), reverse=True)
    kept = {made.name for made in newest_first if now - made.at < ALL_FOR}
    good = [made for made in newest_first if made.is_good]
    kept.update(made.name for made in good[:1])
    for bucket, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_newest_of_each(good, bucket, count))
    return frozenset(kept)


def is_due(last: datetime | None, now: datetime, every: timedelta = EVERY) -> bool:
    """Whether so much time has gone by since the last; a time to come is none to wait for."""
    return last is None or last > now or now - last >= every


def _newest_of_each(
    newest_first: Iterable[Made], bucket: Callable[[datetime], Hashable], count: int
) -> Iterable[str]:
    seen = set[Hashable]()
    for made in newest_first:
        where = bucket(made.at)
        if where not in seen:
            if len(seen) == count:
                return
            seen.add(where)
            yield made.name


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month
