"""What a quantity costs for a whole period: per unit, by graduated or volume tiers, in packages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.dated import Dated
from app.domain.money import Money, Number, Rate
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class PerUnit:
    """The same price for each unit."""

    rate: Rate

    @property
    def currency(self) -> str:
        """The currency of its price."""
        return self.rate.currency

    def amount(self, quantity: Number) -> Fraction:
        """What so many cost, exact."""
        units, parts = quantity.as_integer_ratio()
        price, of = self.rate.amount.as_integer_ratio()
        return Fraction(units * price, parts * of)

    def unit_price(self, quantity: Number) -> Rate | None:
        """The one price of each of so many."""
        del quantity
        return self.rate

    def steps(self, quantity: Decimal) -> tuple[Sentence, ...]:
        """How the amount comes about."""
        return (_step(quantity, self.rate),)

    def raised(self, percent: Decimal) -> PerUnit:
        """With a percentage on the price."""
        return PerUnit(self.rate.raised(percent))


class TierMode(StrEnum):
    """Whether each unit has the price of its own tier, or all have that of the tier reached."""

    GRADUATED = "graduated"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True)
class Tier:
    """Units up to and with a count; the last tier has no end."""

    up_to: Decimal | None
    price: Rate
    flat: Rate


@dataclass(frozen=True, slots=True)
class Tiers:
    """Prices that depend on how many there are; a tier's flat amount is owed once it is entered.

    The first tier is entered by nothing already. What is below nothing is a credit: the mirror of
    as many above.
    """

    mode: TierMode
    tiers: tuple[Tier, ...]

    @property
    def currency(self) -> str:
        """The currency of its prices."""
        return self.tiers[0].price.currency

    def amount(self, quantity: Number) -> Fraction:
        """What so many cost, exact."""
        if quantity < 0:
            return -self.amount(-quantity)
        return sum(
            (
                units * Fraction(tier.price.amount) + Fraction(tier.flat.amount)
                for units, tier in self._parts(Fraction(quantity))
            ),
            Fraction(0),
        )

    def unit_price(self, quantity: Number) -> Rate | None:
        """The one price of each of so many, where they all have one and nothing comes on top."""
        parts = list(self._parts(Fraction(abs(quantity))))
        return parts[0][1].price if len(parts) == 1 and not parts[0][1].flat.amount else None

    def steps(self, quantity: Decimal) -> tuple[Sentence, ...]:
        """How the amount comes about: one sentence a tier."""
        return tuple(
            _step(units, tier.price)
            if not tier.flat.amount
            else say(
                N_("{quantity} × {price} + {flat} = {amount}."),
                quantity=units,
                price=tier.price,
                flat=tier.flat,
                amount=units * Fraction(tier.price.amount) + Fraction(tier.flat.amount),
            )
            for units, tier in self._parts(Fraction(quantity))
        )

    def raised(self, percent: Decimal) -> Tiers:
        """With a percentage on every price and flat amount."""
        return replace(
            self,
            tiers=tuple(
                Tier(tier.up_to, tier.price.raised(percent), tier.flat.raised(percent))
                for tier in self.tiers
            ),
        )

    def _parts(self, quantity: Fraction) -> Iterator[tuple[Fraction, Tier]]:
        """How many units each tier prices."""
        below = Fraction(0)
        for i, tier in enumerate(self.tiers):
            above = quantity if tier.up_to is None else min(quantity, Fraction(tier.up_to))
            is_reached = above == quantity
            if self.mode is TierMode.GRADUATED and (above > below or i == 0):
                yield above - below, tier
            elif self.mode is TierMode.VOLUME and is_reached:
                yield quantity, tier
            if is_reached:
                return
            below = above


@dataclass(frozen=True, slots=True)
class Packages:
    """So many at a time for one price; one that is started is charged in full."""

    size: Decimal
    price: Rate
    free: Decimal = Decimal(0)

    @property
    def currency(self) -> str:
        """The currency of its price."""
        return self.price.currency

    def count(self, quantity: Number) -> int:
        """How many packages so many units start, beyond those that are free."""
        beyond = Fraction(quantity) - Fraction(self.free)
        return max(0, -(-beyond // Fraction(self.size)))

    def amount(self, quantity: Number) -> Fraction:
        """What so many cost, exact."""
        if quantity < 0:
            return -self.amount(-quantity)
        return self.count(quantity) * Fraction(self.price.amount)

    def unit_price(self, quantity: Number) -> Rate | None:
        """A package's price is not a unit's."""
        del quantity
        return None

    def steps(self, quantity: Decimal) -> tuple[Sentence, ...]:
        """How the amount comes about."""
        return (
            say(
                N_("{quantity}, of which {free} are free: {count} packages of {size} at {price}."),
                quantity=quantity,
                free=min(self.free, quantity),
                count=self.count(quantity),
                size=self.size,
                price=self.price,
            ),
        )

    def raised(self, percent: Decimal) -> Packages:
        """With a percentage on the package's price."""
        return replace(self, price=self.price.raised(percent))


Scheme = PerUnit | Tiers | Packages
"""How a price follows from a quantity."""


def per_unit(rate: Rate) -> Scheme:
    """A plain price as a scheme."""
    return PerUnit(rate)


def schemes(price: Dated[Rate], pricing: Dated[Scheme]) -> Dated[Scheme]:
    """Plain prices and schemes as one step function of time."""
    return Dated.of((*price.map(per_unit).steps, *pricing.steps))


def in_currency(price: Dated[Scheme], currency: str) -> Dated[Scheme]:
    """A catalog price where it is in the currency; a price in another is never used."""
    steps = tuple([step for step in price.steps if step[1].currency == currency])
    return price if len(steps) == len(price.steps) else Dated(steps)


def printed(scheme: Scheme, quantity: Decimal, net: Money) -> tuple[Number, Rate]:
    """The quantity and unit price that show how the net came about, where there are such."""
    price = scheme.unit_price(quantity)
    if price is None:
        return Fraction(1), Rate(net.amount(), net.currency)
    return quantity, price


def _step(quantity: Number, price: Rate) -> Sentence:
    return say(
        N_("{quantity} × {price} = {amount}."),
        quantity=quantity,
        price=price,
        amount=Fraction(quantity) * Fraction(price.amount),
    )
