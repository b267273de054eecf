"""Quotes as values, from their rows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.quote import Every, Offer, Quote, QuoteStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def quotes_of(session: Session) -> tuple[Quote, ...]:
    """All quotes, oldest first."""
    own = session.execute(select(m.Company.currency)).scalar() or ""
    items = {
        row.sku: row.name or row.sku
        for row in session.execute(select(m.Item.sku, m.Item.name)).all()
    }
    rows = session.execute(
        select(m.Quote.number, m.Quote.day, m.Quote.body, m.Client.code, m.Client.currency)
        .join(m.Client, m.Client.id == m.Quote.client_id)
        .order_by(m.Quote.day, m.Quote.id)
    ).all()
    return tuple(
        _quote(row.number, row.code, row.day, row.currency or own, json.loads(row.body), items)
        for row in rows
    )


def _quote(  # noqa: PLR0917 - a row's columns in their order
    number: str, client: str, day: date, currency: str, body: dict[str, Any], items: dict[str, str]
) -> Quote:
    return Quote(
        number,
        client,
        day,
        date.fromisoformat(body["valid_until"]),
        currency,
        tuple(_offer(line, items) for line in body["lines"]),
        body["title"],
        body["note"],
        QuoteStatus(body["status"]),
        body["agreement"] or "",
        body.get("pro_forma", False),
    )


def _offer(line: dict[str, Any], items: dict[str, str]) -> Offer:
    item = line["item"] or ""
    return Offer(
        line["description"] or items.get(item, item),
        Decimal(line["quantity"]),
        line["unit"],
        Decimal(line["price"]),
        Every(line["every"]),
        item,
        tuple(line["taxes"]),
    )
