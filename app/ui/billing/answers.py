"""What one can answer to an exception, in place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.proposal import Level, Matter
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.domain.proposal import Exceptional


class Answer(StrEnum):
    """Marked words of an answer's button."""

    ACCEPT = N_("Accept")
    ALWAYS = N_("Always accept")
    ASK_AGAIN = N_("Ask again")
    TAKE_BACK = N_("Undo")
    APPROVE = N_("Approve")
    AGREE = N_("Choose the agreement…")
    BILL = N_("Bill it")
    HOLD = N_("Hold…")
    WAIVE = N_("Waive…")
    WHY = N_("Why different?")
    GO = N_("Go there")


_ALSO = {
    Matter.HELD: (Answer.BILL, Answer.WAIVE),
    Matter.COUNT: (Answer.HOLD, Answer.GO, Answer.ALWAYS),
    Matter.CATCHING_UP: (Answer.GO, Answer.ALWAYS),
    Matter.APPROVAL: (Answer.APPROVE, Answer.ALWAYS),
    Matter.UNMAPPED: (Answer.AGREE, Answer.GO, Answer.ALWAYS),
    Matter.RENEWAL: (Answer.GO, Answer.ALWAYS),
    Matter.PO_NUMBER: (Answer.GO, Answer.ALWAYS),
    Matter.TOTAL: (Answer.WHY, Answer.ALWAYS),
    Matter.UNPRINTABLE: (Answer.GO, Answer.ALWAYS),
}


def answers(found: Exceptional, *, is_accepted: bool, is_habit: bool) -> tuple[Answer, ...]:
    """The answers that make sense, the likeliest first."""
    if is_habit:
        return (Answer.ASK_AGAIN,)
    if is_accepted:
        return (Answer.TAKE_BACK,)
    if found.level is Level.BLOCK:
        hold = (Answer.HOLD,) if found.charge else ()
        return (Answer.GO, *hold)
    return (Answer.ACCEPT, *_ALSO.get(found.matter, ()))
