"""Step functions of time: a value and the day from which it holds, and the next one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.domain.period import ALWAYS, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

_day: Callable[[tuple[date, Any]], date] = itemgetter(0)

T = TypeVar("T")
U = TypeVar("U")
D = TypeVar("D")


@dataclass(frozen=True)
class Dated(Generic[T]):
    """What holds from which day on; before the first day nothing holds."""

    steps: tuple[tuple[date, T], ...] = ()

    @staticmethod
    def always(value: U) -> Dated[U]:
        """One value that has held since the start."""
        return Dated(((ALWAYS, value),))

    @staticmethod
    def of(steps: Iterable[tuple[date, U]]) -> Dated[U]:
        """The steps in the order of their days."""
        found = tuple(steps)
        return Dated(found if len(found) < 2 else tuple(sorted(found, key=_day)))  # noqa: PLR2004

    def __bool__(self) -> bool:
        """Whether there is any step."""
        return bool(self.steps)

    def at(self, day: date, default: D) -> T | D:
        """What holds on the day, or the default before the first step."""
        steps = self.steps
        if len(steps) == 1:
            return steps[0][1] if steps[0][0] <= day else default
        i = bisect_right(steps, day, key=_day)
        return steps[i - 1][1] if i else default

    def after(self, earlier: Dated[T]) -> Dated[T]:
        """What holds from the first step on, and before it what held earlier."""
        if not self.steps:
            return earlier
        first = self.steps[0][0]
        return Dated((*(step for step in earlier.steps if step[0] < first), *self.steps))

    def pieces(self, period: Period, default: D) -> Iterator[tuple[Period, T | D]]:
        """The period cut where the value changes, each piece with what holds on its days."""
        for days in cut(period, self):
            yield days, self.at(days.start, default)

    def changes_in(self, period: Period) -> list[date]:
        """The days inside the period, after its first, on which a step begins."""
        start, end = period.start, period.end
        return [day for day, _ in self.steps if start < day < end]

    def changes(self, period: Period) -> bool:
        """Whether a step begins inside the period, after its first day."""
        return bool(self.changes_in(period))

    def map(self, change: Callable[[T], U]) -> Dated[U]:
        """The same days with other values."""
        return Dated(tuple([(day, change(value)) for day, value in self.steps]))


def cut(period: Period, *functions: Dated[Any]) -> list[Period]:
    """The stretches of a period in which none of the functions changes."""
    changes = set["date"]()
    for each in functions:
        # Most have one step, from before the period.
        if each.steps and each.steps[-1][0] > period.start:
            changes.update(each.changes_in(period))
    if not changes:
        return [period] if period.start < period.end else []
    return [Period(*edges) for edges in pairwise([period.start, *sorted(changes), period.end])]


NO_STEPS: Dated[Any] = Dated()
"""What never holds anything."""
