"""The dashboard's figures, each by one query over sets.

They are asked for twice: by the service over the store, and at the start by `glance`, before any
library is loaded. So they are plain SQL, and whoever asks says how it is run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.dashboard import (
    BegunRow,
    Dashboard,
    EndingRow,
    RevenueRow,
    a_months_worth,
    owed,
)
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.outstanding import Bill, open_bills
from app.domain.period import Period, add_months

Ask = Callable[[str, tuple[Any, ...]], Sequence[Any]]
"""Runs a query with its values, and returns its rows."""

MONTHS = 8
"""So many months of revenue are shown."""
SOON = 30
"""Within so many days an end of an agreement is worth a word."""

_BILLS = """
    SELECT d.number, d.kind, c.code, d.due, d.currency, COALESCE(d.payable, d.total), d.corrects
    FROM document d JOIN client c ON c.id = d.client_id ORDER BY d.id"""
_PAID = """
    SELECT d.number, SUM(p.amount)
    FROM document d JOIN payment_part p ON p.document_id = d.id GROUP BY d.id"""
_MONTHLY = """
    SELECT l.start, l."end",
        SUM(CASE d.kind WHEN 'credit_note' THEN -l.net ELSE l.net END)
    FROM document_line l JOIN document d ON d.id = l.document_id
    WHERE l.source IN ('fee', 'recurring') AND d.currency = ? AND l.start <= ? AND l."end" > ?
    GROUP BY 1, 2"""
_REVENUE = """
    SELECT substr(d.date, 1, 7), l.source IN ('fee', 'recurring'),
        SUM(CASE d.kind WHEN 'credit_note' THEN -l.net ELSE l.net END)
    FROM document d JOIN document_line l ON l.document_id = d.id
    WHERE d.currency = ? AND d.kind <> 'opening' AND d.date >= ? GROUP BY 1, 2"""
_RUNNING = """
    SELECT COUNT(*) FROM agreement
    WHERE start <= ? AND NOT ("end" IS NOT NULL AND "end" <= ?)"""
_WORKED = """
    SELECT work_type_id, SUM(minutes) FROM time_entry
    WHERE start >= ? AND start < ? GROUP BY work_type_id"""
_BILLABLE = """
    SELECT work_type_id, value FROM work_type_term
    WHERE term = 'billable' AND since <= ? ORDER BY since"""
_ENDING = """
    SELECT a.number, c.name, a."end"
    FROM agreement a JOIN client c ON c.id = a.client_id
    WHERE a."end" > ? AND a."end" <= ? ORDER BY 3"""
_IS_THERE = """
    SELECT EXISTS (SELECT 1 FROM client), EXISTS (SELECT 1 FROM agreement),
        EXISTS (SELECT 1 FROM time_entry), EXISTS (SELECT 1 FROM document),
        EXISTS (SELECT 1 FROM ticket)"""


def figures(ask: Ask, now: datetime, on: date | None = None) -> Dashboard:
    """The figures as of now, or as of the end of a day."""
    company = ask("SELECT currency, timezone FROM company", ())
    currency, zone = company[0] if company else ("EUR", "UTC")
    moment = now.astimezone(ZoneInfo(zone))
    if on:
        moment = moment.replace(year=on.year, month=on.month, day=on.day)
    day = moment.date()
    owing = open_bills(_bills(ask), dict(ask(_PAID, ())))
    ((last,),) = ask("SELECT MAX(through) FROM document WHERE kind = 'invoice'", ())
    billed_to = date.fromisoformat(last) if last else None
    before = billed_to and add_months(billed_to.replace(day=1), -1)
    minutes, billable = _worked(ask, moment)
    client, agreement, time, document, ticket = (bool(found) for found in ask(_IS_THERE, ())[0])
    return Dashboard(
        moment=moment,
        currency=currency,
        owed=owed(owing, currency, day),
        open=owing,
        names={code: name or code for code, name in ask("SELECT code, name FROM client", ())},
        monthly=_monthly(ask, billed_to, currency),
        monthly_before=_monthly(ask, before, currency),
        agreements=ask(_RUNNING, (day.isoformat(), day.isoformat()))[0][0],
        revenue=_revenue(ask, day, currency),
        minutes=minutes,
        billable_minutes=billable,
        ending=_ending(ask, day),
        begun=BegunRow(client, agreement, time, document),
        has_tickets=ticket,
    )


def _bills(ask: Ask) -> Iterable[Bill]:
    for number, kind, client, due, currency, total, corrects in ask(_BILLS, ()):
        yield Bill(
            number,
            DocumentKind(kind),
            client,
            date.fromisoformat(due) if due else None,
            Money(total, currency),
            tuple(json.loads(corrects)),
        )


def _monthly(ask: Ask, day: date | None, currency: str) -> Money:
    """A month's worth of every recurring line whose period holds a day, less what was credited."""
    if day is None:
        return Money.zero(currency)
    rows = ask(_MONTHLY, (currency, day.isoformat(), day.isoformat()))
    periods = (
        (Period(date.fromisoformat(start), date.fromisoformat(end)), net)
        for start, end, net in rows
    )
    return a_months_worth(periods, currency)


def _revenue(ask: Ask, day: date, currency: str) -> tuple[RevenueRow, ...]:
    first = add_months(day.replace(day=1), 1 - MONTHS)
    rows = ask(_REVENUE, (currency, first.isoformat()))
    sums = {(month, bool(recurs)): int(net) for month, recurs, net in rows}
    return tuple(
        RevenueRow(
            start,
            Money(sums.get((f"{start:%Y-%m}", True), 0), currency),
            Money(sums.get((f"{start:%Y-%m}", False), 0), currency),
        )
        for start in (add_months(first, k) for k in range(MONTHS))
    )


def _worked(ask: Ask, moment: datetime) -> tuple[int, int]:
    """The minutes of this week from Monday on, and how many of them are billable work."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = midnight - timedelta(days=midnight.weekday())
    week = (monday, monday + timedelta(days=7))
    rows = ask(_WORKED, tuple(end.astimezone(UTC).isoformat() for end in week))
    terms = ask(_BILLABLE, (moment.date().isoformat(),))
    billable = {kind: json.loads(value) for kind, value in terms}
    total = sum(int(minutes) for _, minutes in rows)
    free = sum(int(minutes) for kind, minutes in rows if billable.get(kind) is False)
    return total, total - free


def _ending(ask: Ask, day: date) -> tuple[EndingRow, ...]:
    rows = ask(_ENDING, (day.isoformat(), (day + timedelta(days=SOON)).isoformat()))
    return tuple(EndingRow(number, name, date.fromisoformat(end)) for number, name, end in rows)
