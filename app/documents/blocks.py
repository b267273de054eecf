"""Blocks of a page: lines of text and rules, placed from the block's own top left corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.documents.embedding import TABULAR
from app.documents.fonts import Fonts, Weight
from app.documents.text import broken

if TYPE_CHECKING:
    from collections.abc import Iterable

CAP_HEIGHT = 0.727
"""How tall Inter's capitals are, by size; a line's text stands in the middle of its leading."""
_ABOVE_THE_REST = 5.0
"""So far from the top of its page stands what is left of a block."""


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, code: str) -> Colour:
        """The colour of a code such as `#2F55D4`."""
        return cls(*(int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)))


INK = Colour.of("#161A21")
SOFT = Colour.of("#475060")
FAINT = Colour.of("#5F6876")
HAIRLINE = Colour.of("#E2E5EA")
WASH = Colour.of("#F5F6F8")
ACCENT = Colour.of("#2F55D4")
WHITE = Colour.of("#FFFFFF")


class Style(NamedTuple):
    """How a line of text looks.

    `tabular` digits are all equally wide; `tracking` is what is added after each letter, in points.
    """

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Colour = INK
    tabular: bool = False
    tracking: float = 0

    @property
    def drop(self) -> float:
        """How far the baseline lies below the top of the line."""
        return (self.leading + CAP_HEIGHT * self.size) / 2


class Mark(NamedTuple):
    """One line of text; `y` is how far its baseline lies below the block's top."""

    x: float
    y: float
    text: str
    style: Style


class Box(NamedTuple):
    """A filled rectangle with its upper left corner at x, y."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    radius: float = 0


class Picture(NamedTuple):
    """The logo's place."""

    x: float
    y: float
    width: float
    height: float


class Code(NamedTuple):
    """A code of black squares, a row a string with `1` for black."""

    x: float
    y: float
    width: float
    height: float
    rows: tuple[str, ...]


Shape = Box | Picture | Code


class Block:
    """Lines of text and shapes that stand on a page together.

    `bond` says how firmly it holds the block after it on its page, 0 not at all. A `row` wants the
    table's heading above it on each page.
    """

    __slots__ = ("bond", "fonts", "height", "marks", "row", "shapes")

    def __init__(self, fonts: Fonts, *, bond: int = 0, row: bool = False) -> None:
        """Begin empty."""
        self.fonts = fonts
        self.bond = bond
        self.row = row
        self.height = 0.0
        self.marks: list[Mark] = []
        self.shapes: list[Shape] = []

    def width(self, text: str, style: Style) -> float:
        """How wide a line of text is."""
        units = self.fonts.rulers[style.weight, style.tabular](text)
        return units * style.size / 1000 + style.tracking * len(text)

    def wrap(self, text: str, style: Style, room: float) -> list[str]:
        """The text in lines that fit into the room."""
        if style.tabular:
            text = text.translate(TABULAR)
        return broken(text, room, lambda part: self.width(part, style))

    def left(self, x: float, y: float, lines: Iterable[str], style: Style) -> float:
        """Set lines from the left edge down; returns where the next line begins."""
        for line in lines:
            self.marks.append(Mark(x, y + style.drop, line, style))
            y += style.leading
        self.height = max(self.height, y)
        return y

    def right(self, x: float, y: float, lines: Iterable[str], style: Style) -> float:
        """Set lines that end at the right edge; returns where the next line begins."""
        for line in lines:
            self.marks.append(Mark(x - self.width(line, style), y + style.drop, line, style))
            y += style.leading
        self.height = max(self.height, y)
        return y

    def rule(self, x: float, y: float, width: float, *, thickness: float = 0.6) -> None:
        """Draw a hairline."""
        self.shapes.append(Box(x, y, width, thickness, HAIRLINE))
        self.height = max(self.height, y + thickness)

    def split(self, height: float) -> tuple[Block, Block]:
        """The lines that fit into a height, and those that do not; no line is lost or cut."""
        head = Block(self.fonts, row=self.row)
        tail = Block(self.fonts, bond=self.bond, row=self.row)
        for mark in self.marks:
            (head if _bottom(mark) <= height else tail).marks.append(mark)
        top = min(map(_top, tail.marks), default=height) - _ABOVE_THE_REST
        head.height = max(map(_bottom, head.marks), default=0.0)
        head.shapes = [
            shape._replace(height=min(shape.height, head.height - shape.y))
            for shape in self.shapes
            if shape.y < head.height
        ]
        tail.marks = [mark._replace(y=mark.y - top) for mark in tail.marks]
        tail.shapes = [
            shape._replace(y=max(shape.y - top, 0))
            for shape in self.shapes
            if shape.y >= head.height
        ]
        tail.height = self.height - top
        return head, tail


def _top(mark: Mark) -> float:
    return mark.y - mark.style.drop


def _bottom(mark: Mark) -> float:
    return mark.y - mark.style.drop + mark.style.leading
