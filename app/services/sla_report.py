"""The SLA report: each client's promises in a period, months closed, and what is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.clock import today
from app.domain.errors import RuleError
from app.domain.sentence import N_
from app.domain.sla_closing import closing_of, is_over, month_of, period_of
from app.domain.sla_paper import SlaPaper
from app.domain.sla_report import client_report
from app.storage.parties import receivers_of, sender_of
from app.storage.sla import ticket_facts
from app.storage.sla_months import closings_of, record_of
from app.workbook.tables.sla import figures_table, listed_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.domain.period import Period
    from app.domain.sla_closing import Closing
    from app.domain.sla_report import ClientReport
    from app.domain.sla_rules import SlaRules
    from app.storage.sla import TicketFacts
    from app.storage.store import Store
    from app.workbook.reading import Record


class MonthNotOverError(RuleError):
    """A month that still goes on."""

    text = N_("{month} is not over yet for every client.")


class NothingToReportError(RuleError):
    """A client for whom nothing was to be kept."""

    text = N_("{client} has no tickets in these days.")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A client's promises in a period, and how they were reported when the month was closed."""

    report: ClientReport
    closing: Closing | None
    zone: str
    """Where the client is."""

    @property
    def is_restated(self) -> bool:
        """Whether what is true by now is something else than what was reported."""
        return self.closing is not None and self.closing.is_restated_by(self.report)


@dataclass(frozen=True, slots=True)
class Reported:
    """All clients' promises in a period."""

    period: Period
    rows: tuple[ReportRow, ...]
    month: str | None
    """Its name, where the period is a whole month."""
    to_close: int
    """How many clients' figures of a month that is over are not closed yet."""


class SlaReportService:
    """Reports; what closes a month is an edit."""

    def __init__(self, store: Store, press: Press, clock: Clock) -> None:
        """Work on a store; papers are drawn by a press."""
        self._store = store
        self._press = press
        self._clock = clock

    def show(self, period: Period) -> Reported:
        """Every client that had tickets in a period, or whose month was closed; by name."""
        now = self._clock.now()
        with self._store.read() as session:
            found, closings = _gather(session, period)
        rows = [
            ReportRow(report, closings.get(report.client), rules.zone)
            for report, rules in _reports(found, period, now)
            if report.tickets or report.client in closings
        ]
        month = month_of(period)
        is_done = bool(rows) and all(is_over(period, row.zone, now) for row in rows)
        open_ = sum(row.closing is None for row in rows) if month and is_done else 0
        by_name = sorted(rows, key=lambda row: (row.report.name.casefold(), row.report.client))
        return Reported(period, tuple(by_name), month, open_)

    def closed(self, month: str) -> Record:
        """The edit that closes a month for every client that is not closed yet.

        Raises MonthNotOverError.
        """
        now = self._clock.now()
        period = period_of(month)
        records = list["Record"]()
        with self._store.read() as session:
            found, closings = _gather(session, period)
            for report, rules in _reports(found, period, now):
                if report.tickets and report.client not in closings:
                    if not is_over(period, rules.zone, now):
                        raise MonthNotOverError(month=month)
                    closing = closing_of(report, month, now, rules, tzdata())
                    records.append(record_of(session, closing))
        return {"sla_months": records} if records else {}

    def figures(self, period: Period) -> bytes:
        """The counts as a table."""
        return figures_table(row.report for row in self.show(period).rows)

    def listed(self, period: Period) -> bytes:
        """What is listed by name as a table: missed, overdue, excused, overdue before a change."""
        return listed_table(row.report for row in self.show(period).rows)

    def pdf(self, client: str, period: Period) -> bytes:
        """One client's report as a paper; raises NothingToReportError."""
        now = self._clock.now()
        with self._store.read() as session:
            found = ticket_facts(session, client=client)
            month = month_of(period)
            closing = closings_of(session, month).get(client) if month else None
            sender = sender_of(session)
            receiver = receivers_of(session, sender)[client]
        reports = list(_reports(found, period, now))
        if not reports:
            raise NothingToReportError(client=receiver.party.name)
        report, rules = reports[0]
        paper = SlaPaper(
            report,
            sender.party,
            receiver.party,
            receiver.locale,
            rules.zone,
            today(self._clock, sender.timezone),
            closing,
        )
        return self._press.report(paper, sender.logo)


@lru_cache(maxsize=1)
def tzdata() -> str:
    """Which edition of the time zones is read."""
    try:
        return version("tzdata")
    except PackageNotFoundError:
        return ""


def _gather(session: Session, period: Period) -> tuple[list[TicketFacts], dict[str, Closing]]:
    month = month_of(period)
    found = sorted(ticket_facts(session), key=_client)
    return found, closings_of(session, month) if month else {}


def _reports(
    found: Iterable[TicketFacts], period: Period, now: datetime
) -> Iterable[tuple[ClientReport, SlaRules]]:
    for (code, name), group in groupby(found, key=_client):
        tickets = [(each.ticket, each.rules) for each in group]
        yield client_report(code, name, tickets, period, now), tickets[0][1]


def _client(facts: TicketFacts) -> tuple[str, str]:
    return facts.ticket.client, facts.client_name
