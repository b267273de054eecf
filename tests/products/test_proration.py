"""What products say of parts of periods."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.agreement import Addition, Allowance
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.period import ALWAYS, Period, Timing, Unit
from tests.products.told import says


def addition(told, price, *steps, name="Licences"):
    return Addition(
        name,
        told.item(),
        Dated.of([(day or ALWAYS, Decimal(count)) for day, count in steps]),
        price=Dated.always(told.rate(price)),
    )


@says("PRO-02")
def test_what_begins_on_the_first_day_of_a_period_is_not_prorated(told):
    march = date(2019, 3, 1)
    seats = addition(told, "22.00", (march, 2))
    client = told.client(told.agreement(start=date(2019, 1, 1), additions=(seats,)))
    (line,) = told.billed(client, march)
    assert (line.quantity, line.price.amount, line.net.plain()) == (2, Decimal("22.00"), "44.00")


@says("PRO-04")
def test_units_added_in_mid_period_are_caught_up_to_its_end_and_counted_in_the_next(told):
    seats = addition(told, "31.00", (None, 10))
    before = told.client(told.agreement(additions=(seats,)))
    ledger = told.ledger(propose(told.book(), before, date(2026, 4, 1)))
    more = addition(told, "31.00", (None, 10), (date(2026, 3, 17), 2 + 10))
    after = told.client(told.agreement(additions=(more,)), ledger=ledger)
    # Two for 15 of March's 31 days, two for all of April, twelve for May.
    assert told.nets(after, date(2026, 5, 1)) == {
        "A/Licences/2026-03-01": "30.00",
        "A/Licences/2026-04-01": "62.00",
        "A/Licences/2026-05-01": "372.00",
    }


@says("PRO-06")
def test_a_unit_added_after_posting_makes_an_entry_of_its_own_and_counts_from_then_on(told):
    start, june = date(2020, 6, 1), date(2020, 6, 30)
    terms = {"start": start, "end": date(2021, 6, 1), "cycle": told.cycle(anchor=start)}
    ten = told.client(told.agreement(additions=(addition(told, "30.00", (None, 10)),), **terms))
    ledger = told.ledger(propose(told.book(), ten, june))
    eleven = addition(told, "30.00", (None, 10), (date(2020, 6, 10), 11))
    client = told.client(told.agreement(additions=(eleven,), **terms), ledger=ledger)
    assert told.nets(client, june) == {"A/Licences/2020-06-01": "21.00"}
    assert told.nets(client, date(2020, 7, 1))["A/Licences/2020-07-01"] == "330.00"


@says("PRO-08")
def test_a_first_period_aligned_to_the_calendar_is_a_part(told):
    agreement = told.agreement(start=date(2026, 1, 17))
    assert told.shares(agreement, date(2026, 2, 2)) == ["15/31", "1"]


@says("PRO-11")
def test_a_term_across_months_has_a_part_at_both_ends(told):
    agreement = told.agreement(start=date(2019, 1, 15), end=date(2019, 4, 11))
    assert told.shares(agreement, date(2020, 1, 1)) == ["17/31", "1", "1", "10/30"]


@pytest.mark.parametrize(
    ("price", "days", "whole", "net"),
    [
        ("90.00", 8, 31, "23.23"),
        ("100.00", 14, 28, "50.00"),
        ("2400.00", 22, 31, "1703.23"),
    ],
)
@says("PRO-12", "PRO-13", "PRO-14")
def test_a_part_costs_its_real_days_of_the_whole_period_rounded_once(told, price, days, whole, net):
    start = date(2026, 1, 1)
    cycle = told.cycle(whole, Unit.DAY, start)
    agreement = told.fee(price, cycle=cycle, end=date.fromordinal(start.toordinal() + days))
    assert told.charged(agreement, date(2027, 1, 1)) == [net]


@says("PRO-16")
def test_in_arrears_a_line_that_began_late_covers_its_days_of_the_month_before(told):
    cycle = told.cycle(anchor=date(2025, 1, 1), timing=Timing.ARREARS)
    agreement = told.agreement(start=date(2025, 1, 10), cycle=cycle)
    service = told.periods(agreement, date(2025, 2, 1))[0]
    assert service.bill_date == date(2025, 2, 1)
    assert (str(service.period), service.period.days, service.whole.days) == (
        "2025-01-10 - 2025-01-31",
        22,
        31,
    )


@says("PRO-17")
def test_the_last_period_keeps_its_whole_length_below_the_line(told):
    start = date(2026, 2, 8)
    agreement = told.agreement(start=start, end=date(2026, 4, 20), cycle=told.cycle(anchor=start))
    last = told.periods(agreement, date(2027, 1, 1))[-1]
    assert last.whole == Period(date(2026, 4, 8), date(2026, 5, 8))
    assert last.period == Period(date(2026, 4, 8), date(2026, 4, 20))
    assert Fraction(last.period.days, last.whole.days) == Fraction(12, 30)


@says("PRO-18")
def test_covered_days_are_what_activity_and_period_share(told):
    period = Period(date(2025, 1, 1), date(2025, 1, 11))
    shared = Period(date(2025, 1, 3), date(2025, 1, 11)).within(period)
    assert (period.days, shared.days) == (10, 8)


@says("PRO-20")
def test_a_part_of_a_period_has_all_its_included_hours(told):
    agreement = told.fee(
        "310.00",
        start=date(2026, 1, 17),
        allowance=Dated.always(Allowance(Fraction(10), overage_rate=told.rate("60.00"))),
    )
    entry = told.entry(day=date(2026, 1, 20), minutes=605, agreement="A")
    assert told.labour(agreement, entry) == {"t1/overage": "5.00"}
    assert told.charged(agreement, date(2026, 2, 1)) == ["150.00"]


@pytest.mark.parametrize(
    ("count", "start", "end", "net"),
    [
        (500, date(2021, 3, 16), date(2021, 4, 12), "22614.68"),
        (5, date(2021, 4, 12), date(2021, 4, 16), "33.50"),
    ],
)
@says("PRO-21", "PRO-22")
def test_a_segment_is_priced_from_the_exact_unit_price_not_the_shown_one(
    told, count, start, end, net
):
    cycle = told.cycle(anchor=date(2021, 3, 16))
    seats = addition(told, "51.93", (None, count))
    agreement = told.agreement(start=start, end=end, cycle=cycle, additions=(seats,))
    assert told.charged(agreement, date(2022, 1, 1)) == [net]


@says("PRO-23")
def test_fewer_units_give_back_what_was_billed_for_the_others(told):
    april = date(2021, 4, 16)
    terms = {"start": april, "cycle": told.cycle(anchor=april)}
    seats = addition(told, "51.93", (None, 500))
    client = told.client(told.agreement(additions=(seats,), **terms))
    ledger = told.ledger(propose(told.book(), client, april))
    few = addition(told, "51.93", (None, 5))
    after = told.client(told.agreement(additions=(few,), **terms), ledger=ledger)
    assert told.nets(after, april) == {"A/Licences/2021-04-16": "-25705.35"}
    assert told.nets(after, date(2021, 5, 16))["A/Licences/2021-05-16"] == "259.65"


@says("PRO-27")
def test_a_licence_added_in_mid_term_ends_with_the_term_and_renews_with_the_others(told):
    yearly = told.cycle(unit=Unit.YEAR)
    first = addition(told, "365.00", (None, 1), name="First")
    second = addition(told, "730.00", (None, 1), name="Second")
    added = replace(second, start=date(2026, 7, 2))
    client = told.client(told.agreement(cycle=yearly, additions=(first, added)))
    assert told.nets(client, date(2026, 7, 2)) == {
        "A/First/2026-01-01": "365.00",
        "A/Second/2026-01-01": "366.00",
    }
    renewed = told.nets(client, date(2027, 1, 1))
    assert renewed["A/First/2027-01-01"] == "365.00"
    assert renewed["A/Second/2027-01-01"] == "730.00"
