"""From rows to tickets and to the rules their clocks are read by."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, TextClause, select, text
from sqlalchemy.orm import Session

from app import models as m
from app.domain.clock import Clock
from app.domain.dated import Dated
from app.domain.errors import RuleError
from app.domain.hours import Calendar
from app.domain.period import ALWAYS
from app.domain.sentence import N_
from app.domain.sla_policy import (
    Category,
    Escalation,
    Metric,
    Reopen,
    SlaPolicy,
    Target,
    UpdateMode,
)
from app.domain.sla_rules import SlaRules, Versions
from app.domain.ticket import Basis, Event, EventType, Ticket
from app.storage.calendars import bodies, calendar_versions, versions

_LENGTH = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


class NoSuchTicketError(RuleError):
    """There is no ticket of that number."""

    text = N_("There is no ticket {number}.")


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """A ticket, whose it is, and the rules of its client."""

    ticket: Ticket
    client_name: str
    rules: SlaRules
    id: int = 0


def ticket_facts(
    session: Session, number: str | None = None, client: str | None = None
) -> list[TicketFacts]:
    """Every ticket, or one, or a client's, in the order in which they were opened."""
    where = list["ColumnElement[bool]"]()
    if number is not None:
        where.append(m.Ticket.number == number)
    if client is not None:
        where.append(m.Ticket.client_id.in_(select(m.Client.id).where(m.Client.code == client)))
    return _facts(session, *where)


def facts_of(session: Session, ids: Sequence[int], rules: Rules) -> list[TicketFacts]:
    """These tickets, by rules that were read already, in the order in which they were opened."""
    return _facts(session, m.Ticket.id.in_(ids), rules=rules)


def open_ticket_facts(session: Session) -> list[TicketFacts]:
    """The tickets whose clocks may still run, in the order in which they were opened."""
    return _facts(session, text(_OPEN))


_OPEN = """
    coalesce((
        SELECT coalesce(
            json_extract(e.body, '$.category'),
            json_extract(e.body, iif(e.type = 'created', '$.status', '$.to')))
        FROM ticket_event e
        WHERE e.ticket_id = ticket.id AND e.type IN ('created', 'status')
        ORDER BY e.at DESC, e.position DESC LIMIT 1
    ), 'active') NOT IN ('resolved', 'closed', 'cancelled', 'merged', 'spam')
    OR EXISTS (
        SELECT 1 FROM ticket_event r WHERE r.ticket_id = ticket.id AND r.type = 'retraction'
    )
"""
"""By the last status that is on record, or where any word was taken back."""


def _facts(
    session: Session,
    *where: ColumnElement[bool] | TextClause,
    rules: Rules | None = None,
) -> list[TicketFacts]:
    rules = rules or Rules(session)
    tickets = (
        select(
            *m.Ticket.__table__.columns,
            m.Client.code.label("client"),
            m.Client.name.label("client_name"),
            m.Agreement.number.label("agreement"),
        )
        .join(m.Client, m.Client.id == m.Ticket.client_id)
        .outerjoin(m.Agreement, m.Agreement.id == m.Ticket.agreement_id)
        .where(*where)
        .order_by(m.Ticket.opened, m.Ticket.number)
    )
    events = select(
        m.TicketEvent.ticket_id, m.TicketEvent.at, m.TicketEvent.type, m.TicketEvent.body
    ).order_by(m.TicketEvent.position)
    if where:
        events = events.join(m.Ticket, m.Ticket.id == m.TicketEvent.ticket_id).where(*where)
    happened: dict[int, list[Event]] = defaultdict(list)
    for row in session.execute(events).all():
        happened[row.ticket_id].append(_event(row.at, row.type, json.loads(row.body)))
    return [
        TicketFacts(
            Ticket(
                row.number,
                row.client,
                row.opened,
                row.priority,
                row.agreement or "",
                row.summary,
                tuple(happened[row.id]),
            ),
            row.client_name or row.client,
            rules.of(row.client_id),
            row.id,
        )
        for row in session.execute(tickets).all()
    ]


def kept_from(session: Session, clock: Clock) -> datetime | None:
    """From when a change of the rules holds; nothing where there is no ticket to be kept to it."""
    return clock.now() if session.execute(select(m.Ticket.id)).first() else None


class Rules:
    """The rules of each client, made once; calendars are shared within a zone."""

    def __init__(self, session: Session) -> None:
        """Read all that decides over tickets."""
        company = session.execute(select(m.Company.timezone)).scalar() or "UTC"
        self._zones = {
            row.id: row.timezone or company
            for row in session.execute(select(m.Client.id, m.Client.timezone)).all()
        }
        self._bodies = {
            row.name: json.loads(row.body)
            for row in session.execute(select(m.Calendar.name, m.Calendar.body)).all()
        }
        self._policies = dict(_policies(session))
        self._default = next((name for name, (_, default) in self._policies.items() if default), "")
        self._own = _dated_names(session, m.ClientTerm, "client_id")
        self._agreements = _agreements(session)
        self._calendars: dict[str, Mapping[str, Versions[Calendar]]] = {}
        self._made: dict[int, SlaRules] = {}

    def of(self, client: int) -> SlaRules:
        """The rules for the tickets of a client."""
        if client not in self._made:
            zone = self._zones[client]
            self._made[client] = SlaRules(
                {name: found for name, (found, _) in self._policies.items()},
                self._in_zone(zone),
                self._agreements[client],
                self._own[client],
                self._default,
                zone,
            )
        return self._made[client]

    def _in_zone(self, zone: str) -> Mapping[str, Versions[Calendar]]:
        if zone not in self._calendars:
            self._calendars[zone] = {
                name: calendar_versions(name, body, zone) for name, body in self._bodies.items()
            }
        return self._calendars[zone]


def _policies(session: Session) -> Iterator[tuple[str, tuple[Versions[SlaPolicy], bool]]]:
    rows = session.execute(
        select(m.SlaPolicy.name, m.SlaPolicy.body, m.Calendar.name.label("calendar")).outerjoin(
            m.Calendar, m.Calendar.id == m.SlaPolicy.calendar_id
        )
    ).all()
    for row in rows:
        body: dict[str, Any] = {"calendar": row.calendar, **json.loads(row.body)}
        found = [(_policy(row.name, each), until) for each, until in bodies(body)]
        yield row.name, (versions(found), bool(body.get("default")))


def _policy(name: str, body: dict[str, Any]) -> SlaPolicy:
    choices: dict[str, Callable[[Any], Any]] = {
        "at_risk_percent": int,
        "pauses": _categories,
        "pause_metrics": _metrics,
        "resolve_counts_as_response": bool,
        "update_mode": UpdateMode,
        "reopen": Reopen,
        "thresholds": tuple,
        "escalations": lambda found: tuple(map(_escalation, found)),
    }
    chosen = {key: make(body[key]) for key, make in choices.items() if key in body}
    targets = {key: _target(each) for key, each in body.get("targets", {}).items()}
    return SlaPolicy(name, body.get("calendar") or "", targets, **chosen)


def _escalation(body: dict[str, Any]) -> Escalation:
    metric = body.get("metric")
    return Escalation(
        body.get("percent", 100),
        Metric(metric) if metric else None,
        frozenset(body.get("priorities") or ()),
        body.get("priority") or "",
        body.get("assign") or "",
        body.get("notify") or "",
        body.get("note") or "",
    )


def _categories(names: Iterable[str]) -> frozenset[Category]:
    return frozenset(Category(name) for name in names)


def _metrics(names: Iterable[str]) -> frozenset[Metric]:
    return frozenset(Metric(name) for name in names)


def _target(body: dict[str, Any]) -> Target:
    seconds, days = dict[Metric, int](), dict[Metric, int]()
    for metric in Metric:
        match = _LENGTH.fullmatch(body.get(metric) or "")
        if match and match.group():
            whole, hours, minutes = (int(part or 0) for part in match.groups())
            seconds[metric] = hours * 3600 + minutes * 60
            days[metric] = whole
    return Target(seconds, body.get("calendar") or "", days)


def _agreements(session: Session) -> Mapping[int, Mapping[str, Dated[str]]]:
    """Each client's agreements with their policies: their own, or their type's."""
    policies = {
        row.id: row.name for row in session.execute(select(m.SlaPolicy.id, m.SlaPolicy.name)).all()
    }
    types = {
        row.id: json.loads(row.body).get("sla") or ""
        for row in session.execute(select(m.AgreementType.id, m.AgreementType.body)).all()
    }
    terms = _dated_names(session, m.AgreementTerm, "agreement_id")
    found: dict[int, dict[str, Dated[str]]] = defaultdict(dict)
    for row in session.execute(
        select(
            m.Agreement.id,
            m.Agreement.client_id,
            m.Agreement.number,
            m.Agreement.type_id,
            m.Agreement.sla_policy_id,
        )
    ).all():
        bare = policies.get(row.sla_policy_id) or types.get(row.type_id) or ""
        found[row.client_id][row.number] = terms[row.id] or Dated.always(bare)
    return found


def _dated_names(session: Session, model: Any, parent: str) -> Mapping[int, Dated[str]]:  # noqa: ANN401 - a table of terms
    steps: dict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = session.execute(select(*model.__table__.columns).where(model.term == "sla")).all()
    for row in rows:
        steps[getattr(row, parent)].append((row.since or ALWAYS, json.loads(row.value) or ""))
    found: defaultdict[int, Dated[str]] = defaultdict(Dated[str])
    found.update({owner: Dated.of(each) for owner, each in steps.items()})
    return found


def _event(at: datetime, type_: str, body: dict[str, Any]) -> Event:
    kind = EventType(type_)
    status = body.get("to") if kind is EventType.STATUS else body.get("status")
    recorded, due = body.get("recorded_at"), body.get("due")
    return Event(
        kind,
        at,
        datetime.fromisoformat(recorded) if recorded else None,
        id=body.get("id") or "",
        to=body.get("to") or "",
        category=Category(body.get("category") or status or Category.ACTIVE),
        basis=Basis(body.get("basis") or Basis.FROM_START),
        metric=Metric(body["metric"]) if body.get("metric") else None,
        due=datetime.fromisoformat(due) if due else None,
        reason=body.get("reason") or "",
        retracts=body.get("retracts") or "",
        automatic=bool(body.get("automatic")),
        counts_as_response=bool(body.get("counts_as_response")),
        actor=body.get("actor") or "",
        percent=body.get("percent"),
        note=body.get("note") or "",
    )
