"""The typeface on paper: registered once, measured once, and honest about what it cannot print."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from pathlib import Path

REGULAR, MEDIUM, STRONG, BOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"


@dataclass(frozen=True)
class Fonts:
    """The four weights of Inter."""

    glyphs: frozenset[int]

    @staticmethod
    def load(folder: Path) -> Fonts:
        """Register the fonts of a folder."""
        return _loaded(folder)

    def width(self, text: str, weight: str, size: float) -> float:
        """How wide text is, in points."""
        return _width(text, weight) * size / 1000

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters that have no glyph, each once."""
        return tuple(
            dict.fromkeys(c for c in printable(text) if ord(c) not in self.glyphs and c != "\n")
        )

    def shown(self, text: str) -> str:
        """The text with a box in the place of each character that has no glyph."""
        return "".join(c if ord(c) in self.glyphs or c == "\n" else "□" for c in printable(text))


def printable(text: str) -> str:
    """Text in its composed form without control characters or marks that turn its direction."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(
        c for c in composed if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Fonts:
    glyphs: set[int] | None = None
    for name in (REGULAR, MEDIUM, STRONG, BOLD):
        font = TTFont(name, str(folder / f"{name}.ttf"))
        metrics: Any = pdfmetrics
        metrics.registerFont(font)
        face: Any = font.face
        own = {code for code, glyph in face.charToGlyph.items() if glyph}
        glyphs = own if glyphs is None else glyphs & own
    # Every page would carry an unused Helvetica otherwise.
    rl_config.canvas_basefontname = REGULAR
    return Fonts(frozenset(glyphs or ()))


@lru_cache(maxsize=200_000)
def _width(text: str, weight: str) -> float:
    return pdfmetrics.stringWidth(text, weight, 1000)
