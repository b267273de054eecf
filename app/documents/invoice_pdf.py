"""The invoice and the credit note as a PDF."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from app.documents.address import address_lines
from app.documents.binding import BOTTOM, TOP, numbered
from app.documents.closing import payment, remarks, totals
from app.documents.details import details
from app.documents.letterhead import continuation, opening, reason
from app.documents.logo import printed
from app.documents.pages import Pages
from app.documents.paper import Title, paper_size, written
from app.documents.qr_slip import slip
from app.documents.sheet import MARGIN, Sheet
from app.documents.table import Table
from app.documents.taxes import TaxNotes
from app.documents.wording import Wording
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.fonts import Fonts
    from app.documents.logo import Logo
    from app.documents.paper import Page
    from app.domain.document import Document
    from app.domain.sentence import Blank
    from app.i18n import Language

_PADDINGS = (7.5, 5.5, 4.0)
"""Above and below the text of a row; closer where that saves a page."""
_MANY_LINES = 40
_PADDING_OF_MANY = (5.5,)


def draw(
    document: Document,
    language: Language,
    fonts: Fonts,
    logo: bytes | None = None,
    *,
    draft: bool = False,
) -> bytes:
    """The paper; raises RuleError where the logo cannot be read."""
    size = width, _ = paper_size(document.seller.address.country)
    words = Wording(language, fonts)
    sheet = Sheet(document=document, words=words, left=MARGIN, right=width - MARGIN, draft=draft)
    picture = printed(logo) if logo else None
    title = Title(
        f"{sheet.title} {sheet.number}",
        words.line(document.seller.name),
        words.line(document.buyer.name),
        language.code.replace("_", "-"),
        document.date,
    )
    return written(size, title, _pages(sheet, picture, size[1]), fonts, picture)


def _pages(sheet: Sheet, logo: Logo | None, height: float) -> list[Page]:
    """All blocks on their pages."""
    notes = TaxNotes(sheet.document, sheet.words)
    table = Table(sheet, notes)
    head = [block for block in (opening(sheet, logo), reason(sheet)) if block]
    pay = payment(sheet)
    end = [block for block in (totals(sheet, notes), remarks(sheet, notes), pay) if block]
    end[-1].bond = 0
    found: list[Page] = []
    many = len(sheet.document.lines) > _MANY_LINES
    for padding in _PADDING_OF_MANY if many else _PADDINGS:
        pages = Pages(TOP, height - BOTTOM, continuation(sheet), table.heading)
        pages.fill([*head, *table.rows(padding), *end])
        if pay:
            pages.sink()
        if not found or len(pages.done) < len(found):
            found = pages.done
        if len(found) == 1:
            break
    found += details(sheet, notes, TOP, height - BOTTOM)
    return [*numbered(sheet, found, height), *slip(sheet, height)]


def missing_glyphs(document: Document, fonts: Fonts) -> tuple[Sentence, ...]:
    """A sentence for each text that cannot be printed whole, naming the place and characters."""
    texts = list(_texts(document))
    if not fonts.missing(" ".join([text for _, _, text in texts])):
        return ()
    return tuple(
        say(
            N_("{where}: {characters} cannot be printed."),
            where=say(where, **blanks),
            characters=", ".join(map(_named, missing)),
        )
        for where, blanks, text in texts
        if (missing := fonts.missing(text))
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    return f"{character} ({name})"


def _texts(document: Document) -> Iterator[tuple[str, dict[str, Blank], str]]:
    """All that people have typed, and where it stands: a template and its blanks."""
    seller, buyer, bank = document.seller, document.buyer, document.bank
    nowhere: dict[str, Blank] = {}
    yield N_("The seller's name"), nowhere, seller.name
    yield N_("The seller's address"), nowhere, " ".join(address_lines(seller.address))
    reached = (seller.tax_id, seller.email, seller.phone, seller.website)
    yield N_("The seller's details"), nowhere, " ".join(reached)
    yield N_("The client's name"), nowhere, buyer.name
    yield N_("The client's contact"), nowhere, buyer.contact
    yield N_("The client's address"), nowhere, " ".join(address_lines(buyer.address))
    yield N_("The client's tax ID"), nowhere, buyer.tax_id
    yield N_("The client's number"), nowhere, buyer.code
    yield N_("The document's number"), nowhere, " ".join((document.number, *document.corrects))
    yield N_("The PO number"), nowhere, document.po_number
    yield N_("The reason"), nowhere, document.reason
    for line in document.lines:
        on_line: dict[str, Blank] = {"number": line.number}
        yield N_("Line {number}, description"), on_line, line.description
        yield N_("Line {number}, detail"), on_line, line.detail
        yield N_("Line {number}, unit"), on_line, line.unit
        yield N_("Line {number}, group"), on_line, line.group
    for row in document.work:
        told = (row.ticket, row.who, row.work_type, row.note)
        yield N_("The work of {day}"), {"day": row.day}, " ".join(told)
    for group in document.taxes:
        tax = group.tax
        yield N_("Tax {code}"), {"code": tax.code or tax.category}, f"{tax.name} {tax.reason}"
    yield N_("The note"), nowhere, document.note
    paid = (bank.holder, bank.iban, bank.bic, bank.sort_code, bank.account, bank.name, bank.link)
    yield N_("The bank details"), nowhere, " ".join(paid)
