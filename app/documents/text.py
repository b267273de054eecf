"""Text on its way to paper: what cannot be seen is taken out, what is too long is broken."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PRINTED_SPACES = "\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SIGNS_BEFORE_NUMBERS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
"""Formatting characters by their category, and yet they are seen."""


class _Cleaned(dict[int, str]):
    """What each character becomes; a table for `str.translate` that fills itself."""

    def __missing__(self, code: int) -> str:
        self[code] = result = _cleaned(chr(code))
        return result


def _cleaned(letter: str) -> str:
    """A character as it may be printed, or nothing: no controls, no bidirectional overrides."""
    category = unicodedata.category(letter)
    if letter in "\n\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        return "\n"
    if category == "Zs":
        return letter if letter in _PRINTED_SPACES else " "
    if letter == "\t":
        return " "
    unseen = category in {"Cc", "Cf", "Cs"} and letter not in _SIGNS_BEFORE_NUMBERS
    selector = any(ord(letter) in selectors for selectors in _VARIATION_SELECTORS)
    return "" if unseen or selector else letter


_CLEANED = _Cleaned()


def clean(text: str) -> str:
    """The text without what cannot be seen, composed (NFC), each line break a newline."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str) -> str:
    """The cleaned text with its line breaks turned into spaces."""
    return " ".join(clean(text).splitlines())


def broken(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """The text in lines no wider than the room: at newlines, between words, at last inside one."""
    if width(text) <= room and "\n" not in text:
        return [text] if text else []
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, room, width)]


def _lines(paragraph: str, room: float, width: Callable[[str], float]) -> Iterator[str]:
    if width(paragraph) <= room:
        yield paragraph
        return
    space = width(" ")
    line, filled = "", 0.0
    for word in paragraph.split(" "):
        needed = width(word)
        if line and filled + space + needed <= room:
            line, filled = f"{line} {word}", filled + space + needed
            continue
        if line:
            yield line
        *full, line = _pieces(word, room, width) if needed > room else [word]
        yield from full
        filled = width(line) if full else needed
    yield line


def _pieces(word: str, room: float, width: Callable[[str], float]) -> list[str]:
    """A word cut into pieces that fit, at least one letter in each."""
    pieces, start, filled = list[str](), 0, 0.0
    for at, letter in enumerate(word):
        needed = width(letter)
        if filled + needed > room and at > start:
            pieces.append(word[start:at])
            start, filled = at, 0.0
        filled += needed
    return [*pieces, word[start:]]
