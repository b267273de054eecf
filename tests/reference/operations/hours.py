"""Business hours: open time between instants, and the instant when it has run."""

from datetime import datetime

from app.domain.hours import after, before, is_open, open_left, open_minutes, open_seconds
from app.domain.sla_verdict import percent
from tests.reference.operations import Given, operation
from tests.reference.operations._calendars import calendar_of, instant, schedule_of


@operation("add_business_time")
def _add_business_time(given: Given) -> dict[str, object]:
    move, seconds = (
        (before, -given["seconds"]) if given["seconds"] < 0 else (after, given["seconds"])
    )
    return {"at": move(calendar_of(given["calendar"]), instant(given["start"]), seconds)}


@operation("business_time_between")
def _business_time_between(given: Given) -> dict[str, object]:
    start, end = instant(given["start"]), instant(given["end"])
    return {"seconds": open_seconds(calendar_of(given["calendar"]), start, end)}


@operation("business_minutes")
def _business_minutes(given: Given) -> dict[str, object]:
    start, end = instant(given["start_utc"]), instant(given["end_utc"])
    return {"minutes": open_minutes(schedule_of(given), start, end)}


@operation("within_hours")
def _within_hours(given: Given) -> dict[str, object]:
    return {"within": is_open(schedule_of(given), instant(given["instant_utc"]))}


@operation("deadline")
def _deadline(given: Given) -> dict[str, object]:
    start, seconds = instant(given["start_utc"]), given["business_minutes"] * 60
    return {"deadline_utc": after(schedule_of(given), start, seconds)}


@operation("remaining_business_minutes")
def _remaining(given: Given) -> dict[str, object]:
    return {"minutes": _left(given, instant(given["deadline_utc"]))}


@operation("pause_shift")
def _pause_shift(given: Given) -> dict[str, object]:
    due = after(schedule_of(given), instant(given["due_utc"]), given["paused_minutes"] * 60)
    return {"effective_due_utc": due, "remaining_minutes": _left(given, due)}


@operation("elapsed_percent")
def _elapsed_percent(given: Given) -> dict[str, object]:
    calendar, start = schedule_of(given), instant(given["start_utc"])
    run = open_seconds(calendar, start, instant(given["now_utc"])) - given["paused_minutes"] * 60
    return {"percent": percent(run, open_seconds(calendar, start, instant(given["due_utc"])))}


def _left(given: Given, due: datetime) -> int:
    return open_left(schedule_of(given), instant(given["now_utc"]), due) // 60
