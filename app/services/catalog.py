"""What is set up once, as it is looked at: items, taxes, roles, work types and the rest."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app import models as m
from app.domain.clock import today
from app.domain.money import Money, Rate
from app.domain.sentence import N_, Sentence, say
from app.domain.sla_policy import Category
from app.domain.tax import TaxTotal, Treatment, applied, totals
from app.storage.facts import book_of
from app.storage.parties import sender_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """One record that is set up once: its section, its key, and what it says as of today."""

    section: str
    key: str
    name: str
    detail: Sentence
    value: Sentence | Rate | None = None
    used: int = 0


class CatalogService:
    """Looks at what is set up once."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what holds today."""
        self._store = store
        self._clock = clock

    def list(self) -> tuple[CatalogRow, ...]:
        """Everything, section by section."""
        with self._store.read() as session:
            if session.execute(select(m.Company.id)).first() is None:
                return ()
            sender = sender_of(session)
            now = today(self._clock, sender.timezone)
            company = CatalogRow(
                "company",
                "company",
                sender.party.name or "–",
                say(N_("Address, money, numbering, bank")),
            )
            return (
                company,
                *_items(session, now, sender.currency),
                *_taxes(session, now),
                *_roles(session, now, sender.currency),
                *_work_types(session, now),
                *_calendars(session),
                *_policies(session),
                *_types(session),
                *_statuses(session),
                *_canned(session),
                *_recurring(session),
            )

    def try_tax(self, code: str, amount: Decimal) -> tuple[Money, TaxTotal] | None:
        """What a tax makes of an amount today: the net, and the tax; nothing where none is due."""
        with self._store.read() as session:
            sender = sender_of(session)
            book = book_of(session)
            now = today(self._clock, sender.timezone)
        net = Money.rounded(amount, sender.currency)
        found = applied((code,), book.taxes, Treatment.STANDARD, "", now)
        groups = totals([(net, found)], book.tax_rounding, sender.currency)
        return (groups[0].net, groups[0]) if groups else None


def _latest(session: Session, model: Any, parent: str, what: str, now: date) -> dict[int, Decimal]:  # noqa: ANN401
    columns = model.__table__.columns
    rows = session.execute(
        select(columns[parent], columns["amount"])
        .where(columns["what"] == what, columns["since"] <= now)
        .order_by(columns["since"])
    ).all()
    return {row[0]: row[1] for row in rows}


def _items(session: Session, now: date, currency: str) -> Iterator[CatalogRow]:
    prices = _latest(session, m.ItemPrice, "item_id", "price", now)
    costs = _latest(session, m.ItemPrice, "item_id", "cost", now)
    used = Counter(
        {
            row[0]: row[1]
            for row in session.execute(
                select(m.Addition.item_id, func.count()).group_by(m.Addition.item_id)
            ).all()
        }
    )
    for row in session.execute(select(*m.Item.__table__.columns).order_by(m.Item.sku)).all():
        own = row.currency or currency
        price, cost = prices.get(row.id), costs.get(row.id)
        if price and cost is not None:
            margin = ((price - cost) * 100 / price).quantize(Decimal(1))
            detail = say(
                N_("{sku} · {unit} · margin {margin} %"),
                sku=row.sku,
                unit=row.unit,
                margin=margin,
            )
        else:
            detail = say(N_("{sku} · {unit}"), sku=row.sku, unit=row.unit)
        yield CatalogRow(
            "items",
            row.sku,
            row.name or row.sku,
            detail,
            None if price is None else Rate(price, own),
            used[row.id],
        )


def _taxes(session: Session, now: date) -> Iterator[CatalogRow]:
    rates: dict[int, Decimal] = {}
    for row in session.execute(
        select(m.TaxRate.tax_id, m.TaxRate.rate)
        .where(m.TaxRate.since <= now)
        .order_by(m.TaxRate.since)
    ).all():
        rates[row[0]] = row[1]
    for row in session.execute(select(*m.Tax.__table__.columns).order_by(m.Tax.id)).all():
        rate = rates.get(row.id)
        value = say(N_("{rate} %"), rate=rate) if rate is not None else None
        yield CatalogRow(
            "taxes", row.code, row.code, say("{name}", name=row.name or row.code), value
        )


def _roles(session: Session, now: date, currency: str) -> Iterator[CatalogRow]:
    prices = _latest(session, m.RolePrice, "role_id", "price", now)
    costs = _latest(session, m.RolePrice, "role_id", "cost", now)
    for row in session.execute(select(m.Role.id, m.Role.name).order_by(m.Role.name)).all():
        price, cost = prices.get(row.id), costs.get(row.id)
        detail = (
            say(N_("costs {cost} an hour"), cost=Rate(cost, currency))
            if cost is not None
            else say(N_("an hour"))
        )
        value = None if price is None else Rate(price, currency)
        yield CatalogRow("roles", row.name, row.name, detail, value)


def _work_types(session: Session, now: date) -> Iterator[CatalogRow]:
    terms: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in session.execute(
        select(*m.WorkTypeTerm.__table__.columns)
        .where(m.WorkTypeTerm.since <= now)
        .order_by(m.WorkTypeTerm.since)
    ).all():
        terms[row.work_type_id][row.term] = json.loads(row.value)
    for row in session.execute(
        select(m.WorkType.id, m.WorkType.name).order_by(m.WorkType.name)
    ).all():
        own = terms[row.id]
        if not own.get("billable", True):
            detail = say(N_("not charged"))
        else:
            detail = _counted(own.get("minimum_minutes", 0), own.get("increment_minutes", 1))
        value = say("× {factor}", factor=Decimal(own.get("multiplier", "1")))
        yield CatalogRow("work_types", row.name, row.name, detail, value)


def _counted(minimum: int, increment: int) -> Sentence:
    """How the minutes of a work type are counted."""
    if minimum and increment > 1:
        text = N_("at least {minimum} min, in steps of {increment}")
    elif minimum:
        text = N_("at least {minimum} min")
    elif increment > 1:
        text = N_("in steps of {increment} min")
    else:
        return say(N_("to the minute"))
    blanks = {"minimum": minimum, "increment": increment}
    return say(text, **{name: value for name, value in blanks.items() if f"{{{name}}}" in text})


def _opened(body: dict[str, Any]) -> Sentence:
    """When a calendar is open, in a few words."""
    days, closed = len(body.get("hours") or {}), len(body.get("closed") or [])
    if body.get("always_open"):
        return say(N_("around the clock"))
    week = say(N_("open on one day a week"))
    if days != 1:
        week = say(N_("open on {days} days a week"), days=days)
    if not closed:
        return week
    if closed == 1:
        return say(N_("{week}, one closed day"), week=week)
    return say(N_("{week}, {closed} closed days"), week=week, closed=closed)


def _calendars(session: Session) -> Iterator[CatalogRow]:
    for row in session.execute(
        select(*m.Calendar.__table__.columns).order_by(m.Calendar.name)
    ).all():
        body: dict[str, Any] = json.loads(row.body)
        detail = _opened(body)
        yield CatalogRow("calendars", row.name, row.name, detail)


def _policies(session: Session) -> Iterator[CatalogRow]:
    for row in session.execute(
        select(*m.SlaPolicy.__table__.columns).order_by(m.SlaPolicy.name)
    ).all():
        body: dict[str, Any] = json.loads(row.body)
        names = ", ".join(body.get("targets") or {}) or "–"
        yield CatalogRow("sla_policies", row.name, row.name, say("{names}", names=names))


def _types(session: Session) -> Iterator[CatalogRow]:
    used = Counter(
        {
            row[0]: row[1]
            for row in session.execute(
                select(m.Agreement.type_id, func.count()).group_by(m.Agreement.type_id)
            ).all()
        }
    )
    for row in session.execute(
        select(*m.AgreementType.__table__.columns).order_by(m.AgreementType.id)
    ).all():
        count = used[row.id]
        detail = (
            say(N_("1 agreement")) if count == 1 else say(N_("{count} agreements"), count=count)
        )
        yield CatalogRow("agreement_types", row.name, row.name, detail, used=count)


_CATEGORIES = {
    Category.ACTIVE: N_("In progress"),
    Category.WAITING_CLIENT: N_("Waiting for the client"),
    Category.WAITING_VENDOR: N_("Waiting for a supplier"),
    Category.SCHEDULED: N_("Scheduled"),
    Category.RESOLVED: N_("Resolved"),
    Category.CLOSED: N_("Closed"),
    Category.CANCELLED: N_("Cancelled"),
    Category.MERGED: N_("Merged"),
    Category.SPAM: N_("Spam"),
}


def _bodies(session: Session, model: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401
    rows = session.execute(select(model.name, model.body).order_by(model.name)).all()
    for row in rows:
        yield row.name, json.loads(row.body)


def _statuses(session: Session) -> Iterator[CatalogRow]:
    for name, body in _bodies(session, m.TicketStatus):
        meaning = say(_CATEGORIES[Category(body["category"])])
        yield CatalogRow("statuses", name, name, say(N_("Means: {meaning}"), meaning=meaning))


def _canned(session: Session) -> Iterator[CatalogRow]:
    for name, body in _bodies(session, m.CannedNote):
        text = " ".join(str(body.get("text") or "").split())
        short = text if len(text) <= _LONG else f"{text[:_LONG]}…"
        yield CatalogRow("canned_notes", name, name, say("{words}", words=short))


def _recurring(session: Session) -> Iterator[CatalogRow]:
    clients = {
        row.name: row.client
        for row in session.execute(
            select(
                m.RecurringTicket.name,
                func.coalesce(func.nullif(m.Client.name, ""), m.Client.code).label("client"),
            ).join(m.Client, m.Client.id == m.RecurringTicket.client_id)
        ).all()
    }
    for name, body in _bodies(session, m.RecurringTicket):
        every, unit = body.get("every", 1), body.get("unit") or "month"
        one, many = _RHYTHMS[unit]
        rhythm = say(one if every == 1 else many, count=every)
        text = (
            N_("{client} · {rhythm} · rests") if body.get("paused") else N_("{client} · {rhythm}")
        )
        yield CatalogRow(
            "recurring_tickets", name, name, say(text, client=clients[name], rhythm=rhythm)
        )


_LONG = 80
_RHYTHMS = {
    "week": (N_("every week"), N_("every {count} weeks")),
    "month": (N_("every month"), N_("every {count} months")),
    "year": (N_("every year"), N_("every {count} years")),
}
