"""What came into the bank, and which invoices it pays: by reference, else by amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from app.domain.money_in import Due, Plan, settled_by
from app.domain.outstanding import OpenBill
from app.domain.qr_reference import qr_reference

if TYPE_CHECKING:
    from datetime import date

    from app.domain.money import Money
    from app.domain.terms import EarlyDiscount

_OTHER = re.compile(r"[\W_]+")
_SHORT = 3
"""A word of a name that is shorter says little."""


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a bank statement; `id` is the same whenever the line is read again."""

    id: str
    day: date
    amount: Money
    payer: str
    reference: str


class How(StrEnum):
    """Why a line is taken for an invoice, or why it is not."""

    REFERENCE = "reference"
    AMOUNT = "amount"
    CHOSEN = "chosen"
    UNCLEAR = "unclear"
    """Several invoices come to this amount."""
    UNKNOWN = "unknown"
    RECORDED = "recorded"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Matched:
    """A line and what it pays: the invoice it is for, and where each part of it goes."""

    line: BankLine
    how: How
    number: str = ""
    client: str = ""
    plan: Plan | None = None
    candidates: tuple[str, ...] = ()

    @property
    def pays(self) -> bool:
        """Whether it can be recorded."""
        return self.plan is not None


@dataclass(frozen=True, slots=True)
class Book:
    """What is open: the invoices, the longest due first; names of clients; early discounts."""

    owing: tuple[OpenBill, ...]
    names: Mapping[str, str]
    discounts: Mapping[str, EarlyDiscount]
    recorded: frozenset[str] = frozenset()
    """The lines that were recorded before."""


NOBODY = ""
"""What a person chooses where a line pays no invoice."""


def line_ids(lines: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """An id for each line, from what it says; equal lines of one statement are told apart."""
    seen: dict[tuple[str, ...], int] = {}
    for cells in lines:
        seen[cells] = seen.get(cells, 0) + 1
        told = "\x1f".join((*cells, str(seen[cells])))
        yield f"bank-{sha256(told.encode()).hexdigest()[:12]}"


def matched(
    lines: Sequence[BankLine], book: Book, chosen: Mapping[str, str] | None = None
) -> tuple[Matched, ...]:
    """What each line pays, in their order; `chosen` says by a line's id what a person said.

    References come first, so that no line takes by its amount what another names.
    """
    said = chosen or {}
    open_ = {found.bill.number: found for found in book.owing}
    found: dict[str, Matched] = {}
    for line in lines:
        if line.id in book.recorded:
            found[line.id] = Matched(line, How.RECORDED)
        elif line.amount.minor <= 0:
            found[line.id] = Matched(line, How.OUTGOING)
        elif said.get(line.id) in open_:
            found[line.id] = _paid(line, How.CHOSEN, said[line.id], open_, book)
        elif line.id in said:
            found[line.id] = Matched(line, How.UNKNOWN)
    rest = [line for line in lines if line.id not in found]
    for line in rest:
        if named := _named(line, open_):
            found[line.id] = _paid(line, How.REFERENCE, named, open_, book)
    for line in rest:
        if line.id not in found:
            found[line.id] = _by_amount(line, open_, book)
    return tuple(found[line.id] for line in lines)


def _paid(line: BankLine, how: How, number: str, open_: dict[str, OpenBill], book: Book) -> Matched:
    """The line as payment of an invoice; what it settles is open no more."""
    own = open_[number]
    if own.left.currency != line.amount.currency:
        return Matched(line, How.UNKNOWN)
    others = tuple(
        each
        for each in open_.values()
        if each.bill.client == own.bill.client
        and each is not own
        and each.left.currency == own.left.currency
    )
    is_whole = own.left == own.bill.total
    due = Due(own.bill, own.left, others, book.discounts.get(number) if is_whole else None)
    plan = settled_by(due, line.amount, line.day)
    gone = dict(plan.parts)
    gone[number] = gone[number] + plan.discount if number in gone else plan.discount
    for name, part in gone.items():
        left = open_[name].left - part
        if left.minor > 0:
            open_[name] = replace(open_[name], left=left)
        else:
            del open_[name]
    return Matched(line, how, number, own.bill.client, plan)


def _named(line: BankLine, open_: Mapping[str, OpenBill]) -> str:
    """The invoice that the reference names, the longest due where it names several."""
    text = _plain(f"{line.reference} {line.payer}")
    digits = "".join(sign for sign in text if sign.isdigit())
    for number, found in open_.items():
        if found.left.currency == line.amount.currency and (
            _stands_in(_plain(number), text) or qr_reference(number) in digits
        ):
            return number
    return ""


def _stands_in(number: str, text: str) -> bool:
    """Whether a number is there whole: `INV12` is not in `INV123`, nor `12` in `312`."""
    before = r"(?<!\d)" if number[:1].isdigit() else ""
    return bool(number) and bool(re.search(rf"{before}{re.escape(number)}(?!\d)", text))


def _by_amount(line: BankLine, open_: dict[str, OpenBill], book: Book) -> Matched:
    """The one invoice of this amount; of several, the one whose client has paid."""
    exact = [number for number, found in open_.items() if _comes_to(line, found, book)]
    if len(exact) > 1:
        theirs = [n for n in exact if _is_payer(line, book.names.get(open_[n].bill.client, ""))]
        clients = {open_[number].bill.client for number in theirs}
        if len(clients) != 1:
            return Matched(line, How.UNCLEAR, candidates=tuple(exact))
        exact = theirs[:1]
    return _paid(line, How.AMOUNT, exact[0], open_, book) if exact else Matched(line, How.UNKNOWN)


def _comes_to(line: BankLine, found: OpenBill, book: Book) -> bool:
    if found.left.currency != line.amount.currency:
        return False
    early = book.discounts.get(found.bill.number)
    if early and found.left == found.bill.total and line.day <= early.until:
        return line.amount in {found.left, found.left - early.amount}
    return line.amount == found.left


def _is_payer(line: BankLine, name: str) -> bool:
    """Whether every longer word of a name is among what the bank says of the payer."""
    said = f"{line.payer} {line.reference}".casefold()
    words = [word for word in _OTHER.split(name.casefold()) if len(word) > _SHORT]
    return bool(words) and all(word in said for word in words)


def _plain(text: str) -> str:
    return _OTHER.sub("", text).upper()
