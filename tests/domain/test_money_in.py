"""Money that comes in: what it settles, and what of it stays the client's."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.money_in import (
    Payment,
    PaymentKind,
    credit_of,
    excess,
    mirror,
    paid_of,
    payment_fault,
    spread,
)
from app.domain.outstanding import Bill, open_bills, open_credits

DAY = date(2026, 11, 25)


def eur(minor):
    return Money(minor, "EUR")


def bill(number, minor, due=DAY):
    return Bill(number, DocumentKind.INVOICE, "ACME", due, eur(minor))


def payment(id_, minor, *parts, **more):
    return Payment(id_, "ACME", DAY, eur(minor), tuple((n, eur(p)) for n, p in parts), **more)


@pytest.mark.parametrize(
    ("kind", "amount", "parts", "is_right"),
    [
        (PaymentKind.PAYMENT, "100", ["60", "40"], True),
        (PaymentKind.PAYMENT, "100", ["60"], True),
        (PaymentKind.PAYMENT, "100", [], True),
        (PaymentKind.PAYMENT, "100", ["60", "41"], False),
        (PaymentKind.PAYMENT, "100", ["-1"], False),
        (PaymentKind.PAYMENT, "100", ["0"], False),
        (PaymentKind.PAYMENT, "-50", ["-50"], True),
        (PaymentKind.PAYMENT, "-50", ["10"], False),
        (PaymentKind.PAYMENT, "0", [], False),
        (PaymentKind.PAYMENT, "0", ["30", "-30"], True),
        (PaymentKind.WRITE_OFF, "10", ["10"], True),
        (PaymentKind.WRITE_OFF, "10", ["9"], False),
        (PaymentKind.DISCOUNT, "10", [], False),
    ],
)
def test_no_more_is_applied_than_there_is(kind, amount, parts, is_right):
    fault = payment_fault(kind, Decimal(amount), [Decimal(part) for part in parts])
    assert (not fault) == is_right


def test_what_is_not_applied_is_the_clients_credit_until_it_is_used_or_given_back():
    payments = [payment("p1", 12_000, ("I1", 10_000)), payment("p2", -500)]
    assert credit_of(payments) == {("ACME", "EUR"): eur(1_500)}
    used = payment("p1", 12_000, ("I1", 10_000), ("I2", 1_500))
    assert credit_of([used, payments[1]]) == {}


@pytest.mark.parametrize(
    ("amount", "owing", "parts"),
    [
        (100, [("I1", 100)], {"I1": 100}),
        (40, [("I1", 100)], {"I1": 40}),
        (120, [("I1", 100)], {"I1": 100}),
        (50, [("I1", 100), ("I2", 50)], {"I2": 50}),
        (130, [("I1", 100), ("I2", 50)], {"I1": 100, "I2": 30}),
        (0, [("I1", 100)], {}),
    ],
)
def test_money_goes_to_the_invoice_it_pays_exactly_else_to_the_longest_due(amount, owing, parts):
    open_ = open_bills([bill(number, minor) for number, minor in owing], {})
    assert {n: part.minor for n, part in spread(eur(amount), open_)} == parts


def test_a_payment_taken_back_leaves_the_invoice_as_open_as_before():
    paid = payment("p1", 10_000, ("I1", 9_000))
    back = mirror(paid, "p2", DAY, "bounced")
    assert paid_of([paid, back]) == {"I1": 0}
    assert credit_of([paid, back]) == {}
    assert back.reverses == "p1"


def test_a_credit_note_can_pay_another_invoice_without_any_money():
    bills = [
        bill("I1", 100),
        bill("I2", 50),
        Bill("C1", DocumentKind.CREDIT_NOTE, "ACME", None, eur(120), ("I1",)),
    ]
    (left,) = open_credits(bills, {})
    assert left.left == eur(20)
    paid = paid_of([payment("p1", 0, ("I2", 20), ("C1", -20))])
    assert open_credits(bills, paid) == ()
    assert [(found.bill.number, found.left.minor) for found in open_bills(bills, paid)] == [
        ("I2", 30)
    ]


def test_more_than_is_left_of_an_invoice_is_told():
    owing = open_bills([bill("I1", 100)], {})
    assert not excess({"I1": eur(100)}, owing)
    assert excess({"I1": eur(101)}, owing) == "I1"
    assert excess({"I2": eur(1)}, owing) == "I2"


@given(st.integers(1, 10_000), st.lists(st.integers(1, 3_000), max_size=6))
def test_spreading_loses_no_cent(amount, totals):
    owing = open_bills([bill(f"I{i}", minor) for i, minor in enumerate(totals)], {})
    parts = dict(spread(eur(amount), owing))
    assert sum(part.minor for part in parts.values()) == min(amount, sum(totals))
    assert not excess(parts, owing)
