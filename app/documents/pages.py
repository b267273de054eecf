"""Which block stands on which page: rows stay whole, and what belongs together stays together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.paper import Page, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.documents.blocks import Block

LOOSE, KEPT, HELD, FAST = range(4)
"""How firmly a block holds the next one on its page; FAST gives way only to a page too short."""
_FEWEST_LINES = 2
"""So many lines of a block that must be split stay together, at its start and at its end."""


class Pages:
    """Fills pages from the top down; each after the first begins with the same header."""

    def __init__(self, top: float, bottom: float, header: Block, heading: Block) -> None:
        """Begin the first page; rows have the heading above them on each page."""
        self.done: list[Page] = [[]]
        self._bottom = bottom
        self._header = header
        self._heading = heading
        self._first_top = top
        self._next_top = top + header.height
        self._at = top
        self._rows = False

    def fill(self, blocks: Iterable[Block]) -> None:
        """Put blocks on the pages, in their order."""
        together: list[Block] = []
        for block in blocks:
            together.append(block)
            if block.bond == LOOSE:
                self._put(together)
                together = []
        if together:
            self._put(together)

    def under(self, heading: Block) -> None:
        """Rows stand under another heading from here on."""
        self._heading = heading
        self._rows = False

    def sink(self) -> None:
        """Let the last block lie at the bottom of its page, unless it is alone there."""
        top, block = self.done[-1][-1]
        if top > self._next_top:
            self.done[-1][-1] = Placed(max(top, self._bottom - block.height), block)

    def _put(self, blocks: Sequence[Block]) -> None:
        """Put blocks that belong together."""
        while blocks:
            if self._needed(blocks) <= self._bottom - self._at:
                self._place(blocks)
                return
            if self._needed(blocks, fresh=True) <= self._bottom - self._next_top:
                self._turn()
                self._place(blocks)
                return
            weakest = min((block.bond for block in blocks[:-1]), default=FAST)
            if weakest < FAST:
                parted = next(i for i, block in enumerate(blocks, 1) if block.bond == weakest)
                self._put(blocks[:parted])
                blocks = blocks[parted:]
            else:
                blocks = self._begun(blocks[0], blocks[1:])

    def _begun(self, block: Block, held: Sequence[Block]) -> Sequence[Block]:
        """Put as many lines of a block as fit; returns the rest, and what it holds."""
        few = _FEWEST_LINES * block.marks[-1].style.leading if block.marks else block.height
        room = self._bottom - self._at - self._needed([block]) + block.height
        head, tail = block.split(min(room, block.height - few))
        if head.height >= few:
            self._place([head])
            self._turn()
            return [tail, *held]
        if self._at > self._next_top:
            self._turn()
            return [block, *held]
        self._place([block])
        return held

    def _needed(self, blocks: Sequence[Block], *, fresh: bool = False) -> float:
        """How much room blocks take, with the heading where it is not above them yet."""
        rows = any(block.row for block in blocks) and (fresh or not self._rows)
        return sum(block.height for block in blocks) + (self._heading.height if rows else 0)

    def _place(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if block.row and not self._rows:
                self._rows = True
                self._set(self._heading)
            self._set(block)

    def _set(self, block: Block) -> None:
        self.done[-1].append(Placed(self._at, block))
        self._at += block.height

    def _turn(self) -> None:
        """Begin another page."""
        self.done.append([Placed(self._first_top, self._header)])
        self._at = self._next_top
        self._rows = False
