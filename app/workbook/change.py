"""A change of the data: what a workbook says, laid over what is there, and what is wrong with it.

An imported file and a single edit in a form are the same thing to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.domain.errors import InvalidError, Problem
from app.domain.sentence import N_
from app.workbook.base import Shape
from app.workbook.billed_terms import BilledUse, undated_changes
from app.workbook.checks import check
from app.workbook.differences import Difference, difference
from app.workbook.earlier import with_earlier
from app.workbook.merging import merged, places
from app.workbook.payment_checks import payment_problems
from app.workbook.problems import problems_of
from app.workbook.reading import Record, checked, completed, record_lists
from app.workbook.shape.workbook import FORMAT, Workbook
from app.workbook.statuses import with_categories
from app.workbook.writing import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

SECTIONS = tuple(name for name, _ in record_lists(Workbook))
"""The keys of a workbook that hold records, in its order."""


@dataclass(frozen=True)
class Change:
    """What was there, what a file gives, and what will be there: all in canonical form."""

    old: Record
    given: Record
    new: Record
    workbook: Workbook

    def problems(self, use: Callable[[], BilledUse]) -> Iterator[Problem]:
        """What does not fit together; what stands billed is only asked for where it matters."""
        yield from check(self.workbook, places(self.given))
        if any(undated_changes(self.old, self.new, self.given, EVERYTHING)):
            yield from undated_changes(self.old, self.new, self.given, use())

    def document_problems(self, issued: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
        """What names documents that are not there, or are another client's or currency's.

        `issued` tells the client and the currency of each document.
        """
        where = places(self.given)
        own = self.workbook.company.currency
        currencies = {each.code: each.currency or own for each in self.workbook.clients}
        for payment in self.workbook.payments:
            place = where.get(("payments", payment.id), f"payments[{payment.id}]")
            yield from payment_problems(payment, place, issued, currencies)
        named = [
            *(("marks", mark.document, mark.document) for mark in self.workbook.marks),
            *(
                ("reminders", reminder.id, item.document)
                for reminder in self.workbook.reminders
                for item in reminder.items
            ),
        ]
        for section, key, number in named:
            if number not in issued:
                place = where.get((section, key), f"{section}[{key}]")
                yield Problem(f"{place}.document", N_("there is no document {name}"), name=number)

    @property
    def names_documents(self) -> bool:
        """Whether anything in the file is about issued documents."""
        return any(self.given.get(name) for name in ("payments", "marks", "reminders"))

    def changed(self) -> dict[str, list[Record]]:
        """The records that are not as they were, complete with defaults, by section."""
        found: dict[str, list[Record]] = {}
        if self.old.get("company") != self.new.get("company"):
            found["company"] = [self.workbook.company.model_dump(mode="json")]
        for section in SECTIONS:
            shapes: list[Shape] = getattr(self.workbook, section)
            if not shapes:
                continue
            key = shapes[0].key
            before = {record[key]: record for record in self.old.get(section, [])}
            records = [
                shape.model_dump(mode="json")
                for shape, record in zip(shapes, self.new[section], strict=True)
                if before.get(record[key]) != record
            ]
            if records:
                found[section] = records
        return found

    def difference(self) -> Difference:
        """What changes, both ways."""
        return difference(self.old, self.new)


def change_of(old: Record, file: Record, now: datetime | None = None) -> Change:
    """Lay a file over what is there; raises InvalidError with all that is wrong with its shape.

    With an instant, changed calendars and policies keep what they said until then.
    """
    given = checked(completed(file, old))
    try:
        workbook = Workbook.model_validate(merged(old, given))
    except ValidationError as error:
        raise InvalidError(tuple(problems_of(error))) from error
    plain = canonical(workbook)
    new = with_categories(old, plain)
    if now is not None:
        new = with_earlier(old, new, given, now)
    if new != plain:
        workbook = Workbook.model_validate(new)
    return Change(old, given, new, workbook)


def present(records: Mapping[str, Any]) -> Record:
    """What a data file holds, in canonical form."""
    return canonical(Workbook.model_validate({"format": FORMAT, **records}))


class _Everything(frozenset[str]):
    """Every name there may be."""

    __slots__ = ()

    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING = BilledUse(*(_Everything() for _ in fields(BilledUse)))
"""As if something stood billed by the terms of every record."""
