"""Money in whole minor units, prices as fine as they come, and the one place that rounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Number = int | Decimal | Fraction

WITHOUT_MINOR_UNIT = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
)
WITH_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_DECIMALS = {**dict.fromkeys(WITHOUT_MINOR_UNIT, 0), **dict.fromkeys(WITH_THREE_DECIMALS, 3)}
LARGEST = 10**12
"""No single amount may reach this many minor units; it keeps every sum far inside an INTEGER."""


def decimals(currency: str) -> int:
    """How many decimals the currency's minor unit has (ISO 4217)."""
    return _DECIMALS.get(currency, 2)


def half_away(value: Number) -> int:
    """The nearest whole number; exactly half goes away from zero."""
    return _half_away(*value.as_integer_ratio())


def _half_away(numerator: int, denominator: int) -> int:
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def apportioned(whole: int, exact: Sequence[Fraction]) -> list[int]:
    """The whole parts nearest to exact ones that add up to a whole number.

    Largest remainder, the first one on a tie.
    """
    parts = [share.numerator // share.denominator for share in exact]
    left = whole - sum(parts)
    by_remainder = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    if left < 0:
        by_remainder.reverse()
    for i in range(abs(left)):
        parts[by_remainder[i % len(parts)]] += 1 if left > 0 else -1
    return parts


class MixedCurrenciesError(ValueError):
    """Amounts of two currencies met in one sum."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount owed: whole minor units of one currency."""

    minor: int
    currency: str

    @classmethod
    def rounded(cls, exact: Number, currency: str) -> Money:
        """An exact amount in major units, rounded half away from zero to the minor unit."""
        numerator, denominator = exact.as_integer_ratio()
        return cls(_half_away(numerator * 10 ** decimals(currency), denominator), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in a currency."""
        return cls(0, currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """The sum of amounts, all in the currency."""
        result = 0
        for amount in amounts:
            if amount.currency != currency:
                raise MixedCurrenciesError(amount.currency, currency)
            result += amount.minor
        return cls(result, currency)

    def __add__(self, other: Money) -> Money:
        """Add within one currency."""
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """Subtract within one currency."""
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        """Turn debit into credit."""
        return Money(-self.minor, self.currency)

    def __pos__(self) -> Money:
        """The amount as it is."""
        return self

    def __abs__(self) -> Money:
        """The amount without its sign."""
        return Money(abs(self.minor), self.currency)

    def __bool__(self) -> bool:
        """Whether it is anything at all."""
        return self.minor != 0

    def __str__(self) -> str:
        """The plain amount with the currency's decimals, and its code: `12.50 EUR`."""
        return f"{self.plain()} {self.currency}"

    def plain(self) -> str:
        """The amount as a decimal string with the currency's own decimals: `12.50`."""
        return f"{self.amount():.{decimals(self.currency)}f}"

    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def split(self, weights: Sequence[Number]) -> tuple[Money, ...]:
        """Share it by weights; the parts always add up (largest remainder, first one on a tie)."""
        total = sum((Fraction(weight) for weight in weights), Fraction(0))
        if not total:
            raise ZeroDivisionError("weights add up to nothing")
        return self.shared([self.minor * Fraction(weight) / total for weight in weights])

    def shared(self, exact: Sequence[Fraction]) -> tuple[Money, ...]:
        """The whole parts nearest to exact ones (in minor units) that add up to this amount."""
        return tuple(Money(part, self.currency) for part in apportioned(self.minor, exact))

    def in_steps(self, step: int) -> Money:
        """The nearest multiple of so many minor units; exactly half goes away from zero."""
        return Money(half_away(Fraction(self.minor, step)) * step, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise MixedCurrenciesError(other.currency, self.currency)
        return other.minor


@dataclass(frozen=True, slots=True)
class Rate:
    """A price for one of something, as fine as needed; becomes money only by `times`."""

    amount: Decimal
    currency: str

    def times(self, quantity: Number) -> Money:
        """What so many cost: exact product, rounded once, half away from zero."""
        return Money.rounded(Fraction(self.amount) * Fraction(quantity), self.currency)

    def raised(self, percent: Decimal) -> Rate:
        """The price with a percentage on top, rounded to the currency."""
        exact = Rate(self.amount * (1 + percent / Decimal(100)), self.currency)
        return Rate(exact.times(1).amount(), self.currency)

    def __str__(self) -> str:
        """The plain price and its currency."""
        return f"{self.amount} {self.currency}"
