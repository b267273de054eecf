"""Clients with all that is theirs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from app import models as m
from app.storage.records.reading.agreements import read_agreements
from app.storage.records.reading.rows import (
    address_of,
    all_of,
    by_parent,
    names,
    payment_terms,
    structured,
    terms_of,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, amount, iso, number


def read_clients(scope: Scope) -> Iterable[Record]:
    """Clients with all that is theirs."""
    terms = by_parent(scope, m.ClientTerm, "client_id")
    contacts = by_parent(scope, m.Contact, "client_id")
    sites = by_parent(scope, m.Site, "client_id")
    assets = by_parent(scope, m.Asset, "client_id")
    active = by_parent(scope, m.AssetActive, "asset_id")
    blocks = by_parent(scope, m.Block, "client_id")
    discounts = by_parent(scope, m.ClientDiscount, "client_id")
    deposits = by_parent(scope, m.Deposit, "client_id")
    site_names = names(scope, m.Site, "name", m.Asset.site_id)
    claims = _claims(scope)
    agreements: dict[int, list[Record]] = defaultdict(list)
    for client_id, agreement in read_agreements(scope):
        agreements[client_id].append(agreement)
    for row in all_of(scope, m.Client):
        listed: dict[str, list[Record]] = {"device": [], "user": []}
        for asset in assets[row.id]:
            listed[asset.what].append(
                {
                    "name": asset.name,
                    "type": asset.type,
                    "site": site_names.get(asset.site_id),
                    "active": [[iso(found.start), iso(found.end)] for found in active[asset.id]],
                }
            )
            if asset.what == "device":
                listed["device"][-1]["agreement"] = claims.get(("asset", asset.id))
        plain = "code name locale timezone tax_id email phone note".split()
        yield {
            **{key: getattr(row, key) for key in plain},
            "currency": row.currency or None,
            "terms": payment_terms(row.terms) if row.terms else None,
            "address": address_of(row),
            "tax": {"treatment": row.treatment, "reason": row.tax_reason},
            "details": row.details or None,
            "po_required": bool(row.po_required),
            **terms_of(terms[row.id]),
            "contacts": [
                {
                    "name": found.name,
                    "email": found.email,
                    "phone": found.phone,
                    "billing": bool(found.billing),
                    "in_copy": bool(found.in_copy),
                    "agreement": claims.get(("contact", found.id)),
                }
                for found in contacts[row.id]
            ],
            "sites": [
                {
                    "name": found.name,
                    **json.loads(found.body),
                    "agreement": claims.get(("site", found.id)),
                }
                for found in sites[row.id]
            ],
            "discounts": structured(discounts[row.id]),
            "deposits": structured(deposits[row.id]),
            "devices": listed["device"],
            "users": listed["user"],
            "agreements": agreements[row.id],
            "default_agreement": claims.get(("client", row.id)),
            "blocks": [
                {
                    "name": found.name,
                    "hours": number(found.amount) if found.measure == "hours" else None,
                    "money": amount(found.amount) if found.measure == "money" else None,
                    "bought": iso(found.bought),
                    "expires": iso(found.expires),
                    "price": amount(found.price),
                    "taxes": json.loads(found.taxes),
                    "used": number(found.used),
                    "work_types": json.loads(found.work_types),
                }
                for found in blocks[row.id]
            ],
        }


def _claims(scope: Scope) -> dict[tuple[str, int], str]:
    """The agreement that each device, site or contact names, and each client by default."""
    numbers = names(scope, m.Agreement, "number", m.Claim.agreement_id)
    found: dict[tuple[str, int], str] = {}
    for row in all_of(scope, m.Claim):
        whose = (("asset", row.asset_id), ("site", row.site_id), ("contact", row.contact_id))
        key = next(((what, id_) for what, id_ in whose if id_), ("client", row.client_id))
        found[key] = numbers[row.agreement_id]
    return found
