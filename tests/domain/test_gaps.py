"""What lies between the entries of a day."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.gaps import gaps

NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], []),
        ([(0, 60)], []),
        ([(0, 60), (105, 30)], [(60, 45)]),
        ([(105, 30), (0, 60)], [(60, 45)]),
        ([(0, 60), (69, 30)], []),
        ([(0, 60), (70, 30)], [(60, 10)]),
        ([(0, 120), (30, 15), (180, 10)], [(120, 60)]),
    ],
)
def test_a_gap_is_what_no_entry_covers(entries, expected):
    found = gaps((NINE + timedelta(minutes=start), length) for start, length in entries)
    told = [((gap.start - NINE).total_seconds() // 60, gap.minutes) for gap in found]
    assert told == expected
