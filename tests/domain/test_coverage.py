"""What becomes of worked hours."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from app.domain.agreement import Allowance, Block
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.money import Money

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
