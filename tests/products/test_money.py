"""What products say of rounding money, of taxes, discounts and shares."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.billing import propose
from app.domain.catalog import Tax
from app.domain.charge import priced
from app.domain.dated import Dated
from app.domain.discount import Discount
from app.domain.facts import Expense
from app.domain.money import Money
from app.domain.tax import TaxRounding
from tests.products.told import says

DAY = date(2026, 1, 5)


def document(told, percent, *amounts, rounding=TaxRounding.DOCUMENT):
    taxes = {"VAT": Tax("VAT", "VAT", rates=Dated.always(Decimal(percent)))}
    expenses = tuple(
        Expense(f"e{i}", DAY, "Disk", "each", Decimal(1), told.rate(amount), ("VAT",))
        for i, amount in enumerate(amounts)
    )
    book = told.book(taxes=taxes, tax_rounding=rounding)
    (proposal,) = propose(book, told.client(expenses=expenses), DAY).proposals
    return proposal


@says("TAX-03")
def test_a_line_whose_product_is_not_its_net_is_shown_as_one_at_its_net(told):
    rate = told.rate("0.061171")
    net = rate.times(1000)
    assert net.plain() == "61.17"
    assert priced(Fraction(1000), rate, net) == (1, told.rate("61.17"))


@says("TAX-08")
def test_a_credit_lowers_what_is_taxed(told):
    found = document(told, "10", "10.00", "-2.00")
    assert [each.plain() for each in (found.net, found.tax, found.total)] == [
        "8.00",
        "0.80",
        "8.80",
    ]


@pytest.mark.parametrize("rounding", TaxRounding)
@says("TAX-11")
def test_one_percent_of_small_lines_adds_up_either_way(told, rounding):
    assert document(told, "1", "3.00", "2.00", "1.00", rounding=rounding).tax.plain() == "0.06"


@says("TAX-17")
def test_a_total_is_the_sum_of_rounded_lines(told):
    assert document(told, "0", "1.2345", "1.2345").net.plain() == "2.46"


@says("DIS-05")
def test_percent_comes_before_a_fixed_amount_and_corrections_after_both(told):
    discount = Discount("Loyalty", Decimal(10), told.rate("5.00"))
    agreement = told.fee("100.00", fee_discount=Dated.always(discount))
    correction = Expense("e", DAY, "Correction", "each", Decimal(1), told.rate("-2.50"))
    lines = told.billed(told.client(agreement, expenses=(correction,)), DAY)
    assert [line.net.plain() for line in lines] == ["85.00", "-2.50"]


@says("DIS-06")
def test_a_price_is_shared_by_list_prices(told):
    parts = Money(50000, "EUR").split([100, 300])
    assert [part.plain() for part in parts] == ["125.00", "375.00"]
