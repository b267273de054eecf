"""Payments, reminders, quotes, and what is remembered of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app import models as m
from app.domain.money import Money
from app.storage.records.values import Record, day, decimal
from app.storage.records.writing.tables import Tables, body_row


def write_payments(tables: Tables, records: list[Record]) -> None:
    """Payments with what they settle."""
    documents = tables.documents(name for each in records for name, _ in each["applied"])
    clients = _clients_of_payments(tables, records, documents)
    rows: list[Record] = [
        {
            "code": record["id"],
            "client_id": client,
            "day": day(record["date"]),
            "amount": _minor(record["amount"], currency),
            "currency": currency,
            "kind": record["kind"],
            "method": record["method"],
            "reference": record["reference"],
            "note": record["note"],
            "reverses": record["reverses"] or "",
        }
        for record, (client, currency) in zip(records, clients, strict=True)
    ]
    ids = tables.upsert(m.Payment, ("code",), rows)
    tables.replace(
        m.PaymentPart,
        "payment_id",
        (ids[record["id"]] for record in records),
        (
            {
                "payment_id": ids[record["id"]],
                "document_id": documents[name].id,
                "amount": _minor(part, row["currency"]),
            }
            for record, row in zip(records, rows, strict=True)
            for name, part in record["applied"]
        ),
    )


def _clients_of_payments(
    tables: Tables, records: list[Record], documents: Mapping[str, Any]
) -> list[tuple[int, str]]:
    """Whose each payment is, and in which currency: as it says, or those of what it settles."""
    columns = (m.Client.code, m.Client.id, m.Client.currency)
    clients = {row.code: row for row in tables.session.execute(select(*columns)).all()}
    own = tables.session.execute(select(m.Company.currency)).scalar() or ""
    found = list[tuple[int, str]]()
    for record in records:
        settled = next((documents[name] for name, _ in record["applied"]), None)
        client = clients.get(record["client"])
        owner: int = client.id if client else documents[record["applied"][0][0]].client_id
        told: str = settled.currency if settled else client.currency if client else ""
        found.append((owner, record["currency"] or told or own))
    return found


def write_reminders(tables: Tables, records: list[Record]) -> None:
    """Reminders that went out."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    rows = [
        {
            "code": record["id"],
            "client_id": clients[record["client"]],
            "day": day(record["date"]),
            "body": body_row(record, "id", "client", "date")["body"],
        }
        for record in records
    ]
    tables.upsert(m.Reminder, ("code",), rows)


def write_marks(tables: Tables, records: list[Record]) -> None:
    """What is remembered of documents."""
    rows = [
        {"number": record["document"], "body": body_row(record, "document")["body"]}
        for record in records
    ]
    tables.upsert(m.DocumentMark, ("number",), rows)


def write_quotes(tables: Tables, records: list[Record]) -> None:
    """Quotes."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    rows = [
        {
            "number": record["number"],
            "client_id": clients[record["client"]],
            "day": day(record["date"]),
            "body": body_row(record, "number", "client", "date")["body"],
        }
        for record in records
    ]
    tables.upsert(m.Quote, ("number",), rows)


def _minor(amount: str, currency: str) -> int:
    return Money.rounded(decimal(amount) or 0, currency).minor
