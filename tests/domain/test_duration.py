"""Lengths of time as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.duration import LONGEST, clock_text, minutes_of


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1:30", 90),
        (":45", 45),
        ("0:05", 5),
        ("24:00", 1440),
        ("90m", 90),
        ("90 min", 90),
        ("90 Minuten", 90),
        ("1.5", 90),
        ("1,5", 90),
        (".5", 30),
        ("2.", 120),
        ("0.33", 20),
        ("1h", 60),
        ("1h20", 80),
        ("1h 20", 80),
        ("1 h 20 m", 80),
        ("1h20m", 80),
        ("1H 20MIN", 80),
        ("2 hours", 120),
        ("1.25h", 75),
        ("1,25 Std.", 75),
        ("1 Std 5 Min", 65),
        ("2", 120),
        ("12", 720),
        ("13", 13),
        ("45", 45),
        ("0", 0),
        (" 1:30 ", 90),
    ],
)
def test_a_length_is_read_as_it_is_meant(typed, minutes):
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "x", "-1", "1:60", "1:5", "1h 75", "1.5h 20", "25h", "24:01", "1441", "m", "h", ":"],
)
def test_what_is_no_length_of_a_day_is_refused(typed):
    assert minutes_of(typed) is None


@given(st.integers(0, LONGEST))
def test_what_a_clock_shows_is_read_back(minutes):
    assert minutes_of(clock_text(minutes)) == minutes
    assert minutes_of(f"{minutes}m") == minutes
    assert minutes_of(f"{minutes // 60}h {minutes % 60}m") == minutes


@given(st.text(alphabet="0123456789:.,hm std", max_size=12))
def test_anything_typed_is_a_length_or_nothing(typed):
    found = minutes_of(typed)
    assert found is None or 0 <= found <= LONGEST
