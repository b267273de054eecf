"""Where a ticket stands in the list of what is due next, and until when that holds by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.openings import second_of
from app.domain.sla import evaluate
from app.domain.sla_log import Log, log_of
from app.domain.sla_policy import Category, Metric
from app.domain.sla_rules import SlaRules
from app.domain.sla_state import TicketState
from app.domain.ticket import EventType, Ticket

PAUSED = 1_000_000_000_000
"""Above the seconds of every due time: what stands still."""
UNPROMISED = 2 * PAUSED
ENDED = 3 * PAUSED
_LATE = PAUSED // 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ticket stands; `due` changes when something happens or a rule does, not with time."""

    due: int
    """The lower, the sooner: due next, paused, without a promise, ended with the newest first."""
    category: Category
    status: str
    """The owner's word for it, or the category's own."""
    priority: str
    agreement: str
    assigned: str
    until: int | None
    """The second at which something comes to hold that is on record already."""


def standing(ticket: Ticket, rules: SlaRules, now: datetime) -> Standing:
    """How a ticket stands now; the clocks of one that has ended are not read."""
    log = log_of(ticket, now)
    opened = second_of(ticket.opened)
    coming = [event.at for event in ticket.events if event.at > now]
    if log is None:
        waits = min((ticket.opened, *coming))
        due = UNPROMISED + _LATE + opened
        active = Category.ACTIVE
        return Standing(
            due, active, active, ticket.priority, ticket.agreement, "", second_of(waits)
        )
    category, agreement = log.categories.at(log.now), log.agreements.at(log.now)
    if category.stopped:
        due = ENDED + _LATE - opened
    else:
        due = _due(evaluate(ticket, rules, now), opened)
        coming += rules.changes(agreement, now)
    until = min(coming, default=None)
    return Standing(
        due,
        category,
        _last_word(log, EventType.STATUS, category) or category.value,
        log.ranks.at(log.now).priority,
        agreement,
        _last_word(log, EventType.ASSIGN),
        None if until is None else second_of(until),
    )


def _last_word(log: Log, type_: EventType, category: Category | None = None) -> str:
    said = [
        event.to
        for _, event in log.events
        if event.type is type_ and category in {None, event.category}
    ]
    return said[-1] if said else ""


def _due(state: TicketState, opened: int) -> int:
    running = [clock for clock in map(state.current, Metric) if clock.state.open]
    dues = [second_of(clock.due) for clock in running if clock.due]
    if dues:
        return min(dues)
    left = [clock.remaining for clock in running if clock.remaining is not None]
    return PAUSED + _LATE + min(left) if left else UNPROMISED + _LATE + opened
