"""Taxes: which ones a line bears on its day, and the totals of a document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.catalog import Category
from app.domain.errors import RuleError
from app.domain.money import Money, decimals, half_away
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
    """A tax as it stands on a line: with the rate of its day, frozen.

    A compound tax is on the net and the taxes before it; an inclusive one is in the price already.
    """

    code: str
    name: str
    category: Category
    rate: Decimal
    reason: str = ""
    compound: bool = False
    inclusive: bool = False


Taxes = tuple[AppliedTax, ...]


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """One group of a document's tax summary."""

    tax: AppliedTax
    net: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class Taxed:
    """Amounts with their taxes worked out: the net of each, and the tax summary."""

    nets: tuple[Money, ...]
    groups: tuple[TaxTotal, ...]


class NoTaxRateError(RuleError):
    """A tax has no rate on the day."""

    text = N_("Tax {tax} has no rate on {day}. Add one in its list of rates.")


class MixedTaxesError(RuleError):
    """Some taxes of a line are in its price and others come on top."""

    text = N_(
        "{tax} is in the price and {other} comes on top of it. "
        "Give one line only taxes of the same kind."
    )


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
) -> Taxes:
    """The taxes a line bears: its own with the rates of the day, or the client's treatment."""
    if treatment is not Treatment.STANDARD:
        return (AppliedTax("", "", _TREATED[treatment], Decimal(0), reason),)
    result: list[AppliedTax] = []
    for code in codes:
        tax = taxes[code]
        rate = tax.rates.at(day, None)
        if rate is None:
            raise NoTaxRateError(tax=code, day=day)
        found = AppliedTax(
            code, tax.name, tax.category, rate, tax.reason, tax.compound, tax.inclusive
        )
        if result and found.inclusive != result[0].inclusive:
            first, second = sorted((found, result[0]), key=lambda each: not each.inclusive)
            raise MixedTaxesError(tax=first.code, other=second.code)
        result.append(found)
    return tuple(result)


def is_treated(taxes: Taxes) -> bool:
    """Whether these stand for a client's treatment and not for taxes of its own."""
    return bool(taxes) and not taxes[0].code


def bases(taxes: Iterable[AppliedTax]) -> tuple[Fraction, ...]:
    """What each tax is on, as a share of the net: a compound one is on the taxes before it too."""
    with_taxes, found = Fraction(1), list[Fraction]()
    for tax in taxes:
        found.append(with_taxes if tax.compound else Fraction(1))
        with_taxes += found[-1] * Fraction(tax.rate) / 100
    return tuple(found)


def shares(taxes: Iterable[AppliedTax]) -> tuple[Fraction, ...]:
    """Each tax as a share of the net."""
    return _shares(tuple(taxes))


@lru_cache(maxsize=1024)
def _shares(taxes: Taxes) -> tuple[Fraction, ...]:
    return tuple(
        base * Fraction(tax.rate) / 100 for tax, base in zip(taxes, bases(taxes), strict=True)
    )


def base_of(group: TaxTotal, lines: Iterable[tuple[Money, Sequence[AppliedTax]]]) -> Money:
    """What a tax of a summary is on: its net, with the taxes before it where it compounds."""
    if not group.tax.compound:
        return group.net
    exact = sum(
        (
            Fraction(net.amount()) * bases(taxes)[taxes.index(group.tax)]
            for net, taxes in lines
            if group.tax in taxes
        ),
        Fraction(0),
    )
    return Money.rounded(exact, group.net.currency)


def factor(taxes: Sequence[AppliedTax]) -> Fraction:
    """By how much a net grows with its taxes: 1.23."""
    return 1 + sum(shares(taxes), Fraction(0))


def without(gross: Money, taxes: Sequence[AppliedTax]) -> Money:
    """What is left of an amount when the taxes in it are taken out."""
    return Money.rounded(Fraction(gross.amount()) / factor(taxes), gross.currency)


def totals(
    lines: Iterable[tuple[Money, Sequence[AppliedTax]]], rounding: TaxRounding, currency: str
) -> tuple[TaxTotal, ...]:
    """The tax summary: once per group on the sum of nets, or the sum of each line's own tax."""
    return taxed(lines, rounding, currency).groups


def taxed(
    lines: Iterable[tuple[Money, Sequence[AppliedTax]]], rounding: TaxRounding, currency: str
) -> Taxed:
    """Nets and taxes of amounts as they were agreed, which inclusive taxes are a part of.

    What is to be paid for an amount with inclusive taxes is exactly that amount: its tax is
    rounded (once per group, or on each line) and what is left is the net.
    """
    amounts, stacks = list[int](), dict[Taxes, list[int]]()
    for place, (amount, taxes) in enumerate(lines):
        amounts.append(amount.minor)
        stacks.setdefault(tuple(taxes) or (OUTSIDE,), []).append(place)
    parts = [
        _Part(taxes, places, shares(taxes), [amounts[place] for place in places])
        for taxes, places in stacks.items()
    ]
    taken = _by_line(parts, currency) if rounding is TaxRounding.LINE else _once(parts, currency)
    nets, groups = amounts, dict[AppliedTax, tuple[int, int]]()
    for part, own in zip(parts, taken, strict=True):
        if part.inclusive:
            for place, net in zip(part.places, part.nets(own, currency), strict=True):
                nets[place] = net
        net = sum(nets[place] for place in part.places)
        for tax, tax_amounts in zip(part.taxes, own, strict=True):
            before = groups.get(tax, (0, 0))
            groups[tax] = before[0] + net, before[1] + sum(tax_amounts)
    return Taxed(
        tuple(Money(net, currency) for net in nets),
        tuple(
            TaxTotal(tax, Money(groups[tax][0], currency), Money(groups[tax][1], currency))
            for tax in sorted(groups, key=lambda tax: (tax.category, -tax.rate, tax.code))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines that bear the same taxes: their places, and their amounts in minor units."""

    taxes: Taxes
    places: list[int]
    shares: tuple[Fraction, ...]
    amounts: list[int]

    @property
    def inclusive(self) -> bool:
        return self.taxes[0].inclusive

    def bases(self) -> Fraction | int:
        """What one minor unit of an amount is to the taxes on it."""
        return 1 / (1 + sum(self.shares, Fraction(0))) if self.inclusive else 1

    def nets(self, own: Sequence[Sequence[int]], currency: str) -> list[int]:
        """The nets of inclusive lines: shared so that they and the taxes make the amounts."""
        if len(own[0]) == len(self.amounts):
            return [
                amount - sum(column) for amount, *column in zip(self.amounts, *own, strict=True)
            ]
        net = Money(sum(self.amounts) - sum(map(sum, own)), currency)
        base = self.bases()
        return [
            each.minor for each in net.shared([Fraction(amount) * base for amount in self.amounts])
        ]


_Taken = list[list[list[int]]]
"""For each part and each of its taxes: the tax, of all lines at once or line by line."""


def _by_line(parts: Iterable[_Part], currency: str) -> _Taken:
    """Each line's tax, rounded on its own."""
    places = decimals(currency)
    return [
        [
            [
                Money.rounded(Fraction(amount * base * share, 10**places), currency).minor
                for amount in part.amounts
            ]
            for share in part.shares
        ]
        for part in parts
        for base in (part.bases(),)
    ]


def _once(parts: Sequence[_Part], currency: str) -> _Taken:
    """Each tax rounded once, on all that bears it, and shared out to the parts."""
    bearing: dict[AppliedTax, list[tuple[int, int, Fraction]]] = {}
    for p, part in enumerate(parts):
        net = sum(part.amounts) * part.bases()
        for t, (tax, share) in enumerate(zip(part.taxes, part.shares, strict=True)):
            bearing.setdefault(tax, []).append((p, t, share * net))
    taken: _Taken = [[[] for _ in part.taxes] for part in parts]
    for found in bearing.values():
        exact = [each for _, _, each in found]
        total = Money(half_away(sum(exact[1:], exact[0])), currency)
        for (p, t, _), amount in zip(found, total.shared(exact), strict=True):
            taken[p][t] = [amount.minor]
    return taken
