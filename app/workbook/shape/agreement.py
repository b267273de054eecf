"""Agreements, their types, and what they promise to cover."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from app.domain.agreement import Answer, Labour, Proration, Status
from app.domain.period import Timing, Unit
from app.workbook.base import Shape
from app.workbook.fields import (
    Dated,
    Day,
    Flag,
    Hours,
    Key,
    Name,
    Percent,
    Price,
    Quantity,
    RaiseDay,
    Text,
    Whole,
)
from app.workbook.shape.prices import Discount, DocumentDiscount, Pricing, Taxes


class AfterHours(Shape):
    """What work outside a calendar's hours costs: so many times its rate."""

    calendar: Name
    multiplier: Quantity
    closed_multiplier: Quantity | None = None


class Cycle(Shape):
    """How often an agreement bills."""

    every: Annotated[Whole, Field(ge=1, le=1200)] = 1
    unit: Unit = Unit.MONTH
    anchor: Day | None = None
    timing: Timing = Timing.ADVANCE


AgreementKind = Literal[
    "fixed_fee", "per_user", "per_device", "time_and_materials", "block_hours", "retainer"
]


class AgreementType(Shape):
    """The template an agreement starts from."""

    key = "name"
    name: Name
    kind: AgreementKind | None = None
    sla: Name | None = None
    cycle: Cycle | None = None


class Counts(Shape):
    """What an auto-addition counts."""

    devices: Text | None = None
    users: Text | None = None


class Addition(Shape):
    """One recurring line."""

    key = "name"
    name: Key
    item: Name
    counts: Counts | None = None
    quantity: Dated[Quantity] = []
    minimum: Dated[Quantity] = Decimal(0)
    price: Dated[Price] = []
    pricing: Dated[Pricing] = []
    discount: Dated[Discount | None] | None = None
    proration: Dated[Proration] | None = None
    taxes: Dated[Taxes] | None = None
    start: Day | None = None
    end: Day | None = None
    po_number: Text = ""


class Allowance(Shape):
    """Hours or money included in each period; cap and carried are in the same."""

    hours: Hours | None = None
    money: Price | None = None
    rollover_periods: Annotated[Whole, Field(le=1200)] = 0
    rollover_cap: Quantity | None = None
    overage_rate: Price | None = None
    carried: Quantity | None = None
    weighted: Flag = False
    prorate: Flag = False


class CoverageRule(Shape):
    """One rule of the ordered list."""

    work_types: list[Name] = []
    roles: list[Name] = []
    after_hours: Flag | None = None
    then: Answer


class RateRule(Shape):
    """An hourly rate for a role, a work type, both, or all work."""

    role: Name | None = None
    work_type: Name | None = None
    rate: Price


class Uplift(Shape):
    """A yearly raise."""

    percent: Percent
    on: RaiseDay = "anniversary"
    additions: Flag = True


class Renewal(Shape):
    """What prolongs a term on its last day, until it is null; a heads-up comes before the end."""

    months: Annotated[Whole, Field(ge=1, le=1200)]
    notice_days: Annotated[Whole, Field(le=3650)] = 0


class Agreement(Shape):
    """The contract with one client."""

    key = "number"
    number: Key
    name: Text = ""
    type: Name | None = None
    kind: AgreementKind | None = None
    start: Day
    end: Day | None = None
    status: Dated[Status] = Status.ACTIVE
    cycle: Dated[Cycle] | None = None
    proration: Dated[Proration] = Proration.DAILY
    fee: Dated[Price] = []
    fee_taxes: Dated[Taxes] = []
    fee_discount: Dated[Discount | None] | None = None
    sla: Dated[Name | None] = None
    po_number: Text = ""
    additions: list[Addition] = []
    discounts: list[DocumentDiscount] = []
    allowance: Dated[Allowance | None] | None = None
    coverage: Dated[list[CoverageRule]] = []
    rates: Dated[list[RateRule]] = []
    after_hours: Dated[AfterHours | None] | None = None
    uplift: Dated[Uplift | None] | None = None
    renewal: Dated[Renewal | None] | None = None
    billed_until: Day | None = None
    refund: Flag = True
    labour: Labour | None = None
    show_covered: Flag | None = None
    note: Text = ""
