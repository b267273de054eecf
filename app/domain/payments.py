"""What was paid, what is still open, and where a document stands."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.money import Money
from app.domain.period import NEVER, add_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal


class Standing(StrEnum):
    """How far a document is from being settled."""

    DRAFT = "draft"
    ISSUED = "issued"
    PART_PAID = "part_paid"
    OVERDUE = "overdue"
    PAID = "paid"
    CREDITED = "credited"


def balance(payable: Money, payments: Iterable[Money]) -> Money:
    """What is still open; payments of a credit note are negative, as its total is."""
    return payable - Money.total(payments, payable.currency)


def standing(
    open_: Money,
    paid: Money,
    due: date | None,
    today: date,
    *,
    issued: bool = True,
    credited: bool = False,
) -> Standing:
    """Where a document stands; the first that holds."""
    if credited:
        return Standing.CREDITED
    if not issued:
        return Standing.DRAFT
    if open_.minor <= 0:
        return Standing.PAID
    if due is not None and today > due:
        return Standing.OVERDUE
    return Standing.PART_PAID if paid else Standing.ISSUED


@dataclass(frozen=True, slots=True)
class Settled:
    """What a payment leaves: open on the document, kept as credit, or written off."""

    balance: Money
    credit: Money
    written_off: Money


def settled(payable: Money, payment: Money, *, keep: bool) -> Settled:
    """A payment for a document; what is too much is kept as the client's credit or written off."""
    nothing = Money.zero(payable.currency)
    rest = payable - payment
    if rest.minor >= 0:
        return Settled(rest, nothing, nothing)
    return Settled(nothing, -rest, nothing) if keep else Settled(nothing, nothing, -rest)


@dataclass(frozen=True, slots=True)
class Credit:
    """Money a client has with the company, until before the day on which it expires."""

    amount: Money
    expires: date = NEVER


@dataclass(frozen=True, slots=True)
class CreditUsed:
    """What is to be paid after credit was used: how much of which, and what is left of it."""

    due: Money
    used: tuple[Credit, ...]
    left: Money


def use_credit(total: Money, credits_: Iterable[Credit], day: date) -> CreditUsed:
    """Credit against a total with its taxes, never below zero; soonest to expire first."""
    due, left, used = total, Money.zero(total.currency), list[Credit]()
    for credit in sorted(credits_, key=lambda credit: credit.expires):
        if credit.expires <= day:
            continue
        taken = Money(max(0, min(due.minor, credit.amount.minor)), total.currency)
        due, left = due - taken, left + credit.amount - taken
        if taken:
            used.append(Credit(taken, credit.expires))
    return CreditUsed(due, tuple(used), left)


def refund(credited: Money, used: Money, line: Money, total: Money, paid: Money) -> Money:
    """How much of a credit for one line goes back as money; the rest stays as credit.

    A payment belongs to all lines of its document alike; what was really paid for the line beyond
    what was used of it goes back. All amounts are with their taxes.
    """
    share = Money.rounded(
        Fraction(paid.amount()) * Fraction(line.amount()) / Fraction(total.amount()), paid.currency
    )
    return Money(max(0, min(credited.minor, share.minor - used.minor)), credited.currency)


class Share(StrEnum):
    """Of what an instalment is a part."""

    TOTAL = "total"
    REST = "rest"
    FIXED = "fixed"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a payment schedule: percent of the total or of the rest, an amount, or the rest.

    Its day is some months after the document's date, then a day of that month, then some days on.
    """

    share: Share
    value: Decimal | None = None
    months: int = 0
    day_of_month: int | None = None
    days: int = 0

    def due(self, issued: date) -> date:
        """Its day."""
        day = add_months(issued, self.months)
        if self.day_of_month:
            last = calendar.monthrange(day.year, day.month)[1]
            day = day.replace(day=min(self.day_of_month, last))
        return day + timedelta(days=self.days)


def schedule(
    amount: Money, issued: date, parts: Sequence[Instalment]
) -> tuple[tuple[date, Money], ...]:
    """When which part of an amount is to be paid; each is rounded, the remainder takes the rest."""
    rest, found = amount, list[tuple[date, Money]]()
    for part in parts:
        value = Fraction(part.value or 0)
        if part.share is Share.REMAINDER:
            own = rest
        elif part.share is Share.FIXED:
            own = Money.rounded(value, amount.currency)
        else:
            base = amount if part.share is Share.TOTAL else rest
            own = Money.rounded(Fraction(base.amount()) * value / 100, amount.currency)
        rest -= own
        found.append((part.due(issued), own))
    return tuple(found)
