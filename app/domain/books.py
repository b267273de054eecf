"""Issued documents as an accounting program takes them: every line with its account and tax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.document import DocumentKind
from app.domain.money import Money, apportioned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from app.domain.document import Document, DocumentLine
    from app.domain.tax import AppliedTax, TaxTotal


class Program(StrEnum):
    """What the export is read by."""

    QUICKBOOKS = "quickbooks"
    XERO = "xero"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Books:
    """What things are called in the accounting program.

    `accounts` goes by item, work type or kind of line; `tax_codes` by the code of a tax, several
    of a line joined by `+`, and by category where there is none.
    """

    account: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict[str, str])
    tax_codes: Mapping[str, str] = field(default_factory=dict[str, str])


ROUNDING = "rounding"
"""The kind of the line that rounds what is to be paid to a coin."""
_NO_TAX = "O"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a document as it is booked; of a credit note, what is given back is negative."""

    number: int
    description: str
    source: str
    account: str
    quantity: Decimal
    price: Decimal
    net: Money
    tax_code: str
    tax: Money
    day: date


@dataclass(frozen=True, slots=True)
class Booked:
    """A document with its lines; together they come to its total, to the last cent."""

    document: Document
    entries: tuple[Entry, ...]

    @property
    def is_credit(self) -> bool:
        """Whether it gives money back."""
        return self.document.kind is DocumentKind.CREDIT_NOTE


def booked(document: Document, books: Books, origins: Mapping[str, str]) -> Booked:
    """A document's lines with their accounts and taxes.

    `origins` says by a charge's key, without its date, of which item or work type it is.
    """
    sign = -1 if document.kind is DocumentKind.CREDIT_NOTE else 1
    taxes = line_taxes(document)
    entries = [
        _entry(line, tax, sign, books, origins.get(_stem(line.charge), ""))
        for line, tax in zip(document.lines, taxes, strict=True)
    ]
    if document.rounding:
        amount = document.rounding if sign > 0 else -document.rounding
        entries.append(
            Entry(
                len(entries) + 1,
                "Rounding",
                ROUNDING,
                books.accounts.get(ROUNDING) or books.account,
                Decimal(1),
                amount.amount(),
                amount,
                books.tax_codes.get(_NO_TAX, ""),
                Money.zero(amount.currency),
                document.date,
            )
        )
    return Booked(document, tuple(entries))


def line_taxes(document: Document) -> tuple[Money, ...]:
    """What each line bears of the document's taxes: a group's tax is shared by net, to the cent."""
    shares = [0] * len(document.lines)
    for group in document.taxes:
        places = [i for i, line in enumerate(document.lines) if group.tax in line.taxes]
        for place, part in zip(places, _shared(group, document, places), strict=True):
            shares[place] += part
    return tuple(Money(share, document.currency) for share in shares)


def _shared(group: TaxTotal, document: Document, places: list[int]) -> list[int]:
    nets = [document.lines[place].net.minor for place in places]
    total = sum(nets)
    if not total:
        # What cancels out bears what is left, if anything is, on its first line.
        return [group.amount.minor if i == 0 else 0 for i in range(len(nets))]
    exact = [Fraction(group.amount.minor * net, total) for net in nets]
    return apportioned(group.amount.minor, exact)


def _entry(line: DocumentLine, tax: Money, sign: int, books: Books, source: str) -> Entry:
    net = line.net if sign > 0 else -line.net
    quantity, price = line.quantity, line.price
    if quantity * price != line.net.amount() or not quantity:
        quantity, price = Decimal(1), line.net.amount()
    if quantity < 0:
        quantity, price = -quantity, -price
    return Entry(
        line.number,
        " – ".join(filter(None, (line.description, line.detail))),
        source or line.kind.value,
        books.accounts.get(source) or books.accounts.get(line.kind.value) or books.account,
        quantity,
        price * sign,
        net,
        tax_code(line.taxes, books),
        tax if sign > 0 else -tax,
        line.bill_date,
    )


def tax_code(taxes: Iterable[AppliedTax], books: Books) -> str:
    """What the program calls the taxes of a line; our own names where it was not told."""
    found = [
        books.tax_codes.get(tax.code) or books.tax_codes.get(tax.category.value) or tax.code
        for tax in taxes
    ]
    return "+".join(found) or books.tax_codes.get(_NO_TAX, "")


def untold(found: Iterable[Booked], books: Books) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What has no account, and which taxes the program's names are not known of."""
    documents = tuple(found)
    accounts = {one.source for each in documents for one in each.entries if not one.account}
    return tuple(sorted(accounts)), tuple(sorted(set(_untold_taxes(documents, books))))


def _untold_taxes(documents: Iterable[Booked], books: Books) -> Iterator[str]:
    for each in documents:
        for line in each.document.lines:
            for tax in line.taxes:
                if tax.code not in books.tax_codes and tax.category.value not in books.tax_codes:
                    yield tax.code
            if not line.taxes and _NO_TAX not in books.tax_codes:
                yield _NO_TAX


def _stem(charge: str) -> str:
    """`A-100/Workstations` of `A-100/Workstations/2026-11-01`, `time/t1` of `time/t1/overage`."""
    return "/".join(charge.split("/")[:2])
