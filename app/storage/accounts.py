"""What clients were billed and what they paid, as the rules about money want to see it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from app import models as m
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.money_in import Payment, PaymentKind
from app.domain.outstanding import Bill

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def bills_of(session: Session, client: str | None = None) -> tuple[Bill, ...]:
    """Everything that was issued, oldest first; of one client where it is named."""
    document = m.Document
    whose = () if client is None else (m.Client.code == client,)
    rows = session.execute(
        select(
            document.number,
            document.kind,
            m.Client.code,
            document.date,
            document.due,
            document.currency,
            document.total,
            document.payable,
            document.corrects,
        )
        .join(m.Client, m.Client.id == document.client_id)
        .where(*whose)
        .order_by(document.id)
    ).all()
    return tuple(
        Bill(
            row.number,
            DocumentKind(row.kind),
            row.code,
            row.due,
            Money(row.total if row.payable is None else row.payable, row.currency),
            tuple(json.loads(row.corrects)),
            row.date,
        )
        for row in rows
    )


def payments_of(session: Session, client: str | None = None) -> tuple[Payment, ...]:
    """All payments in the order in which they were recorded; of one client where it is named."""
    whose = () if client is None else (m.Client.code == client,)
    columns = m.Payment.__table__.columns
    owners = select(*columns, m.Client.code.label("client")).join(
        m.Client, m.Client.id == m.Payment.client_id
    )
    rows = session.execute(owners.where(*whose).order_by(m.Payment.id)).all()
    parts: dict[int, list[tuple[str, int]]] = defaultdict(list)
    found = select(m.PaymentPart.payment_id, m.Document.number, m.PaymentPart.amount).join(
        m.Document, m.Document.id == m.PaymentPart.document_id
    )
    for part in session.execute(found.order_by(m.PaymentPart.id)).all():
        parts[part.payment_id].append((part.number, part.amount))
    return tuple(
        Payment(
            row.code,
            row.client,
            row.day,
            Money(row.amount, row.currency),
            tuple((number, Money(part, row.currency)) for number, part in parts[row.id]),
            PaymentKind(row.kind),
            row.method,
            row.reference,
            row.note,
            row.reverses,
        )
        for row in rows
    )
