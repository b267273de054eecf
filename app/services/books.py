"""The accounting export: what is handed out, and that it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.books import Booked, Books, Program, booked, untold
from app.domain.clock import today
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.storage.issuing import documents_of
from app.storage.parties import sender_of
from app.workbook.tables.accounting import files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.domain.clock import Clock
    from app.domain.period import Period
    from app.storage.store import Store

Patch = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Export:
    """What an export would hand out."""

    program: Program
    numbers: tuple[str, ...]
    totals: tuple[Money, ...]
    """With tax, a sum per currency; credit notes count against it."""
    earlier: int
    """How many documents of the period were exported before."""
    no_account: tuple[str, ...]
    no_tax_code: tuple[str, ...]


class BookService:
    """Hands issued documents to accounting programs, each once unless it is wanted again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says on which day something was exported."""
        self._store = store
        self._clock = clock

    def look(self, program: Program, period: Period, *, again: bool = False) -> Export:
        """What an export of a period would hand out; nothing is written."""
        with self._store.read() as session:
            books = _books(session)
            numbers, earlier = _wanted(session, program, period, again=again)
            found = _booked(session, numbers, books)
        no_account, no_tax_code = untold(found, books)
        sums: dict[str, Money] = {}
        for each in found:
            total = -each.document.total if each.is_credit else each.document.total
            sums[total.currency] = sums.get(total.currency, Money.zero(total.currency)) + total
        totals = tuple(sums[currency] for currency in sorted(sums))
        if program is Program.TABLE:
            no_account = no_tax_code = ()
        return Export(program, tuple(numbers), totals, earlier, no_account, no_tax_code)

    def files(self, export: Export) -> list[tuple[str, bytes]]:
        """The files of an export, each with its name."""
        with self._store.read() as session:
            found = _booked(session, list(export.numbers), _books(session))
            is_american = sender_of(session).party.address.country == "US"
        return files(export.program, found, is_american=is_american)

    def exported(self, export: Export) -> Patch:
        """The edit that remembers what was handed out."""
        with self._store.read() as session:
            day = today(self._clock, sender_of(session).timezone).isoformat()
            marks = _marks(session, export.numbers)
        return {
            "marks": [
                {
                    "document": number,
                    "exported": {**marks.get(number, {}), export.program.value: day},
                }
                for number in export.numbers
            ]
        }


def _books(session: Session) -> Books:
    value = session.scalar(select(m.CompanyTerm.value).where(m.CompanyTerm.term == "books"))
    told: dict[str, Any] = json.loads(value) if value else {}
    return Books(told.get("account", ""), told.get("accounts", {}), told.get("tax_codes", {}))


def _wanted(
    session: Session, program: Program, period: Period, *, again: bool
) -> tuple[list[str], int]:
    document = m.Document
    numbers = list(
        session.scalars(
            select(document.number)
            .where(
                document.kind != DocumentKind.OPENING.value,
                document.date >= period.start,
                document.date < period.end,
            )
            .order_by(document.id)
        )
    )
    marks = _marks(session, tuple(numbers))
    before = [number for number in numbers if program.value in marks.get(number, {})]
    return (numbers if again else [one for one in numbers if one not in set(before)]), len(before)


def _marks(session: Session, numbers: tuple[str, ...]) -> dict[str, Mapping[str, str]]:
    rows = session.execute(select(m.DocumentMark.number, m.DocumentMark.body)).all()
    wanted = set(numbers)
    return {
        row.number: json.loads(row.body).get("exported") or {}
        for row in rows
        if row.number in wanted
    }


def _booked(session: Session, numbers: list[str], books: Books) -> list[Booked]:
    if not numbers:
        return []
    origins = _origins(session)
    wanted = set(numbers)
    # A few hundred documents are read at once; the numbers of a whole year would be too many.
    found = documents_of(session, numbers if len(numbers) <= _AT_ONCE else None)
    return [booked(one, books, origins) for one in found if one.number in wanted]


_AT_ONCE = 500


def _origins(session: Session) -> dict[str, str]:
    """The item or work type behind each charge, by the charge's key without its date."""
    addition, entry, expense = m.Addition, m.TimeEntry, m.Expense
    items = session.execute(
        select(m.Agreement.number, addition.name, m.Item.sku)
        .join(m.Agreement, m.Agreement.id == addition.agreement_id)
        .join(m.Item, m.Item.id == addition.item_id)
    ).all()
    work = session.execute(
        select(entry.code, m.WorkType.name).join(m.WorkType, m.WorkType.id == entry.work_type_id)
    ).all()
    bought = session.execute(
        select(expense.code, m.Item.sku).join(m.Item, m.Item.id == expense.item_id)
    ).all()
    return {
        **{f"{number}/{name}": sku for number, name, sku in items},
        **{f"time/{code}": name for code, name in work},
        **{f"expense/{code}": sku for code, sku in bought},
    }
