"""What becomes of worked hours."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agreement import Allowance, Block, Measure
from app.domain.billing import propose
from app.domain.catalog import WorkType
from app.domain.coverage import cover
from app.domain.dated import Dated
from app.domain.labour import works
from app.domain.money import Money
from app.domain.rates import NoRoleError, rate_of
from app.domain.schedule import service_periods
from app.domain.stock import Stock, block_lots, in_stock
from tests.domain.conftest import Make

THROUGH = date(2026, 4, 1)


def hours(number, **terms):
    return Dated.always(Allowance(Fraction(number), **terms))


def work(make, agreement, *done, blocks=()):
    entries = tuple(
        make.entry(f"t{i}", day, 60 * count, agreement="A") for i, (day, count) in enumerate(done)
    )
    client = make.client(agreement, time=entries, blocks=blocks)
    outcome = propose(make.book(), client, THROUGH)
    found = [line for proposal in outcome.proposals for line in proposal.lines]
    return {each.charge: each.net.plain() for each in found if each.charge.startswith("time/")}


def block(name, expires, count=2, bought=date(2026, 1, 1)):
    return Block(name, Fraction(count), bought, expires, Money.zero("EUR"))


def test_without_an_allowance_all_is_covered(make):
    assert work(make, make.fee(), (date(2026, 1, 5), 50)) == {}


def test_beyond_the_allowance_is_overage(make):
    agreement = make.fee(allowance=hours(10, overage_rate=make.rate("95.00")))
    found = work(make, agreement, (date(2026, 1, 5), 8), (date(2026, 1, 6), 5))
    assert found == {"time/t1/overage": "285.00"}


def test_unused_hours_roll_over_up_to_the_cap(make):
    done = ((date(2026, 2, 5), 20),)
    plain = make.fee(allowance=hours(10))
    rolled = make.fee(allowance=hours(10, rollover_periods=1))
    capped = make.fee(allowance=hours(10, rollover_periods=1, rollover_cap=Fraction(4)))
    found = [work(make, each, *done) for each in (plain, rolled, capped)]
    assert found == [{"time/t0/overage": "1000.00"}, {}, {"time/t0/overage": "600.00"}]


def test_carried_hours_run_out(make):
    agreement = make.fee(allowance=hours(10, rollover_periods=1))
    found = work(make, agreement, (date(2026, 2, 5), 10), (date(2026, 3, 5), 21))
    assert found == {"time/t1/overage": "1100.00"}


def test_blocks_come_after_the_allowance(make):
    agreement = make.fee(allowance=hours(1))
    blocks = (block("late", date(2026, 12, 1)), block("soon", date(2026, 2, 1)))
    done = ((date(2026, 1, 5), 3), (date(2026, 2, 5), 4))
    # January: 1 allowed, 2 of the block that expires sooner. February: 1 allowed, 2 of the other.
    assert work(make, agreement, *done, blocks=blocks) == {"time/t1/overage": "100.00"}


def test_a_block_covers_until_before_its_end(make):
    agreement = make.fee(allowance=hours(0))
    end = block("x", date(2026, 1, 6))
    days = (date(2026, 1, 5), 1), (date(2026, 1, 6), 1)
    assert work(make, agreement, *days, blocks=(end,)) == {"time/t1/overage": "100.00"}
    later = replace(end, bought=date(2026, 1, 6), expires=date(2026, 2, 1))
    assert work(make, agreement, *days, blocks=(later,)) == {"time/t0/overage": "100.00"}
    assert Decimal(later.amount.numerator) == 2


def money(amount, **terms):
    return Dated.always(Allowance(Fraction(amount), measure=Measure.MONEY, **terms))


def worth(name, amount, **terms):
    terms = {"measure": Measure.MONEY, **terms}
    return Block(
        name, Fraction(amount), date(2026, 1, 1), date(2027, 1, 1), Money.zero("EUR"), **terms
    )


@pytest.mark.parametrize(
    ("allowance", "nets"),
    [
        # 250 at 100 an hour are two and a half hours; half an hour is billed, then all of it.
        (money(250), {"time/t0/overage": "50.00", "time/t1/overage": "200.00"}),
        (
            money(250, overage_rate=Make.rate("60")),
            {"time/t0/overage": "30.00", "time/t1/overage": "120.00"},
        ),
        (money(300, rollover_periods=1), {"time/t1/overage": "200.00"}),
        (money(400, rollover_periods=1), {"time/t1/overage": "100.00"}),
        (money(400, rollover_periods=1, rollover_cap=Fraction(30)), {"time/t1/overage": "170.00"}),
        (money(0, carried=Fraction(350)), {"time/t1/overage": "150.00"}),
    ],
)  # fmt: skip
def test_an_allowance_in_money_is_drawn_by_worth(make, allowance, nets):
    agreement = make.fee(allowance=allowance)
    if allowance.steps[0][1].rollover_periods:
        first = Allowance(Fraction(0), measure=Measure.MONEY)
        later = Dated(((date.min, allowance.steps[0][1]), (date(2026, 2, 1), first)))
        agreement = make.fee(allowance=later)
        done = ((date(2026, 1, 5), 3), (date(2026, 2, 5), 2))
    else:
        done = ((date(2026, 1, 5), 3), (date(2026, 1, 6), 2))
    assert work(make, agreement, *done) == nets


def test_money_is_drawn_exactly(make):
    """What a third of an hour's price buys is no whole number of minutes, and nothing is lost."""
    agreement = make.fee(allowance=money("33.33"))
    assert work(make, agreement, (date(2026, 1, 5), 1)) == {"time/t0/overage": "66.67"}


def test_blocks_in_hours_and_in_money_mix(make):
    agreement = make.fee(allowance=hours(0))
    blocks = (
        worth("late", 150),
        block("soon", date(2026, 6, 1), 1),
        worth("used", 50, used=Fraction(50)),
    )
    done = ((date(2026, 1, 5), 3),)
    assert work(make, agreement, *done, blocks=blocks) == {"time/t0/overage": "50.00"}


def test_a_block_is_for_its_work_types(make):
    agreement = make.fee(allowance=hours(0))
    projects = worth("projects", 500, work_types=("Project",))
    found = work(make, agreement, (date(2026, 1, 5), 1), blocks=(projects,))
    assert found == {"time/t0/overage": "100.00"}
    remote = worth("remote", 500, work_types=("Project", "Remote"))
    assert work(make, agreement, (date(2026, 1, 5), 1), blocks=(remote,)) == {}


def test_hours_are_prorated_in_a_stub_only_if_so_agreed(make):
    # From 15 to 31 January are 17 of 31 days: 31 hours become 17.
    terms = {"start": date(2026, 1, 15)}
    done = ((date(2026, 1, 20), 18),)
    whole = make.fee(allowance=hours(31), **terms)
    part = make.fee(allowance=hours(31, prorate=True), **terms)
    assert work(make, whole, *done) == {}
    assert work(make, part, *done) == {"time/t0/overage": "100.00"}


def test_an_allowance_that_changes_within_a_period_keeps_what_was_drawn(make):
    steps = ((date.min, Allowance(Fraction(5))), (date(2026, 1, 10), Allowance(Fraction(8))))
    done = ((date(2026, 1, 5), 4), (date(2026, 1, 12), 5))
    # 8 less the 4 drawn before are left for the 5 hours.
    assert work(make, make.fee(allowance=Dated(steps)), *done) == {"time/t1/overage": "100.00"}
    fewer = ((date.min, Allowance(Fraction(5))), (date(2026, 1, 10), Allowance(Fraction(3))))
    assert work(make, make.fee(allowance=Dated(fewer)), *done) == {"time/t1/overage": "500.00"}
    none = ((date.min, None), (date(2026, 1, 10), Allowance(Fraction(3))))
    assert work(make, make.fee(allowance=Dated(none)), *done) == {"time/t1/overage": "200.00"}


def test_what_another_tool_billed_draws_nothing(make):
    agreement = make.fee(allowance=hours(0), billed_until=date(2026, 1, 10))
    done = ((date(2026, 1, 5), 2), (date(2026, 1, 12), 2))
    assert work(make, agreement, *done, blocks=(block("x", date(2026, 6, 1)),)) == {}


def test_work_without_a_rate_is_an_error_where_money_is_drawn(make):
    agreement = make.fee(allowance=money(100))
    entry = make.entry("t", agreement="A", role="")
    outcome = propose(make.book(), make.client(agreement, time=(entry,)), THROUGH)
    assert NoRoleError.text in {each.sentence.text for each in outcome.exceptions}
    assert outcome.is_blocked


ALLOWANCES = st.builds(
    Allowance,
    st.integers(0, 20).map(Fraction),
    rollover_periods=st.integers(0, 2),
    rollover_cap=st.none() | st.integers(0, 10).map(Fraction),
    carried=st.none() | st.integers(0, 5).map(Fraction),
    weighted=st.booleans(),
    prorate=st.booleans(),
) | st.builds(
    Allowance,
    st.integers(0, 2000).map(Fraction),
    rollover_periods=st.integers(0, 2),
    rollover_cap=st.none() | st.integers(0, 900).map(Fraction),
    measure=st.just(Measure.MONEY),
)
BLOCKS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 120), st.sampled_from(list(Measure))), max_size=3
)
WORK = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 400)), max_size=8)


@given(ALLOWANCES, BLOCKS, WORK, st.sampled_from(["1", "1.5", "2"]), st.randoms())
def test_nothing_is_lost_and_nothing_drawn_twice(allowance, bought, done, multiplier, random):
    blocks = tuple(
        Block(
            f"b{i}",
            Fraction(amount * (60 if measure is Measure.MONEY else 1)),
            date(2026, 1, 1) + timedelta(days=start),
            date(2026, 1, 1) + timedelta(days=start + 60),
            Money.zero("EUR"),
            measure=measure,
        )
        for i, (amount, start, measure) in enumerate(bought)
    )
    agreement = Make.fee(start=date(2026, 1, 10), allowance=Dated.always(allowance))
    entries = [
        Make.entry(f"t{i}", date(2026, 1, 10) + timedelta(days=day), minutes, agreement="A")
        for i, (day, minutes) in enumerate(done)
    ]
    work_type = WorkType("Remote", multiplier=Dated.always(Decimal(multiplier)))
    book = Make.book(work_types={"Remote": work_type})
    services = {"A": tuple(service_periods(agreement, date(2026, 6, 1)))}

    def covered(listed):
        client = Make.client(agreement, time=tuple(listed), blocks=blocks)
        rate = rate_of(Make.entry(), agreement, client, book).rate
        stock = Stock(block_lots(blocks))
        return list(cover(works(client, book, services), services, stock, lambda *_: rate))

    found = covered(entries)
    assert covered(random.sample(entries, len(entries))) == found
    for each in found:
        for part in each.parts:
            assert part.covered + part.billable + part.overage == part.part.minutes
            assert min(part.covered, part.billable, part.overage) >= 0
    rate, weight = Fraction(100) * Fraction(multiplier), Fraction(multiplier)
    cost = {
        Measure.HOURS: weight if allowance.weighted else Fraction(1),
        Measure.MONEY: rate / 60,
    }
    drawn = sum((part.covered for each in found for part in each.parts), Fraction(0))
    bought_minutes = sum(
        (in_stock(each.amount, each.measure) / cost[each.measure] for each in blocks), Fraction(0)
    )
    a_period = in_stock(allowance.amount, allowance.measure) / cost[allowance.measure]
    carried = (
        in_stock(allowance.carried or Fraction(0), allowance.measure) / cost[allowance.measure]
    )
    assert drawn <= bought_minutes + a_period * len(services["A"]) + carried
