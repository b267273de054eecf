"""A client's account: whatever is billed and paid, its end is what is open less what is credit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ageing import Age, age_of, ages
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.money_in import Payment, PaymentKind, spread
from app.domain.outstanding import Bill, open_bills
from app.domain.period import Period
from app.domain.statement import Move, account, currencies

FIRST = date(2026, 1, 1)
YEAR = Period(FIRST, date(2027, 1, 1))


def euros(minor):
    return Money(minor, "EUR")


def bill(number, days, minor, kind=DocumentKind.INVOICE, corrects=()):
    day = FIRST + timedelta(days=days)
    return Bill(number, kind, "ACME", day + timedelta(days=14), euros(minor), corrects, day)


def paid(id_, days, minor, *parts, **more):
    told = tuple((number, euros(part)) for number, part in parts)
    return Payment(id_, "ACME", FIRST + timedelta(days=days), euros(minor), told, **more)


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (0, Age.NOT_DUE),
        (1, Age.TO_30),
        (30, Age.TO_30),
        (31, Age.TO_60),
        (60, Age.TO_60),
        (61, Age.TO_90),
        (90, Age.TO_90),
        (91, Age.OLDER),
        (4000, Age.OLDER),
    ],
)
def test_ages_change_after_thirty_sixty_and_ninety_days(late, age):
    assert age_of(late) is age


def test_each_open_invoice_stands_in_one_age_of_its_currency():
    open_ = open_bills([bill("I1", 0, 100), bill("I2", 40, 50)], {})
    found = ages(open_, "EUR", FIRST + timedelta(days=60))
    assert {age: amount.minor for age, amount in found.items() if amount} == {
        Age.TO_60: 100,
        Age.TO_30: 50,
    }
    assert not any(ages(open_, "USD", FIRST).values())


def test_what_came_before_is_the_opening_and_what_came_after_is_left_out():
    bills = [bill("I1", 0, 10_000), bill("I2", 40, 5_000), bill("I3", 80, 700)]
    payments = [paid("P1", 20, 4_000, ("I1", 4_000)), paid("P2", 90, 6_000, ("I1", 6_000))]
    period = Period(FIRST + timedelta(days=30), FIRST + timedelta(days=60))
    found = account("ACME", bills, payments, "EUR", period)
    assert found.opening == euros(6_000)
    assert [(e.number, e.amount.minor, e.balance.minor) for e in found.entries] == [
        ("I2", 5_000, 11_000)
    ]
    assert [(each.bill.number, each.left.minor) for each in found.open] == [
        ("I1", 6_000),
        ("I2", 5_000),
    ]


def test_every_way_in_which_a_debt_ends_is_told_by_its_name():
    bills = [
        bill("I1", 0, 10_000),
        bill("C1", 1, 1_000, DocumentKind.CREDIT_NOTE, ("I1",)),
        bill("O1", 2, 50, DocumentKind.OPENING),
    ]
    payments = [
        paid("P1", 3, 8_000, ("I1", 8_000)),
        paid("P2", 4, -8_000, ("I1", -8_000), reverses="P1"),
        paid("P3", 5, 100, ("I1", 100), kind=PaymentKind.DISCOUNT),
        paid("P4", 6, 8_900, ("I1", 8_900), kind=PaymentKind.WRITE_OFF),
        paid("P5", 7, 70),
        paid("P6", 8, -70),
    ]
    found = account("ACME", bills, payments, "EUR", YEAR)
    assert [entry.move for entry in found.entries] == [
        Move.INVOICE,
        Move.CREDIT_NOTE,
        Move.OPENING,
        Move.PAYMENT,
        Move.TAKEN_BACK,
        Move.DISCOUNT,
        Move.WRITE_OFF,
        Move.PAYMENT,
        Move.REFUND,
    ]
    assert found.closing == euros(50)
    assert (found.billed, found.paid) == (euros(9_050), euros(9_000))


def test_a_clients_own_currency_comes_first_and_each_once():
    bills = [Bill("I1", DocumentKind.INVOICE, "ACME", None, Money(1, "USD"), (), FIRST)]
    assert currencies(bills, [paid("P1", 1, 5)], "EUR") == ("EUR", "USD")


DAYS = st.integers(0, 200)


@st.composite
def books(draw):
    """Invoices, credit notes on them and payments that settle what is open, or too much."""
    amounts = draw(st.lists(st.tuples(DAYS, st.integers(1, 50_000)), min_size=1, max_size=6))
    bills, payments = [bill(f"I{i}", *found) for i, found in enumerate(amounts)], []
    for i in range(draw(st.integers(0, 3))):
        invoice = draw(st.sampled_from(bills[: len(bills) - i]))
        if invoice.kind is DocumentKind.INVOICE:
            share = draw(st.integers(1, invoice.total.minor))
            days = (invoice.day - FIRST).days + draw(st.integers(0, 30))
            corrects = (invoice.number,)
            bills.append(bill(f"C{i}", days, share, DocumentKind.CREDIT_NOTE, corrects))
    settled = {}
    for i in range(draw(st.integers(0, 6))):
        owing = open_bills(bills, settled)
        amount = euros(draw(st.integers(1, 60_000)))
        parts = spread(amount, owing)
        for number, part in parts:
            settled[number] = settled.get(number, 0) + part.minor
        told = [(number, part.minor) for number, part in parts]
        payments.append(paid(f"P{i}", 250 + i, amount.minor, *told))
    return bills, payments


@given(books(), st.integers(0, 300))
def test_the_closing_is_what_is_open_less_what_is_credit(book, days):
    bills, payments = book
    whole = account("ACME", bills, payments, "EUR", YEAR)
    left = Money.total((each.left for each in whole.open), "EUR")
    assert whole.closing == left - whole.credit
    assert Money.total(whole.ages.values(), "EUR") == left
    # However the time is cut, one part goes on where the other ended.
    cut = FIRST + timedelta(days=days)
    first = account("ACME", bills, payments, "EUR", Period(FIRST, cut))
    second = account("ACME", bills, payments, "EUR", Period(cut, YEAR.end))
    assert first.closing == second.opening
    assert second.closing == whole.closing
    assert first.billed + second.billed == whole.billed
    assert first.paid + second.paid == whole.paid
    assert first.opening + first.billed - first.paid == first.closing
    assert Decimal(whole.closing.minor) == sum(
        -each.total.minor if each.kind is DocumentKind.CREDIT_NOTE else each.total.minor
        for each in bills
    ) - sum(each.amount.minor for each in payments)
