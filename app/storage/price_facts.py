"""Prices and discounts from the JSON in which a dated term keeps them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.discount import Discount
from app.domain.money import Rate
from app.domain.pricing import Packages, Scheme, Tier, TierMode, Tiers

if TYPE_CHECKING:
    from collections.abc import Callable

Plain = dict[str, Any]


def scheme(currency: str) -> Callable[[Plain], Scheme]:
    """Reads a price that depends on the quantity."""

    def rate(value: str) -> Rate:
        return Rate(Decimal(value), currency)

    def make(value: Plain) -> Scheme:
        if value["mode"] == "package":
            return Packages(Decimal(value["size"]), rate(value["price"]), Decimal(value["free"]))
        tiers: list[Plain] = value["tiers"]
        return Tiers(
            TierMode(value["mode"]),
            tuple(
                Tier(
                    None if tier["up_to"] is None else Decimal(tier["up_to"]),
                    rate(tier["price"]),
                    rate(tier["flat"]),
                )
                for tier in tiers
            ),
        )

    return make


def discount(currency: str) -> Callable[[Plain | None], Discount | None]:
    """Reads a discount on a line; nothing where it has ended."""

    def make(value: Plain | None) -> Discount | None:
        if value is None:
            return None
        amount = Rate(Decimal(value["amount"]), currency)
        return Discount(
            value["name"],
            Decimal(value["percent"]),
            amount if amount.amount else None,
            value["periods"],
        )

    return make
