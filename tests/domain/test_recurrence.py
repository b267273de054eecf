"""When work comes round again: which days, and which of them have come."""

from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.recurrence import Every, Rhythm, is_day

FAR = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        (Rhythm(date(2026, 11, 1), on="first monday"), ["2026-11-02", "2026-12-07", "2027-01-04"]),
        (Rhythm(date(2026, 11, 3), on="first monday"), ["2026-12-07", "2027-01-04"]),
        (Rhythm(date(2026, 1, 31)), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        (Rhythm(date(2026, 1, 1), 3, on="last day"), ["2026-01-31", "2026-04-30", "2026-07-31"]),
        (Rhythm(date(2026, 1, 1), 3, on="15"), ["2026-01-15", "2026-04-15", "2026-07-15"]),
        (Rhythm(date(2026, 10, 1), on="last friday"), ["2026-10-30", "2026-11-27"]),
        (Rhythm(date(2026, 11, 4), 2, Every.WEEK), ["2026-11-04", "2026-11-18", "2026-12-02"]),
        (Rhythm(date(2026, 11, 4), 1, Every.WEEK, "monday"), ["2026-11-09", "2026-11-16"]),
        (Rhythm(date(2024, 2, 29), 1, Every.YEAR), ["2024-02-29", "2025-02-28", "2026-02-28"]),
        (Rhythm(date(2026, 11, 1), on="1", end=date(2027, 1, 1)), ["2026-11-01", "2026-12-01"]),
    ],
)
def test_days_fall_where_the_words_say(rhythm, days):
    assert [str(day) for day in islice(rhythm.days(None, FAR), len(days))] == days
    if rhythm.end:
        assert [str(day) for day in rhythm.days(None, FAR)] == days


def test_what_was_opened_before_does_not_come_again():
    rhythm = Rhythm(date(2026, 1, 1), on="first monday")
    assert [*rhythm.days(date(2026, 2, 2), date(2026, 4, 30))] == [
        date(2026, 3, 2),
        date(2026, 4, 6),
    ]


def test_it_is_due_when_the_clock_on_the_wall_says_so():
    rhythm, dublin = Rhythm(date(2026, 7, 1), on="1", at=time(9)), ZoneInfo("Europe/Dublin")
    eight = datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert [*rhythm.due(None, eight, dublin)] == [(date(2026, 7, 1), eight)]
    assert not [*rhythm.due(None, eight.replace(hour=7, minute=59), dublin)]


def test_a_reading_the_clocks_skip_is_moved_on():
    rhythm = Rhythm(date(2026, 3, 29), at=time(1, 30))
    found = next(rhythm.due(None, datetime(2026, 4, 1, tzinfo=UTC), ZoneInfo("Europe/Dublin")))
    assert found[1] == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "unit", "holds"),
    [
        ("", Every.WEEK, True),
        ("monday", Every.WEEK, True),
        ("first monday", Every.WEEK, False),
        ("monday", Every.MONTH, False),
        ("first monday", Every.MONTH, True),
        ("last day", Every.YEAR, True),
        ("31", Every.MONTH, True),
        ("32", Every.MONTH, False),
        ("15", Every.WEEK, False),
        ("fifth monday", Every.MONTH, False),
    ],
)
def test_words_that_are_a_day(on, unit, holds):
    assert is_day(on, unit) is holds


ONS = {
    Every.WEEK: ["", "monday", "sunday"],
    Every.MONTH: ["", "first tuesday", "last friday", "31", "last day"],
    Every.YEAR: ["", "second sunday", "29"],
}


@given(
    st.dates(date(2000, 1, 1), date(2080, 1, 1)),
    st.integers(1, 12),
    st.sampled_from(Every).flatmap(
        lambda unit: st.tuples(st.just(unit), st.sampled_from(ONS[unit]))
    ),
    st.integers(0, 8),
)
def test_stopping_and_going_on_gives_the_same_days(start, every, unit_on, stop):
    rhythm = Rhythm(start, every, *unit_on)
    days = [*islice(rhythm.days(None, FAR), 12)]
    assert days == sorted(set(days))
    assert all(day >= start for day in days)
    assert [*islice(rhythm.days(days[stop], FAR), 11 - stop)] == days[stop + 1 :]
