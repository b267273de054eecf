"""What may stand in a table: cells and columns as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.ui.icons import Icon
from app.ui.tokens import Tone

Row = TypeVar("Row")


@dataclass(frozen=True)
class Words:
    """One line of words."""

    text: str
    is_strong: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


@dataclass(frozen=True)
class Pair:
    """A name and a note below it; faint where the row does not count."""

    text: str
    note: str
    is_faint: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.text}, {self.note}" if self.note else self.text


@dataclass(frozen=True)
class Figure:
    """A number, flush right."""

    text: str
    is_faint: bool = False
    is_strong: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


@dataclass(frozen=True)
class Pill:
    """A chip: a word on a tint, with an icon, so that colour never speaks alone."""

    text: str
    tone: Tone
    icon: Icon | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


@dataclass(frozen=True)
class Tick:
    """A box to tick; None where there is nothing to choose, pale where it does not count yet."""

    text: str
    is_on: bool | None
    is_pale: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.text


Cell = Words | Pair | Figure | Pill | Tick


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its heading (marked, not translated), what it shows, when it makes room.

    A column is as wide as its widest cell; the one that stretches takes what is left.
    """

    heading: str
    cell: Callable[[Row], Cell]
    is_right: bool = False
    is_stretched: bool = False
    rank: int = 0
    """Where the table is too narrow, the column of the highest rank goes first; 0 always stays."""
