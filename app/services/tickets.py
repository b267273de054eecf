"""Tickets as they are worked on: what is due next, and one of them whole."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app import models as m
from app.domain.clock import today
from app.domain.mapping import agreement_for
from app.domain.moving import Movable
from app.domain.openings import second_of
from app.domain.sla import evaluate
from app.domain.sla_state import Clock as Promise
from app.domain.sla_state import State, TicketState
from app.domain.ticket import Basis, EventType
from app.domain.ticket_numbers import number_after
from app.domain.ticket_view import EVERYTHING
from app.storage.claims import about_of, claims_of
from app.storage.history import head
from app.storage.joining import joining
from app.storage.moving import movable
from app.storage.sla import NoSuchTicketError, Rules, TicketFacts, facts_of, ticket_facts
from app.storage.ticket_list import MANY, Place, counts, find, known
from app.storage.ticket_now import catch_up, is_behind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.mapping import Claims, Mapped
    from app.domain.ticket_view import Part, TicketView
    from app.storage.store import Store

__all__ = ["MANY", "PAGE", "Known", "Listed", "Place", "TicketRow", "TicketService"]

PAGE = 60


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
    status: str = ""
    """The owner's word for how it stands, or the category's own."""
    assigned: str = ""

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
    statuses: tuple[str, ...] = ()
    """The owner's own words for how a ticket stands."""
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the list."""

    rows: tuple[TicketRow, ...]
    after: Place | None
    """Where the next page begins, if there may be one."""
    many: int | None
    """How many there are in all; nothing where that is more than MANY, or the whole part."""


@dataclass(frozen=True, slots=True)
class Known:
    """What tickets are known to say, so that the list can be narrowed to it."""

    statuses: Sequence[str]
    priorities: Sequence[str]
    agreements: Sequence[str]
    people: Sequence[str]
    own_statuses: Sequence[str]
    """The owner's own words for how a ticket stands, in use or not."""


class TicketService:
    """Looks at tickets."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says how promises stand."""
        self._store = store
        self._clock = clock
        self._rules: tuple[str, Rules] | None = None

    def list(
        self, view: TicketView = EVERYTHING, limit: int = PAGE, after: Place | None = None
    ) -> Listed:
        """A page of the tickets that are wanted, after another one."""
        now = self._clock.now()
        with self._store.read() as session:
            found = find(session, view, self._today_ends(session), limit, after)
            ids = [place.id for place in found.places]
            facts = {each.id: each for each in facts_of(session, ids, self._rules_of(session))}
        rows = tuple(_listed(facts[place.id], place, now) for place in found.places)
        return Listed(rows, found.places[-1] if len(rows) == limit else None, found.many)

    def counts(self) -> dict[Part, int]:
        """How many tickets each part of the list has."""
        with self._store.read() as session:
            return counts(session, self._today_ends(session))

    def known(self) -> Known:
        """What the list can be narrowed to."""
        with self._store.read() as session:
            return Known(*known(session), own_statuses=_statuses(session))

    @property
    def is_behind(self) -> bool:
        """Whether something came to hold with the time that the list does not know yet."""
        with self._store.read() as session:
            return not self._store.read_only and is_behind(session, self._clock.now())

    def catch_up(self) -> None:
        """Work out what came to hold with the time alone."""
        with self._store.write() as session:
            catch_up(session, self._clock.now())

    def _today_ends(self, session: Session) -> int:
        zone = session.execute(select(m.Company.timezone)).scalar() or "UTC"
        tomorrow = today(self._clock, zone) + timedelta(days=1)
        return second_of(datetime.combine(tomorrow, time(), ZoneInfo(zone)))

    def _rules_of(self, session: Session) -> Rules:
        """The rules, read anew when anything has changed."""
        newest = head(session)
        if self._rules is None or self._rules[0] != newest:
            self._rules = newest, Rules(session)
        return self._rules[1]

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
            statuses = _statuses(session)
        facts = found[0]
        row = _row(facts, sum(each.minutes for each in work), now)
        said = [each.to for each in happened if each.type is EventType.STATUS]
        row = replace(row, status=said[-1] if said else "")
        targets = facts.rules.policy(row.state.agreement, now).targets
        return TicketDetail(
            row,
            ZoneInfo(facts.rules.zone),
            (*reversed(happened),),
            tuple(work),
            tuple(sorted({*targets, row.state.priority} - {""})),
            statuses,
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

    def joining(self, into: str, others: Sequence[str]) -> dict[str, list[str]]:
        """What goes along where tickets are merged; raises OtherClientError."""
        with self._store.read() as session:
            return joining(session, into, others)

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


def _statuses(session: Session) -> tuple[str, ...]:
    own = select(m.TicketStatus.name).order_by(m.TicketStatus.id)
    return tuple(session.execute(own).scalars())


def _listed(facts: TicketFacts, place: Place, now: datetime) -> TicketRow:
    row = _row(facts, place.minutes, now)
    return replace(row, status=place.status, assigned=place.assigned)


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
