"""The quote and the pro-forma invoice as a PDF, reckoned and set as an invoice is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.binding import Head, Part, bound, leaf_of
from app.documents.closing import pay_box, remarks, totals
from app.documents.letter_parts import paragraph, title
from app.documents.sheet import Sheet
from app.documents.table import Table
from app.documents.taxes import TaxNotes
from app.documents.wording import Wording
from app.domain.quote import Every
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.binding import Leaf
    from app.documents.fonts import Fonts
    from app.domain.document import Document
    from app.domain.papers import QuotePaper
    from app.i18n import Language

_PADDING = 5.5
_HEADED = {
    Every.ONCE: N_("Once"),
    Every.MONTH: N_("Each month"),
    Every.QUARTER: N_("Each quarter"),
    Every.YEAR: N_("Each year"),
}
_TOTALS = {
    Every.ONCE: N_("Total"),
    Every.MONTH: N_("Total a month"),
    Every.QUARTER: N_("Total a quarter"),
    Every.YEAR: N_("Total a year"),
}


def draw_quote(paper: QuotePaper, language: Language, fonts: Fonts, logo: bytes | None) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    quote = paper.quote
    _, document = paper.parts[0]
    words = Wording(language, fonts)
    head = Head(
        document.seller,
        document.buyer,
        words.say(N_("Pro-forma invoice") if quote.pro_forma else N_("Quote")),
        words.line(quote.number),
        N_("For"),
        (
            (N_("Date"), words.date(quote.day)),
            (N_("Valid until"), words.date(quote.valid_until)),
            (N_("Subject"), words.line(quote.title)),
            (N_("Client number"), words.line(document.buyer.code)),
        ),
    )
    leaf = leaf_of(words, head)
    parts = [
        part
        for place, (every, each) in enumerate(paper.parts)
        for part in _parts(leaf, every, each, place, alone=len(paper.parts) == 1)
    ]
    if note := words.text(quote.note):
        above = leaf.block()
        above.height = 20
        parts.append(Part(leaf.block(), [above, paragraph(leaf, note)]))
    if quote.pro_forma:
        once = next((each for every, each in paper.parts if every is Every.ONCE), None)
        if once and once.payable.minor > 0:
            request = words.say(N_("Please pay {total}."), total=words.money(once.payable))
            reference = words.line(quote.number)
            box = pay_box(leaf, (request,), document.bank, reference)
            parts.append(Part(leaf.block(), [box]))
    return bound(leaf, parts, quote.day, logo)


def _parts(
    leaf: Leaf, every: Every, document: Document, place: int, *, alone: bool
) -> Iterator[Part]:
    words = leaf.words
    sheet = Sheet(document=document, words=words, left=leaf.left, right=leaf.right)
    notes = TaxNotes(document, words)
    table = Table(sheet, notes)
    above = [title(leaf, words.say(_HEADED[every]), above=28 if place else 0)]
    is_plain = alone and every is Every.ONCE
    end = [
        block
        for block in (totals(sheet, notes, words.say(_TOTALS[every])), remarks(sheet, notes))
        if block
    ]
    end[-1].bond = 0
    yield Part(table.heading, [*(() if is_plain else above), *table.rows(_PADDING), *end])
