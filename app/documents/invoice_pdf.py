"""The invoice and the credit note on paper, drawn straight on the page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from app.documents import labels
from app.documents.fonts import BOLD, MEDIUM, REGULAR, STRONG, printable
from app.documents.text import wrapped
from app.domain.catalog import Category
from app.domain.document import Address, Document, DocumentKind, DocumentLine, Party
from app.domain.money import Rate
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.fonts import Fonts
    from app.i18n import Language

LETTER_COUNTRIES = {"US", "CA", "MX", "PH", "CL", "CO", "VE"}
CODE_LAST = {"US", "CA", "GB", "IE", "AU", "NZ", "IN", "ZA", "SG", "HK"}
"""Where the postal code stands after the city."""
MARGIN = 48.0
TOTAL_LABEL = 160.0
FOOT = 62.0
BODY, SMALL, LEAD, TIGHT = 9.0, 7.5, 12.5, 10.5
INK, SOFT, LINE, ACCENT, WELL = (
    HexColor(value) for value in ("#161A21", "#5F6876", "#DDE1E7", "#2F55D4", "#F3F5F8")
)
QUANTITY, PRICE, TAX, AMOUNT = 88.0, 76.0, 44.0, 82.0


def draw(
    document: Document,
    language: Language,
    fonts: Fonts,
    logo: bytes | None = None,
    *,
    draft: bool = False,
) -> bytes:
    """The PDF of a document; the same document gives the same bytes for ever."""
    return _Paper(document, language, fonts, logo, draft=draft).bytes()


def missing_glyphs(document: Document, fonts: Fonts) -> tuple[Sentence, ...]:
    """A sentence for each text with characters that cannot be printed, naming them."""
    import unicodedata

    found = list[Sentence]()
    for where, text in _texts(document):
        for char in fonts.missing(text):
            found.append(
                say(
                    N_("{where}: the character {char} ({name}) cannot be printed."),
                    where=where,
                    char=char,
                    name=unicodedata.name(char, f"U+{ord(char):04X}"),
                )
            )
    return tuple(found)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for who, party in (("seller", document.seller), ("buyer", document.buyer)):
        yield f"{who}.name", party.name
        yield f"{who}.address", " ".join((*party.address.lines, party.address.city))
        yield f"{who}.contact", party.contact
    yield "po_number", document.po_number
    yield "note", document.note
    yield "reason", document.reason
    for line in document.lines:
        yield line.charge, f"{line.description} {line.detail}"


def _town(address: Address) -> Iterator[str]:
    """City, region and postal code in the order of the country."""
    if address.country in CODE_LAST:
        region = " ".join(part for part in (address.region, address.postal_code) if part)
        parts = (address.city, region)
    else:
        town = " ".join(part for part in (address.postal_code, address.city) if part)
        parts = (town, address.region)
    if any(parts):
        yield ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table, measured."""

    text: tuple[str, ...]
    grey: tuple[str, ...]
    quantity: str
    price: str
    tax: str
    amount: str

    @property
    def height(self) -> float:
        return 15 + LEAD * len(self.text) + TIGHT * len(self.grey)


def _cut(row: _Row, room: float) -> Iterator[_Row]:
    """A row that is taller than a page, in parts that are not; its figures stand on the first."""
    most = max(4, int((room - 15) // LEAD))
    if len(row.text) + len(row.grey) <= most:
        yield row
        return
    text, grey = row.text, row.grey
    yield _Row(text[:most], (), row.quantity, row.price, row.tax, row.amount)
    text = text[most:]
    while len(text) > most:
        yield _Row(text[:most], (), "", "", "", "")
        text = text[most:]
    while len(text) + len(grey) > most:
        yield _Row(text, grey[: most - len(text)], "", "", "", "")
        text, grey = (), grey[most - len(text) :]
    if text or grey:
        yield _Row(text, grey, "", "", "", "")


class _Paper:
    """Draws one document from the top of the first page to the foot of the last."""

    def __init__(
        self,
        document: Document,
        language: Language,
        fonts: Fonts,
        logo: bytes | None,
        *,
        draft: bool,
    ) -> None:
        self.document, self.language, self.fonts = document, language, fonts
        self.logo, self.draft = logo, draft
        letter = document.seller.address.country in LETTER_COUNTRIES
        self.width, self.height = LETTER if letter else A4
        self.right = self.width - MARGIN
        self.is_invoice = document.kind is not DocumentKind.CREDIT_NOTE
        self.taxed = any(group.tax.category is not Category.OUTSIDE for group in document.taxes)
        self.description = (
            self.right - MARGIN - QUANTITY - PRICE - AMOUNT - (TAX if self.taxed else 0) - 8
        )
        self.y = 0.0
        self.page = 1
        self.number = self.say(N_("Draft")) if draft else document.number
        self.title = self.say(N_("Invoice") if self.is_invoice else N_("Credit note"))

    def say(self, text: str, **blanks: Any) -> str:  # noqa: ANN401 - what fills a sentence
        return self.fonts.shown(self.language.say(text, **blanks))

    def bytes(self) -> bytes:
        rows = [self._row(line) for line in self.document.lines]
        self.pages = self._pages(rows)
        out = io.BytesIO()
        make: Any = Canvas
        canvas: Any = make(
            out,
            pagesize=(self.width, self.height),
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            lang=self.document.locale.replace("_", "-"),
        )
        self.canvas = canvas
        canvas.setTitle(f"{self.title} {self.number}")
        canvas.setAuthor(printable(self.document.seller.name))
        canvas.setSubject(printable(self.document.buyer.name))
        canvas.setCreator("Accord")
        canvas.setProducer("Accord")
        for page, (start, end) in enumerate(self.pages, start=1):
            self.page = page
            if page == 1:
                self._head()
            else:
                self._carried_head()
            if start < end:
                self._table_head()
            for row in rows[start:end]:
                self._draw_row(row)
            if page == len(self.pages):
                self._totals()
                self._foot_notes()
            self._page_number()
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    # Where the rows go: each page takes as many as fit; the totals keep two rows with them.

    def _pages(self, rows: list[_Row]) -> list[tuple[int, int]]:
        first = self.height - self._head_height() - FOOT - 24
        later = self.height - 126 - FOOT - 24
        end = self._end_height()
        rows[:] = [part for row in rows for part in _cut(row, later - end)]
        pages, start, last = list[tuple[int, int]](), 0, len(rows)
        while True:
            room = later if pages else first
            if sum(row.height for row in rows[start:]) + end <= room:
                return [*pages, (start, last)]
            stop, left = start, room
            while stop < max(start, last - 2) and rows[stop].height <= left:
                left -= rows[stop].height
                stop += 1
            if stop == start and last - start > 1 and rows[start].height <= room:
                stop = start + 1
            pages.append((start, stop))
            start = stop

    def _row(self, line: DocumentLine) -> _Row:
        language, document = self.language, self.document
        whole_day = line.period.days == 1
        period = "" if whole_day or not line.period.days else language.period(line.period)
        grey = "  ·  ".join(part for part in (line.detail, period) if part)
        text = self._wrap(line.description or "-", MEDIUM, BODY, self.description)
        quantity = language.number(line.quantity)
        if abs(line.quantity) == 1 and line.unit != "hour":
            pass
        elif line.unit in labels.UNITS:
            quantity += f" {self.say(labels.UNITS[line.unit])}"
        elif line.unit != "each":
            quantity += f" {self.fonts.shown(line.unit)}"
        marks = [
            language.percent(tax.rate)
            if tax.category in {Category.STANDARD, Category.ZERO}
            else tax.category.value
            for tax in line.taxes
            if tax.category is not Category.OUTSIDE
        ]
        return _Row(
            text,
            self._wrap(grey, REGULAR, SMALL, self.description) if grey else (),
            quantity,
            language.price(Rate(line.price, document.currency)),
            " + ".join(marks),
            language.amount(line.net),
        )

    def _wrap(self, text: str, weight: str, size: float, width: float) -> tuple[str, ...]:
        return wrapped(text, weight, size, width, self.fonts)

    # Drawing

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        weight: str = REGULAR,
        size: float = BODY,
        ink: Any = INK,  # noqa: ANN401
    ) -> None:
        self.canvas.setFillColor(ink)
        self.canvas.setFont(weight, size)
        self.canvas.drawString(x, y, self.fonts.shown(text))

    def _text_right(
        self,
        x: float,
        y: float,
        text: str,
        weight: str = REGULAR,
        size: float = BODY,
        ink: Any = INK,  # noqa: ANN401
        room: float = 1e6,
    ) -> None:
        text = self.fonts.shown(text)
        width = self.fonts.width(text, weight, size)
        if width > room:
            size, width = size * room / width, room
        self.canvas.setFillColor(ink)
        self.canvas.setFont(weight, size)
        self.canvas.drawString(x - width, y, text)

    def _hairline(self, y: float, x: float = MARGIN) -> None:
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, y, self.right, y)

    def _blocks(
        self,
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str, Any]], list[tuple[str, str]]]:
        document, language = self.document, self.language
        seller = [
            (line, REGULAR)
            for text in self._party_lines(document.seller, country=False)
            for line in self._wrap(text, REGULAR, SMALL + 0.5, 250)
        ]
        buyer = [
            (line, STRONG if i == 0 else REGULAR)
            for i, text in enumerate(
                (document.buyer.name, *self._party_lines(document.buyer, country=True))
            )
            for line in self._wrap(text, STRONG if i == 0 else REGULAR, BODY, 225)
        ]
        facts: list[tuple[str, str, Any]] = [(self.say(N_("Number")), self.number, INK)]
        facts.append((self.say(N_("Date")), language.date(document.date), INK))
        if document.due and self.is_invoice:
            facts.append((self.say(N_("Due")), language.date(document.due), INK))
        if document.po_number:
            facts.append((self.say(N_("Your PO")), document.po_number, INK))
        if document.buyer.code:
            facts.append((self.say(N_("Client")), document.buyer.code, INK))
        if document.corrects:
            facts.append((self.say(N_("Corrects")), ", ".join(document.corrects), INK))
        if document.reason:
            facts.append((self.say(N_("Reason")), document.reason, INK))
        laid = list[tuple[str, str, Any]]()
        for name, value, ink in facts:
            for i, line in enumerate(self._wrap(value, MEDIUM, BODY, 150) or ("",)):
                laid.append((name if i == 0 else "", line, ink))
        return seller, laid, buyer

    def _party_lines(self, party: Party, *, country: bool) -> Iterator[str]:
        address = party.address
        if party.contact:
            yield party.contact
        yield from (line for line in address.lines if line)
        yield from _town(address)
        if country and address.country and address.country != self.document.seller.address.country:
            territories: dict[str, str] = dict(self.language.locale.territories)
            yield territories.get(address.country, address.country)
        if party.tax_id:
            yield self.say(N_("Tax id {id}"), id=party.tax_id)
        contact = "  ·  ".join(
            part for part in (party.email, party.phone, party.website) if part and not country
        )
        if contact:
            yield contact

    def _head_height(self) -> float:
        seller, facts, buyer = self._blocks()
        top = max(34.0 + 12 + TIGHT * len(seller), 60)
        return MARGIN + top + 26 + 14 + LEAD * max(len(facts), len(buyer)) + 22

    def _head(self) -> None:
        document = self.document
        seller, facts, buyer = self._blocks()
        top = self.height - MARGIN
        x = MARGIN + self._mark(top)
        room = self.right - x - 175
        name = self._wrap(document.seller.name, BOLD, 13, room)[:2] or ("",)
        for i, line in enumerate(name):
            self._text(x, top - 14 - 14 * i, line, BOLD, 13)
        self._text_right(self.right, top - 18, self.title, BOLD, 22)
        if self.draft:
            self._text_right(
                self.right,
                top - 33,
                self.say(N_("Draft, not yet issued")),
                MEDIUM,
                SMALL + 0.5,
                ACCENT,
            )
        y = top - 34 - 12
        for line, weight in seller:
            self._text(MARGIN, y, line, weight, SMALL + 0.5, SOFT)
            y -= TIGHT
        y = top - max(34.0 + 12 + TIGHT * len(seller), 60) - 26
        self._text(
            MARGIN,
            y,
            self.say(N_("Bill to") if self.is_invoice else N_("Credit to")),
            STRONG,
            SMALL,
            SOFT,
        )
        down = y - 14
        for line, weight in buyer:
            self._text(MARGIN, down, line, weight)
            down -= LEAD
        left = self.right - 225
        down = y
        for label, value, ink in facts:
            self._text(left, down, label, REGULAR, SMALL + 0.5, SOFT)
            self._text(left + 72, down, value, MEDIUM, BODY, ink)
            down -= LEAD
        self.y = y - 14 - LEAD * max(len(facts), len(buyer)) - 22

    def _mark(self, top: float) -> float:
        if self.logo:
            image = ImageReader(io.BytesIO(self.logo))
            wide, high = image.getSize()
            scale = min(120 / wide, 34 / high)
            self.canvas.drawImage(
                image,
                MARGIN,
                top - 34 + (34 - high * scale) / 2,
                wide * scale,
                high * scale,
                mask="auto",
            )
            return wide * scale + 12
        initial = self.fonts.shown(self.document.seller.name.strip()[:1].upper() or "A")
        self.canvas.setFillColor(ACCENT)
        self.canvas.roundRect(MARGIN, top - 34, 34, 34, 8, stroke=0, fill=1)
        width = self.fonts.width(initial, BOLD, 18)
        self._text(MARGIN + 17 - width / 2, top - 23.5, initial, BOLD, 18, HexColor("#FFFFFF"))
        return 46

    def _carried_head(self) -> None:
        top = self.height - MARGIN
        name = self._wrap(self.document.seller.name, STRONG, BODY, 220)[:1] or ("",)
        buyer = self._wrap(self.document.buyer.name, REGULAR, SMALL, 220)[:1] or ("",)
        self._text(MARGIN, top - 10, name[0], STRONG, BODY)
        self._text(MARGIN, top - 22, buyer[0], REGULAR, SMALL, SOFT)
        self._text_right(
            self.right, top - 10, f"{self.title} {self.number}", STRONG, BODY, room=240
        )
        self._text_right(self.right, top - 22, self.say(N_("Continued")), REGULAR, SMALL, SOFT)
        self.y = top - 52

    def _columns(self) -> tuple[float, float, float, float]:
        amount = self.right
        tax = amount - AMOUNT
        price = tax - (TAX if self.taxed else 0)
        return price - PRICE, price, tax, amount

    def _table_head(self) -> None:
        quantity, price, tax, amount = self._columns()
        self._text(MARGIN, self.y, self.say(N_("Description")), STRONG, SMALL, SOFT)
        heads = [(quantity, N_("Quantity")), (price, N_("Price")), (amount, N_("Amount"))]
        if self.taxed:
            heads.append((tax, N_("Tax")))
        for x, text in heads:
            self._text_right(x, self.y, self.say(text), STRONG, SMALL, SOFT)
        self._hairline(self.y - 8)
        self.y -= 24

    def _draw_row(self, row: _Row) -> None:
        quantity, price, tax, amount = self._columns()
        y = self.y
        self._text_right(quantity, y, row.quantity, REGULAR, BODY, SOFT, QUANTITY - 6)
        self._text_right(price, y, row.price, REGULAR, BODY, SOFT, PRICE - 6)
        if self.taxed:
            self._text_right(tax, y, row.tax, REGULAR, SMALL, SOFT, TAX - 6)
        self._text_right(amount, y, row.amount, MEDIUM, BODY, INK, AMOUNT - 6)
        for line in row.text:
            self._text(MARGIN, y, line, MEDIUM)
            y -= LEAD
        y += LEAD - TIGHT if row.text else 0
        for line in row.grey:
            self._text(MARGIN, y, line, REGULAR, SMALL, SOFT)
            y -= TIGHT
        self.y -= row.height
        self._hairline(self.y + 14)

    # What stands below the table

    def _total_rows(self) -> list[tuple[str, str]]:
        document, language = self.document, self.language
        rows = [(self.say(N_("Net")), language.amount(document.net))]
        for group in document.taxes:
            tax = group.tax
            if tax.category is Category.OUTSIDE and not self.taxed:
                continue
            if tax.category is Category.STANDARD:
                name = f"{tax.name or tax.code} {language.percent(tax.rate)}"
            else:
                name = tax.name or self.say(labels.TAXES[tax.category])
            on = self.say(N_("{tax} on {net}"), tax=name, net=language.amount(group.net))
            rows.append((on, language.amount(group.amount)))
        return rows

    def _reasons(self) -> list[str]:
        found = list[str]()
        for group in self.document.taxes:
            standard = labels.REASONS.get(group.tax.category)
            text = group.tax.reason or (self.say(standard) if standard else "")
            if text:
                found.append(text)
        return list(dict.fromkeys(found))

    def _note_lines(self) -> list[tuple[str, str]]:
        document, language = self.document, self.language
        lines = list[tuple[str, str]]()
        width = self.right - MARGIN
        for reason in self._reasons():
            lines += [(line, REGULAR) for line in self._wrap(reason, REGULAR, SMALL + 0.5, width)]
        if document.note:
            lines += [
                (line, REGULAR) for line in self._wrap(document.note, REGULAR, SMALL + 0.5, width)
            ]
        if not self.is_invoice:
            return lines
        lines.append((self.say(N_("How to pay")), STRONG))
        if document.due:
            due = self.say(
                N_("Please pay {total} by {due}, reference {number}."),
                total=language.money(document.total),
                due=language.date(document.due, "long"),
                number=self.number,
            )
            lines += [(line, REGULAR) for line in self._wrap(due, REGULAR, SMALL + 0.5, width)]
        bank = document.bank
        iban = " ".join(bank.iban.replace(" ", "")[i : i + 4] for i in range(0, len(bank.iban), 4))
        parts = (
            (N_("Account holder"), bank.holder),
            (N_("Bank"), bank.name),
            ("IBAN", iban.strip()),
            ("BIC", bank.bic),
            (N_("Account"), bank.account),
            (N_("Sort code"), bank.sort_code),
        )
        told = "   ".join(f"{self.say(name)} {value}" for name, value in parts if value)
        if told:
            lines += [(line, REGULAR) for line in self._wrap(told, REGULAR, SMALL + 0.5, width)]
        return lines

    def _end_height(self) -> float:
        notes = self._note_lines()
        totals = sum(
            18 - LEAD + LEAD * len(self._wrap(label, REGULAR, BODY, TOTAL_LABEL))
            for label, _ in self._total_rows()
        )
        return 8 + totals + 46 + (14 + TIGHT * len(notes) if notes else 0)

    def _totals(self) -> None:
        x = self.right - 250
        y = self.y - 8
        for label, value in self._total_rows():
            self._text_right(self.right, y, value, REGULAR, BODY, INK, 85)
            for line in self._wrap(label, REGULAR, BODY, TOTAL_LABEL):
                self._text(x, y, line, REGULAR, BODY, SOFT)
                y -= LEAD
            y -= 18 - LEAD
        self.canvas.setFillColor(WELL)
        self.canvas.roundRect(x - 12, y - 17, 262, 27, 6, stroke=0, fill=1)
        label = self.say(N_("Total due") if self.is_invoice else N_("Total credited"))
        self._text(x, y - 7, label, BOLD, 11)
        total = self.language.money(self.document.total)
        self._text_right(self.right - 10, y - 7, total, BOLD, 12, INK, 150)
        self.y = y - 46

    def _foot_notes(self) -> None:
        notes = self._note_lines()
        y = FOOT + TIGHT * (len(notes) - 1) + 4
        for line, weight in notes:
            self._text(MARGIN, y, line, weight, SMALL + 0.5, INK if weight == STRONG else SOFT)
            y -= TIGHT

    def _page_number(self) -> None:
        text = self.say(N_("Page {page} of {pages}"), page=self.page, pages=len(self.pages))
        self._hairline(MARGIN - 2)
        self._text_right(self.right, MARGIN - 16, text, REGULAR, SMALL, SOFT)
        self._text(MARGIN, MARGIN - 16, f"{self.number}", REGULAR, SMALL, SOFT)
