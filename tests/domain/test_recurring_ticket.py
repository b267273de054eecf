"""Tickets opened again and again: due once each, and made up for sensibly after an absence."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from app.domain.recurrence import Every, Rhythm
from app.domain.recurring_ticket import RecurringTicket, due_ticket
from app.domain.ticket_numbers import number_after

DUBLIN = ZoneInfo("Europe/Dublin")
MONDAYS = Rhythm(date(2026, 11, 2), unit=Every.WEEK, on="monday", at=time(9))


def due(now, through=None, zone=DUBLIN, rhythm=MONDAYS, **more):
    rule = RecurringTicket("Patch", "ACME", rhythm, through=through, **more)
    return due_ticket(rule, datetime.fromisoformat(f"{now}+00:00"), zone)


@pytest.mark.parametrize(
    ("now", "through", "day", "at"),
    [
        ("2026-11-02T08:59", None, None, None),
        ("2026-11-02T09:00", None, 2, "2026-11-02T09:00"),
        ("2026-11-02T17:30", None, 2, "2026-11-02T09:00"),
        ("2026-11-02T17:30", 2, None, None),
        ("2026-11-04T08:00", None, 2, "2026-11-04T08:00"),
        ("2026-11-09T09:00", 2, 9, "2026-11-09T09:00"),
        ("2026-11-08T23:59", 2, None, None),
    ],
)
def test_each_is_due_once_as_of_its_day_or_of_now(now, through, day, at):
    found = due(now, through and date(2026, 11, through))
    if day is None:
        assert found is None
        return
    assert (found.day, found.passed_over) == (date(2026, 11, day), 0)
    assert found.at == datetime.fromisoformat(f"{at}+00:00")


def test_after_a_long_absence_only_the_latest_is_opened_and_the_others_are_counted():
    found = due("2026-11-25T10:00", date(2026, 11, 2))
    assert (found.day, found.passed_over, found.first) == (
        date(2026, 11, 23),
        2,
        date(2026, 11, 9),
    )
    assert found.at == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_a_rule_that_rests_opens_nothing_and_nothing_is_made_up_for():
    found = due("2026-11-25T10:00", date(2026, 11, 2), is_paused=True)
    assert (found.day, found.at) == (date(2026, 11, 23), None)
    assert due("2026-11-29T10:00", found.day) is None
    assert due("2026-11-30T10:00", found.day).passed_over == 0


def test_a_day_comes_where_the_client_is():
    assert due("2026-11-01T22:00", zone=ZoneInfo("Pacific/Auckland")).day == date(2026, 11, 2)
    assert due("2026-11-02T12:00", zone=ZoneInfo("America/New_York")) is None


@pytest.mark.parametrize(
    ("numbers", "then"),
    [
        ((), "T-1001"),
        (("T-9", "T-10"), "T-11"),
        (("T-099",), "T-100"),
        (("INC0007", "x"), "INC0008"),
    ],
)
def test_the_next_number_is_written_like_the_highest(numbers, then):
    assert number_after(numbers) == then
