"""What does not fit in a price that depends on the quantity, or in a discount."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.workbook.shape import Discount, Pricing, Tier


def pricing_problems(pricing: Pricing) -> Iterator[str]:
    """What is wrong with a price."""
    if pricing.mode == "package":
        if pricing.tiers:
            yield N_("is by the package and has tiers; give one or the other")
        if not pricing.size or pricing.price is None:
            yield N_("is by the package: give the size of one, above 0, and its price")
        return
    if pricing.size is not None or pricing.price is not None or pricing.free:
        yield N_("is by tiers: size, price and free are for packages")
    yield from _tier_problems(pricing.tiers)


def _tier_problems(tiers: list[Tier]) -> Iterator[str]:
    if not tiers or tiers[-1].up_to is not None:
        yield N_("needs a last tier without an end (up_to null), for all units beyond the others")
        return
    ends = [tier.up_to for tier in tiers[:-1]]
    if None in ends:
        yield N_("has a tier without an end that is not the last one")
        return
    counts = [0, *(end for end in ends if end is not None)]
    if any(after <= before for before, after in pairwise(counts)):
        yield N_("has tiers that do not rise: each up_to must be above the one before")


def price_days(prices: list[date], schemes: list[date]) -> Iterator[str]:
    """Days for which both a plain price and one that depends on the quantity are given."""
    if set(prices) & set(schemes):
        yield N_("is given and a price too, from the same day; leave one of them out")


def discount_problems(discount: Discount) -> Iterator[str]:
    """What is wrong with a discount."""
    if not discount.percent and not discount.amount:
        yield N_("takes nothing off: give a percent, an amount, or both")
