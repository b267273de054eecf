"""Papers for clients besides issued documents: what they say, and their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.clock import today
from app.domain.errors import RuleError
from app.domain.hours_statement import hours_account
from app.domain.money import Money
from app.domain.money_in import Payment, PaymentKind, paid_of, reversed_ids
from app.domain.outstanding import open_bills
from app.domain.papers import Between, HoursPaper, ReceiptPaper, Settles, StatementPaper
from app.domain.sentence import N_
from app.domain.statement import account, currencies
from app.storage.accounts import bills_of, payments_of
from app.storage.facts import book_of, whole_facts
from app.storage.parties import between_of, sender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.documents.press import Press
    from app.domain.clock import Clock
    from app.domain.outstanding import Bill
    from app.domain.papers import Paper
    from app.domain.period import Period
    from app.storage.store import Store


class NoSuchPaymentError(RuleError):
    """There is no payment of that number."""

    text = N_("There is no payment {number}.")


class NothingReceivedError(RuleError):
    """No money came for a document."""

    text = N_("No payment of {number} is recorded, so there is nothing to confirm.")


class PaperService:
    """Makes papers from what is true now."""

    def __init__(self, store: Store, press: Press, clock: Clock) -> None:
        """Work on a store; a press draws."""
        self._store = store
        self._press = press
        self._clock = clock

    def statement(self, client: str, period: Period) -> StatementPaper:
        """A client's account over a time, in each of its currencies in which something is."""
        with self._store.read() as session:
            between, own = self._between(session, client)
            bills, payments = bills_of(session, client), payments_of(session, client)
        accounts = [
            account(client, bills, payments, currency, period)
            for currency in currencies(bills, payments, own)
        ]
        told = tuple(each for each in accounts if each.entries or each.opening or each.open)
        return StatementPaper(between, period, told or (accounts[0],))

    def receipt(self, payment: str) -> ReceiptPaper:
        """A payment and what it settled; raises NoSuchPaymentError."""
        with self._store.read() as session:
            found = next((p for p in payments_of(session) if p.id == payment), None)
            if found is None:
                raise NoSuchPaymentError(number=payment)
            between, _ = self._between(session, found.client)
            bills, payments = bills_of(session, found.client), payments_of(session, found.client)
        left = {open_.bill.number: open_.left for open_ in open_bills(bills, paid_of(payments))}
        return ReceiptPaper(between, found, tuple(_settles(found, bills, left)))

    def newest_receipt(self, number: str) -> ReceiptPaper:
        """The receipt of the newest payment of a document; raises NothingReceivedError."""
        with self._store.read() as session:
            payments = payments_of(session)
        gone = reversed_ids(payments)
        found = [
            payment.id
            for payment in payments
            if payment.kind is PaymentKind.PAYMENT
            and number in dict(payment.parts)
            and payment.id not in gone
            and not payment.reverses
        ]
        if not found:
            raise NothingReceivedError(number=number)
        return self.receipt(found[-1])

    def hours(self, client: str, period: Period) -> HoursPaper:
        """What became of a client's prepaid and included hours in a time."""
        with self._store.read() as session:
            between, own = self._between(session, client)
            book, facts = book_of(session), whole_facts(session, client)
        assert facts
        return HoursPaper(between, hours_account(facts, book, period), own)

    def draw(self, paper: Paper) -> bytes:
        """The paper as a PDF; raises RuleError where the logo cannot be read."""
        with self._store.read() as session:
            logo = sender_of(session).logo
        return self._press.draw_paper(paper, logo)

    def _between(self, session: Session, client: str) -> tuple[Between, str]:
        sender = sender_of(session)
        return between_of(session, client, today(self._clock, sender.timezone))


def _settles(
    payment: Payment, bills: tuple[Bill, ...], left: dict[str, Money]
) -> Iterator[Settles]:
    known = {bill.number: bill for bill in bills}
    for number, part in payment.parts:
        bill = known[number]
        nothing = Money.zero(part.currency)
        yield Settles(number, bill.day or payment.day, bill.total, part, left.get(number, nothing))
