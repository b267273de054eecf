"""What the palette can offer: one line that finds, goes or does something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.icons import Icon


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette, already in the person's language."""

    group: str
    text: str
    icon: Icon
    act: Callable[[], None]
    note: str = ""
    keys: str = ""


Finder = Callable[[str], Sequence[Entry]]
"""Given what was typed (never empty): what a page finds of its own, best first, a few at most."""
