"""The state of a ticket's promises: a pure function of its events, the rules and an instant.

Nothing is counted up and kept. An open clock is judged by what is in force now, over its whole
life; a stopped one by what was in force when it stopped, whatever was changed later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

from app.domain.openings import instant_of
from app.domain.sla_clock import Terms, read
from app.domain.sla_cycles import Cycle, cycles, turns
from app.domain.sla_log import Log, Ranked, log_of
from app.domain.sla_policy import Category, Metric, SlaPolicy
from app.domain.sla_rules import SlaRules, Versions
from app.domain.sla_state import Clock, Ended, State, TicketState
from app.domain.sla_verdict import Verdict, verdict
from app.domain.ticket import EventType, Ticket

T = TypeVar("T")


def evaluate(
    ticket: Ticket, rules: SlaRules, now: datetime, known_at: datetime | None = None
) -> TicketState:
    """How a ticket's promises stand at an instant, as far as was known at another."""
    log = log_of(ticket, now, known_at)
    moment = now if known_at is None else min(now, known_at)
    if log is None:
        unborn = tuple(
            _not_started(metric, rules, ticket.agreement, ticket.priority, moment)
            for metric in Metric
        )
        return TicketState(
            ticket.number, ticket.client, Category.ACTIVE, ticket.priority, ticket.agreement, unborn
        )
    clocks = tuple(_Judge(log, rules, moment).clocks())
    category = log.categories.at(log.now)
    if category.excluded:
        clocks = tuple(
            clock
            if clock.state is State.NONE
            else replace(clock, state=State.EXCLUDED, due=None, resumed=None)
            for clock in clocks
        )
    return TicketState(
        ticket.number,
        ticket.client,
        category,
        log.ranks.at(log.now).priority,
        log.agreements.at(log.now),
        clocks,
        sum(a.done and not b.done for a, b in pairwise(log.categories.values)),
    )


def _not_started(
    metric: Metric, rules: SlaRules, agreement: str, priority: str, at: datetime
) -> Clock:
    policy = rules.policy(agreement, at)
    calendar = rules.calendar_of(policy, priority, at)
    seconds = calendar and policy.target(priority).length(metric, calendar)
    state = State.NONE if seconds is None else State.NOT_STARTED
    return Clock(metric, 0, state, priority, policy.name, target=seconds)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges the clocks of one log; the rules for open ones are looked up at `moment`."""

    log: Log
    rules: SlaRules
    moment: datetime

    def clocks(self) -> Iterator[Clock]:
        """Each metric's clocks in the order they were started, or one that has not started."""
        for metric, own in cycles(self.log, lambda second: self._policy(second, second)).items():
            if not own:
                agreement = self.log.agreements.at(self.log.now)
                priority = self.log.ranks.at(self.log.now).priority
                yield _not_started(metric, self.rules, agreement, priority, self.moment)
            for i, cycle in enumerate(own):
                until = own[i + 1].start if i + 1 < len(own) else None
                yield self._clock(cycle, i + 1, until)

    def _policy(self, second: int, stop: int | None) -> SlaPolicy:
        at = self.moment if stop is None else instant_of(stop)
        return self.rules.policy(self.log.agreements.at(second), at)

    def _clock(self, cycle: Cycle, number: int, until: int | None) -> Clock:
        end = self.log.now if cycle.stop is None else cycle.stop
        policy, rank = self._policy(end, cycle.stop), self.log.ranks.at(end)
        start = instant_of(cycle.start)
        stop = None if cycle.stop is None else instant_of(cycle.stop)
        found = self._verdict(cycle, policy, rank, stop or self.moment, end)
        if found is None:
            return Clock(
                cycle.metric, number, State.NONE, rank.priority, policy.name, start=start, stop=stop
            )
        return Clock(
            cycle.metric,
            number,
            found.state,
            rank.priority,
            policy.name,
            found.reading.calendar.name,
            start,
            stop,
            found.reading.elapsed,
            found.target,
            found.due,
            found.resumed,
            found.reading.running,
            policy.thresholds,
            self._overdue_before(cycle, end),
            self.log.told(EventType.OVERRIDE, cycle.metric, cycle.start, end),
            self.log.told(EventType.EXCUSE, cycle.metric, cycle.start, until),
            found.reading,
            self._first_end(cycle),
            self._since(self.rules.policies, policy.name, stop),
            self._since(self.rules.calendars, found.reading.calendar.name, stop),
        )

    def _since(
        self, known: Mapping[str, Versions[T]], name: str, stop: datetime | None
    ) -> datetime | None:
        versions = known.get(name)
        return versions.since(stop or self.moment) if versions else None

    def _verdict(
        self, cycle: Cycle, policy: SlaPolicy, rank: Ranked, at: datetime, until: int
    ) -> Verdict | None:
        calendar = self.rules.calendar_of(policy, rank.priority, at)
        seconds = calendar and policy.target(rank.priority).length(cycle.metric, calendar)
        if seconds is None or calendar is None:
            return None
        override = self.log.told(EventType.OVERRIDE, cycle.metric, cycle.start, until)
        return verdict(
            read(self.log, cycle, Terms(policy, calendar, rank.again), until),
            seconds,
            policy.at_risk_percent,
            override.due if override else None,
        )

    def _first_end(self, cycle: Cycle) -> Ended | None:
        """How it ended the first time, where it was opened again and went on counting."""
        if cycle.metric is not Metric.RESOLUTION:
            return None
        ends = [at for at, done in turns(self.log) if done and at >= cycle.start]
        if not ends or (cycle.stop is not None and ends[0] >= cycle.stop):
            return None
        at = instant_of(ends[0])
        before = Cycle(cycle.metric, cycle.start, ends[0])
        policy = self._policy(ends[0], ends[0])
        found = self._verdict(before, policy, self.log.ranks.at(ends[0]), at, ends[0])
        return found and Ended(at, found.state, found.reading.elapsed, found.target)

    def _overdue_before(self, cycle: Cycle, end: int) -> datetime | None:
        """When it was due first, if it was overdue before something changed what it is due by."""
        log = self.log
        if not log.words and len(log.ranks.seconds) == len(log.agreements.seconds) == 1:
            return None
        changes = {*log.ranks.seconds[1:], *log.agreements.seconds[1:]}
        changes |= {
            at
            for at, event in log.words
            if event.type is EventType.OVERRIDE and event.metric is cycle.metric
        }
        for change in sorted(at for at in changes if cycle.start < at <= end):
            at = instant_of(change)
            policy = self.rules.policy(log.agreements.before(change), at)
            before = Cycle(cycle.metric, cycle.start)
            found = self._verdict(before, policy, log.ranks.before(change), at, change)
            if found and found.state is State.BREACHED:
                return found.due
        return None
