from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.outstanding import Bill, open_bills

DUE = date(2026, 10, 14)


def invoice(number, minor, due=DUE, currency="EUR"):
    return Bill(number, DocumentKind.INVOICE, "ACME", due, Money(minor, currency))


def credit(number, minor, *corrects):
    total = Money(minor, "EUR")
    return Bill(number, DocumentKind.CREDIT_NOTE, "ACME", None, total, corrects)


def left(bills, paid=None):
    return {found.bill.number: found.left.minor for found in open_bills(bills, paid or {})}


@pytest.mark.parametrize(
    ("bills", "paid", "owed"),
    [
        ([invoice("I1", 100)], {}, {"I1": 100}),
        ([invoice("I1", 100)], {"I1": 40}, {"I1": 60}),
        ([invoice("I1", 100)], {"I1": 100}, {}),
        ([invoice("I1", 100)], {"I1": 120}, {}),
        ([invoice("I1", 100), credit("C1", 30, "I1")], {}, {"I1": 70}),
        ([invoice("I1", 100), credit("C1", 100, "I1")], {}, {}),
        ([invoice("I1", 100), invoice("I2", 50), credit("C1", 120, "I1", "I2")], {}, {"I2": 30}),
        ([invoice("I1", 100), credit("C1", 30, "I9")], {}, {"I1": 100}),
        ([invoice("I1", 100), credit("C1", 30, "I1")], {"C1": -30}, {"I1": 100}),
    ],
)
def test_what_is_left_is_the_total_less_credits_and_payments(bills, paid, owed):
    assert left(bills, paid) == owed


def test_the_longest_due_comes_first_and_what_has_no_day_last():
    bills = [
        invoice("I3", 1, None),
        invoice("I2", 1, date(2026, 11, 1)),
        invoice("I1", 1, date(2026, 10, 1)),
    ]
    assert [found.bill.number for found in open_bills(bills, {})] == ["I1", "I2", "I3"]


@pytest.mark.parametrize(
    ("day", "late"), [(DUE, 0), (date(2026, 10, 15), 1), (date(2026, 11, 14), 31)]
)
def test_an_invoice_is_late_from_the_day_after_it_was_due(day, late):
    (found,) = open_bills([invoice("I1", 100)], {})
    assert found.days_late(day) == late


@given(
    st.lists(st.integers(1, 10_000), min_size=1, max_size=8),
    st.lists(st.integers(0, 10_000), max_size=8),
)
def test_credits_never_take_more_than_is_owed(totals, given_back):
    bills = [invoice(f"I{i}", minor) for i, minor in enumerate(totals)]
    numbers = tuple(bill.number for bill in bills)
    notes = [credit(f"C{i}", minor, *numbers) for i, minor in enumerate(given_back)]
    owed = left([*bills, *notes])
    assert all(0 < minor <= totals[int(number[1:])] for number, minor in owed.items())
    assert sum(owed.values()) == max(sum(totals) - sum(given_back), 0)
