"""What a line of labour says: what was done, when and by whom, and what became of it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Answer
from app.domain.charge import Worked, plain
from app.domain.money import half_away
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.coverage import Covered
    from app.domain.facts import TimeEntry
    from app.domain.pieces import Piece


def title_of(entry: TimeEntry) -> Sentence:
    """The ticket and the note, or the kind of work where there is none."""
    note = entry.note or entry.work_type
    if entry.ticket:
        return say("{ticket}: {note}", ticket=entry.ticket, note=note)
    return say("{note}", note=note)


def shown_hours(hours: Fraction) -> Decimal:
    """Hours as people read them, to the hundredth; money is never computed from these."""
    return plain(Decimal(half_away(hours * 100)).scaleb(-2))


def detail_of(entry: TimeEntry, pieces: Sequence[Piece]) -> Sentence:
    """When, what and who; the hours at each rate."""
    rates = [
        say("{hours} h × {rate}", hours=shown_hours(piece.minutes / 60), rate=piece.rate)
        for piece in pieces
    ]
    sums = rates[0]
    for rate in rates[1:]:
        sums = say("{sums} + {rate}", sums=sums, rate=rate)
    who = say("{work_type}, {role}", work_type=entry.work_type, role=entry.role)
    return say(
        "{day} · {who} · {sums}",
        day=entry.day,
        who=who if entry.role else entry.work_type,
        sums=sums,
    )


def worked_of(covered: Covered) -> Worked:
    """The entry as the log of the work tells it."""
    entry, counted = covered.work.entry, covered.work.minutes
    paid = sum((part.billable + part.overage for part in covered.parts), Fraction(0))
    if any(part.answer is Answer.NO_CHARGE for part in covered.parts) and not paid:
        outcome = say(N_("not charged"))
    elif not paid:
        outcome = say(N_("covered"))
    elif paid == counted:
        outcome = say(N_("charged"))
    else:
        outcome = say(N_("{minutes} min charged, the rest covered"), minutes=paid)
    return Worked(
        entry.start,
        entry.day,
        entry.ticket,
        entry.role,
        entry.work_type,
        entry.minutes,
        counted,
        outcome,
        entry.note,
    )
