"""One paper in one language on one size of sheet: what all its parts have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.blocks import FAINT, SOFT, Block, Style
from app.documents.fonts import Weight
from app.domain.document import DocumentKind
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.wording import Wording
    from app.domain.document import Document, Party

MARGIN = 56.0
ASIDE = 226.0
"""How wide facts and totals are, at the right of the page."""
READABLE = 400.0
"""Longer lines of text are tiring."""
BODY = Style(9, 13)
STRONG = BODY._replace(weight=Weight.SEMIBOLD)
QUIET = BODY._replace(colour=FAINT)
SMALL = Style(8, 11.5, colour=FAINT)
LABEL = Style(7.5, 11, colour=FAINT)
FIGURES = BODY._replace(tabular=True)
PLAIN_TEXT = BODY._replace(colour=SOFT)


Facts = tuple[tuple[str, str], ...]
"""Labels, marked, and their values as they are printed; what is empty is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(ABC):
    """What every paper with a head has: its words, its edges, and between whom it goes."""

    words: Wording
    left: float
    right: float
    draft: bool = False

    @property
    @abstractmethod
    def seller(self) -> Party:
        """Who sends it."""

    @property
    @abstractmethod
    def buyer(self) -> Party:
        """To whom it goes."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What the paper calls itself."""

    @property
    @abstractmethod
    def number(self) -> str:
        """Which of its kind it is."""

    @property
    @abstractmethod
    def addressed(self) -> str:
        """What stands above the receiver."""

    @property
    @abstractmethod
    def facts(self) -> Facts:
        """Dates and references."""

    @property
    def width(self) -> float:
        """How wide a line of text may be."""
        return self.right - self.left

    @property
    def aside(self) -> float:
        """Where facts and totals begin."""
        return self.right - ASIDE

    def block(self, *, bond: int = 0, row: bool = False) -> Block:
        """A new, empty block."""
        return Block(self.words.fonts, bond=bond, row=row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Letter):
    """A document, its words and the edges between which it is set."""

    document: Document

    @property
    def seller(self) -> Party:
        """Who sells."""
        return self.document.seller

    @property
    def buyer(self) -> Party:
        """Who buys."""
        return self.document.buyer

    @property
    def credits(self) -> bool:
        """Whether it is a credit note."""
        return self.document.kind is DocumentKind.CREDIT_NOTE

    @property
    def title(self) -> str:
        """What the paper calls itself."""
        return self.words.say(N_("Credit note") if self.credits else N_("Invoice"))

    @property
    def number(self) -> str:
        """Its number; a draft has none yet."""
        return self.words.say(N_("Draft")) if self.draft else self.words.line(self.document.number)

    @property
    def addressed(self) -> str:
        """What stands above the receiver."""
        return self.words.say(N_("Credit to") if self.credits else N_("Bill to"))

    @property
    def facts(self) -> Facts:
        """Dates and references."""
        words, document = self.words, self.document
        due = document.due if not self.credits else None
        return (
            (N_("Issue date"), words.date(document.date)),
            (N_("Due date"), words.date(due) if due else ""),
            (N_("Corrects invoice"), words.line(", ".join(document.corrects))),
            (N_("Your PO"), words.line(document.po_number)),
            (N_("Client number"), words.line(document.buyer.code)),
        )
