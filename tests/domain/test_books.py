"""Documents as they are booked: to the cent, with the accounts and taxes of another program."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.books import ROUNDING, Books, booked, untold
from app.domain.catalog import Category
from app.domain.charge import ChargeKind
from app.domain.document import Document, DocumentKind, DocumentLine, Party
from app.domain.money import Money
from app.domain.period import Period
from app.domain.tax import AppliedTax, TaxTotal

DAY = date(2026, 11, 30)
VAT = AppliedTax("VAT23", "VAT", Category.STANDARD, Decimal(23))
LOW = AppliedTax("VAT9", "VAT", Category.STANDARD, Decimal(9))
BOOKS = Books(
    "4000",
    {"WS": "4100", "Remote": "4200", "discount": "4900"},
    {"VAT23": "23% (VAT on Income)", "O": "No VAT", "S": "Standard"},
)
ORIGINS = {"A-1/PCs": "WS", "time/t1": "Remote"}


def eur(amount):
    return Money.rounded(Decimal(amount), "EUR")


def line(number, charge, net, taxes=(VAT,), *, quantity="1", price=None, kind=ChargeKind.RECURRING):
    return DocumentLine(
        number,
        charge,
        kind,
        f"Line {number}",
        "",
        Period(date(2026, 11, 1), date(2026, 12, 1)),
        Decimal(quantity),
        "each",
        "C62",
        Decimal(price or net),
        eur(net),
        eur(net),
        DAY,
        taxes,
        (),
    )


def document(lines, taxes=(), kind=DocumentKind.INVOICE, **more):
    return Document(
        "INV-1",
        kind,
        "ACME",
        DAY,
        None,
        "EUR",
        "en",
        Party("We"),
        Party("They"),
        None,
        "",
        tuple(lines),
        tuple(taxes),
        **more,
    )


@pytest.mark.parametrize(
    ("charge", "kind", "account", "source"),
    [
        ("A-1/PCs/2026-11-01", ChargeKind.RECURRING, "4100", "WS"),
        ("A-1/PCs/2026-11-01", ChargeKind.ADJUSTMENT, "4100", "WS"),
        ("time/t1/overage", ChargeKind.TIME, "4200", "Remote"),
        ("A-1/fee/2026-11-01", ChargeKind.FEE, "4000", "fee"),
        ("discount/A-1/Loyal", ChargeKind.DISCOUNT, "4900", "discount"),
        ("expense/e9", ChargeKind.EXPENSE, "4000", "expense"),
    ],
)
def test_a_line_goes_to_the_account_of_its_item_its_work_or_its_kind(charge, kind, account, source):
    found = booked(document([line(1, charge, "10.00", kind=kind)]), BOOKS, ORIGINS)
    assert (found.entries[0].account, found.entries[0].source) == (account, source)


@pytest.mark.parametrize(
    ("taxes", "code"),
    [
        ((VAT,), "23% (VAT on Income)"),
        ((LOW,), "Standard"),
        ((), "No VAT"),
        ((VAT, replace(LOW, category=Category.ZERO)), "23% (VAT on Income)+VAT9"),
    ],
)
def test_a_tax_is_called_as_the_program_calls_it(taxes, code):
    found = booked(document([line(1, "x/y", "10.00", taxes)]), BOOKS, {})
    assert found.entries[0].tax_code == code


def test_the_tax_of_a_document_is_shared_by_its_lines_to_the_cent():
    lines = [line(i, f"A-1/{i}/2026-11-01", "0.33") for i in (1, 2, 3)]
    tax = TaxTotal(VAT, eur("0.99"), eur("0.23"))
    found = booked(document(lines, [tax]), BOOKS, {})
    assert [entry.tax.plain() for entry in found.entries] == ["0.08", "0.08", "0.07"]


def test_what_a_credit_note_gives_back_is_negative_with_a_positive_quantity():
    lines = [line(1, "x/y", "90.00", quantity="2", price="45.00")]
    tax = TaxTotal(VAT, eur("90.00"), eur("20.70"))
    found = booked(document(lines, [tax], DocumentKind.CREDIT_NOTE), BOOKS, {})
    (entry,) = found.entries
    assert (entry.quantity, entry.price) == (2, Decimal("-45.00"))
    assert (entry.net, entry.tax) == (eur("-90.00"), eur("-20.70"))


def test_what_quantity_and_price_do_not_come_to_is_one_at_its_net():
    found = booked(document([line(1, "x/y", "10.00", quantity="3", price="3.33")]), BOOKS, {})
    assert (found.entries[0].quantity, found.entries[0].price) == (1, Decimal("10.00"))


def test_the_coin_that_rounds_a_total_is_a_line_of_its_own():
    found = booked(document([line(1, "x/y", "10.02", ())], rounding=eur("-0.02")), BOOKS, {})
    assert (found.entries[-1].source, found.entries[-1].net) == (ROUNDING, eur("-0.02"))


def test_what_nobody_told_is_named():
    lines = [line(1, "x/y", "10.00", (LOW,)), line(2, "x/z", "5.00", ())]
    found = booked(document(lines), Books(), {})
    assert untold([found], Books()) == (("recurring",), ("O", "VAT9"))
    assert untold([booked(document(lines), BOOKS, {})], BOOKS) == ((), ())


NETS = st.lists(st.integers(-50_000, 50_000), min_size=1, max_size=8)


@given(NETS, st.booleans())
def test_the_entries_come_to_the_documents_net_and_tax(nets, is_note):
    kind = DocumentKind.CREDIT_NOTE if is_note else DocumentKind.INVOICE
    lines = [
        replace(line(i, f"x/{i}", "1.00"), net=Money(net, "EUR"), price=Decimal(net) / 100)
        for i, net in enumerate(nets, start=1)
    ]
    total = Money(sum(nets), "EUR")
    tax = Money.rounded(total.amount() * Decimal("0.23"), "EUR")
    made = document(lines, [TaxTotal(VAT, total, tax)], kind)
    found = booked(made, BOOKS, {})
    sign = -1 if is_note else 1
    assert sum(entry.net.minor for entry in found.entries) == sign * made.net.minor
    assert sum(entry.tax.minor for entry in found.entries) == sign * made.tax.minor
    assert all(entry.quantity * entry.price == entry.net.amount() for entry in found.entries)
