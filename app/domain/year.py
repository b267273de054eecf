"""The invoices to come: one month end after the other, each billed before the next is proposed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.billing import propose
from app.domain.facts import Billed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from app.domain.billing import Line, Outcome
    from app.domain.facts import Book, ClientFacts


def outcomes(book: Book, client: ClientFacts, throughs: Iterable[date]) -> Iterator[Outcome]:
    """What each month end would propose, if all of the ones before had been issued."""
    for through in throughs:
        outcome = propose(book, client, through)
        yield outcome
        ledger = dict(client.ledger)
        for proposal in outcome.proposals:
            for line in proposal.lines:
                ledger[line.charge] = _billed(ledger.get(line.charge), line)
        client = replace(client, ledger=ledger)


def _billed(before: Billed | None, line: Line) -> Billed:
    if before is not None and (before.net or line.net.minor < 0):
        return replace(before, net=before.net + line.net)
    return Billed(
        line.net,
        line.source,
        line.title.plain(),
        line.bill_date,
        line.period,
        line.taxes,
        line.po_number,
        line.agreement,
    )
