"""What came in, what was reminded of, and what is offered."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import Field, model_validator

from app.domain.money_in import PaymentKind, payment_fault
from app.domain.quote import Every, QuoteStatus
from app.domain.sentence import N_
from app.workbook.base import Shape
from app.workbook.fields import (
    Amount,
    Currency,
    Day,
    Flag,
    Key,
    Name,
    Price,
    Quantity,
    Text,
    Whole,
    wrong,
)
from app.workbook.shape.prices import Taxes


class Payment(Shape):
    """Money a client paid or got back, or a debt that was let go."""

    key = "id"
    id: Key
    client: Name | None = None
    document: Name | None = None
    date: Day
    amount: Amount
    currency: Currency | None = None
    applied: list[tuple[Name, Amount]] = []
    kind: PaymentKind = PaymentKind.PAYMENT
    method: Text = ""
    reference: Text = ""
    note: Text = ""
    reverses: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _all_for_one(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        """A document alone is short for all of the amount applied to it."""
        if not isinstance(value, dict):
            return value
        given = dict(cast("dict[str, Any]", value))
        if "amount" in given and (document := given.pop("document", None)) is not None:
            given["applied"] = [[document, given["amount"]]]
        return given

    @model_validator(mode="after")
    def _fits(self) -> Payment:
        parts = [part for _, part in self.applied]
        if fault := payment_fault(self.kind, self.amount, parts):
            raise wrong(fault)
        if len({number for number, _ in self.applied}) < len(parts):
            raise wrong(N_("names a document twice"))
        if not self.applied and self.client is None:
            raise wrong(N_("must name its client or what it is applied to"))
        return self


class ReminderItem(Shape):
    """One invoice in a reminder, and what was said of it."""

    document: Name
    level: Annotated[Whole, Field(ge=1, le=9)]
    left: Price
    days: Whole
    fee: Price = Decimal(0)


class Reminder(Shape):
    """A letter about overdue invoices, as it was sent."""

    key = "id"
    id: Key
    client: Name
    date: Day
    currency: Currency
    items: list[ReminderItem]
    sha256: Text = ""


class Mark(Shape):
    """What is remembered of an issued document besides what it says."""

    key = "document"
    document: Name
    no_reminder: Text = ""
    exported: dict[Text, Day] = {}


class QuoteLine(Shape):
    """One thing that is offered, once or every so often."""

    item: Name | None = None
    description: Text = ""
    quantity: Quantity = Decimal(1)
    unit: Name = "each"
    price: Price
    taxes: Taxes = []
    every: Every = Every.ONCE


class Quote(Shape):
    """An offer to a client."""

    key = "number"
    number: Key
    client: Name
    date: Day
    valid_until: Day
    title: Text = ""
    lines: list[QuoteLine] = []
    note: Text = ""
    status: QuoteStatus = QuoteStatus.OPEN
    agreement: Name | None = None
    pro_forma: Flag = False
