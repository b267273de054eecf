"""Money that comes in or goes back, what it settles, and what of it is still the client's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.outstanding import Bill, OpenBill
    from app.domain.terms import EarlyDiscount


class PaymentKind(StrEnum):
    """What settles a document: money, a discount that was taken, or a debt that is let go."""

    PAYMENT = "payment"
    DISCOUNT = "discount"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount and the documents it is applied to; money that goes back is negative.

    What is applied to a credit note is negative as well: it is what the client is given of it.
    """

    id: str
    client: str
    day: date
    amount: Money
    parts: tuple[tuple[str, Money], ...] = ()
    kind: PaymentKind = PaymentKind.PAYMENT
    method: str = ""
    reference: str = ""
    note: str = ""
    reverses: str = ""

    @property
    def applied(self) -> Money:
        """What settles documents."""
        return Money.total((part for _, part in self.parts), self.amount.currency)

    @property
    def unapplied(self) -> Money:
        """What is the client's credit."""
        return self.amount - self.applied


def payment_fault(kind: PaymentKind, amount: Decimal, parts: Sequence[Decimal]) -> str:
    """What is wrong with an amount and what is applied of it; empty where nothing is."""
    applied = sum(parts, Decimal())
    if not all(parts):
        return N_("applies nothing to a document")
    if kind is not PaymentKind.PAYMENT and (applied != amount or not parts):
        return N_("a discount or write-off must be applied in full")
    if not amount and not parts:
        return N_("must be more or less than zero")
    # Between nothing and all of it, whichever way the money goes.
    if not min(amount, Decimal()) <= applied <= max(amount, Decimal()):
        return N_("cannot apply more than the amount")
    return ""


def paid_of(payments: Iterable[Payment]) -> dict[str, int]:
    """What is applied to each document, in minor units."""
    found: dict[str, int] = {}
    for payment in payments:
        for number, part in payment.parts:
            found[number] = found.get(number, 0) + part.minor
    return found


def credit_of(payments: Iterable[Payment]) -> dict[tuple[str, str], Money]:
    """What each client has paid beyond what was settled with it, by client and currency."""
    found: dict[tuple[str, str], Money] = {}
    for payment in payments:
        key = payment.client, payment.amount.currency
        found[key] = found.get(key, Money.zero(payment.amount.currency)) + payment.unapplied
    return {key: credit for key, credit in found.items() if credit}


def spread(amount: Money, owing: Iterable[OpenBill]) -> tuple[tuple[str, Money], ...]:
    """An amount over open invoices: to the one it pays exactly, else the longest due first."""
    bills = [found for found in owing if found.left.currency == amount.currency]
    exact = next((found for found in bills if found.left == amount), None)
    if exact:
        return ((exact.bill.number, amount),)
    parts, rest = list[tuple[str, Money]](), amount
    for found in bills:
        taken = min(rest.minor, found.left.minor)
        if taken > 0:
            parts.append((found.bill.number, Money(taken, amount.currency)))
            rest -= Money(taken, amount.currency)
    return tuple(parts)


def mirror(payment: Payment, id_: str, day: date, note: str) -> Payment:
    """What takes a payment back: it bounced, or was never ours."""
    return Payment(
        id_,
        payment.client,
        day,
        -payment.amount,
        tuple((number, -part) for number, part in payment.parts),
        payment.kind,
        payment.method,
        payment.reference,
        note,
        reverses=payment.id,
    )


def reversed_ids(payments: Iterable[Payment]) -> frozenset[str]:
    """The payments that were taken back."""
    return frozenset(payment.reverses for payment in payments if payment.reverses)


def excess(parts: Mapping[str, Money], owing: Iterable[OpenBill]) -> str:
    """The first document to which more would be applied than is left of it; empty if none."""
    left = {found.bill.number: found.left for found in owing}
    for number, part in parts.items():
        open_ = left.get(number, Money.zero(part.currency))
        if part.minor > open_.minor:
            return number
    return ""


@dataclass(frozen=True, slots=True)
class Due:
    """An open invoice, what paying it now could save, and what else its client owes."""

    bill: Bill
    left: Money
    others: tuple[OpenBill, ...] = ()
    discount: EarlyDiscount | None = None
    credit: Money | None = None
    """What the client has paid beyond what was settled with it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an amount settles, what is let go of for paying early, what stays the client's."""

    parts: tuple[tuple[str, Money], ...]
    discount: Money
    credit: Money


def settled_by(due: Due, amount: Money, day: date) -> Plan:
    """An amount for an invoice: to that first, what is too much to the client's others."""
    nothing = Money.zero(amount.currency)
    early = due.discount
    is_early = early and day <= early.until and amount == due.left - early.amount
    saved = early.amount if early and is_early else nothing
    own = min(amount, due.left - saved, key=lambda found: found.minor)
    parts = (((due.bill.number, own),) if own else ()) + spread(amount - own, due.others)
    rest = amount - Money.total((part for _, part in parts), amount.currency)
    return Plan(parts, saved, rest)


class TooMuchError(RuleError):
    """More is to be settled than came or than is open."""

    text = N_("{number} cannot be settled with {part}.")


def chosen(due: Due, amount: Money, parts: Mapping[str, Money]) -> Plan:
    """An amount that goes to the invoices one says; what is left over stays the client's.

    Raises TooMuchError where more would go to one than is open, or to all than came.
    """
    wanted = {number: part for number, part in parts.items() if part}
    left = {found.bill.number: found.left for found in due.others} | {due.bill.number: due.left}
    rest = amount
    for number, part in wanted.items():
        rest -= part
        open_ = left.get(number)
        if open_ is None or part.minor < 0 or part.minor > open_.minor or rest.minor < 0:
            raise TooMuchError(number=number, part=part)
    return Plan(tuple(wanted.items()), Money.zero(amount.currency), rest)
