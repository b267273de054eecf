"""Work and expenses: what each client's ledger does not settle yet."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app import models as m
from app.domain.facts import Expense, TimeEntry
from app.domain.money import Rate
from app.storage.facts.cells import texts
from app.storage.facts.since import SINCE, day_before, holds
from app.storage.facts.terms import expense_terms
from app.storage.rows import by_owner, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.domain.catalog import Codes, Item
    from app.storage.facts.since import Wanted


def time_of(session: Session, wanted: Wanted) -> Mapping[int, Sequence[TimeEntry]]:
    """The clients' time entries, in the order of the work."""
    zones = {id_: ZoneInfo(name) for id_, name in wanted.zones.items()}
    entry, ticket, own, theirs = (
        m.TimeEntry,
        m.Ticket,
        m.Agreement,
        m.Agreement.__table__.alias(),
    )
    rows = session.execute(
        select(
            m.Settlement.until,
            entry.client_id,
            entry.code,
            entry.start,
            entry.minutes,
            m.WorkType.name.label("work_type"),
            m.Role.name.label("role"),
            entry.note,
            entry.rate,
            entry.approved,
            ticket.number.label("ticket"),
            ticket.summary,
            func.coalesce(own.number, theirs.c.number).label("agreement"),
        )
        .select_from(m.Client)
        .outerjoin(m.Settlement, holds(wanted.whole))
        .join(entry, (entry.client_id == m.Client.id) & (entry.start >= day_before(SINCE)))
        .join(m.WorkType, m.WorkType.id == entry.work_type_id)
        .outerjoin(m.Role, m.Role.id == entry.role_id)
        .outerjoin(ticket, ticket.id == entry.ticket_id)
        .outerjoin(own, own.id == entry.agreement_id)
        .outerjoin(theirs, theirs.c.id == ticket.agreement_id)
        .where(*wanted.clients)
        .order_by(entry.start, entry.code)
    ).all()
    found: dict[int, list[TimeEntry]] = defaultdict(list)
    for row in rows:
        day = row.start.astimezone(zones[row.client_id]).date()
        if row.until and day < row.until:
            continue
        found[row.client_id].append(
            TimeEntry(
                row.code,
                day,
                row.start,
                row.minutes,
                row.work_type,
                row.role or "",
                row.note,
                row.agreement or "",
                row.ticket or "",
                None if row.rate is None else Rate(row.rate, wanted.currencies[row.client_id]),
                row.summary or "",
                bool(row.approved),
            )
        )
    return found


def expenses_of(
    session: Session, wanted: Wanted, items: Mapping[int, Item]
) -> Mapping[int, Sequence[Expense]]:
    """The clients' expenses, in the order of their days."""
    terms = by_owner(read_rows(session, "expense_term", "expense_id term since value"))
    rows = session.execute(
        select(*m.Expense.__table__.columns, m.Ticket.number.label("ticket"))
        .select_from(m.Client)
        .outerjoin(m.Settlement, holds(wanted.whole))
        .join(m.Expense, (m.Expense.client_id == m.Client.id) & (m.Expense.day >= SINCE))
        .outerjoin(m.Ticket, m.Ticket.id == m.Expense.ticket_id)
        .where(*wanted.clients)
        .order_by(m.Expense.day, m.Expense.code)
    ).all()
    found: dict[int, list[Expense]] = defaultdict(list)
    for row in rows:
        currency = wanted.currencies[row.client_id]
        item = items.get(row.item_id) if row.item_id else None
        price = Rate(row.price, currency) if row.price is not None else None
        if price is None and item:
            price = item.price.at(row.day, None)
        taxes: Codes = item.taxes.at(row.day, ()) if item else ()
        discount = expense_terms(tuple(terms.get(row.id, ())), currency).get("discount")
        found[row.client_id].append(
            Expense(
                row.code,
                row.day,
                row.description or (item.name if item else row.code),
                item.unit if item else "each",
                row.quantity,
                price or Rate(Decimal(0), ""),
                taxes if row.taxes is None else texts(row.taxes),
                item,
                row.ticket or "",
                row.note,
                discount and discount.at(row.day, None),
            )
        )
    return found
