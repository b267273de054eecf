"""Tickets that are opened again and again: which of them are due, and as of when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.recurrence import Rhythm


@dataclass(frozen=True, slots=True)
class RecurringTicket:
    """A rule by which a ticket is opened; `through` is the last day it was looked after."""

    name: str
    client: str
    rhythm: Rhythm
    agreement: str = ""
    summary: str = ""
    priority: str = ""
    note: str = ""
    checklist: tuple[str, ...] = ()
    is_paused: bool = False
    through: date | None = None


@dataclass(frozen=True, slots=True)
class DueTicket:
    """What a rule asks for by now: a ticket of a day, opened at an instant.

    Nobody needs the work of three missed Mondays thrice: after a long absence only the latest is
    opened, `passed_over` counts those before it since `first`, and it is opened now, so that its
    clocks do not run from a day on which nobody was there. A rule that rests opens nothing, and
    what falls in its rest is not made up for.
    """

    rule: RecurringTicket
    day: date
    at: datetime | None
    passed_over: int = 0
    first: date | None = None


def due_ticket(rule: RecurringTicket, now: datetime, zone: ZoneInfo) -> DueTicket | None:
    """What a rule asks for by now; nothing where it has been looked after."""
    found = list(rule.rhythm.due(rule.through, now, zone))
    if not found:
        return None
    day, at = found[-1]
    if rule.is_paused:
        return DueTicket(rule, day, None)
    is_today = day == now.astimezone(zone).date()
    before = found[:-1]
    return DueTicket(
        rule, day, at if is_today else now, len(before), before[0][0] if before else None
    )
