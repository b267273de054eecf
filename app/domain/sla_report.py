"""What became of a client's promises in a period: kept and broken, by metric and priority.

A clock counts in the period in which it stopped, on the client's calendar days. What is still
open and overdue is listed and not in any ratio; so are misses that were excused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.openings import instant_of, wall
from app.domain.period import Period
from app.domain.sla import evaluate
from app.domain.sla_policy import Metric
from app.domain.sla_rules import SlaRules
from app.domain.sla_state import Clock, State
from app.domain.ticket import Ticket

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """One metric of one priority: how many were kept, and how long it took. Times in seconds.

    `paused` is the open time for which the clocks stood still.
    """

    metric: Metric
    priority: str
    met: int
    missed: int
    median: int
    worst: int
    elapsed: int
    paused: int

    @property
    def share(self) -> Fraction:
        """The part that was kept."""
        return Fraction(self.met, self.met + self.missed)

    @property
    def paused_share(self) -> Fraction:
        """The part of the open time in which the clocks stood still."""
        whole = self.elapsed + self.paused
        return Fraction(self.paused, whole) if whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Told:
    """A clock that is listed by name."""

    ticket: str
    summary: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class ClientReport:
    """One client's promises in a period."""

    client: str
    name: str
    period: Period
    counts: tuple[Counts, ...]
    missed: tuple[Told, ...]
    overdue: tuple[Told, ...]
    excused: tuple[Told, ...]
    tickets: int
    reopened: int

    @property
    def share(self) -> Fraction | None:
        """The part that was kept; nothing where nothing was to be kept."""
        met, missed = (sum(getattr(each, key) for each in self.counts) for key in ("met", "missed"))
        return Fraction(met, met + missed) if met + missed else None


def client_report(
    client: str,
    name: str,
    tickets: Iterable[tuple[Ticket, SlaRules]],
    period: Period,
    now: datetime,
) -> ClientReport:
    """What became of a client's promises in a period, as its last second saw it, or as now does."""
    stopped = list[Told]()
    overdue, excused = list[Told](), list[Told]()
    opened = reopened = 0
    for ticket, rules in tickets:
        start, end = _instants(period, ZoneInfo(rules.zone))
        if ticket.opened >= end or not rules.policy(ticket.agreement, ticket.opened).name:
            continue
        state = evaluate(ticket, rules, min(now, end - SECOND))
        found = [Told(ticket.number, ticket.summary, clock) for clock in state.clocks]
        mine = [told for told in found if _stopped_in(told.clock, start, end)]
        late = [told for told in found if told.clock.state is State.BREACHED]
        excused += [told for told in (*mine, *late) if _is_excused(told.clock)]
        stopped += [told for told in mine if not _is_excused(told.clock)]
        overdue += [told for told in late if not _is_excused(told.clock)]
        opened += bool(mine or late)
        reopened += state.reopened if mine else 0
    missed = [told for told in stopped if told.clock.state is State.MISSED]
    return ClientReport(
        client,
        name,
        period,
        tuple(_counts([told.clock for told in stopped])),
        tuple(missed),
        tuple(overdue),
        tuple(excused),
        opened,
        reopened,
    )


def _instants(period: Period, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return instant_of(wall(period.start, 0, zone)), instant_of(wall(period.end, 0, zone))


def _stopped_in(clock: Clock, start: datetime, end: datetime) -> bool:
    finished = clock.state in {State.MET, State.MISSED}
    return finished and clock.stop is not None and start <= clock.stop < end


def _is_excused(clock: Clock) -> bool:
    return clock.excuse is not None and clock.state in {State.MISSED, State.BREACHED}


def _counts(clocks: list[Clock]) -> Iterator[Counts]:
    for metric in Metric:
        for priority in sorted({clock.priority for clock in clocks if clock.metric is metric}):
            own = [c for c in clocks if c.metric is metric and c.priority == priority]
            lengths = sorted(clock.elapsed for clock in own)
            middle = len(lengths) // 2
            yield Counts(
                metric,
                priority,
                sum(clock.state is State.MET for clock in own),
                sum(clock.state is State.MISSED for clock in own),
                (lengths[middle] + lengths[~middle]) // 2,
                lengths[-1],
                sum(lengths),
                sum(clock.reading.paused_seconds for clock in own if clock.reading),
            )
