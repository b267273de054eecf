"""Reminders: levels in their order, each once, and what being late costs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import DocumentKind
from app.domain.dunning import USUAL, Holds, Level, Rule, Sent, late_fee, letters, next_level
from app.domain.money import Money
from app.domain.outstanding import Bill, open_bills

DUE = date(2026, 10, 14)
FEES = Rule((Level(7), Level(21, Decimal("5.00"), Decimal(9))))


def after(days):
    return DUE + timedelta(days=days)


def owing(*numbers, client="ACME", currency="EUR"):
    return open_bills(
        [
            Bill(number, DocumentKind.INVOICE, client, DUE, Money(10_000, currency))
            for number in numbers
        ],
        {},
    )


@pytest.mark.parametrize(
    ("late", "before", "level"),
    [
        (6, [], 0),
        (7, [], 1),
        (40, [], 1),
        (21, [(1, 7)], 2),
        (20, [(1, 7)], 0),
        (21, [(1, 20)], 0),
        (34, [(1, 20)], 2),
        (60, [(1, 7), (2, 21)], 3),
        (60, [(1, 7), (2, 21), (3, 35)], 0),
    ],
)
def test_levels_follow_one_another_and_lie_apart(late, before, level):
    sent = [Sent("I1", done, after(days)) for done, days in before]
    assert next_level(USUAL, late, sent, after(late)) == level


def test_a_client_gets_one_letter_for_all_that_is_due_in_a_currency():
    open_ = owing("I1", "I2") + owing("I3", currency="USD") + owing("I4", client="BOLT")
    found = letters(open_, USUAL, [], Holds(), after(10))
    assert [(each.client, each.currency, len(each.items)) for each in found] == [
        ("ACME", "EUR", 2),
        ("ACME", "USD", 1),
        ("BOLT", "EUR", 1),
    ]


def test_what_is_held_is_not_in_a_letter():
    open_ = owing("I1", "I2") + owing("I4", client="BOLT")
    holds = Holds({"BOLT": "a dispute"}, {"I1": "paid in cash tomorrow"})
    (letter,) = letters(open_, USUAL, [], holds, after(10))
    assert [item.document for item in letter.items] == ["I2"]


def test_interest_runs_from_the_due_day_and_then_from_the_last_letter():
    (first,) = letters(owing("I1"), FEES, [], Holds(), after(10))
    assert not first.fees
    sent = [Sent("I1", 1, after(10))]
    (second,) = letters(owing("I1"), FEES, sent, Holds(), after(40))
    # 100.00 at 9 percent for 30 days, and 5.00
    assert second.fees == Money(574, "EUR")
    assert second.level == 2


@pytest.mark.parametrize(
    ("left", "currency", "days", "fee"),
    [(10_000, "EUR", 365, 900), (10_000, "EUR", 0, 0), (10_000, "JPY", 365, 900)],
)
def test_interest_is_rounded_once_in_the_invoices_currency(left, currency, days, fee):
    level = Level(7, percent=Decimal(9))
    assert late_fee(level, Money(left, currency), days) == Money(fee, currency)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_however_one_looks_each_level_comes_once(gaps):
    sent, day = list[Sent](), DUE
    for gap in gaps:
        day += timedelta(days=gap)
        for letter in letters(owing("I1", "I2"), USUAL, sent, Holds(), day):
            sent += [Sent(item.document, item.level, day) for item in letter.items]
    for number in ("I1", "I2"):
        levels = [each.level for each in sent if each.document == number]
        assert levels == list(range(1, len(levels) + 1))
        assert len(levels) <= len(USUAL.levels)
