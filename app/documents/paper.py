"""A file of pages, drawn with the fewest steps that do it."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from app.documents.blocks import INK, Box, Code
from app.documents.embedding import FontInFile, shared_string
from app.documents.fonts import Weight
from app.documents.objects import Ready, added, dictionary, packed, stream, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.documents.blocks import Block, Colour, Shape, Style
    from app.documents.fonts import Fonts
    from app.documents.logo import Logo

# ReportLab says little about its types.
_pdf: Any = pdfdoc

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)
_LETTER_COUNTRIES = frozenset("US CA MX PH CL CO CR DO GT NI PA PR SV VE".split())
_BLACK = re.compile("1+")
_ROUND = 0.5523
"""How far the handles of a curve stand off for a quarter of a circle, by its radius."""


def paper_size(country: str) -> tuple[float, float]:
    """The sheets people have in their printers there."""
    return LETTER if country in _LETTER_COUNTRIES else A4


class Placed(NamedTuple):
    """A block at its place: how far its top lies below the page's."""

    top: float
    block: Block


Page = list[Placed]


class Title(NamedTuple):
    """What a file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    day: date


def written(
    size: tuple[float, float],
    title: Title,
    pages: Sequence[Page],
    fonts: Fonts,
    logo: Logo | None,
) -> bytes:
    """A file of pages; the same blocks in the same places make the same bytes."""
    document = _pdf.PDFDocument(invariant=1, lang=title.language)
    document.Catalog.ViewerPreferences = Ready(b"<< /DisplayDocTitle true >>")
    # Nothing in the file may tell the moment or the machine on which it was made.
    document.signature = hashlib.md5(b"", usedforsecurity=False)
    document.info = _Properties(title)
    lettering = _lettering(fonts, pages)
    contents = [_Content(size[1], lettering, page).code for page in pages]
    named = {
        name: number for font in lettering.values() for name, number in font.added(document).items()
    }
    resources = {"Font": dictionary(named).decode()}
    if logo:
        picture = {"Logo": added(document, _picture(logo))}
        resources["XObject"] = dictionary(picture).decode()
    shared = added(document, dictionary(resources))
    parent = document.Reference(document.Pages).format(document).decode()
    for code in contents:
        entries = {
            "Type": "/Page",
            "Parent": parent,
            "MediaBox": f"[0 0 {size[0]:g} {size[1]:g}]",
            "Resources": shared,
            "Contents": added(document, stream("\n".join(code).encode("ascii"), {})),
        }
        document.addPage(Ready(dictionary(entries)))
    return document.GetPDFData(None)


class _Properties(pdfdoc.PDFInfo):
    """What a file's properties show."""

    def __init__(self, title: Title) -> None:
        super().__init__()
        self.title, self.author, self.subject, _, self._day = title

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The properties as they stand in the file; ReportLab asks for them."""
        del document
        stamp = f"(D:{self._day:%Y%m%d}000000+00'00')"
        return dictionary(
            {
                "Title": told(self.title),
                "Author": told(self.author),
                "Subject": told(self.subject),
                "Creator": "(Accord)",
                "Producer": "(ReportLab)",
                "CreationDate": stamp,
                "ModDate": stamp,
            }
        )


def _lettering(fonts: Fonts, pages: Iterable[Page]) -> dict[Weight, FontInFile]:
    """The fonts that are used, each with the letters beyond the shared ones."""
    letters: dict[Weight, set[str]] = {}
    for page in pages:
        for placed in page:
            for mark in placed.block.marks:
                beyond = letters.setdefault(mark.style.weight, set())
                if shared_string(mark.text) is None:
                    beyond.update(mark.text)
    used = [weight for weight in Weight if weight in letters]
    return {
        weight: FontInFile(fonts.embedded[weight], f"F{number}", letters[weight])
        for number, weight in enumerate(used, start=1)
    }


class _Content:
    """What draws one page: `code` is its operators in their order (PDF 32000, annex A)."""

    def __init__(self, height: float, fonts: Mapping[Weight, FontInFile], page: Page) -> None:
        self.code: list[str] = []
        self._height = height
        self._fonts = fonts
        for top, block in page:
            for shape in block.shapes:
                self._shape(shape, top)
        self._texts(page)

    def _shape(self, shape: Shape, top: float) -> None:
        x, y = shape.x, self._height - top - shape.y - shape.height
        if isinstance(shape, Code):
            self.code.append(f"{_filling(INK)} {_squares(shape, x, y)} f")
        elif not isinstance(shape, Box):
            place = f"{shape.width:.2f} 0 0 {shape.height:.2f} {x:.2f} {y:.2f}"
            self.code.append(f"q {place} cm /Logo Do Q")
        elif shape.radius:
            self.code.append(f"{_filling(shape.colour)} {_rounded(shape, x, y)} f")
        else:
            place = f"{x:.2f} {y:.2f} {shape.width:.2f} {shape.height:.2f}"
            self.code.append(f"{_filling(shape.colour)} {place} re f")

    def _texts(self, page: Page) -> None:
        """All texts; font, colour and tracking are named where they change."""
        write = self.code.append
        write("BT")
        looks: dict[Style, str] = {}
        now = None
        for top, block in page:
            base = self._height - top
            for x, y, text, style in block.marks:
                if style is not now:
                    now = style
                    write(looks.get(style) or looks.setdefault(style, self._look(style)))
                write(f"1 0 0 1 {x:.2f} {base - y:.2f} Tm")
                string = shared_string(text)
                if string is not None:
                    write(f"{string} Tj")
                    continue
                for name, codes in self._fonts[style.weight].runs(text):
                    write(f"{name} {style.size:g} Tf {codes} Tj")
                now = None
        write("ET")

    def _look(self, style: Style) -> str:
        font = self._fonts[style.weight].shared
        return f"{_filling(style.colour)} {style.tracking:g} Tc {font} {style.size:g} Tf"


@lru_cache(maxsize=64)
def _filling(colour: Colour) -> str:
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg"


def _rounded(box: Box, x: float, y: float) -> str:
    """The path around a box with round corners, from the lower left one on."""
    r, off = box.radius, box.radius * (1 - _ROUND)
    right, top = x + box.width, y + box.height
    points = (
        (x + r, y, "m"),
        (right - r, y, "l"),
        (right - off, y, right, y + off, right, y + r, "c"),
        (right, top - r, "l"),
        (right, top - off, right - off, top, right - r, top, "c"),
        (x + r, top, "l"),
        (x + off, top, x, top - off, x, top - r, "c"),
        (x, y + r, "l"),
        (x, y + off, x + off, y, x + r, y, "c"),
    )
    return " ".join(
        " ".join([*(f"{place:.2f}" for place in places), operator])
        for *places, operator in points
    )  # fmt: skip


def _squares(code: Code, x: float, y: float) -> str:
    """The path around a code's black squares, those beside each other together."""
    size = code.width / len(code.rows)
    top = y + code.height
    return " ".join(
        f"{x + found.start() * size:.2f} {top - (i + 1) * size:.2f} "
        f"{(found.end() - found.start()) * size:.2f} {size:.2f} re"
        for i, row in enumerate(code.rows)
        for found in _BLACK.finditer(row)
    )


def _picture(logo: Logo) -> bytes:
    """A PNG's own compressed rows are what PDF stores as well (PDF 32000, 7.4.4.4)."""
    rows = {"Predictor": 15, "Colors": 3, "BitsPerComponent": 8, "Columns": logo.width}
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": logo.width,
        "Height": logo.height,
        "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": 8,
        "DecodeParms": dictionary(rows).decode(),
    }
    return packed(logo.rows, entries)
