"""Inter, the typeface of screen and paper: its weights, its widths and the letters it lacks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics

from app.documents.embedding import DIGITS, TABULAR, EmbeddedFont
from app.documents.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NO_GLYPH = "□"
"""Stands where the fonts have no glyph; a proposal names such characters before it is issued."""
_PRIVATE = range(0xE000, 0xF900)


class Weight(StrEnum):
    """The weights there are; the value is the name under which ReportLab knows the font."""

    REGULAR = "Inter-Regular"
    MEDIUM = "Inter-Medium"
    SEMIBOLD = "Inter-SemiBold"
    BOLD = "Inter-Bold"

    # An enum's own hash is slow, and every text is measured by its weight.
    __hash__ = str.__hash__


class _Advances(dict[str, float]):
    """How far each letter advances, in thousandths of the size; what has no glyph is a box."""

    def __missing__(self, letter: str) -> float:
        return self[NO_GLYPH]


Ruler = Callable[[str], float]
"""How wide a text is, in thousandths of its size."""


@dataclass(frozen=True, eq=False)
class Fonts:
    """The fonts as loaded; widths come from them, and drawing goes through ReportLab."""

    embedded: Mapping[Weight, EmbeddedFont]
    rulers: Mapping[tuple[Weight, bool], Ruler] = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> Fonts:
        """The fonts of a folder, read once and made known to ReportLab."""
        return _known(folder)

    def width(self, text: str, weight: Weight, size: float, *, tabular: bool = False) -> float:
        """How wide a text is, in points; tabular digits are all equally wide."""
        return self.rulers[weight, tabular](text) * size / 1000

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that cannot be printed, each once, in their order."""
        return _missing(self.embedded[Weight.REGULAR], clean(text))

    def printable(self, text: str) -> str:
        """The text as it can be printed: cleaned, with a box where there is no glyph."""
        return _printable(self.embedded[Weight.REGULAR], text)

    def whole(self, text: str) -> str:
        """The cleaned text if all of it can be printed, else nothing."""
        return _whole(self.embedded[Weight.REGULAR], text)


@lru_cache(maxsize=8192)
def _printable(font: EmbeddedFont, text: str) -> str:
    text = clean(text)
    for letter in _missing(font, text):
        text = text.replace(letter, NO_GLYPH)
    return text


@lru_cache(maxsize=8192)
def _whole(font: EmbeddedFont, text: str) -> str:
    text = clean(text)
    return "" if _missing(font, text) else text


def _missing(font: EmbeddedFont, cleaned: str) -> tuple[str, ...]:
    if cleaned.isascii():
        return ()
    return tuple(
        letter
        for letter in dict.fromkeys(cleaned)
        if letter != "\n" and (ord(letter) not in font.glyphs or ord(letter) in _PRIVATE)
    )


def _ruler(font: EmbeddedFont, *, tabular: bool) -> Ruler:
    """Measures texts; labels, units and many a price come again on every page."""
    advances = _Advances({chr(code): advance for code, advance in font.advances.items()})
    if tabular:
        advances |= {digit: advances[digit.translate(TABULAR)] for digit in DIGITS}
    advance = advances.__getitem__

    @lru_cache(maxsize=8192)
    def measure(text: str) -> float:
        return sum(map(advance, text))

    return measure


@lru_cache(maxsize=8)
def _known(folder: Path) -> Fonts:
    return _load(folder.resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Fonts:
    embedded = {weight: EmbeddedFont(weight, folder / f"{weight}.ttf") for weight in Weight}
    metrics: Any = pdfmetrics
    for font in embedded.values():
        metrics.registerFont(font)
    rulers = {
        (weight, tabular): _ruler(font, tabular=tabular)
        for weight, font in embedded.items()
        for tabular in (False, True)
    }
    return Fonts(embedded, rulers)
