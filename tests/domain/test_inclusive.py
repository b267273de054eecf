"""Prices that include their taxes: what is to be paid is exactly the sum of the prices."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.billing import propose
from app.domain.catalog import Category, Tax
from app.domain.dated import Dated
from app.domain.facts import TaxRounding
from app.domain.money import Money
from app.domain.tax import AppliedTax, MixedTaxesError, Treatment, applied, factor, taxed
from app.domain.tax import totals as summary

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def tax(rate, code="T", **terms):
    return AppliedTax(code, "Tax", Category.STANDARD, Decimal(rate), **terms)


def inside(rate, code="T", **terms):
    return tax(rate, code, inclusive=True, **terms)


GST, QST = inside(5, "G"), inside("9.975", "Q", compound=True)
STACKS = ((inside(23),), (inside(9, "R"),), (GST,), (GST, QST), (QST, GST), (tax(23, "X"),), ())
LINES = st.lists(
    st.tuples(st.integers(-99_999, 99_999), st.sampled_from(STACKS)), min_size=1, max_size=12
)


@given(LINES, st.sampled_from(TaxRounding), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_what_is_to_be_paid_is_the_sum_of_the_prices(lines, rounding, currency):
    found = taxed([(Money(amount, currency), taxes) for amount, taxes in lines], rounding, currency)
    of_inside = [taxes for _, taxes in lines if taxes and taxes[0].inclusive]
    prices = sum(amount for amount, taxes in lines if taxes in of_inside)
    nets = sum(
        net.minor for net, (_, taxes) in zip(found.nets, lines, strict=True) if taxes in of_inside
    )
    own = sum(group.amount.minor for group in found.groups if group.tax.inclusive)
    assert nets + own == prices
    on_top = [
        (net, amount)
        for net, (amount, taxes) in zip(found.nets, lines, strict=True)
        if taxes not in of_inside
    ]
    assert all(net.minor == amount for net, amount in on_top)


@given(LINES, st.sampled_from(TaxRounding))
def test_every_net_is_the_price_without_its_taxes(lines, rounding):
    """To a minor unit for each tax, which is what rounding the taxes can move."""
    found = taxed([(Money(amount, "EUR"), taxes) for amount, taxes in lines], rounding, "EUR")
    for net, (amount, taxes) in zip(found.nets, lines, strict=True):
        exact = amount / factor(taxes) if taxes and taxes[0].inclusive else amount
        assert abs(net.minor - exact) <= max(1, len(taxes))


@given(LINES, st.sampled_from(TaxRounding))
def test_a_summary_is_on_the_nets_of_its_lines(lines, rounding):
    found = taxed([(Money(amount, "EUR"), taxes) for amount, taxes in lines], rounding, "EUR")
    for group in found.groups:
        bearing = [
            net.minor
            for net, (_, taxes) in zip(found.nets, lines, strict=True)
            if group.tax in taxes
        ]
        if group.tax.code:
            assert group.net.minor == sum(bearing)


def test_two_taxes_in_one_price():
    (found,) = (taxed([(Money(11547, "EUR"), (GST, QST))], TaxRounding.DOCUMENT, "EUR"),)
    assert [net.minor for net in found.nets] == [10000]
    assert {group.tax.code: group.amount.minor for group in found.groups} == {"G": 500, "Q": 1047}


def test_taxes_of_two_kinds_do_not_share_a_line():
    taxes = {
        "I": Tax("I", "VAT", rates=Dated.always(Decimal(23)), inclusive=True),
        "X": Tax("X", "Levy", rates=Dated.always(Decimal(1))),
    }
    for codes in (("I", "X"), ("X", "I")):
        with pytest.raises(MixedTaxesError, match="I is in the price and X comes on top"):
            applied(codes, taxes, Treatment.STANDARD, "", JANUARY)


@pytest.fixture
def book(make):
    rates = Dated.of([(JANUARY, Decimal(25)), (FEBRUARY, Decimal(20))])
    return make.book(taxes={"I": Tax("I", "VAT", rates=rates, inclusive=True)})


@pytest.fixture
def client(make):
    return make.client(make.fee("100.00", fee_taxes=Dated.always(("I",))))


def told(outcome):
    (proposal,) = outcome.proposals
    return [(line.net.plain(), line.charged.plain()) for line in proposal.lines]


def test_the_net_follows_the_rate_of_the_day_and_the_ledger_the_price(book, client):
    outcome = propose(book, client, FEBRUARY)
    assert told(outcome) == [("80.00", "100.00"), ("83.33", "100.00")]
    assert outcome.proposals[0].total.plain() == "200.00"


def test_billed_once_it_is_not_billed_again(make, book, client):
    ledger = make.ledger(propose(book, client, FEBRUARY))
    assert not propose(book, replace(client, ledger=ledger), FEBRUARY).proposals


def test_a_raised_price_bills_its_difference_with_the_tax_in_it(make, book, client):
    ledger = make.ledger(propose(book, client, JANUARY))
    raised = make.client(make.fee("110.00", fee_taxes=Dated.always(("I",))), ledger=ledger)
    assert told(propose(book, raised, JANUARY)) == [("8.00", "10.00")]


@pytest.mark.parametrize(
    "treatment", [each for each in Treatment if each is not Treatment.STANDARD]
)
def test_who_is_not_taxed_does_not_pay_what_is_in_the_price(make, book, client, treatment):
    free = replace(client, treatment=treatment, tax_id="X")
    outcome = propose(book, free, FEBRUARY)
    assert told(outcome) == [("80.00", "80.00"), ("83.33", "83.33")]
    assert outcome.proposals[0].tax.plain() == "0.00"
    assert not propose(book, replace(free, ledger=make.ledger(outcome)), FEBRUARY).proposals


def test_a_treatment_that_comes_later_changes_nothing_billed(make, book, client):
    ledger = make.ledger(propose(book, client, FEBRUARY))
    free = replace(client, treatment=Treatment.EXEMPT, ledger=ledger)
    assert not propose(book, free, FEBRUARY).proposals


def test_totals_are_the_summary_alone():
    lines = [(Money(1230, "EUR"), (inside(23),))]
    assert summary(lines, TaxRounding.LINE, "EUR") == taxed(lines, TaxRounding.LINE, "EUR").groups
