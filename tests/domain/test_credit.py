"""Credit notes: the mirror of the invoice, to the cent, never twice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cash import Cash
from app.domain.catalog import Category
from app.domain.charge import ChargeKind
from app.domain.credit import CreditedAlreadyError, NoSuchLineError, NothingLeftError, credit_of
from app.domain.document import Bank, Document, DocumentKind, DocumentLine, Party
from app.domain.facts import TaxRounding
from app.domain.money import Money
from app.domain.period import Period
from app.domain.tax import AppliedTax, taxed, totals

DAY = date(2026, 1, 1)
FIRST = AppliedTax("G", "GST", Category.STANDARD, Decimal(5))
SECOND = AppliedTax("Q", "QST", Category.STANDARD, Decimal("9.975"), compound=True)


def line(number, net):
    money = Money(net, "EUR")
    return DocumentLine(
        number, f"A/{number}/2026-01-01", ChargeKind.RECURRING, "x", "",
        Period(DAY, date(2026, 2, 1)), Decimal(1), "each", "C62", money.amount(), money, money,
        DAY, (FIRST, SECOND), (),
    )  # fmt: skip


def invoice(nets, rounding):
    lines = tuple(line(i, net) for i, net in enumerate(nets, start=1))
    taxes = totals(((each.net, each.taxes) for each in lines), rounding, "EUR")
    return Document(
        "INV-1", DocumentKind.INVOICE, "ACME", DAY, DAY, "EUR", "en", Party("a"), Party("b"),
        Bank(), "", lines, taxes, tax_rounding=rounding,
    )  # fmt: skip


def note(document, credit):
    return replace(
        document,
        number="CN-1",
        kind=DocumentKind.CREDIT_NOTE,
        lines=credit.lines,
        taxes=credit.taxes,
    )


@pytest.mark.parametrize("rounding", TaxRounding)
def test_the_whole_is_the_mirror(rounding):
    document = invoice([2506, 2561, -563], rounding)
    found = note(document, credit_of(document, (), {}, waived=False))
    assert (found.net, found.tax, found.total) == (document.net, document.tax, document.total)
    assert [each.charged for each in found.lines] == [-each.net for each in document.lines]


@given(
    st.lists(st.integers(2, 99_999), min_size=1, max_size=4),
    st.data(),
    st.sampled_from(TaxRounding),
)
def test_pieces_add_up_to_the_whole(nets, data, rounding):
    document, notes = invoice(nets, rounding), []
    for number, net in enumerate(nets, start=1):
        part = data.draw(st.integers(1, net - 1))
        wanted = {number: Money(part, "EUR")}
        notes.append(note(document, credit_of(document, notes, wanted, waived=False)))
    notes.append(note(document, credit_of(document, notes, {}, waived=False)))
    assert sum(each.net.minor for each in notes) == document.net.minor
    assert sum(each.tax.minor for each in notes) == document.tax.minor
    with pytest.raises(NothingLeftError):
        credit_of(document, notes, {}, waived=False)


INSIDE = (replace(FIRST, inclusive=True), replace(SECOND, inclusive=True))
CASH = Cash.of("0.05", "EUR")


def inclusive(prices, rounding):
    """An invoice whose prices include their taxes, rounded to what can be paid."""
    found = taxed([(Money(price, "EUR"), INSIDE) for price in prices], rounding, "EUR")
    lines = tuple(
        replace(line(i, net.minor), charged=Money(price, "EUR"), taxes=INSIDE)
        for i, (net, price) in enumerate(zip(found.nets, prices, strict=True), start=1)
    )
    told = replace(invoice([1], rounding), lines=lines, taxes=found.groups)
    return replace(told, rounding=CASH.rounding(told.total))


@given(
    st.lists(st.integers(3, 99_999), min_size=1, max_size=4),
    st.data(),
    st.sampled_from(TaxRounding),
)
def test_pieces_of_inclusive_prices_and_of_rounding_add_up(prices, data, rounding):
    document, notes = inclusive(prices, rounding), []

    def credit(wanted):
        found = credit_of(document, notes, wanted, waived=False, cash=CASH)
        notes.append(replace(note(document, found), rounding=found.rounding))

    for each in document.lines:
        if each.net.minor > 1:
            part = data.draw(st.integers(1, each.net.minor - 1))
            credit({each.number: Money(part, "EUR")})
    credit({})
    assert sum(each.total.minor for each in notes) == document.total.minor == sum(prices)
    assert sum(each.payable.minor for each in notes) == document.payable.minor
    assert all(each.payable.minor % 5 == 0 for each in notes)
    charged = [line.charged.minor for each in notes for line in each.lines]
    assert sum(charged) == -sum(prices)


def test_nothing_is_credited_twice():
    document = invoice([1000], TaxRounding.DOCUMENT)
    whole = note(document, credit_of(document, (), {}, waived=True))
    assert not any(each.charged for each in whole.lines)
    for wanted, error in (({1: None}, CreditedAlreadyError), ({2: None}, NoSuchLineError)):
        with pytest.raises(error):
            credit_of(document, [whole], wanted, waived=False)
    with pytest.raises(CreditedAlreadyError):
        credit_of(document, (), {1: Money(1001, "EUR")}, waived=False)
