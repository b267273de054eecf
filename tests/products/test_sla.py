"""What products say of hours, due times and clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.hours import Calendar, after, open_left, open_minutes
from app.domain.openings import Opening
from app.domain.sla import evaluate
from app.domain.sla_alerts import passed
from app.domain.sla_policy import Category, Metric, SlaPolicy, Target
from app.domain.sla_rules import single
from app.domain.sla_state import State
from app.domain.sla_verdict import percent
from app.domain.ticket import Event, EventType, Ticket
from tests.products.told import says

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def weekdays(start, end, zone="UTC", **more):
    return Calendar("Hours", zone, ((Opening.read(start, end),),) * 5 + ((), ()), **more)


OFFICE = weekdays("09:00", "17:00")
EASTER = {date(2009, 4, 13), date(2009, 5, 1)}
ALWAYS = Calendar("Always", "UTC", always_open=True)


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "opened", "hours", "due"),
    [
        (weekdays("09:00", "18:00"), "2026-03-02T16:00Z", 8, "2026-03-03T15:00Z"),
        (ALWAYS, "2026-03-06T17:00Z", 4, "2026-03-06T21:00Z"),
        (OFFICE, "2026-03-02T14:00Z", 8, "2026-03-03T14:00Z"),
        (
            weekdays("08:00", "17:00", closed=frozenset(EASTER)),
            "2009-04-13T00:00Z",
            1,
            "2009-04-14T09:00Z",
        ),
        (
            weekdays("09:00", "17:00", "America/New_York"),
            "2024-03-08T21:00Z",
            2,
            "2024-03-11T14:00Z",
        ),
        (weekdays("09:00", "17:00", "Europe/London"), "2024-03-29T16:00Z", 2, "2024-04-01T09:00Z"),
    ],
)
@says("SLA-01", "SLA-06", "SLA-08", "SLA-10", "SLA-20", "SLA-23")
def test_a_promise_is_due_when_its_open_time_has_run(calendar, opened, hours, due):
    assert after(calendar, at(opened), hours * 3600) == at(due)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "minutes"),
    [
        (OFFICE, "2024-01-15T16:00Z", "2024-01-16T10:00Z", 120),
        (OFFICE, "2024-01-19T16:00Z", "2024-01-22T10:00Z", 120),
        (
            weekdays("09:00", "17:00", closed=frozenset({date(2024, 1, 16)})),
            "2024-01-15T16:00Z",
            "2024-01-17T10:00Z",
            120,
        ),
        (OFFICE, "2024-01-15T17:30Z", "2024-01-15T20:00Z", 0),
        (ALWAYS, "2024-01-13T22:00Z", "2024-01-14T02:00Z", 240),
    ],
)
@says("SLA-15", "SLA-16", "SLA-17", "SLA-18", "SLA-19")
def test_only_open_time_has_elapsed(calendar, start, end, minutes):
    assert open_minutes(calendar, at(start), at(end)) == minutes


@says("SLA-24")
def test_after_the_due_time_less_than_nothing_is_left():
    left = open_left(OFFICE, at("2024-01-15T12:00Z"), at("2024-01-15T10:00Z"))
    assert left == -120 * 60


def clock(*events, minutes, target=240, thresholds=(75, 100, 110)):
    """A ticket's resolution so many minutes after it was opened, with all that was passed."""
    promise = {"P1": Target({Metric.RESOLUTION: target * 60})}
    rules = single(SlaPolicy("Policy", "Always", promise, thresholds=thresholds), ALWAYS)
    ticket = Ticket("T", "C", MONDAY, "P1", events=events)
    state = evaluate(ticket, rules, MONDAY + timedelta(minutes=minutes))
    return state.current(Metric.RESOLUTION), state


@says("SLA-25")
def test_a_clock_tells_what_share_has_run_and_what_is_left():
    found, _ = clock(minutes=180)
    assert (found.running, percent(found.elapsed, found.target)) == (True, 75)
    assert found.remaining == 3600


@says("SLA-27")
def test_a_resolved_ticket_is_not_paused_though_it_was_waiting():
    waiting, resolved = (
        Event(EventType.STATUS, MONDAY + timedelta(minutes=minutes), category=category)
        for minutes, category in ((30, Category.WAITING_CLIENT), (60, Category.RESOLVED))
    )
    found, _ = clock(waiting, resolved, minutes=90)
    assert (found.state, found.elapsed) == (State.MET, 1800)


@says("SLA-29")
def test_a_threshold_is_news_once_and_the_ones_below_it_are_not_told_again():
    _, state = clock(minutes=92, target=100, thresholds=(70, 90, 110))
    first = passed([state], MONDAY, MONDAY + timedelta(minutes=75))
    then = passed([state], MONDAY + timedelta(minutes=75), MONDAY + timedelta(minutes=92))
    assert [alert.percent for alert in first] == [70]
    assert [alert.percent for alert in then] == [90]
