"""When an agreement bills: its service periods, their bill dates, and changes of the cycle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.period import ALWAYS, NEVER, Cycle, Period, Timing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Service:
    """One service period of an agreement: the days it covers, and the whole turn it is part of."""

    key: date
    whole: Period
    period: Period
    timing: Timing

    @property
    def bill_date(self) -> date:
        """The day on which it becomes due: its start in advance, its end in arrears."""
        return self.period.start if self.timing is Timing.ADVANCE else self.period.end

    @property
    def is_stub(self) -> bool:
        """Whether it is shorter than the whole turn."""
        return self.period != self.whole


def service_periods(
    agreement: Agreement,
    until: date,
    billed: frozenset[Period] = frozenset(),
    billed_until: date | None = None,
) -> Iterator[Service]:
    """The agreement's periods that begin before a day, oldest first.

    A change of the cycle takes effect where a period of the old one ends that is neither cut by
    the change nor followed by billed ones, so it makes at most one stub and moves nothing billed.
    Days before `billed_until` belong to another tool and are left out.
    """
    term = agreement.term
    stop = min(term.end, until)
    floor = max(term.start, billed_until or ALWAYS)
    chargeable = Period(floor, max(floor, term.end))
    position = term.start
    keys = set[object]()
    segments = _segments(agreement)
    for (_, cycle), (change, _) in zip(segments, [*segments[1:], (NEVER, None)], strict=True):
        for whole in cycle.periods(position, stop):
            first = max(whole.start, position)
            if change <= first and not _any_billed(cycle, Period(first, stop), term, billed):
                break
            key = first if whole.start in keys else whole.start
            keys.add(key)
            period = Period(first, whole.end).within(chargeable)
            if period:
                yield Service(key, whole, period, cycle.timing)
            position = whole.end
        if position >= stop:
            return


def _any_billed(cycle: Cycle, rest: Period, term: Period, billed: frozenset[Period]) -> bool:
    """Whether the cycle's periods in the rest of the time include a billed one."""
    if not billed:
        return False
    for whole in cycle.periods(rest.start, rest.end):
        turn = Period(max(whole.start, rest.start), whole.end)
        if turn in billed or turn.within(term) in billed:
            return True
    return False


def _segments(agreement: Agreement) -> list[tuple[date, Cycle]]:
    """The cycles that bear on the agreement, the first holding from its start."""
    steps = agreement.cycle.steps
    before = [step for step in steps if step[0] <= agreement.start]
    later = [step for step in steps if step[0] > agreement.start]
    first = before[-1][1] if before else later[0][1]
    return [(agreement.start, first), *(later if before else later[1:])]
