"""A workbook: every record and key it may hold, and nothing else."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from app.workbook.base import Shape
from app.workbook.fields import wrong
from app.workbook.shape.agreement import AgreementType
from app.workbook.shape.catalog import Item, Role, Tax, WorkType
from app.workbook.shape.client import Client
from app.workbook.shape.company import Company
from app.workbook.shape.money import Mark, Payment, Quote, Reminder
from app.workbook.shape.work import Decision, Expense, TimeEntry
from app.workbook.sla_shape import Calendar, SlaMonth, SlaPolicy
from app.workbook.ticket_shape import (
    Attachment,
    CannedNote,
    RecurringTicket,
    Ticket,
    TicketStatus,
)

FORMAT = "accord/1"


def _format(value: object) -> object:
    if value != FORMAT:
        raise wrong('must be "accord/1"')
    return value


class Workbook(Shape):
    """All of a company's data."""

    format: Annotated[Literal["accord/1"], BeforeValidator(_format)]
    company: Company = Company()
    taxes: list[Tax] = []
    items: list[Item] = []
    roles: list[Role] = []
    work_types: list[WorkType] = []
    calendars: list[Calendar] = []
    sla_policies: list[SlaPolicy] = []
    agreement_types: list[AgreementType] = []
    statuses: list[TicketStatus] = []
    canned_notes: list[CannedNote] = []
    clients: list[Client] = []
    recurring_tickets: list[RecurringTicket] = []
    tickets: list[Ticket] = []
    attachments: list[Attachment] = []
    sla_months: list[SlaMonth] = []
    time: list[TimeEntry] = []
    expenses: list[Expense] = []
    decisions: list[Decision] = []
    documents: list[dict[str, Any]] = []
    payments: list[Payment] = []
    reminders: list[Reminder] = []
    marks: list[Mark] = []
    quotes: list[Quote] = []
    history: list[dict[str, Any]] = []
