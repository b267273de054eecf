"""The ledger: what issued documents say of each charge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app import models as m
from app.domain.facts import Billed
from app.domain.money import Money
from app.domain.period import Period
from app.domain.plain import taxes_from
from app.storage.facts.since import SINCE, holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.storage.facts.since import Wanted


def ledger_of(session: Session, wanted: Wanted) -> Mapping[int, Mapping[str, Billed]]:
    """What was billed of each charge that is not settled, and of all blocks."""
    line, document = m.DocumentLine, m.Document
    lines = (
        select(
            line.id,
            document.client_id,
            line.charge,
            line.charged,
            document.currency,
            line.kind,
            line.source,
            line.description,
            line.bill_date,
            line.start,
            line.end,
            line.taxes,
            document.po_number,
            line.agreement,
            document.number,
        )
        .select_from(m.Client)
        .outerjoin(m.Settlement, holds(wanted.whole))
        .join(document, document.client_id == m.Client.id)
        .join(line, line.document_id == document.id)
        .where(*wanted.clients)
    )
    # Nothing on a document begins after the day through which it was billed.
    reaching = lines.where(
        (document.through >= SINCE) | document.through.is_(None), line.start >= SINCE
    )
    # A block is bought once and covers the years that follow.
    blocks = lines.where(
        line.charge.between("block/", "block/\U0010ffff"), line.start < m.Settlement.until
    )
    found_rows = (session.execute(part).all() for part in (reaching, blocks))
    rows = sorted(chain.from_iterable(found_rows), key=lambda row: row.id)
    found: dict[int, dict[str, Billed]] = defaultdict(dict)
    for row in rows:
        ledger = found[row.client_id]
        before = ledger.get(row.charge)
        charged = Money(row.charged, row.currency)
        if before is not None and (before.net or row.charged < 0):
            ledger[row.charge] = replace(before, net=before.net + charged)
            continue
        ledger[row.charge] = Billed(
            charged,
            row.source or row.kind,
            row.description,
            row.bill_date,
            Period(row.start, row.end),
            taxes_from(row.taxes),
            row.po_number,
            row.agreement,
            row.number,
        )
    return found


def last_nets_of(session: Session) -> Mapping[int, Money]:
    """What each client's newest invoices came to."""
    document = m.Document
    latest = (
        select(document.client_id, func.max(document.date).label("date"))
        .where(document.kind == "invoice")
        .group_by(document.client_id)
        .subquery()
    )
    rows = session.execute(
        select(document.client_id, func.sum(document.net).label("net"), document.currency)
        .join(latest, latest.c.client_id == document.client_id)
        .where(document.kind == "invoice", document.date == latest.c.date)
        .group_by(document.client_id, document.currency)
    ).all()
    return {row.client_id: Money(row.net, row.currency) for row in rows}
