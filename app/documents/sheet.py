"""One document in one language on one size of paper: what all its parts have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.blocks import FAINT, SOFT, Block, Style
from app.documents.fonts import Weight
from app.domain.document import DocumentKind
from app.domain.sentence import N_

if TYPE_CHECKING:
    from app.documents.wording import Wording
    from app.domain.document import Document

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document, its words and the edges between which it is set."""

    document: Document
    words: Wording
    left: float
    right: float
    draft: bool = False

    @property
    def width(self) -> float:
        """How wide a line of text may be."""
        return self.right - self.left

    @property
    def aside(self) -> float:
        """Where facts and totals begin."""
        return self.right - ASIDE

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

    def block(self, *, bond: int = 0, row: bool = False) -> Block:
        """A new, empty block."""
        return Block(self.words.fonts, bond=bond, row=row)
