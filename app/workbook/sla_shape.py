"""The shapes of calendars, SLA policies and what happened to a ticket."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.domain.sla_policy import Category, Metric, Reopen, UpdateMode
from app.domain.ticket import Basis, EventType
from app.workbook.base import Shape
from app.workbook.fields import (
    ClockTime,
    ClosedDay,
    Day,
    Flag,
    Instant,
    Length,
    Name,
    Text,
    Whole,
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
    note: Text = ""
