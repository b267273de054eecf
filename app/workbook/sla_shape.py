"""The shapes of calendars, SLA policies and what happened to a ticket."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictInt

from app.domain.sentence import N_
from app.domain.sla_policy import Category, Metric, Reopen, UpdateMode
from app.domain.ticket import Basis, EventType
from app.workbook.base import Shape
from app.workbook.fields import (
    ClockTime,
    ClosedDay,
    Day,
    Flag,
    Instant,
    Key,
    Length,
    Name,
    Text,
    Whole,
    wrong,
)

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Opening = tuple[ClockTime, ClockTime]


class CalendarHours(Shape):
    """When a desk is open."""

    timezone: Text = ""
    hours: dict[Weekday, list[Opening]] = {}
    closed: list[ClosedDay] = []
    days: dict[Day, list[Opening]] = {}
    always_open: Flag = False


class EarlierHours(CalendarHours):
    """What a calendar said until an instant."""

    until: Instant


class Calendar(CalendarHours):
    """Business hours, and what they were before: SLA clocks that have stopped keep to those."""

    key = "name"
    name: Name
    earlier: list[EarlierHours] = []


class Target(Shape):
    """What a policy promises for one priority; a day is one of the calendar's."""

    first_response: Length | None = None
    update: Length | None = None
    resolution: Length | None = None
    calendar: Name | None = None


Pausing = Literal["waiting_client", "waiting_vendor", "scheduled"]


class Escalation(Shape):
    """What is done by itself once so many percent of a target have run."""

    percent: Annotated[Whole, Field(ge=1, le=1000)] = 100
    metric: Metric | None = None
    priorities: list[Name] = []
    priority: Name | None = None
    assign: Text = ""
    notify: Text = ""
    note: Text = ""


class SlaTerms(Shape):
    """Targets per priority, and the choices of the house."""

    calendar: Name | None = None
    at_risk_percent: Annotated[Whole, Field(ge=1, le=100)] = 75
    pauses: list[Pausing] = ["waiting_client"]
    pause_metrics: list[Metric] = [Metric.UPDATE, Metric.RESOLUTION]
    resolve_counts_as_response: Flag = True
    update_mode: UpdateMode = UpdateMode.REPLY
    reopen: Reopen = Reopen.CONTINUE
    thresholds: list[Annotated[Whole, Field(ge=1, le=1000)]] = [75, 100, 110]
    targets: dict[Name, Target] = {}
    escalations: list[Escalation] = []


class EarlierTerms(SlaTerms):
    """What a policy said until an instant."""

    until: Instant


class SlaPolicy(SlaTerms):
    """An SLA policy, and what it was before: clocks that have stopped keep to that."""

    key = "name"
    name: Name
    default: Flag = False
    earlier: list[EarlierTerms] = []


class TicketEvent(Shape):
    """Something that happened to a ticket; its type says which other keys mean anything."""

    at: Instant
    type: EventType
    to: Name | None = None
    category: Category | None = None
    status: Name | None = None
    counts_as_response: Flag = False
    channel: Text = ""
    basis: Basis = Basis.FROM_START
    metric: Metric | None = None
    due: Instant | None = None
    reason: Text = ""
    retracts: Name | None = None
    automatic: Flag = False
    id: Name | None = None
    recorded_at: Instant | None = None
    actor: Text = ""
    percent: Whole | None = None
    note: Text = ""


_MONTH = re.compile(r"(19|2\d)\d\d-(0[1-9]|1[0-2])", re.ASCII)


def _month(value: str) -> str:
    if not _MONTH.fullmatch(value):
        raise wrong(N_('{value} is not a month; write one such as "2026-10"'), value=value[:40])
    return value


Month = Annotated[str, AfterValidator(_month)]


class SlaCounts(Shape):
    """One metric of one priority in a closed month; times are seconds of open time."""

    metric: Metric
    priority: Text = ""
    met: Whole = 0
    missed: Whole = 0
    median: Whole = 0
    worst: Whole = 0
    elapsed: Whole = 0
    paused: Whole = 0


class SlaListed(Shape):
    """A clock that a closed month lists by name."""

    ticket: Name
    metric: Metric
    cycle: Whole = 1
    priority: Text = ""
    late: StrictInt = 0
    reason: Text = ""


class SlaMonth(Shape):
    """A client's promises in a month, as they stood when it was closed."""

    key = "id"
    id: Key
    client: Name
    month: Month
    closed: Instant
    tickets: Whole = 0
    reopened: Whole = 0
    counts: list[SlaCounts] = []
    missed: list[SlaListed] = []
    overdue: list[SlaListed] = []
    excused: list[SlaListed] = []
    policies: dict[Name, Instant | None] = {}
    calendars: dict[Name, Instant | None] = {}
    tzdata: Text = ""
