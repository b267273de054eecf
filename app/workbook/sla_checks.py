"""What is wrong with calendars, SLA policies and the events of tickets, taken together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from app.domain.sentence import N_
from app.domain.sla_policy import Category
from app.domain.ticket import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.domain.sentence import Blank
    from app.workbook.merging import Path
    from app.workbook.shape.workbook import Workbook
    from app.workbook.sla_shape import (
        CalendarHours,
        EarlierHours,
        EarlierTerms,
        Escalation,
        Opening,
        SlaMonth,
        SlaTerms,
        TicketEvent,
    )
    from app.workbook.ticket_shape import Ticket


class Checker(Protocol):
    """What collects the problems of a workbook, and knows its names."""

    workbook: Workbook
    places: dict[Path, str]
    calendars: set[str]
    priorities: set[str]
    statuses: set[str]

    def bad(self, path: Path, key: str, text: str, **blanks: Blank) -> None:
        """Note a problem with a key of a record."""
        ...

    def known(
        self, path: Path, key: str, name: str | None, names: Iterable[str], what: str
    ) -> None:
        """Insist that a name that is given is one of those there are."""
        ...

    def zone(self, path: Path, zone: str, key: str = ...) -> None:
        """Insist on a time zone there is."""
        ...

    def agreement_of_client(self, path: Path, key: str, number: str | None, client: str) -> None:
        """Insist that an agreement that is named is one of this client's."""
        ...


_CATEGORIES = {category.value for category in Category}


def check_calendars(checker: Checker) -> None:
    """Calendars that can be counted by."""
    for calendar in checker.workbook.calendars:
        here: Path = ("calendars", calendar.name)
        if here not in checker.places:
            continue
        _hours(checker, here, "", calendar)
        for i, earlier in enumerate(calendar.earlier):
            _hours(checker, here, f"earlier[{i}].", earlier)
        _in_order(checker, here, calendar.earlier)


def _hours(checker: Checker, here: Path, key: str, calendar: CalendarHours) -> None:
    checker.zone(here, calendar.timezone, f"{key}timezone")
    for weekday, openings in calendar.hours.items():
        _openings(checker, here, f"{key}hours.{weekday}", openings)
    for day, openings in calendar.days.items():
        _openings(checker, here, f"{key}days.{day}", openings)
        if day.isoformat() in calendar.closed:
            checker.bad(here, f"{key}days.{day}", N_("is among the closed days as well"))
    if not calendar.always_open and not any((*calendar.hours.values(), *calendar.days.values())):
        checker.bad(
            here,
            f"{key}hours",
            N_("has no open time; give it hours, or say that it is always open"),
        )


def _openings(checker: Checker, here: Path, key: str, openings: list[Opening]) -> None:
    for i, (start, end) in enumerate(openings):
        if start in {end, "24:00"}:
            checker.bad(
                here,
                f"{key}[{i}]",
                N_("opens at {start} and closes at {end}; a whole day is 00:00 to 24:00"),
                start=start,
                end=end,
            )


def _in_order(checker: Checker, here: Path, earlier: Iterable[EarlierHours | EarlierTerms]) -> None:
    for i, (before, after) in enumerate(pairwise(found.until for found in earlier), 1):
        if after <= before:
            checker.bad(here, f"earlier[{i}].until", N_("is not after the one above it"))


def check_policies(checker: Checker) -> None:
    """Policies whose targets can be counted, and one default at most."""
    default = ""
    for policy in checker.workbook.sla_policies:
        here: Path = ("sla_policies", policy.name)
        if here in checker.places:
            _terms(checker, here, "", policy)
            for i, earlier in enumerate(policy.earlier):
                _terms(checker, here, f"earlier[{i}].", earlier)
            _in_order(checker, here, policy.earlier)
        if policy.default and default:
            checker.bad(
                here, "default", N_("{name} is the default already; there is one"), name=default
            )
        default = default or (policy.name if policy.default else "")


def _terms(checker: Checker, here: Path, key: str, terms: SlaTerms) -> None:
    checker.known(here, f"{key}calendar", terms.calendar, checker.calendars, N_("calendar"))
    for priority, target in terms.targets.items():
        place = f"{key}targets.{priority}"
        checker.known(here, f"{place}.calendar", target.calendar, checker.calendars, N_("calendar"))
        given = (target.first_response, target.update, target.resolution)
        if any(given) and not (target.calendar or terms.calendar):
            checker.bad(here, place, N_("has no calendar to be counted by"))
    for i, rule in enumerate(terms.escalations):
        _escalation(checker, here, f"{key}escalations[{i}]", rule, set(terms.targets))


def _escalation(
    checker: Checker, here: Path, place: str, rule: Escalation, priorities: set[str]
) -> None:
    """A rule that does something, for priorities the policy knows."""
    if not (rule.priority or rule.assign or rule.notify or rule.note):
        checker.bad(
            here,
            place,
            N_("does nothing; give it a priority, somebody to assign or tell, or a note"),
        )
    checker.known(here, f"{place}.priority", rule.priority, priorities, N_("priority"))
    for i, name in enumerate(rule.priorities):
        checker.known(here, f"{place}.priorities[{i}]", name, priorities, N_("priority"))


def check_month(checker: Checker, month: SlaMonth, seen: set[tuple[str, str]]) -> None:
    """A month that is closed once for a client."""
    here: Path = ("sla_months", month.id)
    if (month.client, month.month) in seen and here in checker.places:
        checker.bad(here, "month", N_("{month} is closed already"), month=month.month)
    seen.add((month.client, month.month))


def check_ticket(checker: Checker, ticket: Ticket) -> None:
    """Events in a life that can be judged."""
    here: Path = ("tickets", ticket.number)
    _priority(checker, here, "priority", ticket.priority)
    names = [event.id for event in ticket.events if event.id]
    created = 0
    for i, event in enumerate(ticket.events):
        key = f"events[{i}]"
        if event.at < ticket.opened:
            checker.bad(
                here,
                f"{key}.at",
                N_("{at} is before the ticket was opened, {opened}"),
                at=_told(event.at),
                opened=_told(ticket.opened),
            )
        if event.recorded_at and event.recorded_at < event.at:
            checker.bad(here, f"{key}.recorded_at", N_("is before it happened"))
        if event.id and names.count(event.id) > 1:
            checker.bad(here, f"{key}.id", N_("{name} is the id of another event"), name=event.id)
        created += event.type is EventType.CREATED
        _event(checker, here, key, ticket, event)
    if created > 1:
        checker.bad(here, "events", N_("a ticket is created once"))


def _event(checker: Checker, here: Path, key: str, ticket: Ticket, event: TicketEvent) -> None:
    needed = {
        EventType.STATUS: ("to",),
        EventType.PRIORITY: ("to",),
        EventType.AGREEMENT: ("to",),
        EventType.ASSIGN: ("to",),
        EventType.NOTIFY: ("to",),
        EventType.OVERRIDE: ("metric",),
        EventType.EXCUSE: ("metric", "reason"),
        EventType.RETRACTION: ("retracts",),
    }
    for name in needed.get(event.type, ()):
        if not getattr(event, name):
            checker.bad(here, f"{key}.{name}", N_("is missing"))
    if event.type is EventType.CREATED:
        if event.at > ticket.opened:
            checker.bad(here, f"{key}.at", N_("is not when the ticket was opened"))
        _status(checker, here, f"{key}.status", event.status, event.category)
    elif event.type is EventType.STATUS:
        _status(checker, here, f"{key}.to", event.to, event.category)
    elif event.type is EventType.PRIORITY and event.to:
        _priority(checker, here, f"{key}.to", event.to)
    elif event.type is EventType.AGREEMENT:
        checker.agreement_of_client(here, f"{key}.to", event.to, ticket.client)
    elif event.type is EventType.RETRACTION and event.retracts:
        ids = {other.id for other in ticket.events if other.id and other is not event}
        checker.known(here, f"{key}.retracts", event.retracts, ids, N_("event"))


def _status(
    checker: Checker, here: Path, key: str, status: str | None, category: Category | None
) -> None:
    known = status in _CATEGORIES or status in checker.statuses
    if status and category is None and not known:
        checker.bad(
            here,
            key,
            N_("{status} is not one of {expected}; say what it means as its category"),
            status=status,
            expected=", ".join(
                [*(category.value for category in Category), *sorted(checker.statuses)]
            ),
        )


def _priority(checker: Checker, here: Path, key: str, priority: str) -> None:
    known = checker.priorities
    if priority and known and priority not in known:
        checker.bad(
            here,
            key,
            N_("no SLA policy knows the priority {name}; there are {expected}"),
            name=priority,
            expected=", ".join(sorted(known)),
        )


def _told(moment: datetime) -> str:
    return moment.isoformat()
