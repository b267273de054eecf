"""A client's account over a time: what was billed, what was paid, and what is open at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.ageing import Age, ages
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.money_in import Payment, PaymentKind, paid_of
from app.domain.outstanding import Bill, OpenBill, open_bills, open_credits
from app.domain.period import Period


class Move(StrEnum):
    """What changed an account."""

    OPENING = "opening"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYMENT = "payment"
    TAKEN_BACK = "taken_back"
    REFUND = "refund"
    DISCOUNT = "discount"
    WRITE_OFF = "write_off"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an account: what it adds to what is owed, and what is owed then."""

    day: date
    move: Move
    number: str
    amount: Money
    balance: Money
    due: date | None = None
    settles: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A client's account in one currency over a period; below zero the client has money here."""

    client: str
    currency: str
    period: Period
    opening: Money
    entries: tuple[Entry, ...]
    open: tuple[OpenBill, ...]
    credit: Money
    """What the client has paid or was credited beyond what is settled."""

    @property
    def closing(self) -> Money:
        """What is owed at the end of the last day."""
        return self.entries[-1].balance if self.entries else self.opening

    @property
    def billed(self) -> Money:
        """What the documents of the period come to."""
        return self._sum(is_document=True)

    @property
    def paid(self) -> Money:
        """What payments, and what was let go, take off it."""
        return -self._sum(is_document=False)

    @property
    def ages(self) -> dict[Age, Money]:
        """What is open by how long it has been overdue."""
        return ages(self.open, self.currency, self.period.last)

    def _sum(self, *, is_document: bool) -> Money:
        found = (e.amount for e in self.entries if (e.move in _DOCUMENTS) is is_document)
        return Money.total(found, self.currency)


_DOCUMENTS = frozenset({Move.OPENING, Move.INVOICE, Move.CREDIT_NOTE})


def account(
    client: str,
    bills: Iterable[Bill],
    payments: Iterable[Payment],
    currency: str,
    period: Period,
) -> Account:
    """One client's account; what came after the period is left out of all of it."""
    issued = [bill for bill in bills if bill.total.currency == currency and _day(bill) < period.end]
    came = [
        payment
        for payment in payments
        if payment.amount.currency == currency and payment.day < period.end
    ]
    moves = sorted([*map(_billed, issued), *map(_came, came)], key=lambda move: move.day)
    balance = Money.zero(currency)
    before = [move for move in moves if move.day < period.start]
    opening = balance = Money.total((move.amount for move in before), currency)
    entries = list[Entry]()
    for move in moves[len(before) :]:
        if move.amount:
            balance += move.amount
            entries.append(_with(move, balance))
    paid = paid_of(came)
    credits_ = [found.left for found in open_credits(issued, paid)]
    credits_ += [payment.unapplied for payment in came]
    return Account(
        client,
        currency,
        period,
        opening,
        tuple(entries),
        open_bills(issued, paid),
        Money.total(credits_, currency),
    )


def currencies(bills: Iterable[Bill], payments: Iterable[Payment], own: str) -> tuple[str, ...]:
    """The currencies of a client's accounts, its own first."""
    seen: Iterator[str] = iter(
        (
            own,
            *sorted(
                {
                    *(bill.total.currency for bill in bills),
                    *(payment.amount.currency for payment in payments),
                }
            ),
        )
    )
    return tuple(dict.fromkeys(seen))


def _day(bill: Bill) -> date:
    # Every document that was issued has its day; what was made up for a reckoning may have none.
    return bill.day or date.min


def _billed(bill: Bill) -> Entry:
    move = Move(bill.kind.value)
    amount = -bill.total if bill.kind is DocumentKind.CREDIT_NOTE else bill.total
    return Entry(_day(bill), move, bill.number, amount, amount, bill.due, bill.corrects)


def _came(payment: Payment) -> Entry:
    settles = tuple(number for number, _ in payment.parts)
    amount = -payment.amount
    return Entry(
        payment.day,
        _move(payment),
        payment.id,
        amount,
        amount,
        settles=settles,
        reference=payment.reference,
    )


def _move(payment: Payment) -> Move:
    if payment.reverses:
        return Move.TAKEN_BACK
    if payment.kind is not PaymentKind.PAYMENT:
        return Move(payment.kind.value)
    return Move.REFUND if payment.amount.minor < 0 else Move.PAYMENT


def _with(move: Entry, balance: Money) -> Entry:
    return Entry(
        move.day,
        move.move,
        move.number,
        move.amount,
        balance,
        move.due,
        move.settles,
        move.reference,
    )
