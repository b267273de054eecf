"""From the stored body of a calendar to the calendar, and to what it was before."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from app.domain.hours import Calendar
from app.domain.openings import Opening, Openings
from app.domain.sla_rules import Versions

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEARLY = "*-"


def calendar_of(name: str, body: dict[str, Any], zone: str) -> Calendar:
    """The calendar a body describes, in its own zone or in the one given for those without."""
    hours: dict[str, Any] = body.get("hours") or {}
    days: dict[str, Any] = body.get("days") or {}
    closed: list[str] = body.get("closed") or []
    yearly = [date.fromisoformat(f"2024-{day[2:]}") for day in closed if day.startswith(_YEARLY)]
    return Calendar(
        name,
        body.get("timezone") or zone,
        week=tuple(_openings(hours.get(day)) for day in WEEK),
        closed=frozenset(date.fromisoformat(d) for d in closed if not d.startswith(_YEARLY)),
        days={date.fromisoformat(day): _openings(found) for day, found in days.items()},
        closed_yearly=frozenset((day.month, day.day) for day in yearly),
        always_open=bool(body.get("always_open")),
    )


def calendar_versions(name: str, body: dict[str, Any], zone: str) -> Versions[Calendar]:
    """The calendar as it was and is, each version from when it was recorded."""
    return versions([(calendar_of(name, found, zone), until) for found, until in bodies(body)])


def bodies(body: dict[str, Any]) -> list[tuple[dict[str, Any], datetime | None]]:
    """What a body said, oldest first, with the instant until which it did; the last has none."""
    earlier: list[dict[str, Any]] = body.get("earlier") or []
    found: list[tuple[dict[str, Any], datetime | None]] = [
        (each, datetime.fromisoformat(each["until"])) for each in earlier
    ]
    return [*found, (body, None)]


def versions(found: list[tuple[Any, datetime | None]]) -> Versions[Any]:
    """Values that each held until an instant, as values that each hold from one."""
    later = [(until, value) for (_, until), (value, _) in pairwise(found) if until]
    return Versions(found[0][0], tuple(later))


def _openings(value: Any) -> Openings:  # noqa: ANN401 - JSON
    return tuple(Opening.read(start, end) for start, end in value or ())
