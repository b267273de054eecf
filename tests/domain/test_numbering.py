"""Patterns of document numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import BadPatternError, check_pattern, number_of, series_of

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("INV-{year}-{seq:05}", "INV-2026-00007"),
        ("{year:2}{month}/{seq}", "202603/7"),
        ("{seq:03}#{month:1}", "007#3"),
    ],
)
def test_a_number_is_its_pattern_filled(pattern, text):
    check_pattern(pattern)
    assert number_of(series_of(pattern, DAY), 7).text == text


@pytest.mark.parametrize(
    "pattern", ["", "INV", "{seq}{seq}", "{seq}{day}", "{seq!r}", "é{seq}", "{seq}" + "x" * 60]
)
def test_what_makes_no_numbers_is_refused(pattern):
    with pytest.raises(BadPatternError):
        check_pattern(pattern)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_numbers_of_a_series_differ(one, other):
    texts = {number_of("INV-2026-{seq:05}", seq).text for seq in (one, other)}
    assert len(texts) == len({one, other})
