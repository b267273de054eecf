"""Bank statements: which invoices their lines pay; nothing is recorded before it is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.bank import Book, Matched, matched
from app.domain.money_in import PaymentKind, paid_of
from app.domain.outstanding import open_bills
from app.storage.accounts import bills_of, payments_of
from app.storage.issuing import documents_of
from app.storage.parties import sender_of
from app.workbook.tables.bank import Columns, Statement, read_statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.domain.bank import BankLine
    from app.domain.outstanding import OpenBill
    from app.storage.store import Store

Patch = dict[str, Any]
_AT_ONCE = 500


class BankService:
    """Reads statements and says what they pay."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def read(self, data: bytes, columns: Columns | None = None) -> Statement:
        """A file as a statement; raises NoStatementError or NotTableError."""
        with self._store.read() as session:
            currency = session.scalar(select(m.Company.currency)) or "EUR"
            is_american = sender_of(session).party.address.country == "US"
        return read_statement(data, currency, columns, month_first=is_american)

    def match(
        self, lines: Sequence[BankLine], chosen: Mapping[str, str] | None = None
    ) -> tuple[tuple[Matched, ...], tuple[OpenBill, ...]]:
        """What each line pays, and all that is open; nothing is written."""
        with self._store.read() as session:
            book = _book(session)
        return matched(lines, book, chosen), book.owing

    def recorded(self, found: Iterable[Matched]) -> Patch:
        """The edit that records what some lines pay; a line's id makes it go in once."""
        records = list[dict[str, Any]]()
        for one in found:
            plan, line = one.plan, one.line
            if plan is None:
                continue
            usual = {
                "client": one.client,
                "date": line.day.isoformat(),
                "currency": line.amount.currency,
            }
            records.append(
                {
                    "id": line.id,
                    **usual,
                    "amount": line.amount.plain(),
                    "applied": [[number, part.plain()] for number, part in plan.parts],
                    "kind": PaymentKind.PAYMENT.value,
                    "method": "bank",
                    "reference": " ".join(filter(None, (line.payer, line.reference)))[:200],
                }
            )
            if plan.discount:
                early = plan.discount.plain()
                records.append(
                    {
                        "id": f"{line.id}-early",
                        **usual,
                        "amount": early,
                        "applied": [[one.number, early]],
                        "kind": PaymentKind.DISCOUNT.value,
                    }
                )
        return {"payments": records} if records else {}


def _book(session: Session) -> Book:
    payments = payments_of(session)
    owing = open_bills(bills_of(session), paid_of(payments))
    rows = session.execute(select(m.Client.code, m.Client.name)).all()
    numbers = [found.bill.number for found in owing]
    documents = [
        document
        for first in range(0, len(numbers), _AT_ONCE)
        for document in documents_of(session, numbers[first : first + _AT_ONCE])
    ]
    return Book(
        owing,
        {code: name or code for code, name in rows},
        {each.number: each.discount for each in documents if each.discount},
        frozenset(payment.id for payment in payments),
    )
