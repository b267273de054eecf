"""Payments, and what is remembered of documents."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from app import models as m
from app.domain.money import Money
from app.storage.records.reading.rows import (
    Rows,
    all_of,
    names,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, amount, iso


def read_payments(scope: Scope) -> Iterable[Record]:
    """Payments with what they settle."""
    clients = names(scope, m.Client, "code", m.Payment.client_id)
    rows = scope.session.execute(
        select(m.PaymentPart.payment_id, m.Document.number, m.PaymentPart.amount)
        .join(m.Document, m.Document.id == m.PaymentPart.document_id)
        .where(*scope.where(m.PaymentPart))
        .order_by(m.PaymentPart.id)
    ).all()
    parts: Rows = defaultdict(list)
    for part in rows:
        parts[part.payment_id].append(part)
    for row in all_of(scope, m.Payment):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "date": iso(row.day),
            "amount": amount(Money(row.amount, row.currency).amount()),
            "currency": row.currency,
            "applied": [
                [part.number, amount(Money(part.amount, row.currency).amount())]
                for part in parts[row.id]
            ],
            "kind": row.kind,
            "method": row.method,
            "reference": row.reference,
            "note": row.note,
            "reverses": row.reverses or None,
        }


def read_marks(scope: Scope) -> Iterable[Record]:
    """What is remembered of documents."""
    for row in all_of(scope, m.DocumentMark):
        yield {"document": row.number, **json.loads(row.body)}
