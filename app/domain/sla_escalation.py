"""What a policy does by itself as a clock runs out: raise, assign, tell somebody, leave a note.

Each thing is done once for each clock, and is true as of the moment it fell due, though it may be
written down later.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.sla import evaluate
from app.domain.sla_policy import Escalation, Metric, SlaPolicy
from app.domain.sla_rules import SlaRules
from app.domain.sla_state import Clock, TicketState
from app.domain.ticket import Basis, Event, EventType, Ticket

SYSTEM = "system"
"""Who does what rules ask for."""
_ALL = 100
_MOVES = {EventType.PRIORITY, EventType.AGREEMENT, EventType.OVERRIDE}


def fallen_due(ticket: Ticket, rules: SlaRules, now: datetime) -> tuple[Event, ...]:
    """The events that rules ask for by now and that are not in the log yet, oldest first."""
    found = list[Event]()
    while fresh := _next(ticket, rules, now):
        found += fresh
        ticket = replace(ticket, events=(*ticket.events, *fresh))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Due:
    """A rule that a clock has reached, and when."""

    at: datetime
    rule: Escalation
    clock: Clock


def _next(ticket: Ticket, rules: SlaRules, now: datetime) -> tuple[Event, ...]:
    """What the earliest rule asks for of which nothing has been done yet."""
    state = evaluate(ticket, rules, now)
    policy = rules.policy(state.agreement, now)
    if not policy.escalations or state.category.stopped:
        return ()
    since = rules.held_since(state.agreement, now)
    ids = {event.id for event in ticket.events}
    for due in sorted(_reached(state, policy, now), key=lambda each: (each.at, each.rule.percent)):
        at = _not_before(due.at, ticket, since, now)
        asked = _asked(due, rules, policy, at)
        if fresh := tuple(
            replace(event, at=at, recorded_at=now) for event in asked if event.id not in ids
        ):
            return fresh
    return ()


def _reached(state: TicketState, policy: SlaPolicy, now: datetime) -> Iterator[_Due]:
    for clock in state.clocks:
        if not clock.state.open or clock.reading is None or clock.target is None:
            continue
        for rule in policy.escalations:
            if rule.holds(clock.metric, clock.priority):
                at = clock.reading.reached(-(-clock.target * rule.percent // _ALL))
                if at is not None and at <= now:
                    yield _Due(at, rule, clock)


def _not_before(at: datetime, ticket: Ticket, since: datetime | None, now: datetime) -> datetime:
    """When a rule could act: not before it was there, nor before what made the clock run out."""
    moved = [event.at for event in ticket.events if event.type in _MOVES and event.at <= now]
    return max((at, *moved, *([since] if since else [])))


def _asked(due: _Due, rules: SlaRules, policy: SlaPolicy, at: datetime) -> Iterator[Event]:
    rule, clock = due.rule, due.clock
    if rule.priority and _raises(rule.priority, clock, rules, policy, at):
        # Raised in time, the clock starts anew by the shorter target; once overdue, it stays so.
        basis = Basis.FROM_CHANGE if rule.percent < _ALL else Basis.FROM_START
        yield replace(_event(due, EventType.PRIORITY), to=rule.priority, basis=basis)
    if rule.assign:
        yield replace(_event(due, EventType.ASSIGN), to=rule.assign)
    if rule.notify:
        yield replace(_event(due, EventType.NOTIFY), to=rule.notify)
    if rule.note:
        yield replace(_event(due, EventType.NOTE), note=rule.note)


def _event(due: _Due, kind: EventType) -> Event:
    metric, percent = due.clock.metric, due.rule.percent
    name = f"rule/{metric.value}/{due.clock.number}/{percent}/{kind.value}"
    return Event(kind, due.at, id=name, metric=metric, percent=percent, actor=SYSTEM)


def _raises(priority: str, clock: Clock, rules: SlaRules, policy: SlaPolicy, at: datetime) -> bool:
    """Whether another priority promises more: never one that promises less, or nothing."""
    return priority != clock.priority and any(
        (new := _length(priority, metric, rules, policy, at)) is not None
        and (now := _length(clock.priority, metric, rules, policy, at)) is not None
        and new < now
        for metric in Metric
    )


def _length(
    priority: str, metric: Metric, rules: SlaRules, policy: SlaPolicy, at: datetime
) -> int | None:
    calendar = rules.calendar_of(policy, priority, at)
    return calendar and policy.target(priority).length(metric, calendar)
