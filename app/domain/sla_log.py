"""A ticket's events in order, as far as they are known: its status and priority at each instant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Generic, TypeVar

from app.domain.openings import second_of
from app.domain.sla_policy import Category, Metric
from app.domain.ticket import Basis, Event, EventType, Ticket

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """What held from which second on."""

    seconds: tuple[int, ...]
    values: tuple[T, ...]

    def at(self, second: int) -> T:
        """What held at a second, with all that changed in it."""
        return self.values[max(bisect_right(self.seconds, second) - 1, 0)]

    def before(self, second: int) -> T:
        """What held until a second."""
        return self.values[max(bisect_left(self.seconds, second) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A priority, and the second its clocks start again at, or none."""

    priority: str
    again: int | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """What is known of a ticket up to now."""

    opened: int
    now: int
    events: tuple[tuple[int, Event], ...]
    categories: Steps[Category]
    ranks: Steps[Ranked]
    agreements: Steps[str]
    words: tuple[tuple[int, Event], ...] = ()
    """The overrides and excuses."""
    counts_as_response: bool = False

    def told(self, type_: EventType, metric: Metric, start: int, end: int | None) -> Event | None:
        """The last override or excuse of a metric that was written in a stretch of time."""
        found: Event | None = None
        for at, event in self.words:
            if event.type is type_ and event.metric is metric:
                found = event if start <= at and (end is None or at <= end) else found
        return found


Entries = list[tuple[int, Event]]


def log_of(ticket: Ticket, now: datetime, known_at: datetime | None = None) -> Log | None:
    """A ticket's log up to now, as it was known at an instant; nothing before it was opened."""
    if ticket.opened > now:
        return None
    opened = second_of(ticket.opened)
    known = ticket.events
    if known_at is not None:
        known = tuple(each for each in known if each.known <= known_at)
    retracted = {each.retracts for each in known if each.type is EventType.RETRACTION}
    events = [
        (max(second_of(each.at), opened), each)
        for each in known
        if each.at <= now and not (each.id and each.id in retracted)
    ]
    events.sort(key=itemgetter(0))
    by_type: dict[EventType, Entries] = defaultdict(list)
    for entry in events:
        by_type[entry[1].type].append(entry)
    created = next((each for _, each in by_type[EventType.CREATED]), None)
    return Log(
        opened,
        second_of(now),
        tuple(events),
        _categories(opened, created.category if created else Category.ACTIVE, events),
        _ranks(opened, ticket.priority, by_type[EventType.PRIORITY]),
        _agreements(opened, ticket.agreement, by_type[EventType.AGREEMENT]),
        (*by_type[EventType.OVERRIDE], *by_type[EventType.EXCUSE]),
        bool(created and created.counts_as_response),
    )


def _categories(opened: int, first: Category, events: Entries) -> Steps[Category]:
    """The status from second to second; a client who writes ends the waiting for the client."""
    steps = [(opened, first)]
    for at, event in events:
        here = steps[-1][1]
        if event.type is EventType.STATUS and event.category is not here:
            steps.append((at, event.category))
        elif (
            event.type is EventType.CLIENT_MESSAGE
            and here is Category.WAITING_CLIENT
            and not event.automatic
        ):
            steps.append((at, Category.ACTIVE))
    return _steps(steps)


def _ranks(opened: int, first: str, events: Entries) -> Steps[Ranked]:
    steps = [(opened, Ranked(first))]
    for at, event in events:
        if event.to != steps[-1][1].priority:
            again = at if event.basis is Basis.FROM_CHANGE else None
            steps.append((at, Ranked(event.to, again)))
    return _steps(steps)


def _agreements(opened: int, first: str, events: Entries) -> Steps[str]:
    steps = [(opened, first)]
    steps += [(at, event.to) for at, event in events]
    return _steps(steps)


def _steps(steps: list[tuple[int, T]]) -> Steps[T]:
    return Steps(tuple(at for at, _ in steps), tuple(value for _, value in steps))
