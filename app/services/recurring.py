"""Recurring tickets: what each rule asks for by now; opening it is an edit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app import models as m
from app.domain.recurrence import Every, Rhythm
from app.domain.recurring_ticket import DueTicket, RecurringTicket, due_ticket
from app.domain.sentence import N_
from app.domain.ticket import EventType
from app.domain.ticket_numbers import number_after

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.i18n import Language, Languages
    from app.storage.store import Store
    from app.workbook.reading import Record

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Opening:
    """The edit that looks after a rule: the ticket it opens, or none where the rule rests."""

    rule: str
    ticket: str
    summary: str
    patch: Record


class RecurringService:
    """Says what is due; whoever keeps it has kept both the ticket and that it was opened."""

    def __init__(self, store: Store, clock: Clock, languages: Languages) -> None:
        """Work on a store; the clock says what is due."""
        self._store = store
        self._clock = clock
        self._languages = languages

    def due(self) -> tuple[Opening, ...]:
        """An edit for each rule that asks for something by now, by its name; then no more."""
        now = self._clock.now().astimezone(UTC).replace(microsecond=0)
        with self._store.read() as session:
            company = session.execute(select(m.Company.timezone, m.Company.locale)).one_or_none()
            if company is None:
                return ()
            numbers = list(session.execute(select(m.Ticket.number)).scalars())
            rules = _rules(session, company.timezone or "UTC")
        language = self._languages.get(company.locale)
        openings = list[Opening]()
        for rule, zone in rules:
            if found := due_ticket(rule, now, zone):
                number = number_after(numbers) if found.at else ""
                openings.append(_opening(found, number, now, language))
                numbers += filter(None, [number])
        return tuple(openings)


def _rules(session: Session, company: str) -> list[tuple[RecurringTicket, ZoneInfo]]:
    """Every rule with its client's zone, by name."""
    rule = m.RecurringTicket
    rows = session.execute(
        select(
            rule.name,
            rule.body,
            m.Client.code,
            m.Client.timezone,
            m.Agreement.number.label("agreement"),
        )
        .join(m.Client, m.Client.id == rule.client_id)
        .outerjoin(m.Agreement, m.Agreement.id == rule.agreement_id)
        .order_by(rule.name)
    ).all()
    return [
        (
            _rule(row.name, row.code, row.agreement or "", json.loads(row.body)),
            ZoneInfo(row.timezone or company),
        )
        for row in rows
    ]


def _rule(name: str, client: str, agreement: str, body: dict[str, Any]) -> RecurringTicket:
    end, through = body.get("end"), body.get("created_through")
    return RecurringTicket(
        name,
        client,
        Rhythm(
            date.fromisoformat(body["start"]),
            body.get("every", 1),
            Every(body.get("unit", Every.MONTH)),
            body.get("on") or "",
            date.fromisoformat(end) if end else None,
            time.fromisoformat(body.get("time") or "09:00"),
        ),
        agreement,
        body.get("summary") or "",
        body.get("priority") or "",
        body.get("note") or "",
        tuple(body.get("checklist") or ()),
        bool(body.get("paused")),
        date.fromisoformat(through) if through else None,
    )


def _opening(found: DueTicket, number: str, now: datetime, language: Language) -> Opening:
    rule = found.rule
    patch: Record = {
        "recurring_tickets": [{"name": rule.name, "created_through": found.day.isoformat()}]
    }
    if found.at is None:
        return Opening(rule.name, "", "", patch)
    summary = rule.summary or rule.name
    opened = found.at.isoformat()
    notes = [rule.note] if rule.note else []
    if found.passed_over:
        text = (
            N_("1 earlier ticket of this rule, for {first}, was passed over.")
            if found.passed_over == 1
            else N_("{count} earlier tickets of this rule, since {first}, were passed over.")
        )
        notes.append(language.say(text, count=found.passed_over, first=found.first or found.day))
    late: dict[str, str] = {"recorded_at": now.isoformat()} if found.at < now else {}
    ticket = {
        "number": number,
        "client": rule.client,
        "agreement": rule.agreement,
        "summary": summary,
        "priority": rule.priority,
        "opened": opened,
        "checklist": [{"text": text} for text in rule.checklist],
        "events": [
            {"at": opened, "type": EventType.NOTE.value, "note": note, "actor": SYSTEM, **late}
            for note in notes
        ],
    }
    patch["tickets"] = [{key: value for key, value in ticket.items() if value}]
    return Opening(rule.name, number, summary, patch)
