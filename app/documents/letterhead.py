"""The top of a paper: who sends it, what it is, to whom it goes and when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.address import address_lines
from app.documents.blocks import ACCENT, FAINT, SOFT, WASH, WHITE, Block, Box, Picture, Style
from app.documents.fonts import Weight
from app.documents.sheet import BODY, LABEL, QUIET, READABLE, SMALL, STRONG, Letter, Sheet
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.documents.logo import Logo
    from app.domain.document import Party

_TITLE = Style(22, 27, Weight.SEMIBOLD, tracking=-0.45)
_NUMBER = Style(9.5, 14, colour=FAINT)
_NAME = Style(12, 16, Weight.SEMIBOLD)
_BUYER = Style(10.5, 15, Weight.SEMIBOLD)
_INITIAL = Style(15, 32, Weight.SEMIBOLD, WHITE)
_PILL = Style(8, 16, Weight.SEMIBOLD, SOFT)

_MARK = 32.0
_LOGO_WIDTH, _LOGO_HEIGHT = 172.0, 46.0
_BESIDE_LOGO = 64.0
"""The name stands beside a logo up to so wide, and below a wider one."""
_TITLE_WIDTH = 176.0
_GAP = 24.0
_ADDRESS_AT = 94.0
"""The address begins at least so far down: where an envelope has its window."""
_LONGEST_LABEL = 96.0


def opening(sheet: Letter, logo: Logo | None) -> Block:
    """The head of the first page."""
    block = sheet.block()
    ends = max(_sender(sheet, block, logo), _title(sheet, block))
    top = max(ends + 28, _ADDRESS_AT)
    _receiver(sheet, block, top)
    _facts(sheet, block, top)
    block.height += 30
    return block


def reason(sheet: Sheet) -> Block | None:
    """Why the invoice is corrected."""
    text = sheet.words.text(sheet.document.reason)
    if not text:
        return None
    block = sheet.block()
    y = block.left(sheet.left, 0, [sheet.words.say(N_("Reason"))], LABEL)
    block.left(sheet.left, y, block.wrap(text, BODY, READABLE), BODY)
    block.height += 24
    return block


def continuation(sheet: Letter) -> Block:
    """The head of every later page."""
    block = sheet.block()
    words = sheet.words
    left = sheet.width * 0.6 - _GAP
    right = sheet.width * 0.4
    y = block.left(sheet.left, 0, block.wrap(words.line(sheet.seller.name), STRONG, left), STRONG)
    block.left(sheet.left, y, block.wrap(words.line(sheet.buyer.name), SMALL, left), SMALL)
    y = block.right(sheet.right, 0, block.wrap(sheet.title, STRONG, right), STRONG)
    block.right(sheet.right, y, block.wrap(sheet.number, SMALL, right), SMALL)
    block.height += 22
    return block


def footer(sheet: Letter, page: int, pages: int) -> Block:
    """The foot of every page."""
    block = sheet.block()
    text = sheet.words.say(N_("Page {page} of {pages}"), page=page, pages=pages)
    block.right(sheet.right, 0, [text], LABEL)
    return block


def _sender(sheet: Letter, block: Block, logo: Logo | None) -> float:
    """The logo or a mark, and the seller's name and details; returns where they end."""
    words, seller = sheet.words, sheet.seller
    name = words.line(seller.name)
    x, y = sheet.left, 0.0
    if logo:
        scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
        width, height = logo.width * scale, logo.height * scale
        block.shapes.append(Picture(x, 0, width, height))
        block.height = height
        x, y = (x + width + 12, 0.0) if width <= _BESIDE_LOGO else (x, height + 10)
    elif name:
        block.shapes.append(Box(x, 0, _MARK, _MARK, ACCENT, 7))
        initial = name[0].upper()
        centred = x + (_MARK - sheet.words.fonts.width(initial, _INITIAL.weight, _INITIAL.size)) / 2
        block.left(centred, 0, [initial], _INITIAL)
        x += _MARK + 12
    room = sheet.right - _TITLE_WIDTH - _GAP - x
    y = block.left(x, y, block.wrap(name, _NAME, room), _NAME) + 1
    lines = map(words.line, address_lines(seller.address, _country(sheet, seller)))
    y = block.left(x, y, _run_in(block, lines, ", ", room), SMALL)
    facts = [words.tax_id(seller), *map(words.line, (seller.email, seller.phone, seller.website))]
    return block.left(x, y, _run_in(block, facts, " · ", room), SMALL)


def _title(sheet: Letter, block: Block) -> float:
    """What the paper is, and its number; returns where they end."""
    y = block.right(sheet.right, 0, block.wrap(sheet.title, _TITLE, _TITLE_WIDTH), _TITLE) + 1
    if not sheet.draft:
        return block.right(sheet.right, y, block.wrap(sheet.number, _NUMBER, _TITLE_WIDTH), _NUMBER)
    width = sheet.words.fonts.width(sheet.number, _PILL.weight, _PILL.size) + 16
    block.shapes.append(Box(sheet.right - width, y + 2, width, _PILL.leading, WASH, 8))
    return block.right(sheet.right - 8, y + 2, [sheet.number], _PILL)


def _receiver(sheet: Letter, block: Block, y: float) -> None:
    words, buyer = sheet.words, sheet.buyer
    x, room = sheet.left, sheet.aside - sheet.left - _GAP
    y = block.left(x, y, [sheet.addressed], LABEL) + 2
    y = block.left(x, y, block.wrap(words.line(buyer.name), _BUYER, room), _BUYER)
    for line in (buyer.contact, *address_lines(buyer.address, _country(sheet, buyer))):
        y = block.left(x, y, block.wrap(words.line(line), BODY, room), BODY)
    block.left(x, y + 3, block.wrap(words.tax_id(buyer), SMALL, room), SMALL)


def _facts(sheet: Letter, block: Block, y: float) -> None:
    """Dates and references, each with its label before it."""
    words = sheet.words
    told = [(words.say(label), value) for label, value in sheet.facts if value]
    x = sheet.aside
    widest = max(words.fonts.width(label, QUIET.weight, QUIET.size) for label, _ in told)
    indent = min(widest, _LONGEST_LABEL) + 16
    for label, value in told:
        ends = block.left(x, y, block.wrap(label, QUIET, _LONGEST_LABEL), QUIET)
        lines = block.wrap(value, BODY, sheet.right - x - indent)
        y = max(ends, block.left(x + indent, y, lines, BODY)) + 3


def _run_in(block: Block, parts: Iterable[str], between: str, room: float) -> list[str]:
    """Short parts one after another, broken between them where that is possible."""
    lines: list[str] = []
    for part in filter(None, parts):
        if lines:
            together = block.wrap(lines[-1] + between + part, SMALL, room)
            if len(together) == 1:
                lines[-1:] = together
                continue
        lines += block.wrap(part, SMALL, room)
    return lines


def _country(sheet: Letter, party: Party) -> str:
    """The country's name, where seller and buyer are not in the same one."""
    seller, buyer = sheet.seller.address.country, sheet.buyer.address.country
    own = party.address.country
    return sheet.words.country(own) if own and seller != buyer else ""
