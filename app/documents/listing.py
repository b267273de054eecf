"""A table of any columns: figures flush right, one text column with what room is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.fonts import Weight
from app.documents.pages import FAST, HELD, KEPT
from app.documents.sheet import BODY, FIGURES, LABEL, SMALL, Letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.blocks import Block, Style

_GAP = 14.0
_PADDING = 5.5
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Cells are set smaller where they would leave too little room for the text."""
_TEXT_AT_LEAST = 0.26
"""Of the width of the table."""
_WIDEST = 0.2
"""Of the width: a column of words is not wider than this."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column is called, and what stands in it."""

    text: str
    is_figure: bool = False
    is_stretched: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a row, what stands below its text, and whether it is a sum."""

    cells: tuple[str, ...]
    beneath: str = ""
    is_sum: bool = False


class Listing:
    """Measures its columns over all rows, and makes a block of each."""

    def __init__(self, leaf: Letter, headings: Sequence[Heading], lines: Sequence[Line]) -> None:
        """Find out how wide each column is."""
        self._leaf = leaf
        self._headings = tuple(headings)
        self._lines = tuple(lines)
        self._widths, self._size = self._measured()
        self.heading = self._heading()

    def rows(self) -> list[Block]:
        """A block for each row; sums stay with the row before, the last two with what follows."""
        rows = [self._row(line) for line in self._lines]
        for row, line in zip(rows, self._lines[1:], strict=False):
            row.bond = KEPT if line.is_sum else row.bond
        for row, bond in zip(reversed(rows), (FAST, HELD), strict=False):
            row.bond = bond
        return rows

    def _heading(self) -> Block:
        block = self._leaf.block(bond=KEPT)
        self._set(block, 0, [heading.text for heading in self._headings], (LABEL, LABEL))
        block.rule(self._leaf.left, block.height + 6, self._leaf.width)
        return block

    def _row(self, line: Line) -> Block:
        block = self._leaf.block(row=True)
        weight = Weight.SEMIBOLD if line.is_sum else Weight.REGULAR
        styles = (
            BODY._replace(size=self._size, weight=weight),
            FIGURES._replace(size=self._size, weight=weight),
        )
        x, ends = self._set(block, _PADDING, line.cells, styles)
        room = self._widths[self._stretched]
        block.left(x, ends, block.wrap(line.beneath, SMALL, room), SMALL)
        block.rule(self._leaf.left, block.height + _PADDING, self._leaf.width)
        return block

    def _set(
        self, block: Block, y: float, cells: Sequence[str], styles: tuple[Style, Style]
    ) -> tuple[float, float]:
        """Set cells in their columns; returns where the stretched one begins, and its text ends."""
        x, place = self._leaf.left, (self._leaf.left, y)
        for at, (heading, cell, width) in enumerate(
            zip(self._headings, cells, self._widths, strict=True)
        ):
            style = styles[heading.is_figure]
            lines = block.wrap(cell, style, width)
            if heading.is_figure:
                block.right(x + width, y, lines, style)
            else:
                ends = block.left(x, y, lines, style)
                place = (x, ends) if at == self._stretched else place
            x += width + _GAP
        return place

    @property
    def _stretched(self) -> int:
        return next(i for i, heading in enumerate(self._headings) if heading.is_stretched)

    def _measured(self) -> tuple[list[float], float]:
        widths, size = list[float](), _SIZES[0]
        for size in _SIZES:
            widths = [self._width(at, size) for at in range(len(self._headings))]
            rest = self._leaf.width - sum(widths) - _GAP * (len(widths) - 1)
            widths[self._stretched] = rest
            if rest >= self._leaf.width * _TEXT_AT_LEAST:
                break
        return widths, size

    def _width(self, at: int, size: float) -> float:
        heading = self._headings[at]
        if heading.is_stretched:
            return 0.0
        block = self._leaf.block()
        style = (FIGURES if heading.is_figure else BODY)._replace(size=size, weight=Weight.SEMIBOLD)
        cells = {line.cells[at] for line in self._lines}
        widest = max((block.width(cell, style) for cell in cells), default=0.0)
        if not heading.is_figure:
            widest = min(widest, self._leaf.width * _WIDEST)
        return max(widest, block.width(heading.text, LABEL)) + 0.01
