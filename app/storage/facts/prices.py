"""Prices and discounts from the JSON in which a dated term keeps them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.deposit import Deposit
from app.domain.discount import Discount
from app.domain.document_discount import DocumentDiscount
from app.domain.money import Money, Rate
from app.domain.period import NEVER
from app.domain.pricing import Packages, Scheme, Tier, TierMode, Tiers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
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


def named(rows: Iterable[tuple[Any, ...]], make: Callable[[Plain], T]) -> tuple[T, ...]:
    """Reads named records that are kept as one structure each."""
    return tuple([make({"name": name, **json.loads(body)}) for name, body in rows])


def document_discount(currency: str) -> Callable[[Plain], DocumentDiscount]:
    """Reads a discount on documents."""

    def make(value: Plain) -> DocumentDiscount:
        amount = Money.rounded(Decimal(value["amount"]), currency)
        return DocumentDiscount(
            value["name"],
            date.fromisoformat(value["from"]),
            date.fromisoformat(value["until"]) if value["until"] else NEVER,
            Decimal(value["percent"]),
            amount or None,
            value["periods"],
            tuple(value["on"] or ()),
        )

    return make


def deposit(currency: str) -> Callable[[Plain], Deposit]:
    """Reads a deposit."""

    def make(value: Plain) -> Deposit:
        return Deposit(
            value["name"],
            Money.rounded(Decimal(value["amount"]), currency),
            date.fromisoformat(value["date"]),
            tuple(value["taxes"]),
            value["agreement"] or "",
        )

    return make
