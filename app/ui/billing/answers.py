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
    BILL = N_("Bill it")
    HOLD = N_("Hold…")
    WAIVE = N_("Waive…")
    WHY = N_("Why different?")
    OPEN_AGREEMENT = N_("Open the agreement")
    OPEN_CLIENT = N_("Open the client")


_ALSO = {
    Matter.HELD: (Answer.BILL, Answer.WAIVE),
    Matter.COUNT: (Answer.HOLD, Answer.OPEN_AGREEMENT, Answer.ALWAYS),
    Matter.CATCHING_UP: (Answer.OPEN_AGREEMENT, Answer.ALWAYS),
    Matter.APPROVAL: (Answer.APPROVE, Answer.ALWAYS),
    Matter.RENEWAL: (Answer.OPEN_AGREEMENT, Answer.ALWAYS),
    Matter.PO_NUMBER: (Answer.OPEN_CLIENT, Answer.ALWAYS),
    Matter.TOTAL: (Answer.WHY, Answer.ALWAYS),
    Matter.UNPRINTABLE: (Answer.OPEN_CLIENT, Answer.ALWAYS),
}


def answers(found: Exceptional, *, is_accepted: bool, is_habit: bool) -> tuple[Answer, ...]:
    """The answers that make sense, the likeliest first."""
    if is_habit:
        return (Answer.ASK_AGAIN,)
    if is_accepted:
        return (Answer.TAKE_BACK,)
    if found.level is Level.BLOCK:
        hold = (Answer.HOLD,) if found.charge else ()
        is_agreed = found.charge and "/" in found.charge and not _is_of_client(found.charge)
        return ((Answer.OPEN_AGREEMENT if is_agreed else Answer.OPEN_CLIENT), *hold)
    return (Answer.ACCEPT, *_ALSO.get(found.matter, ()))


def _is_of_client(charge: str) -> bool:
    return charge.partition("/")[0] in {"time", "expense", "block", "discount", "deposit"}
