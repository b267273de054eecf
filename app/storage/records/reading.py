"""From tables to records."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.money import Money
from app.storage.records.scope import Scope, Wanted
from app.storage.records.values import Record, amount, dated, iso, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.orm import Session

Rows = dict[int, list[Any]]


def read_records(session: Session, wanted: Wanted | None = None) -> Record:
    """The records of some keys by section; all but issued documents and history by default."""
    scope = Scope(session, wanted)
    company = _company(session) if wanted is None or "company" in wanted else {}
    found = {name: list(read(scope)) for name, read in SECTIONS.items() if scope.wants(name)}
    return {"company": company, **found} if company or wanted is None else found


def _all(scope: Scope, model: Any) -> Sequence[Any]:  # noqa: ANN401 - any mapped class
    wanted = select(*model.__table__.columns).where(*scope.where(model))
    return scope.session.execute(wanted.order_by(model.id)).all()


def _by(scope: Scope, model: Any, parent: str) -> Rows:  # noqa: ANN401 - any mapped class
    found: Rows = defaultdict(list)
    for row in _all(scope, model):
        found[getattr(row, parent)].append(row)
    return found


def _names(scope: Scope, model: Any, column: str, used: Any) -> dict[int | None, str]:  # noqa: ANN401
    """The names by which the wanted rows call others; `used` is the column that refers to them."""
    columns = model.__table__.columns
    names = select(columns["id"], columns[column]).where(*scope.used(model, used))
    return {row[0]: row[1] for row in scope.session.execute(names).all()}


def _terms(rows: Iterable[Any]) -> Record:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.term].append((row.since, json.loads(row.value)))
    return {term: dated(steps) for term, steps in found.items()}


def _prices(rows: Iterable[Any]) -> Any:  # noqa: ANN401 - dated
    return dated((row.since, amount(row.amount)) for row in rows)


def _structured(rows: Iterable[Any]) -> list[Record]:
    return [{"name": row.name, **json.loads(row.body)} for row in rows]


def _address(row: Any) -> Record:  # noqa: ANN401 - company or client
    return {
        "lines": json.loads(row.address_lines),
        "city": row.city,
        "region": row.region,
        "postal_code": row.postal_code,
        "country": row.country,
    }


def _payment_terms(text: str) -> Record:
    """Terms of payment; one kind of day takes the place of the others."""
    found: Record = json.loads(text)
    if found.get("day_of_month") or found.get("end_of_month"):
        found["net_days"] = None
    return found


def _company(session: Session) -> Record:
    row = session.execute(select(*m.Company.__table__.columns)).one_or_none()
    if row is None:
        return {}
    plain = (
        "name tax_id email phone website currency locale timezone invoice_number "
        "credit_note_number next_number tax_rounding note details"
    ).split()
    return {
        **{key: getattr(row, key) for key in plain},
        "address": _address(row),
        "bank": json.loads(row.bank),
        "terms": _payment_terms(row.terms),
        "cash_rounding": json.loads(row.cash_rounding),
        "billed_until": iso(row.billed_until),
        "logo": base64.b64encode(row.logo).decode() if row.logo else None,
        "sample": bool(row.sample),
        **_terms(session.execute(select(*m.CompanyTerm.__table__.columns)).all()),
    }


def _taxes(scope: Scope) -> Iterable[Record]:
    rates = _by(scope, m.TaxRate, "tax_id")
    for row in _all(scope, m.Tax):
        yield {
            "code": row.code,
            "name": row.name,
            "category": row.category,
            "rates": dated((rate.since, number(rate.rate)) for rate in rates[row.id]),
            "reason": row.reason,
            "compound": bool(row.compound),
            "inclusive": bool(row.inclusive),
        }


def _items(scope: Scope) -> Iterable[Record]:
    prices = _by(scope, m.ItemPrice, "item_id")
    terms = _by(scope, m.ItemTerm, "item_id")
    for row in _all(scope, m.Item):
        yield {
            "sku": row.sku,
            "name": row.name,
            "unit": row.unit,
            "currency": row.currency or None,
            "price": _prices(found for found in prices[row.id] if found.what == "price"),
            "cost": _prices(found for found in prices[row.id] if found.what == "cost"),
            **_terms(terms[row.id]),
        }


def _roles(scope: Scope) -> Iterable[Record]:
    prices = _by(scope, m.RolePrice, "role_id")
    for row in _all(scope, m.Role):
        yield {
            "name": row.name,
            "rates": _prices(found for found in prices[row.id] if found.what == "price"),
            "costs": _prices(found for found in prices[row.id] if found.what == "cost"),
        }


def _work_types(scope: Scope) -> Iterable[Record]:
    terms = _by(scope, m.WorkTypeTerm, "work_type_id")
    for row in _all(scope, m.WorkType):
        yield {"name": row.name, **_terms(terms[row.id])}


def _policies(scope: Scope) -> Iterable[Record]:
    calendars = _names(scope, m.Calendar, "name", m.SlaPolicy.calendar_id)
    for row in _all(scope, m.SlaPolicy):
        yield {
            "name": row.name,
            "calendar": calendars.get(row.calendar_id),
            **json.loads(row.body),
        }


def _clients(scope: Scope) -> Iterable[Record]:
    terms = _by(scope, m.ClientTerm, "client_id")
    contacts = _by(scope, m.Contact, "client_id")
    sites = _by(scope, m.Site, "client_id")
    assets = _by(scope, m.Asset, "client_id")
    active = _by(scope, m.AssetActive, "asset_id")
    blocks = _by(scope, m.Block, "client_id")
    discounts = _by(scope, m.ClientDiscount, "client_id")
    deposits = _by(scope, m.Deposit, "client_id")
    site_names = _names(scope, m.Site, "name", m.Asset.site_id)
    claims = _claims(scope)
    agreements: dict[int, list[Record]] = defaultdict(list)
    for client_id, agreement in _agreements(scope):
        agreements[client_id].append(agreement)
    for row in _all(scope, m.Client):
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
            "terms": _payment_terms(row.terms) if row.terms else None,
            "address": _address(row),
            "tax": {"treatment": row.treatment, "reason": row.tax_reason},
            "details": row.details or None,
            "po_required": bool(row.po_required),
            **_terms(terms[row.id]),
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
            "discounts": _structured(discounts[row.id]),
            "deposits": _structured(deposits[row.id]),
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
    numbers = _names(scope, m.Agreement, "number", m.Claim.agreement_id)
    found: dict[tuple[str, int], str] = {}
    for row in _all(scope, m.Claim):
        whose = (("asset", row.asset_id), ("site", row.site_id), ("contact", row.contact_id))
        key = next(((what, id_) for what, id_ in whose if id_), ("client", row.client_id))
        found[key] = numbers[row.agreement_id]
    return found


def _agreements(scope: Scope) -> Iterable[tuple[int, Record]]:
    types = _names(scope, m.AgreementType, "name", m.Agreement.type_id)
    policies = _names(scope, m.SlaPolicy, "name", m.Agreement.sla_policy_id)
    fees = _by(scope, m.AgreementFee, "agreement_id")
    terms = _by(scope, m.AgreementTerm, "agreement_id")
    discounts = _by(scope, m.AgreementDiscount, "agreement_id")
    additions: dict[int, list[Record]] = defaultdict(list)
    for agreement_id, addition in _additions(scope):
        additions[agreement_id].append(addition)
    for row in _all(scope, m.Agreement):
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
                "fee": _prices(fees[row.id]),
                **_terms(terms[row.id]),
                "additions": additions[row.id],
                "discounts": _structured(discounts[row.id]),
            },
        )


def _additions(scope: Scope) -> Iterable[tuple[int, Record]]:
    items = _names(scope, m.Item, "sku", m.Addition.item_id)
    prices = _by(scope, m.AdditionPrice, "addition_id")
    quantities = _by(scope, m.AdditionQuantity, "addition_id")
    terms = _by(scope, m.AdditionTerm, "addition_id")
    for row in _all(scope, m.Addition):
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


def _recurring(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.RecurringTicket.client_id)
    agreements = _names(scope, m.Agreement, "number", m.RecurringTicket.agreement_id)
    for row in _all(scope, m.RecurringTicket):
        yield {
            "name": row.name,
            "client": clients[row.client_id],
            "agreement": agreements.get(row.agreement_id),
            **json.loads(row.body),
        }


def _attachments(scope: Scope) -> Iterable[Record]:
    tickets = _names(scope, m.Ticket, "number", m.Attachment.ticket_id)
    clients = _names(scope, m.Client, "code", m.Attachment.client_id)
    for row in _all(scope, m.Attachment):
        yield {
            "id": row.code,
            "ticket": tickets.get(row.ticket_id),
            "client": clients.get(row.client_id),
            "name": row.name,
            "added": iso(row.added),
            "content": base64.b64encode(row.content).decode(),
        }


def _tickets(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.Ticket.client_id)
    agreements = _names(scope, m.Agreement, "number", m.Ticket.agreement_id)
    events = _by(scope, m.TicketEvent, "ticket_id")
    for row in _all(scope, m.Ticket):
        yield {
            "number": row.number,
            "client": clients[row.client_id],
            "agreement": agreements.get(row.agreement_id),
            "summary": row.summary,
            "priority": row.priority,
            "opened": iso(row.opened),
            **json.loads(row.body),
            "events": [
                {"at": iso(found.at), "type": found.type, **json.loads(found.body)}
                for found in events[row.id]
            ],
        }


def _time(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.TimeEntry.client_id)
    tickets = _names(scope, m.Ticket, "number", m.TimeEntry.ticket_id)
    agreements = _names(scope, m.Agreement, "number", m.TimeEntry.agreement_id)
    work_types = _names(scope, m.WorkType, "name", m.TimeEntry.work_type_id)
    roles = _names(scope, m.Role, "name", m.TimeEntry.role_id)
    for row in _all(scope, m.TimeEntry):
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
            "approved": bool(row.approved),
            "unlocked": row.unlocked,
        }


def _expenses(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.Expense.client_id)
    tickets = _names(scope, m.Ticket, "number", m.Expense.ticket_id)
    items = _names(scope, m.Item, "sku", m.Expense.item_id)
    terms = _by(scope, m.ExpenseTerm, "expense_id")
    for row in _all(scope, m.Expense):
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
            **_terms(terms[row.id]),
        }


def _sla_months(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.SlaMonth.client_id)
    for row in _all(scope, m.SlaMonth):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "month": row.month,
            "closed": iso(row.closed),
            **json.loads(row.body),
        }


def _payments(scope: Scope) -> Iterable[Record]:
    clients = _names(scope, m.Client, "code", m.Payment.client_id)
    rows = scope.session.execute(
        select(m.PaymentPart.payment_id, m.Document.number, m.PaymentPart.amount)
        .join(m.Document, m.Document.id == m.PaymentPart.document_id)
        .where(*scope.where(m.PaymentPart))
        .order_by(m.PaymentPart.id)
    ).all()
    parts: Rows = defaultdict(list)
    for part in rows:
        parts[part.payment_id].append(part)
    for row in _all(scope, m.Payment):
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


def _owned(model: Any, key: str) -> Callable[[Scope], Iterable[Record]]:  # noqa: ANN401
    """Records of a client with a day, kept as one structure each."""

    def read(scope: Scope) -> Iterable[Record]:
        clients = _names(scope, m.Client, "code", model.client_id)
        for row in _all(scope, model):
            yield {
                key: row.number if key == "number" else row.code,
                "client": clients[row.client_id],
                "date": iso(row.day),
                **json.loads(row.body),
            }

    return read


def _marks(scope: Scope) -> Iterable[Record]:
    for row in _all(scope, m.DocumentMark):
        yield {"document": row.number, **json.loads(row.body)}


def _bodies(model: Any) -> Callable[[Scope], Iterable[Record]]:  # noqa: ANN401 - any mapped class
    return lambda scope: ({"name": row.name, **json.loads(row.body)} for row in _all(scope, model))


def _decisions(scope: Scope) -> Iterable[Record]:
    for row in _all(scope, m.Decision):
        yield {"charge": row.charge, "do": row.verdict, "reason": row.reason}


SECTIONS: dict[str, Callable[[Scope], Iterable[Record]]] = {
    "taxes": _taxes,
    "items": _items,
    "roles": _roles,
    "work_types": _work_types,
    "calendars": _bodies(m.Calendar),
    "sla_policies": _policies,
    "agreement_types": _bodies(m.AgreementType),
    "statuses": _bodies(m.TicketStatus),
    "canned_notes": _bodies(m.CannedNote),
    "clients": _clients,
    "recurring_tickets": _recurring,
    "tickets": _tickets,
    "attachments": _attachments,
    "sla_months": _sla_months,
    "time": _time,
    "expenses": _expenses,
    "decisions": _decisions,
    "payments": _payments,
    "reminders": _owned(m.Reminder, "id"),
    "marks": _marks,
    "quotes": _owned(m.Quote, "number"),
}
