"""From tables to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from app import models as m
from app.storage.records.reading import catalog, clients, company, money, promises, work
from app.storage.records.reading.rows import bodies, owned
from app.storage.records.scope import Scope, Wanted
from app.storage.records.values import Record

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SECTIONS: dict[str, Callable[[Scope], Iterable[Record]]] = {
    "taxes": catalog.read_taxes,
    "items": catalog.read_items,
    "roles": catalog.read_roles,
    "work_types": catalog.read_work_types,
    "calendars": bodies(m.Calendar),
    "sla_policies": promises.read_policies,
    "agreement_types": bodies(m.AgreementType),
    "statuses": bodies(m.TicketStatus),
    "canned_notes": bodies(m.CannedNote),
    "clients": clients.read_clients,
    "recurring_tickets": work.read_recurring,
    "tickets": work.read_tickets,
    "attachments": work.read_attachments,
    "sla_months": promises.read_sla_months,
    "time": work.read_time,
    "expenses": work.read_expenses,
    "decisions": work.read_decisions,
    "payments": money.read_payments,
    "reminders": owned(m.Reminder, "id"),
    "marks": money.read_marks,
    "quotes": owned(m.Quote, "number"),
}


def read_records(session: Session, wanted: Wanted | None = None) -> Record:
    """The records of some keys by section; all but issued documents and history by default."""
    scope = Scope(session, wanted)
    told = company.read_company(session) if wanted is None or "company" in wanted else {}
    found = {name: list(read(scope)) for name, read in SECTIONS.items() if scope.wants(name)}
    return {"company": told, **found} if told or wanted is None else found
