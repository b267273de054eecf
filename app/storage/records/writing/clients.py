"""Clients with all that is theirs, and what claims work for which agreement."""

from __future__ import annotations

from collections.abc import Mapping

from app import models as m
from app.storage.records.values import Record, day, decimal, dump
from app.storage.records.writing.agreements import write_agreements
from app.storage.records.writing.tables import Ids, Tables, address_row, body_row


def write_clients(tables: Tables, records: list[Record]) -> None:
    """Clients with all that is theirs."""
    plain = "code name locale timezone tax_id email phone note".split()
    ids = tables.upsert(
        m.Client,
        ("code",),
        [
            {
                **{key: record[key] for key in plain},
                **address_row(record["address"]),
                "currency": record["currency"] or "",
                "terms": dump(record["terms"]) if record["terms"] else "",
                "treatment": "exempt" if record["tax_exempt"] else record["tax"]["treatment"],
                "tax_reason": record["tax"]["reason"],
                "details": record["details"] or "",
                "po_required": int(record["po_required"]),
            }
            for record in records
        ],
    )
    owners = [(ids[record["code"]], record) for record in records]
    terms = ("rates", "sla", "mails", "reminders_held")
    tables.terms(m.ClientTerm, "client_id", owners, terms)
    agreements = write_agreements(tables, owners)
    contacts = tables.upsert(
        m.Contact,
        ("client_id", "name"),
        [
            {
                "client_id": owner,
                **{key: found[key] for key in ("name", "email", "phone")},
                "billing": int(found["billing"]),
                "in_copy": int(found["in_copy"]),
            }
            for owner, record in owners
            for found in record["contacts"]
        ],
    )
    sites = tables.upsert(
        m.Site,
        ("client_id", "name"),
        [
            {"client_id": owner, **body_row(found, "name", "agreement")}
            for owner, record in owners
            for found in record["sites"]
        ],
    )
    assets = _assets(tables, owners, sites)
    devices = {
        (owner, name): id_ for (owner, what, name), id_ in assets.items() if what == "device"
    }
    claiming = {
        "devices": ("asset_id", devices),
        "sites": ("site_id", sites),
        "contacts": ("contact_id", contacts),
    }
    _claims(tables, owners, agreements, claiming)
    _blocks(tables, owners)
    tables.bodies(m.ClientDiscount, "client_id", owners, "discounts")
    tables.bodies(m.Deposit, "client_id", owners, "deposits")


def _claims(
    tables: Tables,
    owners: list[tuple[int, Record]],
    agreements: Ids,
    claiming: Mapping[str, tuple[str, Ids]],
) -> None:
    """Which agreement work is for: the default, and what devices, sites and contacts name."""
    nobody = dict.fromkeys(column for column, _ in claiming.values())
    rows = [
        {
            "client_id": owner,
            **nobody,
            "agreement_id": agreements[record["default_agreement"]],
        }
        for owner, record in owners
        if record["default_agreement"]
    ]
    rows += [
        {
            "client_id": owner,
            **nobody,
            "agreement_id": agreements[found["agreement"]],
            column: ids[owner, found["name"]],
        }
        for owner, record in owners
        for section, (column, ids) in claiming.items()
        for found in record[section]
        if found["agreement"]
    ]
    tables.replace(m.Claim, "client_id", (owner for owner, _ in owners), rows)


def _assets(tables: Tables, owners: list[tuple[int, Record]], sites: Ids) -> Ids:
    found = [
        (owner, what, asset)
        for owner, record in owners
        for what, key in (("device", "devices"), ("user", "users"))
        for asset in record[key]
    ]
    ids = tables.upsert(
        m.Asset,
        ("client_id", "what", "name"),
        [
            {
                "client_id": owner,
                "what": what,
                "name": asset["name"],
                "type": asset["type"],
                "site_id": sites.get((owner, asset["site"])),
            }
            for owner, what, asset in found
        ],
    )
    tables.replace(
        m.AssetActive,
        "asset_id",
        (ids[owner, what, asset["name"]] for owner, what, asset in found),
        (
            {
                "asset_id": ids[owner, what, asset["name"]],
                "start": day(start),
                "end": day(end),
            }
            for owner, what, asset in found
            for start, end in asset["active"]
        ),
    )
    return ids


def _blocks(tables: Tables, owners: list[tuple[int, Record]]) -> None:
    tables.upsert(
        m.Block,
        ("client_id", "name"),
        [
            {
                "client_id": owner,
                "name": block["name"],
                "amount": decimal(block["hours"] or block["money"]),
                "measure": "money" if block["hours"] is None else "hours",
                "bought": day(block["bought"]),
                "expires": day(block["expires"]),
                "price": decimal(block["price"]),
                "taxes": dump(block["taxes"]),
                "used": decimal(block["used"]),
                "work_types": dump(block["work_types"]),
            }
            for owner, record in owners
            for block in record["blocks"]
        ],
    )
