"""Step functions of time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.dated import Dated
from app.domain.period import ALWAYS, Period

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
STEPS = st.dictionaries(DAYS, st.integers()).map(lambda found: Dated.of(found.items()))


def test_a_value_holds_from_its_day():
    steps = Dated.of([(date(2026, 3, 1), "b"), (date(2026, 1, 1), "a")])
    assert steps.at(date(2025, 12, 31), None) is None
    assert steps.at(date(2026, 2, 28), None) == "a"
    assert steps.at(date(2026, 3, 1), None) == "b"
    assert Dated.always(7).at(ALWAYS, None) == 7


@given(STEPS, DAYS, DAYS)
def test_pieces_tile_the_period(steps, a, b):
    period = Period(min(a, b), max(a, b))
    pieces = list(steps.pieces(period, None))
    assert sum(days.days for days, _ in pieces) == period.days
    for days, value in pieces:
        assert steps.at(days.start, None) == steps.at(days.last, None) == value
    assert steps.changes(period) == (len(pieces) > 1)
