"""Inter, the typeface of screen and paper: its weights, its widths and the letters it lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from app.documents.embedding import EmbeddedFont
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


class _Advances(dict[str, float]):
    """How far each letter advances, in thousandths of the size; what has no glyph is a box."""

    def __missing__(self, letter: str) -> float:
        return self[NO_GLYPH]


@dataclass(frozen=True, eq=False)
class Fonts:
    """The fonts as loaded; widths come from them, and drawing goes through ReportLab."""

    embedded: Mapping[Weight, EmbeddedFont]
    _advances: Mapping[Weight, _Advances] = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> Fonts:
        """The fonts of a folder, read once and made known to ReportLab."""
        return _load(folder.resolve())

    def units(self, text: str, weight: Weight) -> float:
        """How wide a text is, in thousandths of its size."""
        return sum(map(self._advances[weight].__getitem__, text))

    def width(self, text: str, weight: Weight, size: float) -> float:
        """How wide a text is, in points."""
        return self.units(text, weight) * size / 1000

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that cannot be printed, each once, in their order."""
        return self._missing(clean(text))

    def printable(self, text: str) -> str:
        """The text as it can be printed: cleaned, with a box where there is no glyph."""
        text = clean(text)
        for letter in self._missing(text):
            text = text.replace(letter, NO_GLYPH)
        return text

    def _missing(self, cleaned: str) -> tuple[str, ...]:
        if cleaned.isascii():
            return ()
        glyphs = self.embedded[Weight.REGULAR].glyphs
        return tuple(
            letter
            for letter in dict.fromkeys(cleaned)
            if letter != "\n" and (ord(letter) not in glyphs or ord(letter) in _PRIVATE)
        )


@lru_cache(maxsize=8)
def _load(folder: Path) -> Fonts:
    # The files carry plain binary streams, and no page begins with a font nobody uses.
    rl_config.useA85 = 0
    embedded = {weight: EmbeddedFont(weight, folder / f"{weight}.ttf") for weight in Weight}
    metrics: Any = pdfmetrics
    for font in embedded.values():
        metrics.registerFont(font)
    advances = {
        weight: _Advances({chr(code): advance for code, advance in font.advances.items()})
        for weight, font in embedded.items()
    }
    return Fonts(embedded, advances)
