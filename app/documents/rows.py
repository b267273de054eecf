"""The rows of the table: a line each, or the lines of one group together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from app.domain.charge import priced
from app.domain.labour_words import shown_hours
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.documents.wording import Wording
    from app.domain.document import DocumentLine


def rows_of(lines: Iterable[DocumentLine], words: Wording) -> list[DocumentLine]:
    """The lines as they are printed: those of one group that follow each other are one."""
    rows = list["DocumentLine"]()
    for _, found in groupby(lines, key=_row):
        together = tuple(found)
        rows.append(_together(together, words) if together[0].group else together[0])
    return rows


def _row(line: DocumentLine) -> object:
    """What lines must share to stand in one row."""
    return (line.group, line.agreement, line.taxes) if line.group else line.number


def _together(lines: Sequence[DocumentLine], words: Wording) -> DocumentLine:
    first, currency = lines[0], lines[0].net.currency
    net = Money.total((line.net for line in lines), currency)
    days = Period(min(line.period.start for line in lines), max(line.period.end for line in lines))
    quantity = sum((line.quantity for line in lines), Decimal(0))
    alike = {(line.unit, line.price) for line in lines} == {("hour", first.price)}
    if not alike or quantity * first.price != net.amount():
        quantity, rate = priced(Fraction(1), Rate(net.amount(), currency), net)
        unit, code, price = "each", "C62", rate.amount
    else:
        unit, code, price = first.unit, first.unit_code, first.price
    return replace(
        first,
        description=first.group,
        detail=_detail(lines, words, with_hours=unit != "hour"),
        period=days,
        quantity=quantity,
        unit=unit,
        unit_code=code,
        price=price,
        net=net,
    )


def _detail(lines: Sequence[DocumentLine], words: Wording, *, with_hours: bool) -> str:
    """How many entries, and their hours where the row does not count them."""
    count = len({line.charge.removesuffix("/overage") for line in lines})
    entries = words.say(N_("{count} entry") if count == 1 else N_("{count} entries"), count=count)
    hours = [line.hours for line in lines]
    if not with_hours or None in hours:
        return entries
    total = sum((each for each in hours if each is not None), Fraction(0))
    return words.say(N_("{entries}, {hours} h"), entries=entries, hours=shown_hours(total))
