"""Text in columns: wrapped at words, broken inside one only where it has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.fonts import Fonts


def wrapped(text: str, weight: str, size: float, width: float, fonts: Fonts) -> tuple[str, ...]:
    """The lines text takes in a column so wide; nothing of it is lost but spaces at the ends."""
    lines = list[str]()
    for paragraph in fonts.shown(text).split("\n"):
        lines.extend(_lines(paragraph, weight, size, width, fonts))
    return tuple(lines)


def _lines(text: str, weight: str, size: float, width: float, fonts: Fonts) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if fonts.width(longer, weight, size) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, weight, size, width, fonts)
        yield from full
    if line:
        yield line


def _pieces(word: str, weight: str, size: float, width: float, fonts: Fonts) -> list[str]:
    pieces, piece = list[str](), ""
    for char in word:
        if piece and fonts.width(piece + char, weight, size) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]
