"""What products say of blocks, allowances and what goes beyond them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.agreement import Addition, Allowance, Answer, Block, CoverageRule
from app.domain.catalog import Role, WorkType
from app.domain.dated import Dated
from app.domain.money import Money
from app.domain.pricing import Tier, TierMode, Tiers
from tests.products.told import says

END = date(2026, 12, 31)
FROM_BLOCKS = Dated.always((CoverageRule(Answer.BLOCK),))


def block(name, hours, bought=date(2026, 1, 1), expires=END, used=None):
    return Block(name, Fraction(hours), bought, expires, Money.zero("EUR"), used=used)


def included(told, hours, **terms):
    return told.fee(allowance=Dated.always(Allowance(Fraction(hours), **terms)))


def work(told, name, day, hours):
    return told.entry(name, day, int(60 * hours), agreement="A")


def drawn(told, blocks, *done):
    agreement = told.agreement(coverage=FROM_BLOCKS, show_covered=True)
    found = told.reasons(agreement, *done, blocks=blocks)
    return [step for step in found if "drawn from block" in step]


@says("BLK-01")
def test_each_entry_says_what_it_leaves_of_a_block(told):
    done = (work(told, "t1", date(2026, 3, 7), 3), work(told, "t2", date(2026, 3, 15), 2))
    assert drawn(told, (block("x", 10),), *done) == [
        "180 minutes drawn from block x, leaving 7 h.",
        "120 minutes drawn from block x, leaving 5 h.",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (block("older", 5, date(2026, 5, 1)), block("newer", 5, date(2026, 6, 1))),
        (block("101", 5), block("102", 5)),
    ],
)
@says("BLK-02", "BLK-03")
def test_the_older_block_is_used_first(told, first, second):
    found = drawn(told, (second, first), work(told, "t1", date(2026, 6, 3), 1))
    assert found == [f"60 minutes drawn from block {first.name}, leaving 4 h."]


@says("BLK-04")
def test_overage_costs_the_overage_rate_whatever_the_role_costs(told):
    agreement = included(told, 0, overage_rate=told.rate("90.00"))
    book = {
        "roles": {"Engineer": Role("Engineer", Dated.always(told.rate("200.00")))},
        "work_types": {"Remote": WorkType("Remote", multiplier=Dated.always(Decimal(2)))},
    }
    found = told.labour(agreement, work(told, "t1", date(2026, 1, 5), 1), book=book)
    assert found == {"t1/overage": "90.00"}


@says("BLK-07")
def test_what_goes_beyond_prepaid_hours_is_billed_and_the_next_period_begins_anew(told):
    agreement = included(told, 3)
    done = (work(told, "t1", date(2026, 1, 5), 4), work(told, "t2", date(2026, 2, 5), 4))
    assert told.labour(agreement, *done) == {"t1/overage": "100.00", "t2/overage": "100.00"}


@says("BLK-14", "BLK-15")
def test_unused_hours_are_there_in_the_next_period(told):
    agreement = included(told, 10, rollover_periods=1)
    done = (work(told, "t1", date(2026, 1, 5), 6), work(told, "t2", date(2026, 2, 5), 15))
    assert told.labour(agreement, *done) == {"t2/overage": "100.00"}


@pytest.mark.parametrize(
    ("blocks", "minutes", "taken", "left"),
    [
        ((("1st", 240, 0), ("2nd", 600, 0)), 540, {"1st": 240, "2nd": 300}, 0),
        ((("1st", 240, 0), ("2nd", 120, 0)), 1000, {"1st": 240, "2nd": 120}, 640),
        ((("1st", 60, 60), ("2nd", 240, 0)), 120, {"2nd": 120}, 0),
    ],
)
@says("BLK-18", "BLK-19", "BLK-20")
def test_work_goes_through_the_blocks_in_turn_and_the_rest_is_billed(
    told, blocks, minutes, taken, left
):
    held = tuple(
        block(name, Fraction(size, 60), used=Fraction(used, 60)) for name, size, used in blocks
    )
    entry = told.entry(minutes=minutes, agreement="A")
    found = drawn(told, held, entry)
    assert [step.partition(",")[0] for step in found] == [
        f"{count} minutes drawn from block {name}" for name, count in taken.items()
    ]
    agreement = told.agreement(coverage=FROM_BLOCKS)
    net = Money.rounded(Fraction(100 * left, 60), "EUR").plain()
    assert told.labour(agreement, entry, blocks=held) == ({"t1": net} if left else {})


@says("BLK-24")
def test_units_beyond_those_included_have_a_price_of_their_own(told):
    tiers = Tiers(
        TierMode.GRADUATED,
        (
            Tier(Decimal(1000), told.rate("0"), told.rate("0")),
            Tier(None, told.rate("0.20"), told.rate("0")),
        ),
    )
    storage = Addition("GB", told.item(), told.many(1250), pricing=Dated.always(tiers))
    agreement = told.agreement(additions=(storage,))
    assert told.charged(agreement, date(2026, 1, 2)) == ["50.00"]


@says("BLK-26")
def test_a_shared_charge_is_split_so_that_its_parts_add_up(told):
    charge = told.rate("150.00").times(Fraction(721 - 600, 60))
    parts = charge.split([480, 240])
    assert charge.plain() == "302.50"
    assert [part.plain() for part in parts] == ["201.67", "100.83"]
    taxes = [
        Money.rounded(Fraction(part.amount()) * Fraction(rate) / 100, "EUR").plain()
        for part, rate in zip(parts, (Decimal("8.25"), Decimal(5)), strict=True)
    ]
    assert taxes == ["16.64", "5.04"]


@says("BLK-30")
def test_covered_work_can_stand_on_the_invoice_at_nothing_with_what_is_left(told):
    agreement = told.agreement(coverage=FROM_BLOCKS, show_covered=True)
    done = work(told, "t1", date(2026, 1, 5), 4)
    blocks = (block("x", Fraction(33, 2)),)
    assert told.labour(agreement, done, blocks=blocks) == {"t1": "0.00"}
    assert drawn(told, blocks, done) == ["240 minutes drawn from block x, leaving 25/2 h."]
