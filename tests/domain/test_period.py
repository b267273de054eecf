"""Periods counted from the anchor, half-open, without gap or overlap."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.period import Cycle, Period, Unit

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CYCLES = st.builds(Cycle, st.integers(1, 14), st.sampled_from(Unit), DAYS)


def test_the_end_of_january_does_not_drift():
    cycle = Cycle(1, Unit.MONTH, date(2026, 1, 31))
    assert [cycle.boundary(k) for k in range(4)] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_a_leap_day_comes_back():
    cycle = Cycle(1, Unit.YEAR, date(2024, 2, 29))
    assert [cycle.boundary(k) for k in (1, 4)] == [date(2025, 2, 28), date(2028, 2, 29)]


@given(CYCLES, DAYS)
def test_each_day_is_in_the_period_of_its_index(cycle, day):
    k = cycle.index(day)
    assert day in cycle.period(k)
    assert day not in cycle.period(k - 1)
    assert day not in cycle.period(k + 1)
    assert cycle.holding(day) == cycle.period(k)


@given(CYCLES, st.integers(-50, 50))
def test_periods_follow_each_other(cycle, k):
    assert cycle.period(k).end == cycle.period(k + 1).start
    assert cycle.period(k).days > 0
    assert cycle.index(cycle.boundary(k)) == k


@given(CYCLES, DAYS, st.integers(1, 2000))
def test_periods_cover_the_asked_days(cycle, first, length):
    until = date.fromordinal(first.toordinal() + length)
    found = list(cycle.periods(first, until))
    assert first in found[0]
    assert found[-1].start < until <= found[-1].end


def test_a_period_does_not_run_backwards():
    with pytest.raises(ValueError, match="before"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@given(DAYS, DAYS, DAYS, DAYS)
def test_what_two_periods_share(a, b, c, d):
    one, other = Period(min(a, b), max(a, b)), Period(min(c, d), max(c, d))
    shared = one.within(other)
    assert shared == other.within(one)
    if shared:
        assert shared.start in one
        assert shared.last in other
