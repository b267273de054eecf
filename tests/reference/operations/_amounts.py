"""Amounts, taxes and lines in the cases' notation."""

from decimal import Decimal

from app.domain.catalog import Category
from app.domain.money import Money
from app.domain.tax import AppliedTax, TaxRounding
from tests.reference.operations import Given

CURRENCIES = {0: "JPY", 2: "EUR", 3: "KWD"}
ROUNDING = {"per_line": TaxRounding.LINE, "per_total": TaxRounding.DOCUMENT}


def currency_of(given: Given) -> str:
    return CURRENCIES[given.get("decimals", 2)]


def money(text: str, currency: str = "EUR") -> Money:
    return Money.rounded(Decimal(text), currency)


def tax(rate: str, *, category: str = "S", **terms: bool) -> AppliedTax:
    return AppliedTax(f"{category} {rate}", "", Category(category), Decimal(rate), **terms)


def taxes(rates: list[str], **terms: bool) -> tuple[AppliedTax, ...]:
    return tuple(tax(rate, **terms) for rate in rates)
