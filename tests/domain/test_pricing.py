"""Prices that depend on a quantity: tiers, packages, and how they pass through a period."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.agreement import Addition, Counts, Proration, Uplift
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.facts import Asset
from app.domain.money import Rate
from app.domain.period import ALWAYS, NEVER
from app.domain.pricing import Packages, PerUnit, Tier, TierMode, Tiers

JANUARY, MIDDLE, FEBRUARY = date(2026, 1, 1), date(2026, 1, 17), date(2026, 2, 1)


def rate(amount):
    return Rate(Decimal(amount), "EUR")


def tiers(mode, *listed):
    return Tiers(
        mode,
        tuple(
            Tier(None if end is None else Decimal(end), rate(price), rate(flat))
            for end, price, flat in listed
        ),
    )


STEPS = (("10", "10", "2"), ("20", "5", "3"), (None, "1", "0"))


@pytest.mark.parametrize(
    ("quantity", "graduated", "volume"),
    [
        ("0", "2", "2"),
        ("0.5", "7", "7"),
        ("10", "102", "102"),
        ("10.5", "107.5", "55.5"),
        ("20", "155", "103"),
        ("21", "156", "21"),
        ("-21", "-156", "-21"),
    ],
)
def test_tiers_at_their_edges(quantity, graduated, volume):
    for mode, wanted in ((TierMode.GRADUATED, graduated), (TierMode.VOLUME, volume)):
        assert tiers(mode, *STEPS).amount(Decimal(quantity)) == Fraction(wanted)


@pytest.mark.parametrize(
    ("quantity", "free", "packages"),
    [
        ("0", "0", 0),
        ("0.1", "0", 1),
        ("10", "0", 1),
        ("11", "0", 2),
        ("10", "10", 0),
        ("21", "10", 2),
    ],
)
def test_a_started_package_is_charged_in_full(quantity, free, packages):
    scheme = Packages(Decimal(10), rate("7.50"), Decimal(free))
    assert scheme.amount(Decimal(quantity)) == packages * Fraction("7.5")


@given(st.integers(0, 10**6), st.integers(1, 50), st.decimals("0.01", 100, places=2))
def test_one_open_tier_is_a_plain_price(quantity, parts, price):
    step = Decimal(quantity) / parts
    for mode in TierMode:
        scheme = tiers(mode, (None, str(price), "0"))
        assert scheme.amount(step) == PerUnit(Rate(price, "EUR")).amount(step)


@given(st.decimals(0, 1000, places=3), st.decimals(0, 1000, places=3))
def test_graduated_tiers_never_cost_less_for_more(one, other):
    scheme = tiers(TierMode.GRADUATED, *STEPS)
    few, many = sorted((one, other))
    assert scheme.amount(few) <= scheme.amount(many)


def added(make, scheme, quantity, **terms):
    addition = Addition("x", make.item(), quantity, pricing=Dated.always(scheme), **terms)
    return make.agreement(additions=(addition,))


def lines(make, agreement, through=JANUARY, **facts):
    outcome = propose(make.book(), make.client(agreement, **facts), through)
    assert not outcome.is_blocked
    return [line for proposal in outcome.proposals for line in proposal.lines]


def shown(line):
    return str(line.quantity), f"{line.price.amount:.2f}", line.net.plain()


@pytest.mark.parametrize(
    ("scheme", "wanted"),
    [
        (
            tiers(TierMode.GRADUATED, ("10", "10", "2"), (None, "4", "0")),
            ("1", "106.00", "106.00"),
        ),
        (tiers(TierMode.VOLUME, ("10", "10", "0"), (None, "5", "0")), ("11", "5.00", "55.00")),
        (Packages(Decimal(10), rate("7.50")), ("1", "15.00", "15.00")),
    ],
)
def test_the_unit_price_is_printed_where_there_is_one(make, scheme, wanted):
    (line,) = lines(make, added(make, scheme, Dated.always(Decimal(11))))
    assert shown(line) == wanted


def test_each_stretch_of_days_is_priced_by_its_own_quantity(make):
    scheme = tiers(TierMode.VOLUME, ("10", "31", "0"), (None, "15.50", "0"))
    quantity = Dated.of([(ALWAYS, Decimal(10)), (MIDDLE, Decimal(20))])
    (line,) = lines(make, added(make, scheme, quantity))
    assert line.net.plain() == "310.00"
    told = [sentence.plain() for sentence in line.explanation]
    assert "10 × 31 EUR = 310." in told
    assert "2026-01-17 - 2026-01-31: 310 × 15 of 31 days = 150." in told


@pytest.mark.parametrize(
    ("proration", "net"), [(Proration.NONE, "40.00"), (Proration.NEXT, "20.00")]
)
def test_without_proration_the_scheme_prices_one_quantity(make, proration, net):
    quantity = Dated.of([(ALWAYS, Decimal(15)), (MIDDLE, Decimal(35))])
    terms = {"proration": Dated.always(proration)}
    agreement = added(make, Packages(Decimal(10), rate("10.00")), quantity, **terms)
    assert lines(make, agreement)[0].net.plain() == net


def test_the_minimum_is_what_the_scheme_is_asked_for(make):
    pcs = tuple(Asset(f"pc{i}", "pc", ((ALWAYS, NEVER),)) for i in range(3))
    addition = Addition(
        "x",
        make.item(),
        counts=Counts("devices", "pc"),
        minimum=Dated.always(Decimal(12)),
        pricing=Dated.always(tiers(TierMode.GRADUATED, ("10", "10", "0"), (None, "5", "0"))),
    )
    agreement = make.agreement(additions=(addition,))
    assert lines(make, agreement, devices=pcs)[0].net.plain() == "110.00"


def test_a_price_from_a_later_day_takes_over(make):
    scheme = tiers(TierMode.VOLUME, (None, "20.00", "0"))
    addition = Addition(
        "x",
        make.item(),
        Dated.always(Decimal(1)),
        price=Dated.of([(ALWAYS, rate("10.00")), (date(2026, 3, 1), rate("30.00"))]),
        pricing=Dated.of([(FEBRUARY, scheme)]),
    )
    found = lines(make, make.agreement(additions=(addition,)), date(2026, 3, 1))
    assert [line.net.plain() for line in found] == ["10.00", "20.00", "30.00"]


def test_an_item_has_a_scheme_for_all_who_buy_it(make):
    scheme = Packages(Decimal(10), rate("7.50"))
    item = make.item(pricing=Dated.of([(JANUARY, scheme)]))
    agreement = make.agreement(additions=(Addition("x", item, Dated.always(Decimal(11))),))
    assert lines(make, agreement)[0].net.plain() == "15.00"


def test_the_uplift_raises_every_price_and_rounds_each(make):
    scheme = tiers(TierMode.GRADUATED, ("10", "9.99", "1.11"), (None, "5.55", "0"))
    assert scheme.raised(Decimal(10)) == tiers(
        TierMode.GRADUATED, ("10", "10.99", "1.22"), (None, "6.11", "0.00")
    )
    assert Packages(Decimal(5), rate("0.33")).raised(Decimal(10)).price == rate("0.36")
    agreement = added(
        make, Packages(Decimal(10), rate("100.00")), Dated.always(Decimal(1)), start=JANUARY
    )
    raised = make.agreement(
        additions=agreement.additions, uplift=Dated.always(Uplift(Decimal(5), FEBRUARY))
    )
    assert [line.net.plain() for line in lines(make, raised, FEBRUARY)] == ["100.00", "105.00"]


@given(
    steps=st.lists(st.tuples(st.integers(0, 59), st.integers(0, 60)), min_size=1, max_size=4),
    scheme=st.sampled_from(
        [tiers(mode, *STEPS) for mode in TierMode] + [Packages(Decimal(7), rate("3"))]
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_late_quantities_end_in_the_same_total(make, steps, scheme):
    known = Dated.of([(ALWAYS, Decimal(5))])
    days = {date.fromordinal(JANUARY.toordinal() + day): Decimal(count) for day, count in steps}
    late = Dated.of([(ALWAYS, Decimal(5)), *days.items()])
    before = make.client(added(make, scheme, known))
    ledger = make.ledger(propose(make.book(), before, FEBRUARY))
    after = make.client(added(make, scheme, late), ledger=ledger)
    ledger = make.ledger(propose(make.book(), after, FEBRUARY), ledger)
    fresh = make.ledger(propose(make.book(), make.client(added(make, scheme, late)), FEBRUARY))
    assert sum(found.net.minor for found in ledger.values()) == sum(
        found.net.minor for found in fresh.values()
    )
    again = make.client(added(make, scheme, late), ledger=ledger)
    assert not propose(make.book(), again, FEBRUARY).proposals
