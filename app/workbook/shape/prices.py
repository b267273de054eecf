"""Prices that depend on a quantity, and what is taken off."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from app.workbook.base import Shape
from app.workbook.fields import (
    Day,
    Key,
    Name,
    Percent,
    Price,
    Quantity,
    Text,
    Whole,
)

Taxes = list[Name]
"""The codes of taxes."""


class Tier(Shape):
    """Units up to and with a count; the last tier has no end."""

    up_to: Quantity | None = None
    price: Price
    flat: Price = Decimal(0)


class Pricing(Shape):
    """A price that depends on the quantity: by tiers, or in packages."""

    mode: Literal["graduated", "volume", "package"]
    tiers: list[Tier] = []
    size: Quantity | None = None
    price: Price | None = None
    free: Quantity = Decimal(0)


class Discount(Shape):
    """What is taken off a line: a percentage, then an amount for a whole period."""

    name: Name
    percent: Percent = Decimal(0)
    amount: Price = Decimal(0)
    periods: Annotated[Whole, Field(ge=1)] | None = None


class DocumentDiscount(Shape):
    """What is taken off all that falls due together: a percentage or an amount."""

    key = "name"
    name: Key
    percent: Percent = Decimal(0)
    amount: Price = Decimal(0)
    since: Day = Field(alias="from")
    until: Day | None = None
    periods: Annotated[Whole, Field(ge=1)] | None = None
    on: list[Text] | None = None


class Deposit(Shape):
    """An amount billed ahead and deducted from what falls due later."""

    key = "name"
    name: Key
    amount: Price
    date: Day
    taxes: Taxes = []
    agreement: Name | None = None
