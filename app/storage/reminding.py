"""What reminders are decided from: the rule, who is held, and what was sent before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.dunning import USUAL, Holds, Item, Letter, Level, Rule, Sent
from app.domain.money import Money

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Reminded:
    """A letter as it was sent, with its number."""

    id: str
    letter: Letter


def rule_of(session: Session) -> Rule:
    """The company's rule, or the usual one."""
    value = session.execute(
        select(m.CompanyTerm.value).where(m.CompanyTerm.term == "dunning")
    ).scalar()
    told: dict[str, Any] | None = json.loads(value) if value else None
    if told is None:
        return USUAL
    levels = tuple(
        Level(
            level["days"],
            Decimal(level["fee"]),
            Decimal(level["percent"]),
            tuple(level["texts"].items()),
        )
        for level in told["levels"]
    )
    return Rule(levels, bool(told["bill_fees"]))


def holds_of(session: Session) -> Holds:
    """Whose reminders are held, and of which documents, each with its reason."""
    term = m.ClientTerm
    clients = session.execute(
        select(m.Client.code, term.value)
        .join(term, term.client_id == m.Client.id)
        .where(term.term == "reminders_held")
    ).all()
    marks = session.execute(select(m.DocumentMark.number, m.DocumentMark.body)).all()
    return Holds(
        {row.code: reason for row in clients if (reason := json.loads(row.value))},
        {row.number: reason for row in marks if (reason := json.loads(row.body)["no_reminder"])},
    )


def reminded(session: Session) -> tuple[Reminded, ...]:
    """All letters that were sent, oldest first."""
    days = {
        row.number: (row.date, row.due)
        for row in session.execute(select(m.Document.number, m.Document.date, m.Document.due)).all()
    }
    rows = session.execute(
        select(m.Reminder.code, m.Client.code.label("client"), m.Reminder.day, m.Reminder.body)
        .join(m.Client, m.Client.id == m.Reminder.client_id)
        .order_by(m.Reminder.day, m.Reminder.id)
    ).all()
    return tuple(
        Reminded(row.code, _letter(row.client, row.day, json.loads(row.body), days)) for row in rows
    )


def sent_of(letters: tuple[Reminded, ...]) -> tuple[Sent, ...]:
    """Each level at which an invoice was reminded of."""
    return tuple(
        Sent(item.document, item.level, found.letter.day)
        for found in letters
        for item in found.letter.items
    )


def _letter(
    client: str, day: date, body: dict[str, Any], days: dict[str, tuple[date, date | None]]
) -> Letter:
    currency = body["currency"]
    items = tuple(
        Item(
            told["document"],
            told["level"],
            days[told["document"]][0],
            days[told["document"]][1] or day,
            told["days"],
            Money.rounded(Decimal(told["left"]), currency),
            Money.rounded(Decimal(told["fee"]), currency),
        )
        for told in body["items"]
    )
    return Letter(client, day, currency, items)
