"""What does not fit in a price that depends on the quantity, or in a discount."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.money import decimals
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from app.workbook.shape.agreement import Agreement
    from app.workbook.shape.client import Client
    from app.workbook.shape.prices import Deposit, Discount, DocumentDiscount, Pricing, Tier


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


Found = tuple[str, str, dict[str, str]]
"""A key, what is wrong with it, and the values that the sentence names."""

KINDS = frozenset({"time", "expense", "block"})
"""How charges are named that belong to no agreement."""


def agreement_discount_problems(
    discount: DocumentDiscount, agreement: Agreement, currency: str
) -> Iterator[Found]:
    """What is wrong with a discount on an agreement's documents."""
    names = {"fee", *(addition.name for addition in agreement.additions)}
    if discount.name in names:
        yield "name", N_("{name} is already a charge of this agreement"), {"name": discount.name}
    yield from _document_discount_problems(discount, currency)
    for name in discount.on or ():
        if name not in names:
            yield "on", N_("there is no charge {name} in this agreement"), {"name": name}


def client_discount_problems(
    discount: DocumentDiscount, client: Client, currency: str
) -> Iterator[Found]:
    """What is wrong with a discount on all of a client's documents."""
    yield from _document_discount_problems(discount, currency)
    names = set(KINDS)
    for agreement in client.agreements:
        names |= {agreement.number, f"{agreement.number}/fee"}
        names |= {f"{agreement.number}/{addition.name}" for addition in agreement.additions}
    for name in discount.on or ():
        if name not in names:
            text = N_(
                "there is no {name}; name an agreement, one of its charges as A-100/fee, or time, "
                "expense, block"
            )
            yield "on", text, {"name": name}


def _document_discount_problems(discount: DocumentDiscount, currency: str) -> Iterator[Found]:
    if bool(discount.percent) == bool(discount.amount):
        yield "percent", N_("give either a percent or an amount, above 0"), {}
    if discount.until and discount.until <= discount.since:
        blanks = {"end": discount.until.isoformat(), "start": discount.since.isoformat()}
        yield "until", N_("{end} is not after {start}"), blanks
    yield from _fine_amount(discount.amount, currency)


def deposit_problems(deposit: Deposit, client: Client, currency: str) -> Iterator[Found]:
    """What is wrong with a deposit."""
    if not deposit.amount:
        yield "amount", N_("must be above 0"), {}
    yield from _fine_amount(deposit.amount, currency)
    numbers = {agreement.number for agreement in client.agreements}
    if deposit.agreement is not None and deposit.agreement not in numbers:
        text = N_("this client has no agreement {name}")
        yield "agreement", text, {"name": deposit.agreement}


def _fine_amount(amount: Decimal, currency: str) -> Iterator[Found]:
    if -int(amount.normalize().as_tuple().exponent) > decimals(currency):
        yield "amount", N_("{currency} has no such small amounts"), {"currency": currency}
