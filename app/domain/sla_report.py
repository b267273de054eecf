"""What became of a client's promises in a period: kept and broken, by metric and priority.

A clock counts in the period in which it stopped, on the client's calendar days. What is still
open and overdue is listed and not in any ratio; so are misses that were excused, whenever that
was done, and what was overdue before a change made room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.openings import instant_of, wall
from app.domain.period import Period
from app.domain.sla import evaluate
from app.domain.sla_policy import Metric
from app.domain.sla_rules import SlaRules
from app.domain.sla_state import Clock, State
from app.domain.ticket import EventType, Ticket

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
    relieved: tuple[Told, ...]
    """Kept, or still open, but overdue before a change of priority, agreement or due time."""
    tickets: int
    reopened: int

    @property
    def share(self) -> Fraction | None:
        """The part that was kept; nothing where nothing was to be kept."""
        return share_of(self.counts)


def share_of(counts: Iterable[Counts]) -> Fraction | None:
    """The part that was kept of all that was to be; nothing where nothing was."""
    both = [(each.met, each.met + each.missed) for each in counts]
    met, whole = sum(pair[0] for pair in both), sum(pair[1] for pair in both)
    return Fraction(met, whole) if whole else None


def in_percent(share: Fraction) -> Decimal:
    """With one decimal, cut off: a share with a miss in it is never 100."""
    return Decimal(share.numerator * 1000 // share.denominator).scaleb(-1)


def client_report(
    client: str,
    name: str,
    tickets: Iterable[tuple[Ticket, SlaRules]],
    period: Period,
    now: datetime,
) -> ClientReport:
    """What became of a client's promises in a period, as its last second saw it, or as now does."""
    stopped = list[Told]()
    overdue, excused, relieved = list[Told](), list[Told](), list[Told]()
    opened = reopened = 0
    for ticket, rules in tickets:
        start, end = _instants(period, ZoneInfo(rules.zone))
        if ticket.opened >= end or not rules.policy(ticket.agreement, ticket.opened).name:
            continue
        state = evaluate(ticket, rules, min(now, end - SECOND))
        found = [
            Told(ticket.number, ticket.summary, clock)
            for clock in _with_later_excuses(ticket, rules, state.clocks, end, now)
        ]
        mine = [told for told in found if _stopped_in(told.clock, start, end)]
        late = [told for told in found if told.clock.state is State.BREACHED]
        excused += [told for told in (*mine, *late) if _is_excused(told.clock)]
        stopped += [told for told in mine if not _is_excused(told.clock)]
        overdue += [told for told in late if not _is_excused(told.clock)]
        relieved += [told for told in found if _is_relieved(told.clock) and _counts_in(told, mine)]
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
        tuple(relieved),
        opened,
        reopened,
    )


def _with_later_excuses(
    ticket: Ticket, rules: SlaRules, clocks: tuple[Clock, ...], end: datetime, now: datetime
) -> Iterator[Clock]:
    """The clocks as the period left them, with the excuses that were written after it."""
    later: dict[tuple[Metric, int], Clock] = {}
    if now >= end and any(e.type is EventType.EXCUSE and e.at >= end for e in ticket.events):
        found = evaluate(ticket, rules, now).clocks
        later = {(clock.metric, clock.number): clock for clock in found}
    for clock in clocks:
        same = later.get((clock.metric, clock.number))
        yield replace(clock, excuse=same.excuse) if same and same.excuse else clock


def _instants(period: Period, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return instant_of(wall(period.start, 0, zone)), instant_of(wall(period.end, 0, zone))


def _stopped_in(clock: Clock, start: datetime, end: datetime) -> bool:
    finished = clock.state in {State.MET, State.MISSED}
    return finished and clock.stop is not None and start <= clock.stop < end


def _is_relieved(clock: Clock) -> bool:
    return clock.overdue_before is not None and clock.state not in {State.MISSED, State.BREACHED}


def _counts_in(told: Told, mine: list[Told]) -> bool:
    return told in mine or told.clock.state.open


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
