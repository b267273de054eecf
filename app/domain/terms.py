"""Payment terms: the day on which a document is due, and what paying early saves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.domain.money import Money
from app.domain.period import add_months

if TYPE_CHECKING:
    from collections.abc import Mapping

NET_DAYS = 14
"""What holds where nothing was agreed."""


@dataclass(frozen=True, slots=True)
class EarlyDiscount:
    """What is taken off where a document is paid by a day."""

    percent: Decimal
    until: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """Net days, or a day of the month strictly after the document's date, or its last day."""

    net_days: int | None = None
    day_of_month: int | None = None
    end_of_month: bool = False
    discount_percent: Decimal = Decimal(0)
    discount_days: int = 0

    def due(self, issued: date) -> date:
        """The day by which a document of this date is to be paid."""
        if self.end_of_month:
            return _last_after(issued)
        if self.day_of_month:
            return _day_after(issued, self.day_of_month)
        return issued + timedelta(days=NET_DAYS if self.net_days is None else self.net_days)

    def discount(self, issued: date, payable: Money) -> EarlyDiscount | None:
        """What paying early saves; nothing where nothing was agreed or nothing is to be paid."""
        if not self.discount_percent:
            return None
        amount = Money.rounded(
            Fraction(payable.amount()) * Fraction(self.discount_percent) / 100, payable.currency
        )
        if amount.minor <= 0:
            return None
        until = issued + timedelta(days=self.discount_days)
        return EarlyDiscount(self.discount_percent, until, amount)


def terms_from(plain: Mapping[str, Any]) -> Terms:
    """Terms from their JSON values."""
    found = {key: value for key, value in plain.items() if value is not None}
    if found.get("day_of_month") or found.get("end_of_month"):
        found.pop("net_days", None)
    if "discount_percent" in found:
        found["discount_percent"] = Decimal(found["discount_percent"])
    return Terms(**found)


def _first_of_next(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def _last_after(day: date) -> date:
    last = _first_of_next(day) - timedelta(days=1)
    return last if last > day else _first_of_next(last + timedelta(days=1)) - timedelta(days=1)


def _day_after(day: date, wanted: int) -> date:
    this = add_months(date(2000, 1, wanted), 12 * (day.year - 2000) + day.month - 1)
    return (
        this
        if this > day
        else add_months(date(2000, 1, wanted), 12 * (day.year - 2000) + day.month)
    )
