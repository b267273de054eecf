"""Taxes of a document."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.catalog import Category, Tax
from app.domain.dated import Dated
from app.domain.money import Money
from app.domain.plain import tax_plain
from app.domain.tax import (
    OUTSIDE,
    AppliedTax,
    NoTaxRateError,
    TaxRounding,
    Treatment,
    applied,
    totals,
)

DAY = date(2026, 1, 1)


def tax(rate, code="T", **terms):
    return AppliedTax(code, "Tax", Category.STANDARD, Decimal(rate), **terms)


def amounts(lines, rounding=TaxRounding.DOCUMENT):
    found = totals([(Money(net, "EUR"), taxes) for net, taxes in lines], rounding, "EUR")
    return {group.tax.code: (group.net.minor, group.amount.minor) for group in found}


@pytest.mark.parametrize(
    ("rounding", "amount"), [(TaxRounding.DOCUMENT, 1145), (TaxRounding.LINE, 1144)]
)
def test_rounded_on_the_document_or_on_each_line(rounding, amount):
    lines = [(net, [tax(15)]) for net in (2506, 2561, 2563)]
    assert amounts(lines, rounding) == {"T": (7630, amount)}


def test_two_taxes_on_the_same_net():
    assert amounts([(10000, [tax(5, "G"), tax(7, "P")])]) == {"G": (10000, 500), "P": (10000, 700)}


def test_a_compound_tax_is_on_the_one_before():
    lines = [(10000, [tax(5, "G"), tax("9.975", "Q", compound=True)])]
    assert amounts(lines) == {"G": (10000, 500), "Q": (10000, 1047)}


def test_rates_make_their_own_groups():
    found = totals(
        [(Money(100, "EUR"), [tax(23)]), (Money(100, "EUR"), [tax(9)])], TaxRounding.DOCUMENT, "EUR"
    )
    assert [(group.tax.rate, group.amount.minor) for group in found] == [(23, 23), (9, 9)]


def test_no_tax_is_outside():
    (group,) = totals([(Money(100, "EUR"), ())], TaxRounding.DOCUMENT, "EUR")
    assert (group.tax, group.amount.minor) == (OUTSIDE, 0)


def test_the_rate_is_that_of_the_day():
    vat = Tax("T", "Tax", rates=Dated.of([(DAY, Decimal(23)), (date(2026, 3, 1), Decimal(21))]))
    asked = [
        applied(("T",), {"T": vat}, Treatment.STANDARD, "", day)[0].rate
        for day in (DAY, date(2026, 2, 28), date(2026, 3, 1))
    ]
    assert asked == [23, 23, 21]
    with pytest.raises(NoTaxRateError):
        applied(("T",), {"T": vat}, Treatment.STANDARD, "", date(2025, 12, 31))


@pytest.mark.parametrize(
    "treatment", [each for each in Treatment if each is not Treatment.STANDARD]
)
def test_a_treatment_takes_the_place_of_all_taxes(treatment):
    (found,) = applied(("T",), {}, treatment, "why", DAY)
    assert (found.rate, found.reason) == (0, "why")


@pytest.mark.parametrize("rate", ["23", "23.0", "23.000"])
def test_a_rate_is_kept_in_one_form_however_it_was_written(rate):
    tax = AppliedTax("VAT", "VAT", Category.STANDARD, Decimal(rate))
    assert tax_plain(tax)["rate"] == "23"
