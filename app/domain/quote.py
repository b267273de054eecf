"""Quotes: what is offered, until when, and what it becomes once it is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.domain.money import Money
from app.domain.sentence import N_

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Every(StrEnum):
    """How often something is charged."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class QuoteStatus(StrEnum):
    """What became of a quote."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


_CYCLES = {
    Every.MONTH: {"every": 1, "unit": "month"},
    Every.QUARTER: {"every": 3, "unit": "month"},
    Every.YEAR: {"every": 1, "unit": "year"},
}
EVERY = {
    Every.ONCE: N_("once"),
    Every.MONTH: N_("a month"),
    Every.QUARTER: N_("a quarter"),
    Every.YEAR: N_("a year"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of a quote."""

    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    every: Every = Every.ONCE
    item: str = ""
    taxes: tuple[str, ...] = ()

    def net(self, currency: str) -> Money:
        """What it comes to each time."""
        return Money.rounded(Fraction(self.quantity) * Fraction(self.price), currency)


@dataclass(frozen=True, slots=True)
class Quote:
    """An offer to a client."""

    number: str
    client: str
    day: date
    valid_until: date
    currency: str
    lines: tuple[Offer, ...]
    title: str = ""
    note: str = ""
    status: QuoteStatus = QuoteStatus.OPEN
    agreement: str = ""
    pro_forma: bool = False
    """Whether the paper asks to be paid, as an invoice to come does."""

    def totals(self) -> tuple[tuple[Every, Money], ...]:
        """What is charged once and every so often, before taxes."""
        return tuple(
            (every, Money.total((line.net(self.currency) for line in lines), self.currency))
            for every in Every
            if (lines := [line for line in self.lines if line.every is every])
        )

    def has_expired(self, day: date) -> bool:
        """Whether it does not bind any more."""
        return self.status is QuoteStatus.OPEN and day > self.valid_until


def accepted(quote: Quote, start: date, number: str) -> dict[str, Any]:
    """The small workbook that an accepted quote is: an agreement, and expenses charged once.

    What recurs in one rhythm becomes one agreement; a second rhythm gets one of its own.
    """
    client: dict[str, Any] = {"code": quote.client}
    agreements = [
        _agreement(quote, every, lines, start, number)
        for every in _CYCLES
        if (lines := [line for line in quote.lines if line.every is every])
    ]
    for position, agreement in enumerate(agreements[1:], start=2):
        agreement["number"] = f"{number}-{position}"
    book: dict[str, Any] = {"quotes": [_said(quote, number if agreements else None)]}
    items = [
        {"sku": _sku(quote, i), "name": line.description, "unit": line.unit}
        for i, line in enumerate(quote.lines, start=1)
        if line.every is not Every.ONCE and not line.item
    ]
    if items:
        book["items"] = items
    if agreements:
        book["clients"] = [{**client, "agreements": agreements}]
    expenses = [
        {
            "id": f"{quote.number}-{i}",
            "client": quote.client,
            "date": start.isoformat(),
            "description": line.description,
            "quantity": f"{line.quantity:f}",
            "price": f"{line.price:f}",
            "taxes": list(line.taxes),
        }
        for i, line in enumerate(quote.lines, start=1)
        if line.every is Every.ONCE
    ]
    if expenses:
        book["expenses"] = expenses
    return book


def _said(quote: Quote, agreement: str | None) -> dict[str, Any]:
    return {
        "number": quote.number,
        "status": QuoteStatus.ACCEPTED.value,
        **({"agreement": agreement} if agreement else {}),
    }


def _agreement(
    quote: Quote, every: Every, lines: list[Offer], start: date, number: str
) -> dict[str, Any]:
    cycle = {**_CYCLES[every], "anchor": start.isoformat(), "timing": "advance"}
    return {
        "number": number,
        "name": quote.title,
        "start": start.isoformat(),
        "cycle": cycle,
        "additions": [
            {
                "name": line.description,
                "item": line.item or _sku(quote, quote.lines.index(line) + 1),
                "quantity": [[start.isoformat(), f"{line.quantity:f}"]],
                "price": [[start.isoformat(), f"{line.price:f}"]],
                "taxes": list(line.taxes),
            }
            for line in lines
        ],
    }


def _sku(quote: Quote, position: int) -> str:
    return f"{quote.number}-{position}"
