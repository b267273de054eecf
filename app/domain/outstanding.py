"""What clients still owe on what was issued: totals less credits and payments, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.document import DocumentKind
from app.domain.money import Money


@dataclass(frozen=True, slots=True)
class Bill:
    """An issued document as far as it matters for what is owed."""

    number: str
    kind: DocumentKind
    client: str
    due: date | None
    total: Money
    corrects: tuple[str, ...] = ()
    """Of a credit note: the invoices it corrects."""


@dataclass(frozen=True, slots=True)
class OpenBill:
    """An invoice that is not settled, and what is left of it."""

    bill: Bill
    left: Money

    def days_late(self, day: date) -> int:
        """For how many days it is overdue; 0 where it is not."""
        due = self.bill.due
        return max((day - due).days, 0) if due else 0


def open_bills(bills: Iterable[Bill], paid: Mapping[str, int]) -> tuple[OpenBill, ...]:
    """The invoices that are not settled, the longest due first.

    `paid` is what was paid for each document, in minor units. A credit note settles the invoices
    it corrects; what is left of it after them stands to the client's credit and is not shown.
    """
    bills = tuple(bills)
    left = {
        bill.number: bill.total.minor - paid.get(bill.number, 0)
        for bill in bills
        if bill.kind is not DocumentKind.CREDIT_NOTE
    }
    for note in bills:
        if note.kind is DocumentKind.CREDIT_NOTE:
            credit = note.total.minor - paid.get(note.number, 0)
            for number in note.corrects:
                taken = min(credit, max(left.get(number, 0), 0))
                if number in left:
                    left[number] -= taken
                    credit -= taken
    found = [
        OpenBill(bill, Money(left[bill.number], bill.total.currency))
        for bill in bills
        if left.get(bill.number, 0) > 0
    ]
    return tuple(sorted(found, key=_due))


def _due(found: OpenBill) -> tuple[date, str]:
    return found.bill.due or date.max, found.bill.number
