"""What lines of a bank statement pay: a table of cases, and what holds whatever comes in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bank import BankLine, Book, How, line_ids, matched
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.outstanding import Bill, OpenBill
from app.domain.qr_reference import qr_reference
from app.domain.terms import EarlyDiscount

DAY = date(2026, 12, 3)
ACME, YEN = "INV-2026-00012", "INV-2026-00015"


def eur(amount, currency="EUR"):
    return Money.rounded(Decimal(amount), currency)


def owed(number, client, amount, currency="EUR"):
    total = eur(amount, currency)
    return OpenBill(Bill(number, DocumentKind.INVOICE, client, DAY, total), total)


def line(amount, reference="", payer="", id_="b1", currency="EUR"):
    return BankLine(id_, DAY, eur(amount, currency), payer, reference)


BOOK = Book(
    (
        owed("INV-2026-00012", "ACME", "100.00"),
        owed("INV-2026-00123", "ACME", "250.00"),
        owed("INV-2026-00013", "BOLZ", "470.60"),
        owed("INV-2026-00014", "COVE", "470.60"),
        owed("INV-2026-00015", "YEN", "744000", "JPY"),
    ),
    {"ACME": "Acme Dental", "BOLZ": "Bolz GmbH", "COVE": "Cove Hotel", "YEN": "Sakura Trading"},
    {"INV-2026-00123": EarlyDiscount(Decimal(2), date(2026, 12, 10), eur("5.00"))},
    frozenset({"known"}),
)


@pytest.mark.parametrize(
    ("given", "how", "number", "parts"),
    [
        (line("100.00", "Invoice INV-2026-00012, thanks"), How.REFERENCE, ACME, ["100.00"]),
        (line("100.00", "inv 2026 00012"), How.REFERENCE, ACME, ["100.00"]),
        (line("100.00", qr_reference(ACME)), How.REFERENCE, ACME, ["100.00"]),
        # The number of another invoice that only begins with the same digits is not this one.
        (line("1.00", "INV-2026-000123"), How.UNKNOWN, "", []),
        (line("60.00", "INV-2026-00012 in part"), How.REFERENCE, ACME, ["60.00"]),
        # What is too much goes to the client's other invoice.
        (line("120.00", "INV-2026-00012"), How.REFERENCE, ACME, ["100.00", "20.00"]),
        (line("245.00", "", "someone"), How.AMOUNT, "INV-2026-00123", ["245.00"]),
        (line("250.00"), How.AMOUNT, "INV-2026-00123", ["250.00"]),
        (line("470.60"), How.UNCLEAR, "", []),
        (line("470.60", "", "COVE HOTEL LTD"), How.AMOUNT, "INV-2026-00014", ["470.60"]),
        (line("470.60", "from Bolz GmbH"), How.AMOUNT, "INV-2026-00013", ["470.60"]),
        (line("99.99"), How.UNKNOWN, "", []),
        (line("-100.00", "INV-2026-00012"), How.OUTGOING, "", []),
        (line("100.00", "INV-2026-00012", id_="known"), How.RECORDED, "", []),
        # A line in another currency pays nothing, whatever it says.
        (line("744000", "INV-2026-00015"), How.UNKNOWN, "", []),
        (line("744000", YEN, currency="JPY"), How.REFERENCE, YEN, ["744000"]),
    ],
)  # fmt: skip
def test_a_line_pays(given, how, number, parts):
    (found,) = matched([given], BOOK)
    assert (found.how, found.number) == (how, number)
    assert [part.plain() for _, part in (found.plan.parts if found.plan else ())] == parts


def test_an_early_discount_is_let_go_of_with_the_payment():
    (found,) = matched([line("245.00", "INV-2026-00123")], BOOK)
    assert found.plan.discount == eur("5.00")
    late = replace(line("245.00", "INV-2026-00123"), day=date(2026, 12, 11))
    (found,) = matched([late], BOOK)
    assert not found.plan.discount


def test_a_line_that_names_its_invoice_goes_before_one_of_the_same_amount():
    lines = [line("100.00", "monthly", id_="b1"), line("100.00", "INV-2026-00012", id_="b2")]
    first, second = matched(lines, BOOK)
    assert (first.how, second.how) == (How.UNKNOWN, How.REFERENCE)


def test_what_one_line_has_paid_the_next_does_not_pay_again():
    lines = [line("470.60", payer="Bolz GmbH", id_="b1"), line("470.60", id_="b2")]
    assert [found.number for found in matched(lines, BOOK)] == ["INV-2026-00013", "INV-2026-00014"]


def test_what_a_person_says_counts():
    lines = [line("470.60", id_="b1"), line("100.00", "INV-2026-00012", id_="b2")]
    first, second = matched(lines, BOOK, {"b1": "INV-2026-00014", "b2": ""})
    assert (first.how, first.number) == (How.CHOSEN, "INV-2026-00014")
    assert (second.how, second.plan) == (How.UNKNOWN, None)


def test_equal_lines_of_one_statement_are_two_lines_and_each_is_the_same_next_time():
    told = [("2026-12-03", "10.00", "EUR", "Jo", ""), ("2026-12-03", "10.00", "EUR", "Jo", "")]
    first = list(line_ids(told))
    assert len(set(first)) == 2
    assert list(line_ids(told)) == first


AMOUNTS = st.lists(st.integers(1, 60_000), max_size=6)


@given(AMOUNTS, st.lists(st.sampled_from(["", "INV-2026-00012", "INV-2026-00013"]), min_size=6))
def test_nothing_is_paid_twice_and_no_line_pays_more_than_it_is(amounts, references):
    lines = [
        BankLine(f"b{i}", DAY, Money(amount, "EUR"), "", references[i])
        for i, amount in enumerate(amounts)
    ]
    left = {found.bill.number: found.left.minor for found in BOOK.owing}
    for found in matched(lines, BOOK):
        if found.plan:
            parts = sum(part.minor for _, part in found.plan.parts)
            assert parts + found.plan.credit.minor == found.line.amount.minor
            for number, part in found.plan.parts:
                left[number] -= part.minor
            left[found.number] -= found.plan.discount.minor
    assert all(rest >= 0 for rest in left.values())
