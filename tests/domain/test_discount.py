"""Discounts on a line: percent before fixed, by days, for some periods, never past nothing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.agreement import Addition, Proration
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.discount import Discount
from app.domain.money import Rate
from app.domain.period import ALWAYS, Cycle, Timing, Unit

JANUARY, MIDDLE, FEBRUARY = date(2026, 1, 1), date(2026, 1, 17), date(2026, 2, 1)
MAY = date(2026, 5, 1)

PERCENTS = st.decimals(0, 100, places=2)
AMOUNTS = st.decimals(0, 500, places=2)


def discount(percent="0", amount=None, periods=None):
    return Discount(
        "Launch", Decimal(percent), Rate(Decimal(amount), "EUR") if amount else None, periods
    )


@pytest.mark.parametrize(
    ("percent", "amount", "price", "left"),
    [
        ("10", None, "100", "90"),
        ("0", "5", "100", "95"),
        ("10", "5", "100", "85"),
        ("0", "120", "100", "0"),
        ("100", None, "144.495", "0"),
        ("10", None, "-100", "-90"),
        ("10", "5", "-100", "-85"),
        ("0", "120", "-100", "0"),
        ("33.333333", None, "3", "2.00000001"),
    ],
)
def test_percent_comes_before_the_fixed_amount(percent, amount, price, left):
    assert discount(percent, amount).off(Fraction(price)) == Fraction(left)


@given(st.decimals(-1000, 1000, places=3), PERCENTS, AMOUNTS)
def test_it_never_turns_a_sign_and_never_adds(price, percent, amount):
    left = discount(percent, amount).off(price)
    assert abs(left) <= abs(price)
    assert left * Fraction(price) >= 0


def nets(make, agreement, through=MAY, **facts):
    outcome = propose(make.book(), make.client(agreement, **facts), through)
    assert not outcome.is_blocked
    return [line.net.plain() for proposal in outcome.proposals for line in proposal.lines]


def discounted_fee(make, *steps, fee="310.00", **terms):
    return make.fee(fee, fee_discount=Dated.of(steps), **terms)


def test_a_fixed_amount_is_prorated_like_the_price(make):
    agreement = discounted_fee(make, (ALWAYS, discount("0", "31.00")), start=MIDDLE)
    assert nets(make, agreement, FEBRUARY) == ["135.00", "279.00"]


def test_it_holds_from_its_day_until_it_is_ended(make):
    agreement = discounted_fee(make, (MIDDLE, discount("50")), (FEBRUARY, None))
    assert nets(make, agreement, FEBRUARY) == ["235.00", "310.00"]


@pytest.mark.parametrize(
    ("proration", "wanted"),
    [(Proration.NONE, ["310.00", "155.00"]), (Proration.NEXT, ["310.00", "155.00"])],
)
def test_without_proration_it_counts_as_on_the_first_day(make, proration, wanted):
    terms = {"proration": Dated.always(proration)}
    agreement = discounted_fee(make, (MIDDLE, discount("50")), **terms)
    assert nets(make, agreement, FEBRUARY) == wanted


@pytest.mark.parametrize(
    ("since", "wanted"),
    [
        (ALWAYS, ["155.00", "155.00", "310.00", "310.00", "310.00"]),
        (FEBRUARY, ["310.00", "155.00", "155.00", "310.00", "310.00"]),
        (MIDDLE, ["235.00", "155.00", "310.00", "310.00", "310.00"]),
    ],
)
def test_it_can_be_for_some_periods_only(make, since, wanted):
    agreement = discounted_fee(make, (since, discount("50", periods=2)))
    assert nets(make, agreement) == wanted
    assert nets(make, agreement, JANUARY) == wanted[:1]


def test_a_stub_is_one_of_its_periods(make):
    agreement = discounted_fee(make, (ALWAYS, discount("50", periods=2)), start=MIDDLE)
    assert nets(make, agreement, date(2026, 3, 1)) == ["75.00", "155.00", "310.00"]


def test_the_periods_billed_elsewhere_were_discounted_there(make):
    agreement = discounted_fee(make, (ALWAYS, discount("50", periods=2)), billed_until=FEBRUARY)
    assert nets(make, agreement, date(2026, 3, 1)) == ["155.00", "310.00"]


def test_the_periods_are_those_of_the_cycle(make):
    quarters = Dated.always(Cycle(3, Unit.MONTH, JANUARY, Timing.ARREARS))
    agreement = discounted_fee(make, (ALWAYS, discount("50", periods=1)), cycle=quarters)
    assert nets(make, agreement, date(2026, 7, 1)) == ["155.00", "310.00"]


def test_an_undated_one_counts_from_the_additions_first_day(make):
    quantity = Dated.of([(date(2026, 3, 1), Decimal(1))])
    addition = Addition(
        "x", make.item(), quantity, discount=Dated.always(discount("50", periods=1))
    )
    assert nets(make, make.agreement(additions=(addition,))) == ["5.00", "10.00", "10.00"]


def test_the_line_says_so_and_how(make):
    addition = Addition(
        "x", make.item(), Dated.always(Decimal(3)), discount=Dated.always(discount("10", "1.00"))
    )
    outcome = propose(make.book(), make.client(make.agreement(additions=(addition,))), JANUARY)
    (line,) = outcome.proposals[0].lines
    assert (str(line.quantity), str(line.price), line.unit) == ("1", "26.00 EUR", "each")
    assert line.detail.plain() == "Launch: less 10 %, then less 1.00 EUR"
    told = [sentence.plain() for sentence in line.explanation]
    assert "3 × 10.00 EUR = 30." in told
    assert "Launch: 30 less 10 %, then less 1.00 EUR, at least 0 = 26." in told


@given(
    percent=PERCENTS,
    amount=AMOUNTS,
    periods=st.one_of(st.none(), st.integers(1, 4)),
    since=st.dates(JANUARY, date(2026, 4, 30)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_late_discount_ends_in_the_same_total_and_billing_twice_in_nothing(
    make, percent, amount, periods, since
):
    plain = make.client(make.fee("310.00"))
    ledger = make.ledger(propose(make.book(), plain, MAY))
    agreement = discounted_fee(make, (since, discount(percent, amount, periods)))
    late = propose(make.book(), make.client(agreement, ledger=ledger), MAY)
    ledger = make.ledger(late, ledger)
    fresh = make.ledger(propose(make.book(), make.client(agreement), MAY))
    assert {key: found.net for key, found in ledger.items()} == {
        key: found.net for key, found in fresh.items()
    }
    assert all(found.net.minor >= 0 for found in ledger.values())
    assert not propose(make.book(), make.client(agreement, ledger=ledger), MAY).proposals
