"""The code on an invoice that a banking app reads, and the room it takes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.documents.blocks import WHITE, Box, Code
from app.documents.sheet import LABEL, Letter, Sheet
from app.domain.paycode import compact, transfer
from app.domain.qr_bill import qr_bill
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.blocks import Block

_MODULE = 1.8
"""A point of the code, in points of the page: nearly four of a scanner's at 150 to the inch."""
_QUIET = 4
"""So many points around a code stay white."""


def pattern_of(sheet: Sheet) -> tuple[str, ...]:
    """The rows of the code, `1` for black; none where the document is not paid by such a code."""
    bank = sheet.document.bank
    if sheet.draft or not bank.code or not _is_iban(compact(bank.iban)):
        return ()
    if qr_bill(sheet.document):
        # One code is enough, and a Swiss bank wants its own.
        return ()
    text = transfer(sheet.document)
    return _pattern(text) if text else ()


def side(pattern: tuple[str, ...]) -> float:
    """How wide and high a code is with the white around it."""
    return (len(pattern) + 2 * _QUIET) * _MODULE


def set_code(leaf: Letter, block: Block, pattern: tuple[str, ...], right: float, y: float) -> float:
    """Put a code with its caption at a right edge; returns where it ends."""
    whole = side(pattern)
    x, margin = right - whole, _QUIET * _MODULE
    block.shapes.append(Box(x, y, whole, whole, WHITE, 4))
    size = whole - 2 * margin
    block.shapes.append(Code(x + margin, y + margin, size, size, pattern))
    caption = leaf.words.say(N_("Scan to pay"))
    lines = block.wrap(caption, LABEL, whole)
    for line in lines:
        y_text = y + whole + 3
        block.left(x + (whole - block.width(line, LABEL)) / 2, y_text, [line], LABEL)
    block.height = max(block.height, y + whole)
    return y + whole + 3 + LABEL.leading


@lru_cache(maxsize=8)
def _is_iban(number: str) -> bool:
    # Asked for by invoices with an IBAN alone.
    from stdnum import iban

    return bool(iban.is_valid(number))


def _pattern(text: str) -> tuple[str, ...]:
    import segno

    # Any mask is read as well as the best one, and finding that takes five times as long.
    code = segno.make(text, error="m", mask=0, micro=False, boost_error=False, encoding="utf-8")
    return tuple("".join("1" if point else "0" for point in row) for row in code.matrix)
