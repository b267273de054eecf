"""Tickets with what belongs to them, time and expenses."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

from app import models as m
from app.storage.records.reading.rows import (
    all_of,
    by_parent,
    names,
    terms_of,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, amount, iso, number


def read_recurring(scope: Scope) -> Iterable[Record]:
    """Rules that make tickets."""
    clients = names(scope, m.Client, "code", m.RecurringTicket.client_id)
    agreements = names(scope, m.Agreement, "number", m.RecurringTicket.agreement_id)
    for row in all_of(scope, m.RecurringTicket):
        yield {
            "name": row.name,
            "client": clients[row.client_id],
            "agreement": agreements.get(row.agreement_id),
            **json.loads(row.body),
        }


def read_attachments(scope: Scope) -> Iterable[Record]:
    """Files on tickets and clients."""
    tickets = names(scope, m.Ticket, "number", m.Attachment.ticket_id)
    clients = names(scope, m.Client, "code", m.Attachment.client_id)
    for row in all_of(scope, m.Attachment):
        yield {
            "id": row.code,
            "ticket": tickets.get(row.ticket_id),
            "client": clients.get(row.client_id),
            "name": row.name,
            "added": iso(row.added),
            "content": base64.b64encode(row.content).decode(),
        }


def read_tickets(scope: Scope) -> Iterable[Record]:
    """Tickets with their events."""
    clients = names(scope, m.Client, "code", m.Ticket.client_id)
    agreements = names(scope, m.Agreement, "number", m.Ticket.agreement_id)
    events = by_parent(scope, m.TicketEvent, "ticket_id")
    for row in all_of(scope, m.Ticket):
        yield {
            "number": row.number,
            "client": clients[row.client_id],
            "agreement": agreements.get(row.agreement_id),
            "summary": row.summary,
            "priority": row.priority,
            "opened": iso(row.opened),
            **json.loads(row.body),
            "events": [
                {"at": iso(found.at), "type": found.type, **json.loads(found.body)}
                for found in events[row.id]
            ],
        }


def read_time(scope: Scope) -> Iterable[Record]:
    """Time entries."""
    clients = names(scope, m.Client, "code", m.TimeEntry.client_id)
    tickets = names(scope, m.Ticket, "number", m.TimeEntry.ticket_id)
    agreements = names(scope, m.Agreement, "number", m.TimeEntry.agreement_id)
    work_types = names(scope, m.WorkType, "name", m.TimeEntry.work_type_id)
    roles = names(scope, m.Role, "name", m.TimeEntry.role_id)
    for row in all_of(scope, m.TimeEntry):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "ticket": tickets.get(row.ticket_id),
            "agreement": agreements.get(row.agreement_id),
            "start": iso(row.start),
            "minutes": row.minutes,
            "work_type": work_types[row.work_type_id],
            "role": roles.get(row.role_id),
            "note": row.note,
            "rate": amount(row.rate),
            "approved": bool(row.approved),
            "unlocked": row.unlocked,
        }


def read_expenses(scope: Scope) -> Iterable[Record]:
    """Expenses."""
    clients = names(scope, m.Client, "code", m.Expense.client_id)
    tickets = names(scope, m.Ticket, "number", m.Expense.ticket_id)
    items = names(scope, m.Item, "sku", m.Expense.item_id)
    terms = by_parent(scope, m.ExpenseTerm, "expense_id")
    for row in all_of(scope, m.Expense):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "ticket": tickets.get(row.ticket_id),
            "date": iso(row.day),
            "item": items.get(row.item_id),
            "description": row.description,
            "quantity": number(row.quantity),
            "price": amount(row.price),
            "taxes": None if row.taxes is None else json.loads(row.taxes),
            "note": row.note,
            **terms_of(terms[row.id]),
        }


def read_decisions(scope: Scope) -> Iterable[Record]:
    """What is held or waived."""
    for row in all_of(scope, m.Decision):
        yield {"charge": row.charge, "do": row.verdict, "reason": row.reason}
