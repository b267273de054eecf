"""Cash rounding, payments, credit and where a document stands."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cash import Cash
from app.domain.money import Money
from app.domain.payments import (
    Credit,
    Instalment,
    Share,
    Standing,
    balance,
    refund,
    schedule,
    settled,
    standing,
    use_credit,
)

DAY = date(2026, 3, 31)


def eur(text):
    return Money.rounded(Decimal(text), "EUR")


@pytest.mark.parametrize(
    ("step", "amount", "rounding"),
    [
        ("0.05", "10.02", "-0.02"),
        ("0.05", "10.03", "0.02"),
        ("0.10", "10.05", "0.05"),
        ("0.10", "-10.05", "-0.05"),
        ("0.50", "10.25", "0.25"),
        ("1", "10.49", "-0.49"),
        ("0.05", "10.00", "0.00"),
    ],
)
def test_to_the_nearest_amount_that_can_be_paid(step, amount, rounding):
    cash = Cash.of({"CHF": step}, "EUR")
    found = cash.rounding(Money.rounded(Decimal(amount), "CHF"))
    assert found.plain() == rounding


def test_one_amount_is_in_the_companys_currency():
    cash = Cash.of("0.05", "CHF")
    assert cash.rounding(Money(1002, "CHF")) == Money(-2, "CHF")
    assert cash.rounding(eur("10.02")) is None


@pytest.mark.parametrize(
    ("open_", "paid", "due", "credited", "found"),
    [
        ("100", "0", DAY, True, Standing.CREDITED),
        ("0", "100", date(2026, 1, 1), False, Standing.PAID),
        ("-1", "101", None, False, Standing.PAID),
        ("60", "40", date(2026, 3, 30), False, Standing.OVERDUE),
        ("60", "40", DAY, False, Standing.PART_PAID),
        ("60", "0", DAY, False, Standing.ISSUED),
        ("60", "0", None, False, Standing.ISSUED),
    ],
)
def test_the_first_standing_that_holds(open_, paid, due, credited, found):
    assert standing(eur(open_), eur(paid), due, DAY, credited=credited) is found


def test_a_credit_note_is_settled_by_what_goes_back():
    assert balance(eur("-220"), [eur("-120")]) == eur("-100")


@pytest.mark.parametrize(
    ("payment", "keep", "left"),
    [
        ("40", True, ("60.00", "0.00", "0.00")),
        ("100", False, ("0.00", "0.00", "0.00")),
        ("110", True, ("0.00", "10.00", "0.00")),
        ("110", False, ("0.00", "0.00", "10.00")),
    ],
)
def test_too_much_is_kept_or_written_off(payment, keep, left):
    found = settled(eur("100"), eur(payment), keep=keep)
    assert tuple(map(Money.plain, (found.balance, found.credit, found.written_off))) == left


def test_credit_is_used_soonest_to_expire_first_and_not_once_it_expired():
    soon, later = Credit(eur("30"), date(2026, 4, 1)), Credit(eur("30"), date(2026, 6, 1))
    gone, ever = Credit(eur("99"), DAY), Credit(eur("30"))
    found = use_credit(eur("80"), [ever, later, gone, soon], DAY)
    assert [(used.amount.plain(), used.expires) for used in found.used] == [
        ("30.00", soon.expires),
        ("30.00", later.expires),
        ("20.00", ever.expires),
    ]
    assert (found.due, found.left) == (eur("0"), eur("10"))


@pytest.mark.parametrize(
    ("paid", "back"), [("100", "20.00"), ("60", "0.00"), ("70", "5.00"), ("0", "0.00")]
)
def test_only_what_was_paid_beyond_what_was_used_goes_back(paid, back):
    assert refund(eur("20"), eur("30"), eur("50"), eur("100"), eur(paid)).plain() == back


@given(
    st.integers(1, 10_000_000),
    st.lists(st.tuples(st.sampled_from(Share), st.integers(0, 40)), max_size=5),
)
def test_instalments_add_up(minor, parts):
    amount = Money(minor, "EUR")
    told = [Instalment(share, Decimal(value)) for share, value in parts]
    found = schedule(amount, DAY, [*told, Instalment(Share.REMAINDER)])
    assert sum(part.minor for _, part in found) == minor


@pytest.mark.parametrize(
    ("part", "day"),
    [
        (Instalment(Share.REMAINDER, months=1), date(2026, 4, 30)),
        (Instalment(Share.REMAINDER, months=11), date(2027, 2, 28)),
        (Instalment(Share.REMAINDER, months=1, day_of_month=31, days=1), date(2026, 5, 1)),
        (Instalment(Share.REMAINDER, day_of_month=5, days=30), date(2026, 4, 4)),
    ],
)
def test_an_instalments_day(part, day):
    assert part.due(DAY) == day
