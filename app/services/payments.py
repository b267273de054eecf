"""What clients pay: each step is worked out here and kept as an edit, with its way back."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app import models as m
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.money_in import (
    Due,
    Payment,
    PaymentKind,
    chosen,
    credit_of,
    mirror,
    paid_of,
    reversed_ids,
    settled_by,
)
from app.domain.outstanding import OpenBill, open_bills, open_credits
from app.domain.sentence import N_
from app.storage.accounts import bills_of, payments_of
from app.storage.issuing import document_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from app.storage.store import Store

Patch = dict[str, Any]


class NothingOpenError(RuleError):
    """There is nothing left to settle."""

    text = N_("Nothing is open on {number}.")


class NoCreditError(RuleError):
    """The client has no credit."""

    text = N_("{client} has no credit that could be used.")


class NothingPaidError(RuleError):
    """There is no payment that could be taken back."""

    text = N_("No payment of {number} could be taken back.")


class PaymentService:
    """Looks at what is open and paid, and says which edits settle it."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def due(self, number: str) -> Due:
        """What is open on an invoice and for its client; raises NothingOpenError."""
        with self._store.read() as session:
            return _due(session, number)

    def received(
        self,
        number: str,
        amount: Money,
        day: date,
        *,
        reference: str = "",
        method: str = "",
        parts: Mapping[str, Money] | None = None,
    ) -> Patch:
        """Money for an invoice; what is too much goes to the client's others, then to credit.

        Parts say otherwise which invoices it goes to; raises TooMuchError for more than is open.
        """
        with self._store.read() as session:
            due = _due(session, number)
            plan = settled_by(due, amount, day) if parts is None else chosen(due, amount, parts)
            ids = _new_ids(session)
            client = due.bill.client
            found = [
                Payment(
                    next(ids), client, day, amount, plan.parts, method=method, reference=reference
                )
            ]
            if plan.discount:
                part = ((number, plan.discount),)
                kind = PaymentKind.DISCOUNT
                found.append(Payment(next(ids), client, day, plan.discount, part, kind))
        return _patch(found)

    def written_off(self, number: str, day: date, reason: str) -> Patch:
        """What is left of an invoice is let go."""
        with self._store.read() as session:
            due = _due(session, number)
            part = ((number, due.left),)
            found = Payment(
                next(_new_ids(session)),
                due.bill.client,
                day,
                due.left,
                part,
                PaymentKind.WRITE_OFF,
                note=reason,
            )
        return _patch([found])

    def credit_used(self, number: str, day: date) -> Patch:
        """What the client has paid too much is applied to an invoice, the oldest payment first.

        What is left of its credit notes follows.
        """
        with self._store.read() as session:
            due = _due(session, number)
            payments = payments_of(session, due.bill.client)
            gone, found = reversed_ids(payments), list[Payment]()
            most = due.credit or Money.zero(due.left.currency)
            left = min(due.left, most, key=lambda money: money.minor)
            for payment in payments:
                if payment.id in gone or payment.kind is not PaymentKind.PAYMENT:
                    continue
                rest = payment.unapplied
                if rest.currency != left.currency or rest.minor <= 0 or left.minor <= 0:
                    continue
                taken = min(rest, left, key=lambda money: money.minor)
                parts = {**dict(payment.parts)}
                parts[number] = parts[number] + taken if number in parts else taken
                found.append(_with_parts(payment, tuple(parts.items())))
                left -= taken
            wanted = due.left - min(due.left, most, key=lambda money: money.minor) + left
            found += _from_notes(session, due, wanted, day)
        if not found:
            raise NoCreditError(client=due.bill.client)
        return _patch(found)

    def refundable(self, number: str) -> Money:
        """What the client of a document could be paid back; raises NoCreditError for nothing."""
        with self._store.read() as session:
            document = document_of(session, number)
            found = _credit(session, document.client, document.currency)
        if found.minor <= 0:
            raise NoCreditError(client=document.client)
        return found

    def refunded(
        self, number: str, amount: Money, day: date, *, reference: str = "", note: str = ""
    ) -> Patch:
        """Money goes back to the client of a document: of its credit notes, then what it overpaid.

        Raises NoCreditError where that is more than its credit.
        """
        with self._store.read() as session:
            client = document_of(session, number).client
            if amount.minor > _credit(session, client, amount.currency).minor:
                raise NoCreditError(client=client)
            parts, rest = list[tuple[str, Money]](), amount
            for found in _open_notes(session, client, amount.currency):
                taken = min(rest, found.left, key=lambda money: money.minor)
                if taken:
                    parts.append((found.bill.number, -taken))
                    rest -= taken
            paid = Payment(
                next(_new_ids(session)),
                client,
                day,
                -amount,
                tuple(parts),
                reference=reference,
                note=note,
            )
        return _patch([paid])

    def taken_back(self, number: str, day: date, reason: str) -> Patch:
        """The newest payment of a document bounced, or was another's; raises NothingPaidError."""
        with self._store.read() as session:
            payments = payments_of(session)
            gone = reversed_ids(payments)
            standing = [
                payment
                for payment in payments
                if number in dict(payment.parts) and payment.id not in gone and not payment.reverses
            ]
            if not standing:
                raise NothingPaidError(number=number)
            found = mirror(standing[-1], next(_new_ids(session)), day, reason)
        return _patch([found])


def _open_notes(session: Session, client: str, currency: str) -> list[OpenBill]:
    """The credit notes of a client of which something is left, oldest first."""
    paid = paid_of(payments_of(session, client))
    found = open_credits(bills_of(session, client), paid)
    return [each for each in found if each.left.currency == currency]


def _credit(session: Session, client: str, currency: str) -> Money:
    """All that a client has with the company: overpaid, or credited and not settled."""
    notes = (found.left for found in _open_notes(session, client, currency))
    overpaid = credit_of(payments_of(session, client)).get((client, currency))
    return Money.total(notes, currency) + (overpaid or Money.zero(currency))


def _from_notes(session: Session, due: Due, wanted: Money, day: date) -> list[Payment]:
    """What is left of credit notes goes to an invoice: a payment of nothing that settles both."""
    parts, rest = list[tuple[str, Money]](), wanted
    for found in _open_notes(session, due.bill.client, wanted.currency):
        taken = min(rest, found.left, key=lambda money: money.minor)
        if taken.minor > 0:
            parts.append((found.bill.number, -taken))
            rest -= taken
    if not parts:
        return []
    own = (due.bill.number, wanted - rest)
    nothing = Money.zero(wanted.currency)
    return [Payment(next(_new_ids(session)), due.bill.client, day, nothing, (*parts, own))]


def _due(session: Session, number: str) -> Due:
    document = document_of(session, number)
    payments = payments_of(session, document.client)
    paid = paid_of(payments)
    owing = open_bills(bills_of(session, document.client), paid)
    own = next((found for found in owing if found.bill.number == number), None)
    if own is None:
        raise NothingOpenError(number=number)
    others = tuple(
        found for found in owing if found is not own and found.left.currency == document.currency
    )
    # A discount is for paying all of it early, not for a rest.
    is_whole = own.left == document.payable
    credit = credit_of(payments).get((document.client, document.currency))
    return Due(own.bill, own.left, others, document.discount if is_whole else None, credit)


def _new_ids(session: Session) -> Iterator[str]:
    last = session.execute(select(func.max(m.Payment.id))).scalar() or 0
    taken = set(session.execute(select(m.Payment.code)).scalars())
    return (id_ for n in count(last + 1) if (id_ := f"P-{n:05}") not in taken)


def _with_parts(payment: Payment, parts: tuple[tuple[str, Money], ...]) -> Payment:
    return Payment(payment.id, payment.client, payment.day, payment.amount, parts, payment.kind)


def _patch(payments: Iterable[Payment]) -> Patch:
    records = [
        {
            "id": payment.id,
            "client": payment.client,
            "date": payment.day.isoformat(),
            "amount": payment.amount.plain(),
            "currency": payment.amount.currency,
            "applied": [[number, part.plain()] for number, part in payment.parts],
            "kind": payment.kind.value,
            **{
                key: value
                for key in ("method", "reference", "note", "reverses")
                if (value := getattr(payment, key))
            },
        }
        for payment in payments
    ]
    return {"payments": records}
