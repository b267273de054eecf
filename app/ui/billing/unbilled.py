"""What stays unbilled after a month end, and why: nothing is forgotten without a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.proposal import Level, Matter
from app.domain.sentence import N_, say
from app.ui.billing.state import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.money import Money
    from app.domain.sentence import Sentence
    from app.services.billing import ReviewRow
    from app.ui.billing.state import Run


@dataclass(frozen=True, slots=True)
class Unbilled:
    """One thing that no document of this run bills; the amount is without tax."""

    client: str
    name: str
    why: Sentence
    amount: Money | None = None


def unbilled(run: Run) -> tuple[Unbilled, ...]:
    """Documents that wait, then what is held of others, then what is waived; client by client."""
    names = {row.client: row.name for row in run.rows}
    found = [one for row in run.rows if (one := _waiting(run, row))]
    held = dict.fromkeys(_held(run))
    waived = [
        Unbilled(
            client,
            names.get(client, client),
            say(N_("Waived: {reason} ({what})."), reason=one.reason or "–", what=one.title),
            one.net,
        )
        for client, one in (run.review.waived if run.review else ())
    ]
    return (*found, *held, *waived)


def _waiting(run: Run, row: ReviewRow) -> Unbilled | None:
    net = row.proposal.net if row.proposal else None
    match run.standing(row):
        case Standing.LEFT_OUT:
            why = say(N_("Left out of this month end."))
        case Standing.BLOCKED:
            why = next(one.sentence for one in row.exceptions if one.level is Level.BLOCK)
        case Standing.LOOK:
            why = say(N_("Not accepted yet: {what}"), what=run.open_looks(row)[0].sentence)
        case _:
            return None
    return Unbilled(row.client, row.name, why, net)


def _held(run: Run) -> Iterator[Unbilled]:
    for row in run.rows:
        for one in row.exceptions:
            if one.matter is Matter.HELD:
                yield Unbilled(row.client, row.name, one.sentence)
