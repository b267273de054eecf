"""Invoices of EN 16931: lines with allowances and charges, and those of the document."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.domain.document import payable
from app.domain.money import Money, Rate
from app.domain.tax import TaxRounding, taxed
from tests.reference.operations import Given, operation
from tests.reference.operations._amounts import money, tax


@operation("invoice")
def _invoice(given: Given) -> dict[str, object]:
    currency = given["currency"]
    lines = [(_net(line, currency), _bearing(line)) for line in given["lines"]]
    others = [
        (sign(money(found["amount"], currency)), _bearing(found))
        for key, sign in (
            ("document_allowances", Money.__neg__),
            ("document_charges", Money.__pos__),
        )
        for found in given[key]
    ]
    found = taxed([*lines, *others], TaxRounding.DOCUMENT, currency)
    basis = Money.total(found.nets, currency)
    taxes = Money.total((group.amount for group in found.groups), currency)
    prepaid = money(given["prepaid"] or "0", currency)
    rounding = money(given["rounding"] or "0", currency)
    return {
        "line_total": Money.total((net for net, _ in lines), currency).plain(),
        "tax_basis": basis.plain(),
        "vat_breakdown": [
            {
                "category": group.tax.category.value,
                "rate": str(group.tax.rate),
                "basis": group.net.plain(),
                "amount": group.amount.plain(),
            }
            for group in found.groups
        ],
        "tax_total": taxes.plain(),
        "grand_total": (basis + taxes).plain(),
        "prepaid": prepaid.plain(),
        "rounding": rounding.plain(),
        "payable": payable(basis + taxes, prepaid, rounding).plain(),
    }


def _net(line: dict[str, Any], currency: str) -> Money:
    """The line's net: its price for so many, less its allowances, plus its charges."""
    quantity = Fraction(line["qty"]) / Fraction(line.get("base_qty", "1"))
    gross = Rate(Decimal(line["unit_price"]), currency).times(quantity)
    less = (money(found["amount"], currency) for found in line.get("allowances", ()))
    more = (money(found["amount"], currency) for found in line.get("charges", ()))
    return gross - Money.total(less, currency) + Money.total(more, currency)


def _bearing(found: dict[str, Any]) -> tuple[object, ...]:
    rate = str(Decimal(found["vat_rate"]).normalize())
    return (tax(rate, category=found["vat_category"]),)
