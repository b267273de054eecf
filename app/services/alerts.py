"""Warnings: what clocks have passed, each told once, and what rules do by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from app import models as m
from app.domain.changes import Kind
from app.domain.sla import evaluate
from app.domain.sla_alerts import next_alert, pressing
from app.domain.sla_escalation import fallen_due
from app.domain.sla_policy import Metric
from app.domain.ticket import Basis, EventType
from app.storage.records.values import dump
from app.storage.sla import open_ticket_facts
from app.storage.store import note, touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.sla_alerts import Alert
    from app.domain.sla_state import TicketState
    from app.domain.ticket import Event
    from app.storage.sla import TicketFacts
    from app.storage.store import Store

ALL = 100
_LATEST = 50
"""So many notices are listed."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That a ticket's clock had run so far, and when it had."""

    ticket: str
    client_name: str
    summary: str
    metric: Metric
    percent: int
    at: datetime
    seen: bool = False

    @property
    def is_missed(self) -> bool:
        """Whether all of the target had run."""
        return self.percent >= ALL


@dataclass(frozen=True, slots=True)
class Act:
    """What a rule did to a ticket by itself."""

    ticket: str
    type: EventType
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What is new since somebody looked last: the latest notice of each clock, and what was done.

    `next` is when there will be news if nothing happens.
    """

    notices: tuple[Notice, ...] = ()
    acts: tuple[Act, ...] = ()
    next: datetime | None = None

    @property
    def missed(self) -> int:
        """How many targets were missed."""
        return sum(notice.is_missed for notice in self.notices)

    @property
    def at_risk(self) -> int:
        """How many are at risk."""
        return len(self.notices) - self.missed


class AlertService:
    """Tells each thing once: what was told is kept in the data file."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what has passed."""
        self._store = store
        self._clock = clock

    def look(self) -> News:
        """Do what rules ask for by now, and tell what has not been told; a second time, nothing.

        A file that can only be looked at is changed by neither, and tells everything each time.
        """
        now = self._clock.now()
        found = self._seek(now)
        if (found.acts or found.fresh) and not self._store.read_only:
            found = self._keep(now)
        acts = (
            Act(facts.ticket.number, event.type, event.to or event.note, event.at)
            for facts, events in found.acts
            for event in events
        )
        return News(tuple(_of_each(found.fresh)), tuple(acts), found.next)

    def _seek(self, now: datetime) -> _Found:
        with self._store.read() as session:
            return _found(session, now)

    def _keep(self, now: datetime) -> _Found:
        with self._store.write() as session:
            found = _found(session, now)
            for facts, events in found.acts:
                _write(session, facts, events)
            if found.fresh:
                session.execute(insert(m.SlaNotice), [_row(*each, now) for each in found.fresh])
        return found

    def list(self) -> tuple[Notice, ...]:
        """The latest notices, newest first."""
        notice = m.SlaNotice
        with self._store.read() as session:
            rows = session.execute(
                select(
                    m.Ticket.number,
                    func.coalesce(func.nullif(m.Client.name, ""), m.Client.code),
                    m.Ticket.summary,
                    notice.metric,
                    notice.percent,
                    notice.at,
                    notice.seen,
                )
                .join(m.Ticket, m.Ticket.id == notice.ticket_id)
                .join(m.Client, m.Client.id == m.Ticket.client_id)
                .order_by(notice.at.desc(), notice.id.desc())
                .limit(_LATEST)
            ).all()
        return tuple(
            Notice(*row[:3], Metric(row.metric), row.percent, row.at, bool(row.seen))
            for row in rows
        )

    def unseen(self) -> int:
        """How many notices nobody has looked at."""
        with self._store.read() as session:
            many = select(func.count(m.SlaNotice.id)).where(m.SlaNotice.seen == 0)
            return session.execute(many).scalar_one()

    def see(self) -> None:
        """All notices have been looked at."""
        if not self._store.read_only:
            with self._store.write() as session:
                session.execute(update(m.SlaNotice).where(m.SlaNotice.seen == 0).values(seen=1))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be done, what is to be told, and when there will be news."""

    acts: list[tuple[TicketFacts, tuple[Event, ...]]]
    fresh: list[tuple[TicketFacts, Alert]]
    next: datetime | None


def _found(session: Session, now: datetime) -> _Found:
    told = _told(session)
    found = _Found([], [], None)
    states = list["TicketState"]()
    for facts in open_ticket_facts(session):
        ticket = facts.ticket
        if events := fallen_due(ticket, facts.rules, now):
            found.acts.append((facts, events))
            ticket = replace(ticket, events=(*ticket.events, *events))
        state = evaluate(ticket, facts.rules, now)
        states.append(state)
        found.fresh.extend(
            (facts, alert)
            for alert in pressing([state], now)
            if (facts.id, alert.metric.value, alert.cycle, alert.percent, alert.at) not in told
        )
    return replace(found, next=next_alert(states, now))


def _told(session: Session) -> set[tuple[int, str, int, int, datetime]]:
    notice = m.SlaNotice
    rows = session.execute(
        select(notice.ticket_id, notice.metric, notice.cycle, notice.percent, notice.at)
    ).all()
    return {(row[0], row[1], row[2], row[3], row[4]) for row in rows}


def _of_each(fresh: Iterable[tuple[TicketFacts, Alert]]) -> Iterable[Notice]:
    """One for each clock: the furthest it has run."""
    found = dict["tuple[int, Metric, int]", "tuple[TicketFacts, Alert]"]()
    for facts, alert in fresh:
        found[facts.id, alert.metric, alert.cycle] = facts, alert
    for facts, alert in sorted(found.values(), key=lambda each: each[1]):
        ticket = facts.ticket
        yield Notice(
            ticket.number, facts.client_name, ticket.summary, alert.metric, alert.percent, alert.at
        )


def _row(facts: TicketFacts, alert: Alert, now: datetime) -> dict[str, object]:
    return {
        "ticket_id": facts.id,
        "metric": alert.metric.value,
        "cycle": alert.cycle,
        "percent": alert.percent,
        "at": alert.at,
        "told": now,
        "seen": 0,
    }


def _write(session: Session, facts: TicketFacts, events: Sequence[Event]) -> None:
    """Add what rules did to what happened to a ticket."""
    last = select(func.max(m.TicketEvent.position)).where(m.TicketEvent.ticket_id == facts.id)
    position = session.execute(last).scalar()
    bodies = [_body(event) for event in events]
    rows = [
        {
            "ticket_id": facts.id,
            "position": place,
            "at": event.at,
            "type": event.type.value,
            "body": dump(body),
        }
        for place, (event, body) in enumerate(
            zip(events, bodies, strict=True), 0 if position is None else position + 1
        )
    ]
    session.execute(insert(m.TicketEvent), rows)
    told = [
        {"at": event.at.isoformat(), "type": event.type.value, **body}
        for event, body in zip(events, bodies, strict=True)
    ]
    note(session, "escalate", f"tickets/{facts.ticket.number}", {"events": told})
    touch(session, Kind.WORK)


def _body(event: Event) -> dict[str, object]:
    found: dict[str, object] = {
        "id": event.id,
        "to": event.to or None,
        "metric": event.metric and event.metric.value,
        "percent": event.percent,
        "note": event.note,
        "actor": event.actor,
        "recorded_at": event.recorded_at and event.recorded_at.isoformat(),
    }
    if event.basis is not Basis.FROM_START:
        found["basis"] = event.basis.value
    return {key: value for key, value in found.items() if value not in {None, ""}}
