"""SLA clocks: how each ticket's promises stand, and what became of them in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.period import Period
from app.domain.sla import evaluate
from app.domain.sla_report import ClientReport, client_report
from app.domain.sla_state import State, TicketState
from app.storage.sla import NoSuchTicketError, TicketFacts, open_ticket_facts, ticket_facts

if TYPE_CHECKING:
    from app.domain.clock import Clock
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class SlaRow:
    """A ticket and how its promises stand."""

    number: str
    client: str
    client_name: str
    summary: str
    zone: str
    state: TicketState


@dataclass(frozen=True, slots=True)
class Pressing:
    """The tickets with a promise at risk or broken, the one with the least time left first."""

    at_risk: tuple[SlaRow, ...]
    breached: tuple[SlaRow, ...]


class SlaService:
    """Reads clocks; it never writes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def show(
        self,
        at: datetime | None = None,
        *,
        ticket: str | None = None,
        known_at: datetime | None = None,
    ) -> tuple[SlaRow, ...]:
        """The tickets opened by an instant and how they stood then, or now, oldest first.

        With `known_at` only what was on record by then is believed. Raises NoSuchTicketError.
        """
        at = at or self._clock.now()
        with self._store.read() as session:
            found = ticket_facts(session, ticket)
        if ticket is not None and not found:
            raise NoSuchTicketError(number=ticket)
        return tuple(
            _row(each, at, known_at)
            for each in found
            if ticket is not None or each.ticket.opened <= at
        )

    def pressing(self) -> Pressing:
        """What must be looked at now lest a promise is broken, or because one is."""
        now = self._clock.now()
        with self._store.read() as session:
            found = open_ticket_facts(session)
        rows = sorted(
            (_row(each, now) for each in found if each.ticket.opened <= now), key=_time_left
        )
        return Pressing(
            tuple(row for row in rows if row.state.pressing is State.AT_RISK),
            tuple(row for row in rows if row.state.pressing is State.BREACHED),
        )

    def report(self, period: Period, client: str | None = None) -> tuple[ClientReport, ...]:
        """What became of each client's promises in a period; clients without any are left out."""
        with self._store.read() as session:
            found = sorted(ticket_facts(session, client=client), key=_client)
        now = self._clock.now()
        reports = (
            client_report(code, name, [(each.ticket, each.rules) for each in tickets], period, now)
            for (code, name), tickets in groupby(found, key=_client)
        )
        return tuple(report for report in reports if report.tickets)


def _row(facts: TicketFacts, at: datetime, known_at: datetime | None = None) -> SlaRow:
    return SlaRow(
        facts.ticket.number,
        facts.ticket.client,
        facts.client_name,
        facts.ticket.summary,
        facts.rules.zone,
        evaluate(facts.ticket, facts.rules, at, known_at),
    )


def _time_left(row: SlaRow) -> int:
    badge = row.state.badge
    return 0 if badge is None or badge.remaining is None else badge.remaining


def _client(facts: TicketFacts) -> tuple[str, str]:
    return facts.ticket.client, facts.client_name
