"""Papers with a head, parts below each other and numbered pages, put together as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.letterhead import continuation, footer, opening
from app.documents.logo import printed
from app.documents.pages import Pages
from app.documents.paper import Placed, Title, paper_size, written
from app.documents.sheet import MARGIN, Facts, Letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.documents.blocks import Block
    from app.documents.paper import Page
    from app.documents.wording import Wording
    from app.domain.document import Party

TOP = 50.0
BOTTOM = 56.0
_FOOTER = 38.0


class Part:
    """Blocks below each other; the heading of its rows stands above them on each page."""

    __slots__ = ("blocks", "heading")

    def __init__(self, heading: Block, blocks: Sequence[Block]) -> None:
        """The blocks, rows among them, and what stands above rows."""
        self.heading = heading
        self.blocks = blocks


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a paper says; facts have marked labels, and empty ones are left out."""

    seller: Party
    buyer: Party
    title: str
    number: str
    addressed: str
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Letter):
    """A paper with a head of its own, its words and the edges between which it is set."""

    head: Head

    @property
    def seller(self) -> Party:
        """Who sends it."""
        return self.head.seller

    @property
    def buyer(self) -> Party:
        """To whom it goes."""
        return self.head.buyer

    @property
    def title(self) -> str:
        """What the paper calls itself."""
        return self.head.title

    @property
    def number(self) -> str:
        """Which of its kind it is."""
        return self.head.number

    @property
    def addressed(self) -> str:
        """What stands above the receiver."""
        return self.words.say(self.head.addressed)

    @property
    def facts(self) -> Facts:
        """Dates and references."""
        return self.head.facts


def leaf_of(words: Wording, head: Head) -> Leaf:
    """A leaf of the size people have in their printers in the sender's country."""
    width, _ = paper_size(head.seller.address.country)
    return Leaf(head=head, words=words, left=MARGIN, right=width - MARGIN)


def numbered(leaf: Letter, pages: list[Page], height: float) -> list[Page]:
    """The pages with their numbers at the foot."""
    for number, page in enumerate(pages, start=1):
        page.append(Placed(height - _FOOTER, footer(leaf, number, len(pages))))
    return pages


def bound(
    leaf: Leaf,
    parts: Sequence[Part],
    day: date,
    logo: bytes | None,
    *,
    sinks: bool = False,
) -> bytes:
    """The file; where it sinks, the last block lies at the foot of its page."""
    words = leaf.words
    picture = printed(logo) if logo else None
    size = paper_size(leaf.seller.address.country)
    first, *_ = parts
    pages = Pages(TOP, size[1] - BOTTOM, continuation(leaf), first.heading)
    pages.fill([opening(leaf, picture)])
    for part in parts:
        pages.under(part.heading)
        pages.fill(part.blocks)
    if sinks:
        pages.sink()
    title = Title(
        " ".join(filter(None, (leaf.title, leaf.number))),
        words.line(leaf.seller.name),
        words.line(leaf.buyer.name),
        words.language.code.replace("_", "-"),
        day,
    )
    return written(size, title, numbered(leaf, pages.done, size[1]), words.fonts, picture)
