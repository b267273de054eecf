"""What products say of periods, bill dates and payment terms."""

from datetime import date
from itertools import pairwise

import pytest

from app.domain.dated import Dated
from app.domain.period import ALWAYS, Cycle, Period, Timing, Unit
from app.domain.terms import Terms
from tests.products.told import says


@says("CYC-01")
def test_monthly_periods_begin_on_the_anchors_day(told):
    cycle = Cycle(1, Unit.MONTH, date(2026, 1, 10))
    found = list(cycle.periods(date(2026, 1, 9), date(2026, 2, 11)))
    assert [(str(each.start), str(each.end)) for each in found] == [
        ("2025-12-10", "2026-01-10"),
        ("2026-01-10", "2026-02-10"),
        ("2026-02-10", "2026-03-10"),
    ]


@pytest.mark.parametrize(
    ("every", "unit", "anchor", "day", "period"),
    [
        (3, Unit.MONTH, date(2026, 1, 10), date(2026, 5, 1), ("2026-04-10", "2026-07-10")),
        (6, Unit.MONTH, date(2026, 1, 10), date(2026, 5, 1), ("2026-01-10", "2026-07-10")),
        (2, Unit.WEEK, date(2026, 1, 2), date(2026, 1, 20), ("2026-01-16", "2026-01-30")),
    ],
)
@says("CYC-03", "CYC-04", "CYC-07")
def test_a_day_is_in_the_period_counted_from_the_anchor(every, unit, anchor, day, period):
    found = Cycle(every, unit, anchor).holding(day)
    assert (str(found.start), str(found.end)) == period


@says("CYC-08")
def test_another_anchor_makes_one_stub_and_moves_nothing_billed(told):
    december = date(2025, 12, 1)
    cycles = [(ALWAYS, Cycle(1, Unit.MONTH, december))]
    cycles.append((date(2025, 12, 15), Cycle(1, Unit.MONTH, date(2025, 12, 10))))
    agreement = told.agreement(start=december, cycle=Dated.of(cycles))
    billed = {Period(december, date(2026, 1, 1)): december}
    assert told.spans(agreement, date(2026, 1, 11), billed=billed) == [
        ("2025-12-01", "2026-01-01"),
        ("2026-01-01", "2026-01-10"),
        ("2026-01-10", "2026-02-10"),
    ]


@pytest.mark.parametrize(
    ("start", "every", "spans"),
    [
        (date(2026, 1, 8), 1, ["2026-01-08", "2026-02-08", "2026-03-08", "2026-04-08"]),
        (date(2026, 2, 8), 3, ["2026-02-08", "2026-05-08", "2026-08-08", "2026-11-08"]),
    ],
)
@says("CYC-09", "CYC-10")
def test_periods_of_a_contracts_own_begin_on_its_anniversaries(told, start, every, spans):
    agreement = told.agreement(start=start, cycle=told.cycle(every, anchor=start))
    found = told.spans(agreement, date.fromisoformat(spans[-1]))
    assert found == list(pairwise(spans))


@says("CYC-14")
def test_a_new_contract_counts_from_its_own_start(told):
    start = date(2027, 2, 1)
    agreement = told.agreement(number="B", start=start, cycle=told.cycle(anchor=start))
    assert told.spans(agreement, date(2027, 2, 2)) == [("2027-02-01", "2027-03-01")]


@says("CYC-16")
def test_in_arrears_the_billed_period_ends_the_day_before(told):
    cycle = told.cycle(timing=Timing.ARREARS)
    agreement = told.fee(start=date(2025, 6, 1), cycle=cycle)
    (line,) = told.billed(told.client(agreement), date(2025, 7, 1))
    assert str(line.period) == "2025-06-01 - 2025-06-30"


@pytest.mark.parametrize(("through", "count"), [(date(2026, 3, 31), 3), (date(2026, 4, 1), 4)])
@says("CYC-20", "CYC-21")
def test_all_that_is_due_by_the_day_is_billed_and_what_is_due_after_it_is_not(told, through, count):
    assert len(told.billed(told.client(told.fee()), through)) == count


@says("CYC-22")
def test_terms_count_from_the_documents_date(told):
    assert Terms(net_days=10).due(date(2025, 4, 1)) == date(2025, 4, 11)
