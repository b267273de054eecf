"""From a calendar's stored body to the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.domain.hours import Calendar
from app.domain.openings import Opening, Openings

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_of(name: str, body: dict[str, Any], zone: str) -> Calendar:
    """The calendar a body describes, in its own zone or in the one given for those without."""
    hours: dict[str, Any] = body.get("hours") or {}
    days: dict[str, Any] = body.get("days") or {}
    return Calendar(
        name,
        body.get("timezone") or zone,
        week=tuple(_openings(hours.get(day)) for day in WEEK),
        closed=frozenset(date.fromisoformat(day) for day in body.get("closed") or ()),
        days={date.fromisoformat(day): _openings(found) for day, found in days.items()},
    )


def _openings(value: Any) -> Openings:  # noqa: ANN401 - JSON
    return tuple(Opening.read(start, end) for start, end in value or ())
