"""The dashboard: what is owed, what recurs, this week's work, how far one has begun."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select

from app import models as m
from app.domain.document import DocumentKind
from app.domain.money import Money, decimals
from app.domain.outstanding import Bill, OpenBill, open_bills
from app.domain.period import add_months
from app.storage.parties import NoCompanyError, sender_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, SQLColumnExpression
    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.storage.store import Store

MONTHS = 8
"""So many months of revenue are shown."""
SOON = 30
"""Within so many days an end of an agreement is worth a word."""
_RECURRING = ("fee", "recurring")
_SHORTEST_MONTH = 28
_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class OwedRow:
    """What is owed in one currency."""

    total: Money
    overdue: int
    """How many invoices are."""


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """What was invoiced in a month, net, in the company's currency, less what was credited."""

    month: date
    recurring: Money
    other: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.recurring + self.other


@dataclass(frozen=True, slots=True)
class EndingRow:
    """An agreement that ends soon."""

    number: str
    client: str
    end: date


@dataclass(frozen=True, slots=True)
class BegunRow:
    """How far one has begun."""

    has_client: bool
    has_agreement: bool
    has_time: bool
    has_invoice: bool

    @property
    def is_under_way(self) -> bool:
        """Whether there is something to look at already."""
        return self.has_invoice


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the dashboard knows without working out what is due."""

    moment: datetime
    """Now, in the company's zone."""
    currency: str
    owed: tuple[OwedRow, ...]
    """The company's currency first."""
    open: tuple[OpenBill, ...]
    names: dict[str, str]
    """Clients by code."""
    monthly: Money
    """What recurs, as a month's worth, of the last month that was billed."""
    monthly_before: Money
    agreements: int
    revenue: tuple[RevenueRow, ...]
    minutes: int
    billable_minutes: int
    ending: tuple[EndingRow, ...]
    begun: BegunRow
    has_tickets: bool = False

    @property
    def today(self) -> date:
        """The day it is."""
        return self.moment.date()

    @property
    def overdue(self) -> tuple[OpenBill, ...]:
        """The invoices that should have been paid."""
        return tuple(found for found in self.open if found.days_late(self.today))


class DashboardService:
    """Figures at a glance, each by one query over sets."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def show(self, on: date | None = None) -> Dashboard:
        """The figures as of now, or as of the end of a day."""
        with self._store.read() as session:
            try:
                sender = sender_of(session)
                currency, zone = sender.currency, ZoneInfo(sender.timezone)
            except NoCompanyError:
                currency, zone = "EUR", ZoneInfo("UTC")
            moment = self._clock.now().astimezone(zone)
            if on:
                moment = moment.replace(year=on.year, month=on.month, day=on.day)
            day = moment.date()
            owing = open_bills(_bills(session), _paid(session))
            billed_to = session.execute(
                select(func.max(m.Document.through)).where(m.Document.kind == "invoice")
            ).scalar()
            minutes, billable = _worked(session, moment)
            return Dashboard(
                moment=moment,
                currency=currency,
                owed=_owed(owing, currency, day),
                open=owing,
                names=_names(session),
                monthly=_monthly(session, billed_to, currency),
                monthly_before=_monthly(
                    session, billed_to and add_months(billed_to.replace(day=1), -1), currency
                ),
                agreements=_running(session, day),
                revenue=_revenue(session, day, currency),
                minutes=minutes,
                billable_minutes=billable,
                ending=_ending(session, day),
                begun=_begun(session),
                has_tickets=session.execute(select(m.Ticket.id).limit(1)).first() is not None,
            )


def _bills(session: Session) -> Iterable[Bill]:
    document = m.Document
    rows = session.execute(
        select(
            document.number,
            document.kind,
            m.Client.code,
            document.due,
            document.currency,
            document.total,
            document.corrects,
        )
        .join(m.Client, m.Client.id == document.client_id)
        .order_by(document.id)
    ).all()
    for row in rows:
        yield Bill(
            row.number,
            DocumentKind(row.kind),
            row.code,
            row.due,
            Money(row.total, row.currency),
            tuple(json.loads(row.corrects)),
        )


def _paid(session: Session) -> dict[str, int]:
    rows = session.execute(
        select(m.Document.number, func.sum(m.Payment.amount))
        .join(m.Payment, m.Payment.document_id == m.Document.id)
        .group_by(m.Document.id)
    ).all()
    return {number: int(amount) for number, amount in rows}


def _names(session: Session) -> dict[str, str]:
    rows = session.execute(select(m.Client.code, m.Client.name)).all()
    return {code: name or code for code, name in rows}


def _owed(owing: Iterable[OpenBill], currency: str, day: date) -> tuple[OwedRow, ...]:
    sums: dict[str, int] = defaultdict(int)
    late: dict[str, int] = defaultdict(int)
    sums[currency] = 0
    for found in owing:
        sums[found.left.currency] += found.left.minor
        late[found.left.currency] += bool(found.days_late(day))
    return tuple(OwedRow(Money(minor, code), late[code]) for code, minor in sums.items())


def _monthly(session: Session, day: date | None, currency: str) -> Money:
    """A month's worth of every recurring line whose period holds a day, less what was credited."""
    if day is None:
        return Money.zero(currency)
    document, line = m.Document, m.DocumentLine
    rows = session.execute(
        select(line.start, line.end, func.sum(_signed(line.net)))
        .join(document, document.id == line.document_id)
        .where(
            line.source.in_(_RECURRING),
            document.currency == currency,
            line.start <= day,
            line.end > day,
        )
        .group_by(line.start, line.end)
    ).all()
    exact = sum((Fraction(net) * _months_share(start, end) for start, end, net in rows), Fraction())
    return Money.rounded(exact / 10 ** decimals(currency), currency)


def _months_share(start: date, end: date) -> Fraction:
    """What share of a line is a month's worth: all of it where its period is about a month."""
    days = (end - start).days
    if days < _SHORTEST_MONTH:
        return Fraction(_DAYS_OF_A_YEAR, 12 * days)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(1, max(months, 1))


def _revenue(session: Session, day: date, currency: str) -> tuple[RevenueRow, ...]:
    document, line = m.Document, m.DocumentLine
    this = day.replace(day=1)
    first = add_months(this, 1 - MONTHS)
    month = func.substr(document.date, 1, 7)
    recurs = line.source.in_(_RECURRING)
    rows = session.execute(
        select(month, recurs, func.sum(_signed(line.net)))
        .join(line, line.document_id == document.id)
        .where(
            document.currency == currency,
            document.kind != DocumentKind.OPENING.value,
            document.date >= first,
        )
        .group_by(month, recurs)
    ).all()
    sums = {(text, bool(kind)): int(net) for text, kind, net in rows}
    months = [add_months(first, k) for k in range(MONTHS)]
    return tuple(
        RevenueRow(
            start,
            Money(sums.get((f"{start:%Y-%m}", True), 0), currency),
            Money(sums.get((f"{start:%Y-%m}", False), 0), currency),
        )
        for start in months
    )


def _signed(net: SQLColumnExpression[int]) -> ColumnElement[int]:
    return case((m.Document.kind == DocumentKind.CREDIT_NOTE.value, -net), else_=net)


def _running(session: Session, day: date) -> int:
    agreement = m.Agreement
    ended = agreement.end.is_not(None) & (agreement.end <= day)
    found = select(func.count()).select_from(agreement).where(agreement.start <= day, ~ended)
    return session.execute(found).scalar_one()


def _worked(session: Session, moment: datetime) -> tuple[int, int]:
    """The minutes of this week from Monday on, and how many of them are billable work."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - timedelta(days=midnight.weekday())
    entry = m.TimeEntry
    rows = session.execute(
        select(entry.work_type_id, func.sum(entry.minutes))
        .where(entry.start >= monday, entry.start < monday + timedelta(days=7))
        .group_by(entry.work_type_id)
    ).all()
    unbilled = _never_billed(session, moment.date())
    total = sum(int(minutes) for _, minutes in rows)
    return total, total - sum(int(minutes) for kind, minutes in rows if kind in unbilled)


def _never_billed(session: Session, day: date) -> set[int]:
    """The work types that were not billable on a day."""
    term = m.WorkTypeTerm
    rows = session.execute(
        select(term.work_type_id, term.value)
        .where(term.term == "billable", term.since <= day)
        .order_by(term.since)
    ).all()
    last = {kind: json.loads(value) for kind, value in rows}
    return {kind for kind, value in last.items() if value is False}


def _ending(session: Session, day: date) -> tuple[EndingRow, ...]:
    agreement = m.Agreement
    rows = session.execute(
        select(agreement.number, m.Client.name, agreement.end)
        .join(m.Client, m.Client.id == agreement.client_id)
        .where(agreement.end > day, agreement.end <= day + timedelta(days=SOON))
        .order_by(agreement.end)
    ).all()
    return tuple(EndingRow(number, client, end) for number, client, end in rows if end)


def _begun(session: Session) -> BegunRow:
    kinds = (m.Client.id, m.Agreement.id, m.TimeEntry.id, m.Document.id)
    return BegunRow(*(session.execute(select(kind).limit(1)).first() is not None for kind in kinds))
