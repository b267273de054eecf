"""Words as they are compared: without case, accents or anything between them."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_WIDTH = 12
LAST = "\U0010ffff"
"""After every other word."""


def folded(text: str) -> str:
    """A text without case and accents: `Müller` is `muller`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text, folded: `T-1001` is two."""
    return _WORD.findall(folded(text))


def place_of(text: str) -> str:
    """What a name is sorted by: `T-9` before `T-10`, and after all others where there is none."""
    return _DIGITS.sub(lambda found: found[0].zfill(_WIDTH), folded(text.strip())) or LAST
