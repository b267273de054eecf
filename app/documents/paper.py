"""A file of pages, written through ReportLab's canvas with the fewest steps that do it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reportlab.lib import rl_accel
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.documents.blocks import Box
from app.documents.fonts import Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.documents.blocks import Block, Colour, Shape
    from app.documents.fonts import Fonts
    from app.documents.logo import Logo

# ReportLab says little about its types.
_pdf: Any = pdfdoc
_escaped: Callable[[bytes], str] = cast("Any", rl_accel).escapePDF

A4 = (595.28, 841.89)
LETTER = (612.0, 792.0)
_LETTER_COUNTRIES = frozenset("US CA MX PH CL CO CR DO GT NI PA PR SV VE".split())
_LOGO = "logo"


def paper_size(country: str) -> tuple[float, float]:
    """The sheets people have in their printers there."""
    return LETTER if country in _LETTER_COUNTRIES else A4


class Placed(NamedTuple):
    """A block at its place: how far its top lies below the page's."""

    top: float
    block: Block


Page = list[Placed]


class Paper(Canvas):
    """A file in the making; the same blocks in the same places make the same bytes."""

    _code: list[str]
    _doc: Any

    def __init__(self, size: tuple[float, float], language: str, day: date) -> None:
        """Begin a file in a language, dated on a day."""
        canvas = cast("Any", super())
        canvas.__init__(
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=Weight.REGULAR.value,
            lang=language,
        )
        self._height = size[1]
        self.setCreator("Accord")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        # Nothing in the file may tell the moment or the machine on which it was made.
        self._doc.signature = hashlib.md5(b"", usedforsecurity=False)
        stamp = self._doc._timeStamp  # noqa: SLF001 - there is no public way to date a file
        stamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)

    def written(self, pages: Sequence[Page], fonts: Fonts, logo: Logo | None) -> bytes:
        """The file with these pages."""
        letters: dict[Weight, set[str]] = {weight: set() for weight in Weight}
        for page in pages:
            for placed in page:
                for mark in placed.block.marks:
                    letters[mark.style.weight].update(mark.text)
        for weight, used in letters.items():
            if used:
                fonts.embedded[weight].begin(self._doc, used)
        if logo:
            self._doc.addForm(_LOGO, _stream_of(logo))
        for page in pages:
            for top, block in page:
                for shape in block.shapes:
                    self._shape(shape, top)
            self._text(page, fonts)
            self.showPage()
        return cast("Any", self).getpdfdata()

    def _shape(self, shape: Shape, top: float) -> None:
        x, y = shape.x, self._height - top - shape.y - shape.height
        if not isinstance(shape, Box):
            self._code.append(f"q {shape.width:.2f} 0 0 {shape.height:.2f} {x:.2f} {y:.2f} cm")
            cast("Any", self).doForm(_LOGO)
            self._code.append("Q")
            return
        self._code.append(_filling(shape.colour))
        if shape.radius:
            self.roundRect(x, y, shape.width, shape.height, shape.radius, stroke=0, fill=1)
        else:
            self._code.append(f"{x:.2f} {y:.2f} {shape.width:.2f} {shape.height:.2f} re f")

    def _text(self, page: Page, fonts: Fonts) -> None:
        """All texts of a page; font and colour are named where they change."""
        write = self._code.append
        write("BT")
        face, colour, tracking = None, None, 0.0
        for top, block in page:
            base = self._height - top
            for x, y, text, style in block.marks:
                font: Any = fonts.embedded[style.weight]
                if style.colour != colour:
                    colour = style.colour
                    write(_filling(colour))
                if style.tracking != tracking:
                    tracking = style.tracking
                    write(f"{tracking:g} Tc")
                write(f"1 0 0 1 {x:.2f} {base - y:.2f} Tm")
                for subset, codes in font.splitString(text, self._doc):
                    if (subset, style.weight, style.size) != face:
                        face = (subset, style.weight, style.size)
                        name = font.getSubsetInternalName(subset, self._doc)
                        write(f"{name} {style.size:g} Tf")
                    write(f"({_escaped(codes)}) Tj")
        write("0 Tc ET")


@lru_cache(maxsize=64)
def _filling(colour: Colour) -> str:
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg"


def _stream_of(logo: Logo) -> pdfdoc.PDFStream:
    """A PNG's own compressed rows are what PDF stores as well (PDF 32000, 7.4.4.4)."""
    rows = {"Predictor": 15, "Colors": 3, "BitsPerComponent": 8, "Columns": logo.width}
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": logo.width,
        "Height": logo.height,
        "ColorSpace": "/DeviceRGB",
        "BitsPerComponent": 8,
        "Filter": "/FlateDecode",
        "DecodeParms": _pdf.PDFDictionary(rows),
    }
    return _pdf.PDFStream(_pdf.PDFDictionary(entries), logo.rows)
