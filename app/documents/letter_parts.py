"""Parts that several papers have: a paragraph, a title within a page, figures beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.blocks import WASH, Block, Box, Style
from app.documents.fonts import Weight
from app.documents.pages import HELD, KEPT
from app.documents.sheet import BODY, LABEL, READABLE, Letter

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE = Style(11, 15, Weight.SEMIBOLD)
_FIGURE = Style(10, 14, Weight.SEMIBOLD, tabular=True)
_PADDING = 10.0
_GAP = 6.0


def paragraph(leaf: Letter, text: str, *, below: float = 16) -> Block:
    """Text as one reads it, with the room below it."""
    block = leaf.block(bond=KEPT)
    block.left(leaf.left, 0, block.wrap(text, BODY, READABLE), BODY)
    block.height += below
    return block


def title(leaf: Letter, text: str, *, above: float = 0) -> Block:
    """What the rows below are about."""
    block = leaf.block(bond=HELD)
    block.left(leaf.left, above, block.wrap(text, _TITLE, leaf.width), _TITLE)
    block.height += 8
    return block


def strip(leaf: Letter, figures: Sequence[tuple[str, str]], *, above: float = 22) -> Block:
    """Figures beside each other, each under its label, the last one standing out."""
    block = leaf.block()
    width = (leaf.width - _GAP * (len(figures) - 1)) / len(figures)
    tallest = 0.0
    for place, (label, figure) in enumerate(figures):
        x, room = leaf.left + place * (width + _GAP), width - 2 * _PADDING
        y = block.left(x + _PADDING, above + _PADDING, block.wrap(label, LABEL, room), LABEL)
        style = _FIGURE
        while block.width(figure, style) > room and style.size > 6:
            style = style._replace(size=style.size - 0.5)
        y = block.left(x + _PADDING, y + 1, block.wrap(figure, style, room), style)
        tallest = max(tallest, y + _PADDING - above)
    boxes = [
        Box(leaf.left + place * (width + _GAP), above, width, tallest, WASH, 6)
        for place in range(len(figures))
    ]
    block.shapes[:0] = boxes
    block.height = above + tallest
    return block
