"""What can be charged: taxes, items, roles and work types."""

from __future__ import annotations

from decimal import Decimal

from app.domain.catalog import Category, Per, Rounding
from app.workbook.base import Shape
from app.workbook.fields import (
    Currency,
    Dated,
    Flag,
    Name,
    Percent,
    Price,
    Quantity,
    Text,
    Whole,
)
from app.workbook.shape.prices import Pricing, Taxes


class Tax(Shape):
    """A named tax with dated rates in percent."""

    key = "code"
    code: Name
    name: Text = ""
    category: Category = Category.STANDARD
    rates: Dated[Percent] = []
    reason: Text = ""
    compound: Flag = False
    inclusive: Flag = False


class Item(Shape):
    """Something sold from the catalog."""

    key = "sku"
    sku: Name
    name: Text = ""
    unit: Name = "each"
    currency: Currency | None = None
    price: Dated[Price] = []
    cost: Dated[Price] = []
    pricing: Dated[Pricing] = []
    taxes: Dated[Taxes] = []


class Role(Shape):
    """Who does the work."""

    key = "name"
    name: Name
    rates: Dated[Price] = []
    costs: Dated[Price] = []


class WorkType(Shape):
    """What kind of work, and how its time is counted."""

    key = "name"
    name: Name
    billable: Dated[Flag] = True
    multiplier: Dated[Quantity] = Decimal(1)
    minimum_minutes: Dated[Whole] = 0
    increment_minutes: Dated[Whole] = 1
    grace_minutes: Dated[Whole] = 0
    rounding: Dated[Rounding] = Rounding.UP
    per: Dated[Per] = Per.ENTRY
    taxes: Dated[Taxes] = []
