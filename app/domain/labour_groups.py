"""How labour is put together on paper: which charges stand in one row, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.agreement import Labour
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.charge import Charge
    from app.domain.coverage import Work
    from app.domain.facts import Book

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def group_of(work: Work, book: Book) -> Sentence | None:
    """The row of the paper the work belongs to; nothing where it stands alone."""
    entry = work.entry
    own = work.agreement.labour if work.agreement else None
    labour = own or book.labour
    if labour is Labour.TICKET and entry.ticket:
        if not entry.summary:
            return say("{ticket}", ticket=entry.ticket)
        return say("{ticket} {summary}", ticket=entry.ticket, summary=entry.summary)
    if labour is Labour.WORK_TYPE:
        return say(N_("{work_type} work"), work_type=entry.work_type)
    if labour is Labour.ONE:
        month = say(MONTHS[entry.day.month - 1])
        return say(N_("Work in {month} {year}"), month=month, year=str(entry.day.year))
    return None


def together(charges: Iterable[Charge]) -> list[Charge]:
    """The charges of a row next to each other, each row where its first charge was."""
    rows: dict[object, list[Charge]] = {}
    for charge in charges:
        row = (charge.agreement, charge.group) if charge.group else charge.key
        rows.setdefault(row, []).append(charge)
    return [charge for row in rows.values() for charge in row]
