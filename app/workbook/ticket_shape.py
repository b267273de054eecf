"""The shapes of tickets and of what a desk sets up for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.domain.recurrence import Every
from app.domain.sla_policy import Category
from app.workbook.base import Shape
from app.workbook.fields import ClockTime, Day, Flag, Instant, Key, Name, Text, Whole
from app.workbook.sla_shape import TicketEvent

LARGEST_ATTACHMENT = 10_000_000
"""Bytes of a file that may be kept with a ticket or a client."""


class ChecklistItem(Shape):
    """A step of a ticket's work."""

    text: Name
    done: Flag = False


class Ticket(Shape):
    """A piece of work."""

    key = "number"
    number: Key
    client: Name
    agreement: Name | None = None
    summary: Text = ""
    priority: Text = ""
    opened: Instant
    contact: Name | None = None
    site: Name | None = None
    devices: list[Name] = []
    checklist: list[ChecklistItem] = []
    events: list[TicketEvent] = []


class Attachment(Shape):
    """A file that is kept with a ticket or with a client."""

    key = "id"
    id: Key
    ticket: Name | None = None
    client: Name | None = None
    name: Name
    added: Instant
    content: Annotated[str, Field(max_length=4 * LARGEST_ATTACHMENT)] = ""


class TicketStatus(Shape):
    """A status by the owner's name, and what it means to the clocks."""

    key = "name"
    name: Name
    category: Category


class CannedNote(Shape):
    """Words that are written again and again."""

    key = "name"
    name: Name
    text: Text
    kind: Literal["note", "agent_reply"] = "agent_reply"


class RecurringTicket(Shape):
    """A ticket that is opened again and again."""

    key = "name"
    name: Name
    client: Name
    agreement: Name | None = None
    summary: Text = ""
    priority: Text = ""
    note: Text = ""
    checklist: list[Name] = []
    every: Annotated[Whole, Field(ge=1, le=120)] = 1
    unit: Every = Every.MONTH
    on: Text = ""
    time: ClockTime = "09:00"
    start: Day
    end: Day | None = None
    paused: Flag = False
    created_through: Day | None = None
