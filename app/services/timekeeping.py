"""Time as it is kept: the entries of a day and of a week, and what an entry comes to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app import models as m
from app.domain.clock import today
from app.domain.facts import TimeEntry, Verdict
from app.domain.live import Told, told, told_all
from app.domain.mapping import NOTHING, About, Claims, agreement_for
from app.storage.claims import about_of, claims_of
from app.storage.facts import book_of, client_facts
from app.storage.history import head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.facts import Book, ClientFacts
    from app.domain.mapping import Mapped
    from app.domain.money import Rate
    from app.storage.store import Store

_LOOKED_BACK = timedelta(days=400)
_AT_ONCE = 500
_FEW = 3
_IS_WAIVED = m.Decision.verdict == Verdict.WAIVE.value


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry, as the lists show it; instants are in the desk's own zone."""

    id: str
    client: str
    client_name: str
    ticket: str
    summary: str
    agreement: str
    """The agreement it names, or its ticket's."""
    start: datetime
    minutes: int
    work_type: str
    role: str
    note: str
    is_approved: bool
    unlocked: str
    document: str
    """The newest document it stands on; empty while it is not billed."""
    told: Told | None
    """What it comes to; nothing where its past is settled."""

    @property
    def day(self) -> date:
        """The day it is listed on."""
        return self.start.date()

    @property
    def end(self) -> datetime:
        """When it ended, had nothing come between."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def is_locked(self) -> bool:
        """Whether it was billed, and nobody has said why it may be changed."""
        return bool(self.document) and not self.unlocked


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """An entry to look at before it is billed; `agreements` are those it might be for."""

    entry: EntryRow
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticketed:
    """A ticket that work can be logged on."""

    number: str
    client: str
    summary: str
    agreement: str
    about: About = NOTHING


@dataclass(frozen=True, slots=True)
class Loggable:
    """What an entry may say: tickets that are open, and what was said last."""

    zone: ZoneInfo
    now: datetime
    tickets: tuple[Ticketed, ...]
    agreements: Mapping[str, tuple[str, ...]]
    """Each client's agreements that hold today."""
    usual: Mapping[str, str]
    """The work type and role of the last entry."""
    claims: Mapping[str, Claims] = field(default_factory=dict[str, Claims])
    """What each client's records say of agreements."""

    def mapped(self, client: str, number: str, day: date) -> Mapped | None:
        """The agreement that work on a day is for, and why; nothing for an unknown client."""
        claims = self.claims.get(client)
        if claims is None:
            return None
        ticket = next((each for each in self.tickets if each.number == number), None)
        return agreement_for(claims, day, ticket.about if ticket else NOTHING)


@dataclass(frozen=True, slots=True)
class Bench:
    """The facts that one client's live coverage rests on; they hold until something changes."""

    book: Book
    client: ClientFacts
    zone: ZoneInfo

    def told(self, draft: Draft) -> Told:
        """What an entry would come to."""
        return told(self.book, self.client, draft.entry(self.zone))

    def reaches(self, day: date) -> bool:
        """Whether a day is after all that is settled, so that what is told of it holds."""
        settled = self.client.settled
        return settled is None or day >= settled.until


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it is typed."""

    id: str
    start: datetime
    minutes: int
    work_type: str
    role: str = ""
    agreement: str = ""
    ticket: str = ""
    note: str = ""
    rate: Rate | None = None

    def entry(self, zone: ZoneInfo) -> TimeEntry:
        """The entry it would be."""
        return TimeEntry(
            self.id,
            self.start.astimezone(zone).date(),
            self.start,
            self.minutes,
            self.work_type,
            self.role,
            self.note,
            self.agreement,
            self.ticket,
            self.rate,
        )


class TimeService:
    """Looks at time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says what today is."""
        self._store = store
        self._clock = clock
        self._head = ""
        self._benches: dict[str, Bench] = {}

    def entries(self, since: date, until: date) -> tuple[EntryRow, ...]:
        """The entries that begin on some days, in the order of the work."""
        with self._store.read() as session:
            zone = _zone(session)
            rows = _rows(session, zone, since, until)
            documents = _documents(session, rows)
            found = _told(session, rows)
        return tuple(
            _row(row, zone, found.get(row.code), documents.get(row.code, "")) for row in rows
        )

    def waiting(self) -> tuple[EntryRow, ...]:
        """The entries that nobody has approved and that are not billed, oldest first."""
        with self._store.read() as session:
            zone = _zone(session)
            day = today(self._clock, zone.key) + timedelta(days=1)
            rows = _rows(session, zone, day - _LOOKED_BACK, day, m.TimeEntry.approved == 0)
            documents = _documents(session, rows)
            rows = [row for row in rows if row.code not in documents]
            found = _told(session, rows)
        return tuple(_row(row, zone, found.get(row.code), "") for row in rows)

    def unreviewed(self, through: date) -> tuple[Unreviewed, ...]:
        """The work through a day that nobody approved, or that is for no agreement yet.

        What is billed, waived or settled is no matter any more; client by client.
        """
        with self._store.read() as session:
            zone = _zone(session)
            until = through + timedelta(days=1)
            rows = _rows(session, zone, until - _LOOKED_BACK, until)
            claims = claims_of(session)
            waived = set(session.scalars(select(m.Decision.charge).where(_IS_WAIVED)))

            def holding(row: Any) -> tuple[str, ...]:  # noqa: ANN401 - an entry's row
                known = claims.get(row.client)
                if row.agreement or known is None:
                    return ()
                return agreement_for(known, row.start.astimezone(zone).date()).candidates

            found = [
                (row, agreements)
                for row in rows
                if f"time/{row.code}" not in waived
                if (agreements := holding(row)) or not row.approved
            ]
            documents = _documents(session, [row for row, _ in found])
            found = [each for each in found if each[0].code not in documents]
            told = _told(session, [row for row, _ in found])
        return tuple(
            sorted(
                (
                    Unreviewed(_row(row, zone, told[row.code], ""), agreements)
                    for row, agreements in found
                    if row.code in told
                ),
                key=lambda each: (each.entry.client_name.casefold(), each.entry.start),
            )
        )

    def bench(self, client: str) -> Bench | None:
        """What live coverage for a client rests on; nothing where there is no such client."""
        with self._store.read() as session:
            if (now := head(session)) != self._head:
                self._head = now
                self._benches.clear()
            if client in self._benches:
                return self._benches[client]
            facts = next(iter(client_facts(session, client)), None)
            if facts is None:
                return None
            own = select(m.Client.timezone).where(m.Client.code == client)
            zone = session.execute(own).scalar_one() or _zone(session).key
            bench = self._benches[client] = Bench(book_of(session), facts, ZoneInfo(zone))
            return bench

    def loggable(self) -> Loggable:
        """What a new entry may say now."""
        with self._store.read() as session:
            zone = _zone(session)
            day = today(self._clock, zone.key)
            last = session.execute(
                select(m.WorkType.name, m.Role.name)
                .select_from(m.TimeEntry)
                .join(m.WorkType, m.WorkType.id == m.TimeEntry.work_type_id)
                .outerjoin(m.Role, m.Role.id == m.TimeEntry.role_id)
                .order_by(m.TimeEntry.start.desc())
                .limit(1)
            ).first()
            usual = {"work_type": last[0], "role": last[1] or ""} if last else {}
            return Loggable(
                zone,
                self.now(),
                _tickets(session),
                _agreements(session, day),
                usual,
                claims_of(session),
            )

    def free_id(self, start: datetime) -> str:
        """An id for an entry that begins at an instant."""
        with self._store.read() as session:
            stem = f"{start.astimezone(_zone(session)):%y%m%d-%H%M}"
            taken = set(
                session.execute(
                    select(m.TimeEntry.code).where(m.TimeEntry.code.startswith(stem))
                ).scalars()
            )
        place = 1
        while (name := stem if place == 1 else f"{stem}-{place}") in taken:
            place += 1
        return name

    def now(self) -> datetime:
        """The second it is."""
        return self._clock.now().astimezone(UTC).replace(microsecond=0)


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.execute(select(m.Company.timezone)).scalar() or "UTC")


def _rows(
    session: Session,
    zone: ZoneInfo,
    since: date,
    until: date,
    *only: ColumnElement[bool],
) -> list[Any]:
    entry, ticket, own = m.TimeEntry, m.Ticket, m.Agreement
    theirs = m.Agreement.__table__.alias()
    wanted = (
        select(
            entry.code,
            entry.start,
            entry.minutes,
            entry.note,
            entry.approved,
            entry.unlocked,
            m.Client.code.label("client"),
            m.Client.name.label("client_name"),
            m.WorkType.name.label("work_type"),
            m.Role.name.label("role"),
            ticket.number.label("ticket"),
            ticket.summary,
            func.coalesce(own.number, theirs.c.number).label("agreement"),
        )
        .join(m.Client, m.Client.id == entry.client_id)
        .join(m.WorkType, m.WorkType.id == entry.work_type_id)
        .outerjoin(m.Role, m.Role.id == entry.role_id)
        .outerjoin(ticket, ticket.id == entry.ticket_id)
        .outerjoin(own, own.id == entry.agreement_id)
        .outerjoin(theirs, theirs.c.id == ticket.agreement_id)
        .where(entry.start >= _begin(since, zone), entry.start < _begin(until, zone), *only)
        .order_by(entry.start, entry.code)
    )
    return list(session.execute(wanted).all())


def _documents(session: Session, rows: Iterable[Any]) -> dict[str, str]:
    """The newest document each entry stands on, unless all of it was credited."""
    keys = [key for row in rows for key in (f"time/{row.code}", f"time/{row.code}/overage")]
    line = m.DocumentLine
    found: dict[str, str] = {}
    for start in range(0, len(keys), _AT_ONCE):
        billed = (
            select(
                line.charge,
                func.sum(line.charged).label("charged"),
                func.count().label("lines"),
                func.max(line.document_id).label("document"),
            )
            .where(line.charge.in_(keys[start : start + _AT_ONCE]))
            .group_by(line.charge)
            .subquery()
        )
        standing = select(billed.c.charge, m.Document.number).join(
            m.Document, m.Document.id == billed.c.document
        )
        for charge, number in session.execute(
            standing.where((billed.c.charged != 0) | (billed.c.lines == 1))
        ).all():
            found[charge.split("/")[1]] = number
    return found


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _told(session: Session, rows: Iterable[Any]) -> dict[str, Told]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        wanted[row.client].append(row.code)
    if not wanted:
        return {}
    book = book_of(session)
    found: dict[str, Told] = {}
    # Reading everybody at once is quicker than reading a few one after the other.
    all_facts = (
        client_facts(session)
        if len(wanted) > _FEW
        else (each for code in wanted for each in client_facts(session, code))
    )
    for facts in all_facts:
        if facts.code in wanted:
            found.update(told_all(book, facts, wanted[facts.code]))
    return found


def _row(row: Any, zone: ZoneInfo, found: Told | None, document: str) -> EntryRow:  # noqa: ANN401
    return EntryRow(
        row.code,
        row.client,
        row.client_name or row.client,
        row.ticket or "",
        row.summary or "",
        row.agreement or "",
        row.start.astimezone(zone),
        row.minutes,
        row.work_type,
        row.role or "",
        row.note,
        bool(row.approved),
        row.unlocked,
        document,
        found,
    )


def _tickets(session: Session) -> tuple[Ticketed, ...]:
    rows = session.execute(
        select(m.Ticket.number, m.Client.code, m.Ticket.summary, m.Agreement.number, m.Ticket.body)
        .join(m.Client, m.Client.id == m.Ticket.client_id)
        .outerjoin(m.Agreement, m.Agreement.id == m.Ticket.agreement_id)
        .order_by(m.Ticket.opened.desc())
        .limit(500)
    ).all()
    return tuple(Ticketed(row[0], row[1], row[2], row[3] or "", about_of(row[4])) for row in rows)


def _agreements(session: Session, day: date) -> dict[str, tuple[str, ...]]:
    agreement = m.Agreement
    rows = session.execute(
        select(m.Client.code, agreement.number)
        .join(m.Client, m.Client.id == agreement.client_id)
        .where(agreement.start <= day, agreement.end.is_(None) | (agreement.end > day))
        .order_by(agreement.number)
    ).all()
    found: dict[str, list[str]] = defaultdict(list)
    for code, number in rows:
        found[code].append(number)
    return {code: tuple(numbers) for code, numbers in found.items()}
