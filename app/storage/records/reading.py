"""From tables to records."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.money import Money
from app.storage.records.values import Record, amount, dated, iso, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

Rows = dict[int, list[Any]]


def read_records(session: Session) -> Record:
    """All records of the data file but issued documents and history."""
    return {
        "company": _company(session),
        "taxes": list(_taxes(session)),
        "items": list(_items(session)),
        "roles": list(_roles(session)),
        "work_types": list(_work_types(session)),
        "calendars": [
            {"name": row.name, **json.loads(row.body)} for row in _all(session, m.Calendar)
        ],
        "sla_policies": list(_policies(session)),
        "agreement_types": [
            {"name": row.name, **json.loads(row.body)} for row in _all(session, m.AgreementType)
        ],
        "clients": list(_clients(session)),
        "tickets": list(_tickets(session)),
        "time": list(_time(session)),
        "expenses": list(_expenses(session)),
        "decisions": [
            {"charge": row.charge, "do": row.verdict, "reason": row.reason}
            for row in _all(session, m.Decision)
        ],
        "payments": list(_payments(session)),
    }


def _all(session: Session, model: Any) -> Sequence[Any]:  # noqa: ANN401 - any mapped class
    return session.execute(select(*model.__table__.columns).order_by(model.id)).all()


def _by(session: Session, model: Any, parent: str) -> Rows:  # noqa: ANN401 - any mapped class
    found: Rows = defaultdict(list)
    for row in _all(session, model):
        found[getattr(row, parent)].append(row)
    return found


def _names(session: Session, model: Any, column: str) -> dict[int | None, str]:  # noqa: ANN401
    columns = model.__table__.columns
    rows = session.execute(select(columns["id"], columns[column])).all()
    return {row[0]: row[1] for row in rows}


def _terms(rows: Iterable[Any]) -> Record:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.term].append((row.since, json.loads(row.value)))
    return {term: dated(steps) for term, steps in found.items()}


def _prices(rows: Iterable[Any]) -> Any:  # noqa: ANN401 - dated
    return dated((row.since, amount(row.amount)) for row in rows)


def _address(row: Any) -> Record:  # noqa: ANN401 - company or client
    return {
        "lines": json.loads(row.address_lines),
        "city": row.city,
        "region": row.region,
        "postal_code": row.postal_code,
        "country": row.country,
    }


def _company(session: Session) -> Record:
    row = session.execute(select(*m.Company.__table__.columns)).one_or_none()
    if row is None:
        return {}
    plain = (
        "name tax_id email phone website currency locale timezone invoice_number "
        "credit_note_number next_number tax_rounding note"
    ).split()
    return {
        **{key: getattr(row, key) for key in plain},
        "address": _address(row),
        "bank": json.loads(row.bank),
        "terms": json.loads(row.terms),
        "billed_until": iso(row.billed_until),
        "logo": base64.b64encode(row.logo).decode() if row.logo else None,
        "sample": bool(row.sample),
    }


def _taxes(session: Session) -> Iterable[Record]:
    rates = _by(session, m.TaxRate, "tax_id")
    for row in _all(session, m.Tax):
        yield {
            "code": row.code,
            "name": row.name,
            "category": row.category,
            "rates": dated((rate.since, number(rate.rate)) for rate in rates[row.id]),
            "reason": row.reason,
            "compound": bool(row.compound),
        }


def _items(session: Session) -> Iterable[Record]:
    prices = _by(session, m.ItemPrice, "item_id")
    terms = _by(session, m.ItemTerm, "item_id")
    for row in _all(session, m.Item):
        yield {
            "sku": row.sku,
            "name": row.name,
            "unit": row.unit,
            "currency": row.currency or None,
            "price": _prices(found for found in prices[row.id] if found.what == "price"),
            "cost": _prices(found for found in prices[row.id] if found.what == "cost"),
            **_terms(terms[row.id]),
        }


def _roles(session: Session) -> Iterable[Record]:
    prices = _by(session, m.RolePrice, "role_id")
    for row in _all(session, m.Role):
        yield {
            "name": row.name,
            "rates": _prices(found for found in prices[row.id] if found.what == "price"),
            "costs": _prices(found for found in prices[row.id] if found.what == "cost"),
        }


def _work_types(session: Session) -> Iterable[Record]:
    terms = _by(session, m.WorkTypeTerm, "work_type_id")
    for row in _all(session, m.WorkType):
        yield {"name": row.name, **_terms(terms[row.id])}


def _policies(session: Session) -> Iterable[Record]:
    calendars = _names(session, m.Calendar, "name")
    for row in _all(session, m.SlaPolicy):
        yield {
            "name": row.name,
            "calendar": calendars.get(row.calendar_id),
            **json.loads(row.body),
        }


def _clients(session: Session) -> Iterable[Record]:
    terms = _by(session, m.ClientTerm, "client_id")
    contacts = _by(session, m.Contact, "client_id")
    sites = _by(session, m.Site, "client_id")
    assets = _by(session, m.Asset, "client_id")
    active = _by(session, m.AssetActive, "asset_id")
    blocks = _by(session, m.Block, "client_id")
    site_names = _names(session, m.Site, "name")
    agreements: dict[int, list[Record]] = defaultdict(list)
    for client_id, agreement in _agreements(session):
        agreements[client_id].append(agreement)
    for row in _all(session, m.Client):
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
        plain = "code name locale timezone tax_id email phone note".split()
        yield {
            **{key: getattr(row, key) for key in plain},
            "currency": row.currency or None,
            "terms": json.loads(row.terms) if row.terms else None,
            "address": _address(row),
            "tax": {"treatment": row.treatment, "reason": row.tax_reason},
            "po_required": bool(row.po_required),
            **_terms(terms[row.id]),
            "contacts": [
                {
                    "name": found.name,
                    "email": found.email,
                    "phone": found.phone,
                    "billing": bool(found.billing),
                }
                for found in contacts[row.id]
            ],
            "sites": [{"name": found.name, **json.loads(found.body)} for found in sites[row.id]],
            "devices": listed["device"],
            "users": listed["user"],
            "agreements": agreements[row.id],
            "blocks": [
                {
                    "name": found.name,
                    "hours": number(found.hours),
                    "bought": iso(found.bought),
                    "expires": iso(found.expires),
                    "price": amount(found.price),
                    "taxes": json.loads(found.taxes),
                    "used": number(found.used),
                }
                for found in blocks[row.id]
            ],
        }


def _agreements(session: Session) -> Iterable[tuple[int, Record]]:
    types = _names(session, m.AgreementType, "name")
    policies = _names(session, m.SlaPolicy, "name")
    fees = _by(session, m.AgreementFee, "agreement_id")
    terms = _by(session, m.AgreementTerm, "agreement_id")
    additions: dict[int, list[Record]] = defaultdict(list)
    for agreement_id, addition in _additions(session):
        additions[agreement_id].append(addition)
    for row in _all(session, m.Agreement):
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
                "show_covered": bool(row.show_covered),
                "note": row.note,
                "fee": _prices(fees[row.id]),
                **_terms(terms[row.id]),
                "additions": additions[row.id],
            },
        )


def _additions(session: Session) -> Iterable[tuple[int, Record]]:
    items = _names(session, m.Item, "sku")
    prices = _by(session, m.AdditionPrice, "addition_id")
    quantities = _by(session, m.AdditionQuantity, "addition_id")
    terms = _by(session, m.AdditionTerm, "addition_id")
    for row in _all(session, m.Addition):
        quantity = dated((found.since, number(found.quantity)) for found in quantities[row.id])
        yield (
            row.agreement_id,
            {
                "name": row.name,
                "item": items[row.item_id],
                "counts": {row.counts: row.counts_type} if row.counts else None,
                "quantity": quantity,
                "price": _prices(prices[row.id]),
                "start": iso(row.start),
                "end": iso(row.end),
                "po_number": row.po_number,
                **_terms(terms[row.id]),
            },
        )


def _tickets(session: Session) -> Iterable[Record]:
    clients = _names(session, m.Client, "code")
    agreements = _names(session, m.Agreement, "number")
    events = _by(session, m.TicketEvent, "ticket_id")
    for row in _all(session, m.Ticket):
        yield {
            "number": row.number,
            "client": clients[row.client_id],
            "agreement": agreements.get(row.agreement_id),
            "summary": row.summary,
            "priority": row.priority,
            "opened": iso(row.opened),
            "events": [
                {"at": iso(found.at), "type": found.type, **json.loads(found.body)}
                for found in events[row.id]
            ],
        }


def _time(session: Session) -> Iterable[Record]:
    clients = _names(session, m.Client, "code")
    tickets = _names(session, m.Ticket, "number")
    agreements = _names(session, m.Agreement, "number")
    work_types = _names(session, m.WorkType, "name")
    roles = _names(session, m.Role, "name")
    for row in _all(session, m.TimeEntry):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "ticket": tickets.get(row.ticket_id),
            "agreement": agreements.get(row.agreement_id),
            "start": iso(row.start),
            "minutes": row.minutes,
            "work_type": work_types[row.work_type_id],
            "role": roles.get(row.role_id),
            "note": row.note,
            "rate": amount(row.rate),
        }


def _expenses(session: Session) -> Iterable[Record]:
    clients = _names(session, m.Client, "code")
    tickets = _names(session, m.Ticket, "number")
    items = _names(session, m.Item, "sku")
    for row in _all(session, m.Expense):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "ticket": tickets.get(row.ticket_id),
            "date": iso(row.day),
            "item": items.get(row.item_id),
            "description": row.description,
            "quantity": number(row.quantity),
            "price": amount(row.price),
            "taxes": None if row.taxes is None else json.loads(row.taxes),
            "note": row.note,
        }


def _payments(session: Session) -> Iterable[Record]:
    columns = m.Payment.__table__.columns
    rows = session.execute(
        select(*columns, m.Document.number, m.Document.currency)
        .join(m.Document, m.Document.id == m.Payment.document_id)
        .order_by(m.Payment.id)
    ).all()
    for row in rows:
        yield {
            "id": row.code,
            "document": row.number,
            "date": iso(row.day),
            "amount": amount(Money(row.amount, row.currency).amount()),
            "method": row.method,
            "note": row.note,
        }
