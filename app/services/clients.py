"""Clients as they are looked at: the list, and what happened to one of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, literal, or_, select, true

from app import models as m
from app.domain.clock import today
from app.domain.money import Money
from app.domain.sentence import N_, Sentence, say
from app.storage.parties import sender_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One client, as the list shows it."""

    code: str
    name: str
    city: str
    email: str
    phone: str
    contact: str
    currency: str
    agreements: int
    devices: int
    users: int
    last_billed: date | None
    last_total: Money | None


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A device or user of a client, and since when or until when it is looked after."""

    name: str
    type: str
    site: str
    since: date | None
    until: date | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, what, and more about it."""

    at: datetime
    what: Sentence
    detail: str | Money
    was: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What was changed, by the keys of the workbook, as it was."""
    now: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """And as it is since."""


class ClientService:
    """Looks at clients."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what is active."""
        self._store = store
        self._clock = clock

    def list(self) -> tuple[ClientRow, ...]:
        """All clients by name."""
        with self._store.read() as session:
            agreements = _counts(session, m.Agreement.client_id)
            active = self._active(session)
            contacts = _contacts(session)
            last = _last_documents(session)
            currency = session.execute(select(m.Company.currency)).scalar() or ""
            rows = session.execute(select(*m.Client.__table__.columns)).all()
        found = [
            ClientRow(
                row.code,
                row.name or row.code,
                row.city,
                row.email,
                row.phone,
                contacts.get(row.id, ""),
                row.currency or currency,
                agreements[row.id],
                active[row.id, "device"],
                active[row.id, "user"],
                *last.get(row.id, (None, None)),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda row: row.name.casefold()))

    def assets(self, code: str, what: str) -> tuple[AssetRow, ...]:
        """The devices or users of a client, the active ones first."""
        with self._store.read() as session:
            now = today(self._clock, sender_of(session).timezone)
            client = select(m.Client.id).where(m.Client.code == code).scalar_subquery()
            rows = session.execute(
                select(
                    m.Asset.name,
                    m.Asset.type,
                    m.Site.name.label("site"),
                    m.AssetActive.start,
                    m.AssetActive.end,
                )
                .outerjoin(m.Site, m.Site.id == m.Asset.site_id)
                .outerjoin(m.AssetActive, m.AssetActive.asset_id == m.Asset.id)
                .where(m.Asset.client_id == client, m.Asset.what == what)
                .order_by(m.Asset.name, m.AssetActive.start)
            ).all()
        latest = {row.name: row for row in rows}
        found = [
            AssetRow(
                row.name,
                row.type,
                row.site or "",
                row.start,
                row.end,
                row.start is not None and row.start <= now and (not row.end or now < row.end),
            )
            for row in latest.values()
        ]
        return tuple(sorted(found, key=lambda row: (not row.is_active, row.name.casefold())))

    def events(self, code: str, agreement: str = "", most: int = 200) -> tuple[Event, ...]:
        """What happened to a client, newest first: edits, tickets, and documents that were issued.

        Only what bears on one agreement where its number is given.
        """
        subject = f"clients/{code}"
        with self._store.read() as session:
            numbers = (
                select(m.Document.number)
                .join(m.Client, m.Client.id == m.Document.client_id)
                .where(m.Client.code == code)
            )
            tickets = (
                select(literal("tickets/").concat(m.Ticket.number))
                .join(m.Client, m.Client.id == m.Ticket.client_id)
                .where(m.Client.code == code)
            )
            zone = ZoneInfo(sender_of(session).timezone)
            paid = () if agreement else (m.History.subject.in_(_payments(session, code)),)
            currencies = _currencies(session, code)
            if agreement:
                billed = select(m.DocumentLine.document_id)
                billed = billed.where(m.DocumentLine.agreement == agreement)
                numbers = numbers.where(m.Document.id.in_(billed))
            about = func.instr(m.History.content, json.dumps(agreement)) if agreement else true()
            rows = session.execute(
                select(*m.History.__table__.columns)
                .where(
                    or_(m.History.subject.in_(numbers), about),
                    or_(
                        m.History.subject == subject,
                        m.History.subject.startswith(f"{subject}/", autoescape=True),
                        m.History.subject.in_(numbers),
                        m.History.subject.in_(tickets),
                        *paid,
                    ),
                )
                .order_by(m.History.id.desc())
                .limit(most)
            ).all()
        return tuple(_event(row, zone, currencies) for row in rows)

    def _active(self, session: Session) -> Counter[tuple[int, str]]:
        found: Counter[tuple[int, str]] = Counter()
        if session.execute(select(m.Company.id)).first() is None:
            return found
        now = today(self._clock, sender_of(session).timezone)
        many = (
            select(m.Asset.client_id, m.Asset.what, func.count())
            .join(m.AssetActive, m.AssetActive.asset_id == m.Asset.id)
            .where(
                m.AssetActive.start <= now,
                or_(m.AssetActive.end.is_(None), m.AssetActive.end > now),
            )
            .group_by(m.Asset.client_id, m.Asset.what)
        )
        for client, what, count in session.execute(many).all():
            found[client, what] = count
        return found


def _counts(session: Session, column: Any) -> Counter[int]:  # noqa: ANN401 - a mapped column
    many = select(column, func.count()).group_by(column)
    return Counter({row[0]: row[1] for row in session.execute(many).all()})


def _contacts(session: Session) -> dict[int, str]:
    """The name of each client's first contact, the one for bills before all others."""
    contact = m.Contact
    rows = session.execute(
        select(contact.client_id, contact.name).order_by(contact.billing, contact.id.desc())
    ).all()
    return {row[0]: row[1] for row in rows}


def _last_documents(session: Session) -> dict[int, tuple[date, Money]]:
    document = m.Document
    newest = (
        select(func.max(document.id)).where(document.kind == "invoice").group_by(document.client_id)
    )
    rows = session.execute(
        select(document.client_id, document.date, document.total, document.currency).where(
            document.id.in_(newest)
        )
    ).all()
    return {row[0]: (row[1], Money(row[2], row[3])) for row in rows}


def _currencies(session: Session, code: str) -> dict[str, str]:
    """The currency of each document of a client."""
    rows = session.execute(
        select(m.Document.number, m.Document.currency)
        .join(m.Client, m.Client.id == m.Document.client_id)
        .where(m.Client.code == code)
    ).all()
    return {row[0]: row[1] for row in rows}


def _payments(session: Session, code: str) -> frozenset[str]:
    """The history's subjects of a client's payments, those among them that are gone."""
    mine = {*_currencies(session, code)}
    rows = session.execute(
        select(m.History.subject, m.History.content).where(
            m.History.subject.startswith("payments/")
        )
    ).all()
    return frozenset(
        subject for subject, content in rows if not mine.isdisjoint(_mentioned(json.loads(content)))
    )


def _mentioned(content: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """The texts in what the history tells."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        inside = cast("dict[str, Any] | list[Any]", content)
        for inner in inside.values() if isinstance(inside, dict) else inside:
            yield from _mentioned(inner)


def _payment(content: dict[str, Any], currencies: Mapping[str, str]) -> tuple[Sentence, str]:
    """What happened to a payment, and for which documents."""
    told: dict[str, Any] = content.get("now") or content
    settled = [each for each in _mentioned(told) if each in currencies]
    detail = " · ".join(filter(None, (*dict.fromkeys(settled), told.get("method"))))
    if "was" not in content:
        return say(N_("Payment removed")), detail
    amount = told.get("amount")
    if amount is None:
        return say(N_("Payment changed")), detail
    currency = told.get("currency") or next((currencies[each] for each in settled), None)
    if content["was"] or not currency:
        return say(N_("Payment changed to {amount}"), amount=amount), detail
    money = Money.rounded(Fraction(amount), currency)
    return say(N_("{amount} paid"), amount=money), detail


def _event(
    row: Any,  # noqa: ANN401 - a row of the history
    zone: ZoneInfo,
    currencies: Mapping[str, str],
) -> Event:
    content: dict[str, Any] = json.loads(row.content)
    if row.subject.startswith("payments/"):
        return Event(row.at.astimezone(zone), *_payment(content, currencies))
    if row.action == "change":
        was: dict[str, Any] = content.get("was") or {}
        now: dict[str, Any] = content.get("now") or {}
        what = say(N_("Changed")) if was else say(N_("Entered"))
        if row.subject.startswith("tickets/"):
            number = row.subject.partition("/")[2]
            text = N_("Ticket {number} changed") if was else N_("Ticket {number} entered")
            return Event(row.at.astimezone(zone), say(text, number=number), now.get("summary", ""))
        return Event(row.at.astimezone(zone), what, "", was, now)
    name = row.subject.rpartition("/")[2]
    texts = {
        "issue": N_("{name} issued"),
        "credit": N_("{name} issued"),
        "remove": N_("{name} removed"),
        "rename": N_("{name} renamed"),
    }
    detail: str | Money = str(content.get("reason") or content.get("to") or "")
    if "total" in content:
        amount, _, currency = str(content["total"]).partition(" ")
        detail = Money.rounded(Fraction(amount), currency)
    return Event(row.at.astimezone(zone), say(texts.get(row.action, "{name}"), name=name), detail)
