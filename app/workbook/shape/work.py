"""Work done and what was bought for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from app.domain.facts import Verdict
from app.workbook.base import Shape
from app.workbook.fields import (
    AnyQuantity,
    Day,
    Flag,
    Instant,
    Key,
    Name,
    Price,
    Text,
    Whole,
)
from app.workbook.shape.prices import Discount, Taxes


class TimeEntry(Shape):
    """Work done."""

    key = "id"
    id: Key
    client: Name
    ticket: Name | None = None
    agreement: Name | None = None
    start: Instant
    minutes: Annotated[Whole, Field(le=60_000)]
    work_type: Name
    role: Name | None = None
    note: Text = ""
    rate: Price | None = None
    approved: Flag = False
    unlocked: Text = ""


class Expense(Shape):
    """Something bought or spent for a client."""

    key = "id"
    id: Key
    client: Name
    date: Day
    item: Name | None = None
    description: Text = ""
    quantity: AnyQuantity = Decimal(1)
    price: Price | None = None
    taxes: Taxes | None = None
    discount: Discount | None = None
    ticket: Name | None = None
    note: Text = ""


class Decision(Shape):
    """A decision on a proposed charge."""

    key = "charge"
    charge: Name
    do: Verdict
    reason: Text
