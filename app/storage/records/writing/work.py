"""Tickets with what belongs to them, time and expenses."""

from __future__ import annotations

import base64

from app import models as m
from app.storage.records.values import Record, day, decimal, dump, moment
from app.storage.records.writing.tables import Tables, body_row

_LINKS = ("contact", "site", "devices", "checklist")
"""What a ticket says in its body."""


def write_statuses(tables: Tables, records: list[Record]) -> None:
    """Statuses of tickets."""
    tables.upsert(m.TicketStatus, ("name",), [body_row(record, "name") for record in records])


def write_canned(tables: Tables, records: list[Record]) -> None:
    """Canned notes."""
    tables.upsert(m.CannedNote, ("name",), [body_row(record, "name") for record in records])


def write_recurring(tables: Tables, records: list[Record]) -> None:
    """Rules that make tickets."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    agreements = tables.ids(m.Agreement, ("number",), (each["agreement"] for each in records))
    rows = [
        {
            **body_row(record, "name", "client", "agreement"),
            "client_id": clients[record["client"]],
            "agreement_id": agreements.get(record["agreement"]),
        }
        for record in records
    ]
    tables.upsert(m.RecurringTicket, ("name",), rows)


def write_tickets(tables: Tables, records: list[Record]) -> None:
    """Tickets with their events."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    agreements = tables.ids(m.Agreement, ("number",), (each["agreement"] for each in records))
    ids = tables.upsert(
        m.Ticket,
        ("number",),
        [
            {
                **{key: record[key] for key in ("number", "summary", "priority")},
                "client_id": clients[record["client"]],
                "agreement_id": agreements.get(record["agreement"]),
                "opened": moment(record["opened"]),
                "body": dump({key: record[key] for key in _LINKS if record[key]}),
            }
            for record in records
        ],
    )
    tables.replace(
        m.TicketEvent,
        "ticket_id",
        (ids[record["number"]] for record in records),
        (
            {
                "ticket_id": ids[record["number"]],
                "position": position,
                "at": moment(event["at"]),
                "type": event["type"],
                "body": body_row(event, "at", "type")["body"],
            }
            for record in records
            for position, event in enumerate(record["events"])
        ),
    )


def write_attachments(tables: Tables, records: list[Record]) -> None:
    """Files on tickets and clients."""
    tickets = tables.ids(m.Ticket, ("number",), (each["ticket"] for each in records))
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    rows = [
        {
            "code": record["id"],
            "ticket_id": tickets.get(record["ticket"]),
            "client_id": clients.get(record["client"]),
            "name": record["name"],
            "added": moment(record["added"]),
            "content": base64.b64decode(record["content"]),
        }
        for record in records
    ]
    tables.upsert(m.Attachment, ("code",), rows)


def write_time(tables: Tables, records: list[Record]) -> None:
    """Time entries."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    tickets = tables.ids(m.Ticket, ("number",), (each["ticket"] for each in records))
    agreements = tables.ids(m.Agreement, ("number",), (each["agreement"] for each in records))
    work_types = tables.ids(m.WorkType, ("name",), (each["work_type"] for each in records))
    roles = tables.ids(m.Role, ("name",), (each["role"] for each in records))
    tables.upsert(
        m.TimeEntry,
        ("code",),
        [
            {
                "code": record["id"],
                "client_id": clients[record["client"]],
                "ticket_id": tickets.get(record["ticket"]),
                "agreement_id": agreements.get(record["agreement"]),
                "start": moment(record["start"]),
                "minutes": record["minutes"],
                "work_type_id": work_types[record["work_type"]],
                "role_id": roles.get(record["role"]),
                "note": record["note"],
                "rate": decimal(record["rate"]),
                "approved": int(record["approved"]),
                "unlocked": record["unlocked"],
            }
            for record in records
        ],
    )


def write_expenses(tables: Tables, records: list[Record]) -> None:
    """Expenses."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    tickets = tables.ids(m.Ticket, ("number",), (each["ticket"] for each in records))
    items = tables.ids(m.Item, ("sku",), (each["item"] for each in records))
    ids = tables.upsert(
        m.Expense,
        ("code",),
        [
            {
                "code": record["id"],
                "client_id": clients[record["client"]],
                "ticket_id": tickets.get(record["ticket"]),
                "day": day(record["date"]),
                "item_id": items.get(record["item"]),
                "description": record["description"],
                "quantity": decimal(record["quantity"]),
                "price": decimal(record["price"]),
                "taxes": None if record["taxes"] is None else dump(record["taxes"]),
                "note": record["note"],
            }
            for record in records
        ],
    )
    owners = [(ids[record["id"]], record) for record in records]
    tables.terms(m.ExpenseTerm, "expense_id", owners, ("discount",))


def write_decisions(tables: Tables, records: list[Record]) -> None:
    """What is held or waived."""
    tables.upsert(
        m.Decision,
        ("charge",),
        [
            {"charge": record["charge"], "verdict": record["do"], "reason": record["reason"]}
            for record in records
        ],
    )
