"""Agreements with their terms and additions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app import models as m
from app.storage.records.reading.rows import (
    all_of,
    by_parent,
    names,
    prices_of,
    structured,
    terms_of,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, dated, iso, number


def read_agreements(scope: Scope) -> Iterable[tuple[int, Record]]:
    """Agreements, each with its client."""
    types = names(scope, m.AgreementType, "name", m.Agreement.type_id)
    policies = names(scope, m.SlaPolicy, "name", m.Agreement.sla_policy_id)
    fees = by_parent(scope, m.AgreementFee, "agreement_id")
    terms = by_parent(scope, m.AgreementTerm, "agreement_id")
    discounts = by_parent(scope, m.AgreementDiscount, "agreement_id")
    additions: dict[int, list[Record]] = defaultdict(list)
    for agreement_id, addition in _additions(scope):
        additions[agreement_id].append(addition)
    for row in all_of(scope, m.Agreement):
        yield (
            row.client_id,
            {
                "number": row.number,
                "name": row.name,
                "type": types.get(row.type_id),
                "kind": row.kind or None,
                "start": iso(row.start),
                "end": iso(row.end),
                "sla": policies.get(row.sla_policy_id),
                "po_number": row.po_number,
                "billed_until": iso(row.billed_until),
                "refund": bool(row.refund),
                "note": row.note,
                "fee": prices_of(fees[row.id]),
                **terms_of(terms[row.id]),
                "additions": additions[row.id],
                "discounts": structured(discounts[row.id]),
            },
        )


def _additions(scope: Scope) -> Iterable[tuple[int, Record]]:
    items = names(scope, m.Item, "sku", m.Addition.item_id)
    prices = by_parent(scope, m.AdditionPrice, "addition_id")
    quantities = by_parent(scope, m.AdditionQuantity, "addition_id")
    terms = by_parent(scope, m.AdditionTerm, "addition_id")
    for row in all_of(scope, m.Addition):
        quantity = dated((found.since, number(found.quantity)) for found in quantities[row.id])
        yield (
            row.agreement_id,
            {
                "name": row.name,
                "item": items[row.item_id],
                "counts": {row.counts: row.counts_type} if row.counts else None,
                "quantity": quantity,
                "price": prices_of(prices[row.id]),
                "start": iso(row.start),
                "end": iso(row.end),
                "po_number": row.po_number,
                **terms_of(terms[row.id]),
            },
        )
