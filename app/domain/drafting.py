"""From a proposal to the document it becomes: the amounts turned around where it is a credit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.catalog import unit_code
from app.domain.document import DocumentKind, DocumentLine, WorkRow, mirrored
from app.domain.tax import TaxTotal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.money import Money
    from app.domain.proposal import Line, Proposal
    from app.domain.sentence import Sentence


def kind_of(proposal: Proposal) -> DocumentKind:
    """A proposal whose total is negative is issued as a credit note."""
    return DocumentKind.of(proposal.total)


def document_lines(proposal: Proposal, tell: Callable[[Sentence], str]) -> tuple[DocumentLine, ...]:
    """The lines as printed, in the words of the client's language."""
    lines = [_line(i, line, tell) for i, line in enumerate(proposal.lines, start=1)]
    if kind_of(proposal) is DocumentKind.CREDIT_NOTE:
        return tuple(mirrored(line) for line in lines)
    return tuple(lines)


def document_taxes(proposal: Proposal) -> tuple[TaxTotal, ...]:
    """The tax summary as printed."""
    if kind_of(proposal) is DocumentKind.INVOICE:
        return proposal.taxes
    return tuple(replace(group, net=-group.net, amount=-group.amount) for group in proposal.taxes)


def document_rounding(proposal: Proposal) -> Money | None:
    """By how much what is to be paid, or is given back, is rounded."""
    if proposal.rounding is None or kind_of(proposal) is DocumentKind.INVOICE:
        return proposal.rounding
    return -proposal.rounding


def document_work(proposal: Proposal, tell: Callable[[Sentence], str]) -> tuple[WorkRow, ...]:
    """The log of the work behind the lines, in the order it was done."""
    found = dict.fromkeys(work for line in proposal.lines for work in line.work)
    return tuple(
        WorkRow(
            work.day,
            work.ticket,
            work.who,
            work.work_type,
            work.worked,
            work.counted,
            tell(work.outcome),
            work.note,
        )
        for work in sorted(found, key=lambda work: work.start)
    )


def corrected(proposal: Proposal) -> tuple[str, ...]:
    """The documents whose charges the proposal adjusts, oldest first."""
    return tuple(dict.fromkeys(sorted(line.corrects for line in proposal.lines if line.corrects)))


def _line(number: int, line: Line, tell: Callable[[Sentence], str]) -> DocumentLine:
    return DocumentLine(
        number=number,
        charge=line.charge,
        kind=line.kind,
        description=tell(line.title),
        detail=tell(line.detail) if line.detail else "",
        period=line.period,
        quantity=line.quantity,
        unit=line.unit,
        unit_code=unit_code(line.unit),
        price=line.price.amount,
        net=line.net,
        charged=line.charged,
        bill_date=line.bill_date,
        taxes=line.taxes,
        explanation=line.explanation,
        agreement=line.agreement,
        source=line.source,
        corrects=line.corrects,
        group=tell(line.group) if line.group else "",
        hours=line.hours,
    )
