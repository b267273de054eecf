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
    day: date | None = None
    """When it was issued."""


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

    `paid` is what was applied to each document, in minor units; to a credit note it is negative,
    for it is what the client was given of it. A credit note settles the invoices it corrects; what
    is left of it after them stands to the client's credit and is not shown.
    """
    return _settled(tuple(bills), paid)[0]


def open_credits(bills: Iterable[Bill], paid: Mapping[str, int]) -> tuple[OpenBill, ...]:
    """The credit notes of which something is left after the invoices they correct, oldest first."""
    return _settled(tuple(bills), paid)[1]


def credited_whole(bills: Iterable[Bill]) -> frozenset[str]:
    """The invoices that credit notes of their own have given back in full."""
    bills = tuple(bills)
    back: dict[str, int] = {}
    for note in bills:
        if note.kind is DocumentKind.CREDIT_NOTE and len(note.corrects) == 1:
            back[note.corrects[0]] = back.get(note.corrects[0], 0) + note.total.minor
    return frozenset(
        bill.number for bill in bills if 0 < bill.total.minor <= back.get(bill.number, 0)
    )


def _settled(
    bills: tuple[Bill, ...], paid: Mapping[str, int]
) -> tuple[tuple[OpenBill, ...], tuple[OpenBill, ...]]:
    left = {
        bill.number: bill.total.minor - paid.get(bill.number, 0)
        for bill in bills
        if bill.kind is not DocumentKind.CREDIT_NOTE
    }
    credits_ = list[OpenBill]()
    for note in bills:
        if note.kind is DocumentKind.CREDIT_NOTE:
            credit = note.total.minor + paid.get(note.number, 0)
            for number in note.corrects:
                taken = min(credit, max(left.get(number, 0), 0))
                if number in left:
                    left[number] -= taken
                    credit -= taken
            if credit > 0:
                credits_.append(OpenBill(note, Money(credit, note.total.currency)))
    found = [
        OpenBill(bill, Money(left[bill.number], bill.total.currency))
        for bill in bills
        if left.get(bill.number, 0) > 0
    ]
    return tuple(sorted(found, key=_due)), tuple(credits_)


def _due(found: OpenBill) -> tuple[date, str]:
    return found.bill.due or date.max, found.bill.number
