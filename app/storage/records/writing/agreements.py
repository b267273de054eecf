"""Agreements with their terms and additions."""

from __future__ import annotations

from typing import Any

from app import models as m
from app.domain.period import ALWAYS
from app.storage.records.values import Record, day, decimal, steps
from app.storage.records.writing.tables import Ids, Tables


def write_agreements(tables: Tables, owners: list[tuple[int, Record]]) -> Ids:
    """The agreements of clients; their ids by number."""
    found = [(owner, each) for owner, record in owners for each in record["agreements"]]
    types = tables.ids(m.AgreementType, ("name",), (each["type"] for _, each in found))
    policies = tables.ids(m.SlaPolicy, ("name",), (_bare(each["sla"]) for _, each in found))
    ids = tables.upsert(
        m.Agreement,
        ("number",),
        [
            {
                "client_id": owner,
                "number": each["number"],
                "name": each["name"],
                "type_id": types.get(each["type"]),
                "kind": each["kind"] or "",
                "start": day(each["start"]),
                "end": day(each["end"]),
                "sla_policy_id": policies.get(_bare(each["sla"])),
                "po_number": each["po_number"],
                "billed_until": day(each["billed_until"]),
                "refund": int(each["refund"]),
                "note": each["note"],
            }
            for owner, each in found
        ],
    )
    agreements = [(ids[each["number"]], each) for _, each in found]
    tables.replace(
        m.AgreementFee,
        "agreement_id",
        (owner for owner, _ in agreements),
        (
            {"agreement_id": owner, "since": since, "amount": decimal(fee)}
            for owner, each in agreements
            for since, fee in steps(each["fee"])
        ),
    )
    terms = tuple(
        "status cycle proration fee_taxes fee_discount allowance coverage rates after_hours "
        "uplift renewal labour show_covered sla".split()
    )
    # A bare policy is a reference of the agreement itself; only a dated one is a term.
    termed = [
        (owner, {**each, "sla": None if _bare(each["sla"]) else each["sla"]})
        for owner, each in agreements
    ]
    tables.terms(m.AgreementTerm, "agreement_id", termed, terms)
    tables.bodies(m.AgreementDiscount, "agreement_id", agreements, "discounts")
    _additions(tables, agreements)
    return ids


def _additions(tables: Tables, agreements: list[tuple[int, Record]]) -> None:
    found = [(owner, each) for owner, record in agreements for each in record["additions"]]
    items = tables.ids(m.Item, ("sku",), (each["item"] for _, each in found))
    ids = tables.upsert(
        m.Addition,
        ("agreement_id", "name"),
        [
            {
                "agreement_id": owner,
                "name": each["name"],
                "item_id": items[each["item"]],
                **_counts(each["counts"]),
                "start": day(each["start"]),
                "end": day(each["end"]),
                "po_number": each["po_number"],
            }
            for owner, each in found
        ],
    )
    additions = [(ids[owner, each["name"]], each) for owner, each in found]
    tables.replace(
        m.AdditionPrice,
        "addition_id",
        (owner for owner, _ in additions),
        (
            {"addition_id": owner, "since": since, "amount": decimal(price)}
            for owner, each in additions
            for since, price in steps(each["price"])
        ),
    )
    tables.replace(
        m.AdditionQuantity,
        "addition_id",
        (owner for owner, _ in additions),
        (
            {"addition_id": owner, "since": since, "quantity": decimal(quantity)}
            for owner, each in additions
            for since, quantity in steps(each["quantity"])
        ),
    )
    terms = ("minimum", "pricing", "discount", "proration", "taxes")
    said = [(owner, _with_said_taxes(each)) for owner, each in additions]
    tables.terms(m.AdditionTerm, "addition_id", said, terms)


def _counts(counts: Record | None) -> Record:
    if not counts:
        return {"counts": "", "counts_type": ""}
    what = "devices" if counts["devices"] is not None else "users"
    return {"counts": what, "counts_type": counts[what]}


def _bare(value: Any) -> str | None:  # noqa: ANN401 - a name, or names and days
    return value if isinstance(value, str) else None


def _with_said_taxes(addition: Record) -> Record:
    """The addition with an empty list of taxes as a step: without one it has the item's."""
    if addition["taxes"] != []:
        return addition
    none: list[str] = []
    return {**addition, "taxes": [[ALWAYS.isoformat(), none]]}
