"""The turns of the cycles an agreement has had, laid out so that what was billed stays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.period import Cycle, Period, Timing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Turn:
    """A whole turn of a cycle, and the days of it that are not another turn's."""

    whole: Period
    days: Period
    timing: Timing


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that was billed: the turn it was, and which cycles have just this turn."""

    turn: Turn
    exact: frozenset[int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Cycles, each from its day on, and the billed periods that stay where they are."""

    cycles: tuple[tuple[date, Cycle], ...]
    fixed: tuple[Fixed, ...] = ()

    @staticmethod
    def of(
        cycles: tuple[tuple[date, Cycle], ...], chargeable: Period, billed: Iterable[Period]
    ) -> Grid:
        """The grid of an agreement; where the cycle never changed, there is nothing to hold."""
        plain = Grid(cycles)
        if len(cycles) == 1:
            return plain
        found = (plain.held(period, chargeable) for period in sorted(billed))
        return Grid(cycles, tuple(fixed for fixed in found if fixed))

    def turns(self, position: date, stop: date) -> Iterator[Turn]:
        """The turns from a day on, without gap or overlap, that begin before another."""
        while position < stop:
            turn = self._next(position)
            yield turn
            position = turn.days.end

    def held(self, period: Period, chargeable: Period) -> Fixed | None:
        """Which turn a billed period was: one that ends where it ends, or at the term's end.

        The cycle of its day comes first, then those before; one that begins there, too, first.
        """
        exact, loose = list[int](), list[int]()
        for number, (_, cycle) in enumerate(self.cycles):
            whole = cycle.holding(period.start)
            if period.end in {whole.end, min(whole.end, chargeable.end)}:
                (exact if whole.start == period.start else loose).append(number)
        of_its_day = self._in_force(period.start)
        for numbers in (exact, loose):
            if numbers:
                best = min(numbers, key=lambda number: (number > of_its_day, -number))
                cycle = self.cycles[best][1]
                turn = Turn(cycle.holding(period.start), period, cycle.timing)
                return Fixed(turn, frozenset(exact))
        return None

    def _in_force(self, day: date) -> int:
        return max(0, bisect_right(self.cycles, day, key=lambda step: step[0]) - 1)

    def _next(self, position: date) -> Turn:
        """The turn that begins on a day: a billed one, or that of the day's cycle up to one."""
        place = bisect_left(self.fixed, position, key=lambda fixed: fixed.turn.days.start)
        following = self.fixed[place] if place < len(self.fixed) else None
        number = self._in_force(position)
        if following:
            number = self._before(number, position, following)
        cycle = self.cycles[number][1]
        whole = cycle.holding(position)
        natural = Turn(whole, Period(position, whole.end), cycle.timing)
        if following is None or following.turn.days.start >= whole.end:
            return natural
        days = following.turn.days
        if days.start == position:
            return natural if days == natural.days else following.turn
        if days.end == whole.end and not following.exact:
            return natural
        return Turn(whole, Period(position, days.start), cycle.timing)

    def _before(self, number: int, position: date, following: Fixed) -> int:
        """The old cycle where one of its turns is billed further on, which the new one has not."""
        if following.turn.days.start == position or number in following.exact:
            return number
        older = [found for found in following.exact if found < number]
        return max(older, default=number)
