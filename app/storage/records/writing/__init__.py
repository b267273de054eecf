"""From records to tables: each section in its turn, for later ones refer to earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.storage.records.values import Record
from app.storage.records.writing import catalog, clients, company, money, promises, work
from app.storage.records.writing.tables import Tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Changed = Mapping[str, list[Record]]
"""The records to write, by section; `company` is a list of one."""

_SECTIONS: tuple[tuple[str, Callable[[Tables, list[Record]], object]], ...] = (
    ("company", company.write_company),
    ("taxes", catalog.write_taxes),
    ("items", catalog.write_items),
    ("roles", catalog.write_roles),
    ("work_types", catalog.write_work_types),
    ("calendars", promises.write_calendars),
    ("sla_policies", promises.write_policies),
    ("agreement_types", catalog.write_types),
    ("statuses", work.write_statuses),
    ("canned_notes", work.write_canned),
    ("clients", clients.write_clients),
    ("recurring_tickets", work.write_recurring),
    ("tickets", work.write_tickets),
    ("attachments", work.write_attachments),
    ("sla_months", promises.write_sla_months),
    ("time", work.write_time),
    ("expenses", work.write_expenses),
    ("decisions", work.write_decisions),
    ("payments", money.write_payments),
    ("reminders", money.write_reminders),
    ("marks", money.write_marks),
    ("quotes", money.write_quotes),
)


def write_records(session: Session, changed: Changed) -> None:
    """Write complete records; what they name must be among them or in the tables already."""
    tables = Tables(session)
    for name, write in _SECTIONS:
        if changed.get(name):
            write(tables, changed[name])
