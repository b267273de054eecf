"""Tickets as they are worked on: what is due next, and one of them whole."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app import models as m
from app.domain.clock import today
from app.domain.mapping import agreement_for
from app.domain.moving import Movable
from app.domain.sla import evaluate
from app.domain.sla_state import Clock as Promise
from app.domain.sla_state import State, TicketState
from app.domain.ticket import Basis, EventType
from app.domain.ticket_numbers import number_after
from app.storage.claims import about_of, claims_of
from app.storage.moving import movable
from app.storage.sla import NoSuchTicketError, TicketFacts, ticket_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.mapping import Claims, Mapped
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket, as the list shows it now."""

    number: str
    client: str
    client_name: str
    summary: str
    opened: datetime
    state: TicketState
    minutes: int
    """How long was worked on it."""

    @property
    def promise(self) -> Promise | None:
        """The promise to show: the open one that is due next, else the one that was missed."""
        if badge := self.state.badge:
            return badge
        ended = [clock for clock in self.state.clocks if clock.state in {State.MET, State.MISSED}]
        missed = [clock for clock in ended if clock.state is State.MISSED]
        return next(iter((*missed, *reversed(ended))), None)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a ticket, and what was written about it."""

    at: datetime
    type: EventType
    to: str
    note: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Work that was done on a ticket."""

    at: datetime
    minutes: int
    work_type: str
    note: str


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """All of one ticket; instants are in the client's zone."""

    row: TicketRow
    zone: ZoneInfo
    happenings: tuple[Happening, ...]
    """Newest first."""
    work: tuple[WorkRow, ...]
    priorities: tuple[str, ...]
    """Those its policy promises something for."""
    mapped: Mapped | None = None
    """What the rule says of its agreement; nothing where the ticket names one."""


@dataclass(frozen=True, slots=True)
class Openable:
    """What a new ticket may say."""

    number: str
    """The number that is next."""
    at: datetime
    priorities: tuple[str, ...]
    day: date
    claims: Mapping[str, Claims]
    """What each client's records say of agreements."""


class TicketService:
    """Looks at tickets."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says how promises stand."""
        self._store = store
        self._clock = clock

    def list(self) -> tuple[TicketRow, ...]:
        """All tickets: what is due next first, what has ended last."""
        now = self._clock.now()
        with self._store.read() as session:
            found = ticket_facts(session)
            worked = _worked(session)
        rows = [_row(each, worked[each.ticket.number], now) for each in found]
        return tuple(sorted(rows, key=_urgency))

    def show(self, number: str) -> TicketDetail:
        """One ticket; raises NoSuchTicketError."""
        now = self._clock.now()
        with self._store.read() as session:
            found = ticket_facts(session, number)
            if not found:
                raise NoSuchTicketError(number=number)
            happened = _happened(session, number)
            work = _work(session, number)
            mapped = _mapped(session, found[0])
        facts = found[0]
        row = _row(facts, sum(each.minutes for each in work), now)
        targets = facts.rules.policy(row.state.agreement, now).targets
        return TicketDetail(
            row,
            ZoneInfo(facts.rules.zone),
            (*reversed(happened),),
            tuple(work),
            tuple(sorted({*targets, row.state.priority} - {""})),
            None if row.state.agreement else mapped,
        )

    def openable(self) -> Openable:
        """What a new ticket may say now."""
        with self._store.read() as session:
            numbers = session.execute(select(m.Ticket.number)).scalars().all()
            policies = session.execute(select(m.SlaPolicy.body)).scalars().all()
            zone = session.execute(select(m.Company.timezone)).scalar() or "UTC"
            claims = claims_of(session)
        promised = {name for body in policies for name in json.loads(body).get("targets", ())}
        return Openable(
            number_after(numbers),
            self.now(),
            tuple(sorted(promised)),
            today(self._clock, zone),
            claims,
        )

    def movable(self, number: str) -> Movable:
        """What would move with a ticket; raises BilledTicketError, NoSuchTicketError."""
        with self._store.read() as session:
            return movable(session, number)

    def now(self) -> datetime:
        """The second in which something happens now."""
        return self._clock.now().astimezone(UTC).replace(microsecond=0)


def _row(facts: TicketFacts, minutes: int, now: datetime) -> TicketRow:
    ticket = facts.ticket
    return TicketRow(
        ticket.number,
        ticket.client,
        facts.client_name,
        ticket.summary,
        ticket.opened,
        evaluate(ticket, facts.rules, now),
        minutes,
    )


def _urgency(row: TicketRow) -> tuple[int, float, float]:
    """Due next, then paused, then open without a promise; what has ended comes newest first."""
    opened = row.opened.timestamp()
    if row.state.category.stopped:
        return 3, 0, -opened
    promise = row.state.badge
    if promise is None:
        return 2, 0, opened
    if promise.due is None:
        return 1, float(promise.remaining or 0), opened
    return 0, promise.due.timestamp(), opened


def _worked(session: Session) -> defaultdict[str, int]:
    rows = session.execute(
        select(m.Ticket.number, func.sum(m.TimeEntry.minutes))
        .join(m.TimeEntry, m.TimeEntry.ticket_id == m.Ticket.id)
        .group_by(m.Ticket.number)
    ).all()
    return defaultdict(int, {row[0]: row[1] for row in rows})


def _happened(session: Session, number: str) -> list[Happening]:
    rows = session.execute(
        select(m.TicketEvent.at, m.TicketEvent.type, m.TicketEvent.body)
        .join(m.Ticket, m.Ticket.id == m.TicketEvent.ticket_id)
        .where(m.Ticket.number == number)
        .order_by(m.TicketEvent.at, m.TicketEvent.position)
    ).all()
    found: list[Happening] = []
    for row in rows:
        body: dict[str, Any] = json.loads(row.body)
        found.append(
            Happening(
                row.at,
                EventType(row.type),
                body.get("to") or "",
                body.get("note") or body.get("reason") or "",
                Basis(body.get("basis") or Basis.FROM_START),
            )
        )
    return found


def _work(session: Session, number: str) -> list[WorkRow]:
    entry = m.TimeEntry
    rows = session.execute(
        select(entry.start, entry.minutes, m.WorkType.name, entry.note)
        .join(m.Ticket, m.Ticket.id == entry.ticket_id)
        .join(m.WorkType, m.WorkType.id == entry.work_type_id)
        .where(m.Ticket.number == number)
        .order_by(entry.start.desc(), entry.id.desc())
    ).all()
    return [WorkRow(*row) for row in rows]


def _mapped(session: Session, facts: TicketFacts) -> Mapped:
    ticket = facts.ticket
    day = ticket.opened.astimezone(ZoneInfo(facts.rules.zone)).date()
    body = session.execute(select(m.Ticket.body).where(m.Ticket.number == ticket.number)).scalar()
    claims = claims_of(session, ticket.client)[ticket.client]
    return agreement_for(claims, day, about_of(body or "{}"))
