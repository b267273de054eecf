"""A charge: one amount owed for one thing in one period, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.money import Money, Number, Rate, decimals
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

    from app.domain.catalog import Codes
    from app.domain.period import Period


class ChargeKind(StrEnum):
    """What a line of a proposal or document is."""

    FEE = "fee"
    RECURRING = "recurring"
    ADJUSTMENT = "adjustment"
    TIME = "time"
    EXPENSE = "expense"
    BLOCK = "block"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class Worked:
    """One time entry behind a charge: minutes as worked and as counted, and what became of it."""

    start: datetime
    day: date
    ticket: str
    who: str
    work_type: str
    worked: int
    counted: int
    outcome: Sentence
    note: str


@dataclass(frozen=True, slots=True)
class Charge:
    """What is owed for one thing in one period; the key names it for ever."""

    key: str
    kind: ChargeKind
    title: Sentence
    bill_date: date
    period: Period
    quantity: Decimal
    unit: str
    price: Rate
    net: Money
    taxes: Codes
    explanation: tuple[Sentence, ...]
    agreement: str = ""
    po_number: str = ""
    detail: Sentence | None = None
    no_refund: bool = False
    work: tuple[Worked, ...] = ()
    group: Sentence | None = None
    hours: Fraction | None = None
    taxed_on: date | None = None
    """The day whose tax rates hold for it, where that is not its bill date."""


_PLACES = 6
_FINE = 10**_PLACES


def priced(quantity: Number, rate: Rate, net: Money) -> tuple[Decimal, Rate]:
    """Quantity and unit price to print: as they are where they make the net exactly, else 1 x net.

    A negative net is a quantity of -1, for a price is never negative (EN 16931, BT-146).
    """
    shown, price = _millionths(quantity), _millionths(rate.amount)
    if shown is not None and price is not None and price >= 0:
        minor = 10 ** decimals(net.currency)
        if shown * price * minor == net.minor * _FINE * _FINE:
            return plain(Decimal(shown).scaleb(-_PLACES)), rate
    if not net:
        return Decimal(0), rate
    sign = 1 if net.minor > 0 else -1
    return Decimal(sign), Rate(abs(net).amount(), net.currency)


def _millionths(number: Number) -> int | None:
    """A number that has no more than six decimals in whole millionths."""
    numerator, denominator = number.as_integer_ratio()
    whole, rest = divmod(numerator * _FINE, denominator)
    return None if rest else whole


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    short = number.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def rounding_step(exact: Fraction, net: Money) -> tuple[Sentence, ...]:
    """The sentence about rounding, where there was anything to round."""
    places = decimals(net.currency)
    if exact.numerator * 10**places == net.minor * exact.denominator:
        return ()
    return (
        say(
            N_("Exactly {exact}; rounded once to {places} decimals, half away from zero: {net}."),
            exact=exact,
            places=places,
            net=net,
        ),
    )
