"""Taxes: which one a line bears on its day, and the totals of a document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.catalog import Category
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.catalog import Codes, Tax


class TaxRounding(StrEnum):
    """Whether tax is rounded once per group of a document, or on each line."""

    DOCUMENT = "document"
    LINE = "line"


class Treatment(StrEnum):
    """How a client is taxed."""

    STANDARD = "standard"
    EXEMPT = "exempt"
    REVERSE_CHARGE = "reverse_charge"
    EXPORT = "export"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, order=True)
class AppliedTax:
    """A tax as it stands on a line: with the rate of its day, frozen."""

    code: str
    name: str
    category: Category
    rate: Decimal
    reason: str = ""
    compound: bool = False


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One group of a document's tax summary."""

    tax: AppliedTax
    net: Money
    amount: Money


class NoTaxRateError(RuleError):
    """A tax has no rate on the day."""

    text = N_("Tax {tax} has no rate on {day}. Add one in its list of rates.")


OUTSIDE = AppliedTax("", "", Category.OUTSIDE, Decimal(0))
"""What a line without any tax bears: outside the scope of tax."""

_TREATED = {
    Treatment.EXEMPT: Category.EXEMPT,
    Treatment.REVERSE_CHARGE: Category.REVERSE_CHARGE,
    Treatment.EXPORT: Category.EXPORT,
    Treatment.OUTSIDE: Category.OUTSIDE,
}


def applied(
    codes: Codes, taxes: Mapping[str, Tax], treatment: Treatment, reason: str, day: date
) -> tuple[AppliedTax, ...]:
    """The taxes a line bears: its own with the rates of the day, or the client's treatment."""
    if treatment is not Treatment.STANDARD:
        return (AppliedTax("", "", _TREATED[treatment], Decimal(0), reason),)
    result: list[AppliedTax] = []
    for code in codes:
        tax = taxes[code]
        rate = tax.rates.at(day, None)
        if rate is None:
            raise NoTaxRateError(tax=code, day=day)
        result.append(AppliedTax(code, tax.name, tax.category, rate, tax.reason, tax.compound))
    return tuple(result)


def totals(
    lines: Iterable[tuple[Money, Sequence[AppliedTax]]], rounding: TaxRounding, currency: str
) -> tuple[TaxTotal, ...]:
    """The tax summary: once per group on the sum of nets, or the sum of each line's own tax."""
    nets: dict[AppliedTax, int] = {}
    exact: dict[AppliedTax, Fraction] = {}
    by_line: dict[AppliedTax, int] = {}
    for net, taxes in lines:
        before = Fraction(0)
        for tax in taxes or (OUTSIDE,):
            base = Fraction(net.amount()) + (before if tax.compound else 0)
            amount = base * Fraction(tax.rate) / 100
            before += amount
            nets[tax] = nets.get(tax, 0) + net.minor
            exact[tax] = exact.get(tax, Fraction(0)) + amount
            by_line[tax] = by_line.get(tax, 0) + Money.rounded(amount, currency).minor
    return tuple(
        TaxTotal(
            tax,
            Money(nets[tax], currency),
            Money(by_line[tax], currency)
            if rounding is TaxRounding.LINE
            else Money.rounded(exact[tax], currency),
        )
        for tax in sorted(nets, key=lambda tax: (tax.category, -tax.rate, tax.code))
    )
