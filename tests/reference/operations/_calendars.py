"""Calendars as the cases write them."""

from datetime import date, datetime

from app.domain.hours import Calendar
from app.domain.openings import Opening

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def instant(text):
    return datetime.fromisoformat(text)


def calendar_of(given, name="Hours"):
    """From `{tz, hours, holidays, exceptions, always_open}`."""
    return Calendar(
        name,
        given["tz"],
        tuple(_openings(given["hours"].get(day, ())) for day in WEEK),
        days={date.fromisoformat(d): _openings(o) for d, o in given.get("exceptions", {}).items()},
        always_open=given.get("always_open", False),
        **_closed(given["holidays"]),
    )


def schedule_of(given):
    """From `{schedule: {timezone, days, open, close, always}, holidays}`."""
    schedule = given["schedule"]
    hours = () if schedule.get("always") else ((schedule["open"], schedule["close"]),)
    return Calendar(
        "Schedule",
        schedule["timezone"],
        tuple(_openings(hours) if day in schedule.get("days", ()) else () for day in WEEK),
        always_open=schedule.get("always", False),
        **_closed(given.get("holidays", ())),
    )


def _closed(holidays):
    yearly = [day[2:].split("-") for day in holidays if day.startswith("*-")]
    return {
        "closed": frozenset(date.fromisoformat(d) for d in holidays if not d.startswith("*-")),
        "closed_yearly": frozenset((int(month), int(day)) for month, day in yearly),
    }


def _openings(value):
    return tuple(Opening.read(start, end) for start, end in value)
