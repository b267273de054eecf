from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keeping import ALL_FOR, Made, is_due, worth_keeping

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def made(name, *, hours=0, days=0, is_good=True):
    return Made(name, NOW - timedelta(days=days, hours=hours), is_good=is_good)


@pytest.mark.parametrize(
    ("backups", "kept"),
    [
        ([], ""),
        ([made("a", hours=1), made("b", hours=2), made("c", hours=23)], "abc"),
        # One a day: the last of it.
        ([made("a"), made("b", days=3, hours=1), made("c", days=3, hours=2)], "ab"),
        # A bad one does not stand for its day.
        ([made("a"), made("b", days=3, hours=1, is_good=False), made("c", days=3, hours=2)], "ac"),
        # Bad ones of the last day may still be of use; older ones go.
        ([made("a", is_good=False), made("b", days=40), made("c", days=9, is_good=False)], "ab"),
        # Whoever works seldom has the days with backups counted, not those on the calendar.
        ([made("a", days=400), made("b", days=800)], "ab"),
        # Made before the clock was set back.
        ([made("a", days=-30), made("b", days=-30, hours=1), made("c")], "abc"),
    ],
)
def test_which_backups_are_kept(backups, kept):
    assert worth_keeping(backups, NOW) == set(kept)


def test_years_of_daily_backups_come_down_to_days_weeks_and_months():
    daily = [Made(f"{day}", NOW - timedelta(days=day)) for day in range(3 * 365)]
    kept = worth_keeping(daily, NOW)
    assert {str(day) for day in range(14)} <= kept
    assert 24 + 8 <= len(kept) <= 14 + 8 + 24
    assert max(map(int, kept)) <= 24 * 31


BACKUPS = st.lists(
    st.builds(
        Made,
        st.uuids().map(str),
        st.integers(-1_000, 30_000).map(lambda hours: NOW - timedelta(hours=hours)),
        st.booleans(),
    ),
    max_size=60,
)


@given(BACKUPS)
def test_the_newest_good_one_is_never_lost_nor_any_of_the_last_day(backups):
    kept = worth_keeping(backups, NOW)
    good = [each for each in backups if each.is_good]
    if good:
        assert max(good, key=lambda each: (each.at, each.name)).name in kept
    assert {each.name for each in backups if NOW - each.at < ALL_FOR} <= kept
    assert kept <= {each.name for each in backups}


@given(BACKUPS, st.integers(0, 20_000))
def test_what_was_taken_away_is_not_missed_later(backups, hours):
    """Keeping twice, with time between, keeps what keeping once at the end would."""
    later = NOW + timedelta(hours=hours)
    once = worth_keeping(backups, later)
    first = worth_keeping(backups, NOW)
    again = worth_keeping([each for each in backups if each.name in first], later)
    assert again <= first
    newest = max((each for each in backups if each.is_good), key=_age, default=None)
    assert newest is None or newest.name in again & once


def _age(each):
    return each.at, each.name


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), (NOW, False), (NOW - timedelta(minutes=30), True), (NOW + ALL_FOR, True)],
)
def test_when_the_next_is_due(last, due):
    assert is_due(last, NOW) is due
