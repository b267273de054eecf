"""How well words fit what was typed: every typed word must begin a word, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.entry import Entry

_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Text without marks and case, sign for sign, so that places stay the same."""
    return "".join(_plain(sign) for sign in text)


def fit(typed: str, text: str) -> int | None:
    """How well a text fits, 0 best; None where a typed word begins no word of it."""
    wanted, plain = folded(typed).split(), folded(text)
    starts = {match.start() for match in _WORD.finditer(plain)}
    for word in wanted:
        if not any(plain.startswith(word, start) for start in starts):
            return None
    if not wanted or plain.startswith(wanted[0]):
        return 0
    return 1


def fitting(typed: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that fit, best first and otherwise in their order."""
    ranked = [
        (rank, entry)
        for entry in entries
        if (rank := fit(typed, f"{entry.text} {entry.note}")) is not None
    ]
    return [entry for _, entry in sorted(ranked, key=_rank)]


def spans(typed: str, text: str) -> Sequence[tuple[int, int]]:
    """Where what was typed stands in a text: first place and the one after the last."""
    plain, found = folded(text), list[tuple[int, int]]()
    for word in folded(typed).split():
        for match in _WORD.finditer(plain):
            if match.group().startswith(word):
                found.append((match.start(), match.start() + len(word)))
                break
        else:
            place = plain.find(word)
            if place >= 0:
                found.append((place, place + len(word)))
    return sorted(found)


def _rank(ranked: tuple[int, Entry]) -> int:
    return ranked[0]


def _plain(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign)[:1].casefold()
    return bare if len(bare) == 1 else sign
