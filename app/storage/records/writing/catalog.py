"""What can be charged: taxes, items, roles, work types, agreement types."""

from __future__ import annotations

from app import models as m
from app.storage.records.values import Record, decimal, steps
from app.storage.records.writing.tables import Tables, body_row


def write_taxes(tables: Tables, records: list[Record]) -> None:
    """Taxes with their rates."""
    ids = tables.upsert(
        m.Tax,
        ("code",),
        [
            {
                **{key: record[key] for key in ("code", "name", "category", "reason")},
                "compound": int(record["compound"]),
                "inclusive": int(record["inclusive"]),
            }
            for record in records
        ],
    )
    tables.replace(
        m.TaxRate,
        "tax_id",
        (ids[record["code"]] for record in records),
        (
            {"tax_id": ids[record["code"]], "since": since, "rate": decimal(rate)}
            for record in records
            for since, rate in steps(record["rates"])
        ),
    )


def write_items(tables: Tables, records: list[Record]) -> None:
    """Items with their prices, costs and terms."""
    ids = tables.upsert(
        m.Item,
        ("sku",),
        [
            {
                **{key: record[key] for key in ("sku", "name", "unit")},
                "currency": record["currency"] or "",
            }
            for record in records
        ],
    )
    owners = [(ids[record["sku"]], record) for record in records]
    tables.priced(m.ItemPrice, "item_id", owners, (("price", "price"), ("cost", "cost")))
    tables.terms(m.ItemTerm, "item_id", owners, ("pricing", "taxes"))


def write_roles(tables: Tables, records: list[Record]) -> None:
    """Roles with their rates and costs."""
    ids = tables.upsert(m.Role, ("name",), [{"name": record["name"]} for record in records])
    owners = [(ids[record["name"]], record) for record in records]
    tables.priced(m.RolePrice, "role_id", owners, (("price", "rates"), ("cost", "costs")))


def write_work_types(tables: Tables, records: list[Record]) -> None:
    """Work types with their terms."""
    ids = tables.upsert(m.WorkType, ("name",), [{"name": record["name"]} for record in records])
    owners = [(ids[record["name"]], record) for record in records]
    terms = tuple(key for key in records[0] if key != "name")
    tables.terms(m.WorkTypeTerm, "work_type_id", owners, terms)


def write_types(tables: Tables, records: list[Record]) -> None:
    """Agreement types."""
    tables.upsert(m.AgreementType, ("name",), [body_row(record, "name") for record in records])
