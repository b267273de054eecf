"""Service periods: they tile the term, one stub a change, and billed ones stay."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.dated import Dated
from app.domain.period import ALWAYS, Cycle, Timing, Unit
from app.domain.schedule import service_periods

START, UNTIL = date(2026, 1, 1), date(2028, 1, 1)
DAYS = st.dates(START, date(2027, 12, 31))
CYCLES = st.builds(Cycle, st.integers(1, 6), st.sampled_from(Unit), DAYS, st.sampled_from(Timing))
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def changing(make, first, second, day, end=UNTIL):
    cycle = Dated.of([(ALWAYS, first), (day, second)])
    return make.agreement(start=START, end=end, cycle=cycle)


@RELAXED
@given(CYCLES, CYCLES, DAYS, DAYS)
def test_periods_tile_the_term(make, first, second, day, end):
    end = end + timedelta(days=1)
    found = [
        each.period for each in service_periods(changing(make, first, second, day, end), UNTIL)
    ]
    assert found[0].start == START
    assert found[-1].end == end
    assert all(one.end == other.start for one, other in pairwise(found))


@RELAXED
@given(CYCLES, CYCLES, DAYS)
def test_a_change_makes_at_most_one_stub(make, first, second, day):
    found = list(service_periods(changing(make, first, second, day), UNTIL))
    inner = found[1:-1]
    assert sum(each.is_stub for each in inner) <= 1
    keys = [each.key for each in found]
    assert len(keys) == len(set(keys))


@RELAXED
@given(CYCLES, CYCLES, DAYS, st.integers(0, 30))
def test_billed_periods_never_move(make, first, second, day, count):
    before = list(service_periods(make.agreement(end=UNTIL, cycle=Dated.always(first)), UNTIL))
    billed = {each.period: each.key for each in before[:count]}
    changed = changing(make, first, second, day)
    found = [each.period for each in service_periods(changed, UNTIL, billed)]
    assert found[: len(billed)] == list(billed)


def test_days_of_another_tool_are_left_out(make):
    agreement = make.agreement(end=date(2026, 4, 1))
    found = service_periods(agreement, UNTIL, billed_until=date(2026, 2, 15))
    assert [str(each.period) for each in found] == [
        "2026-02-15 - 2026-02-28",
        "2026-03-01 - 2026-03-31",
    ]
