"""Calendars, SLA policies, and months that were reported."""

from __future__ import annotations

from app import models as m
from app.storage.records.values import Record, moment
from app.storage.records.writing.tables import Tables, body_row


def write_calendars(tables: Tables, records: list[Record]) -> None:
    """Calendars."""
    tables.upsert(m.Calendar, ("name",), [body_row(record, "name") for record in records])


def write_policies(tables: Tables, records: list[Record]) -> None:
    """SLA policies."""
    calendars = tables.ids(m.Calendar, ("name",), (record["calendar"] for record in records))
    rows = [
        {
            **body_row(record, "name", "calendar"),
            "calendar_id": calendars.get(record["calendar"]),
        }
        for record in records
    ]
    tables.upsert(m.SlaPolicy, ("name",), rows)


def write_sla_months(tables: Tables, records: list[Record]) -> None:
    """Months of the SLA that were closed."""
    clients = tables.ids(m.Client, ("code",), (each["client"] for each in records))
    rows = [
        {
            "code": record["id"],
            "client_id": clients[record["client"]],
            "month": record["month"],
            "closed": moment(record["closed"]),
            "body": body_row(record, "id", "client", "month", "closed")["body"],
        }
        for record in records
    ]
    tables.upsert(m.SlaMonth, ("code",), rows)
