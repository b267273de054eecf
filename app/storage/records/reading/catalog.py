"""What can be charged: taxes, items, roles and work types."""

from __future__ import annotations

from collections.abc import Iterable

from app import models as m
from app.storage.records.reading.rows import (
    all_of,
    by_parent,
    prices_of,
    terms_of,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, dated, number


def read_taxes(scope: Scope) -> Iterable[Record]:
    """Taxes with their rates."""
    rates = by_parent(scope, m.TaxRate, "tax_id")
    for row in all_of(scope, m.Tax):
        yield {
            "code": row.code,
            "name": row.name,
            "category": row.category,
            "rates": dated((rate.since, number(rate.rate)) for rate in rates[row.id]),
            "reason": row.reason,
            "compound": bool(row.compound),
            "inclusive": bool(row.inclusive),
        }


def read_items(scope: Scope) -> Iterable[Record]:
    """Items with their prices, costs and terms."""
    prices = by_parent(scope, m.ItemPrice, "item_id")
    terms = by_parent(scope, m.ItemTerm, "item_id")
    for row in all_of(scope, m.Item):
        yield {
            "sku": row.sku,
            "name": row.name,
            "unit": row.unit,
            "currency": row.currency or None,
            "price": prices_of(found for found in prices[row.id] if found.what == "price"),
            "cost": prices_of(found for found in prices[row.id] if found.what == "cost"),
            **terms_of(terms[row.id]),
        }


def read_roles(scope: Scope) -> Iterable[Record]:
    """Roles with their rates and costs."""
    prices = by_parent(scope, m.RolePrice, "role_id")
    for row in all_of(scope, m.Role):
        yield {
            "name": row.name,
            "rates": prices_of(found for found in prices[row.id] if found.what == "price"),
            "costs": prices_of(found for found in prices[row.id] if found.what == "cost"),
        }


def read_work_types(scope: Scope) -> Iterable[Record]:
    """Work types with their terms."""
    terms = by_parent(scope, m.WorkTypeTerm, "work_type_id")
    for row in all_of(scope, m.WorkType):
        yield {"name": row.name, **terms_of(terms[row.id])}
