"""Fonts as they go into a file: one shared subset, made once, and the few letters beyond it."""

from __future__ import annotations

import struct
import zlib
from codecs import charmap_encode
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, ttfonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# ReportLab says little about its types.
_pdf: Any = pdfdoc
_ttf: Any = ttfonts

# ReportLab makes a subset of each font for each document, which is most of the time a document
# takes. Here every document begins with the same subset, made and compressed once; what a text
# needs beyond it goes into a second one, small and sorted, so that equal texts make equal bytes.
# This leans on how ReportLab 5 keeps fonts; the tests read the text of the files back.

DIGITS = "0123456789"
TABULAR_DIGITS = "".join(chr(0xE000 + digit) for digit in range(10))
"""Where the digits of equal width live in our fonts; in a file they read as plain digits."""
TABULAR = str.maketrans(DIGITS, TABULAR_DIGITS)
_PLAIN = str.maketrans(TABULAR_DIGITS, DIGITS)
_TABULAR_NAMES = "zero one two three four five six seven eight nine".split()

_SPACES = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_PUNCTUATION = "–—\N{LEFT SINGLE QUOTATION MARK}’“”„•…·×−€£¥§°"
_NOTHING = "\0"
_ASCII = "".join(map(chr, range(32, 127)))
_SHARED = 32 * _NOTHING + _ASCII + _NOTHING + TABULAR_DIGITS + _SPACES + _PUNCTUATION
_SHARED_CODES = {ord(letter): code for code, letter in enumerate(_SHARED) if letter != _NOTHING}
_A_SUBSET = 256
_LETTERS_A_BLOCK = 100
_CUSTOM_NAMES_FROM = 258
"""A glyph's name by number: those below are Apple's standard ones, spelled nowhere in the file."""


class EmbeddedFont(ttfonts.TTFont):
    """A TrueType font that begins every document with the same subset."""

    def __init__(self, name: str, path: Path) -> None:
        """Read a font file and give its digits of equal width a place of their own."""
        font = cast("Any", super())
        font.__init__(name, str(path))
        self.state = _States(self)
        self.glyphs = cast("dict[int, int]", self.face.charToGlyph)
        self.advances = cast("dict[int, float]", self.face.charWidths)
        named = _glyph_names(cast("Any", self.face).get_table("post"))
        for digit, tabular, word in zip(DIGITS, TABULAR_DIGITS, _TABULAR_NAMES, strict=True):
            glyph = named.get(f"{word}.tf", self.glyphs[ord(digit)])
            self.glyphs[ord(tabular)] = glyph
            self.advances[ord(tabular)] = self.face.hmetrics[glyph][0] * 1000 / self.face.unitsPerEm

    def begin(self, document: pdfdoc.PDFDocument, letters: Iterable[str]) -> None:
        """Give a document's letters their codes, in an order that is the same for all documents."""
        state = self.state[document]
        for code in sorted({ord(letter) for letter in letters} - _SHARED_CODES.keys()):
            self._code(state, code)

    def splitString(  # noqa: N802 - ReportLab's name
        self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The text as runs of codes, each in one subset."""
        del encoding
        try:
            return [(0, charmap_encode(text, "strict", cast("Any", _SHARED_CODES))[0])]
        except UnicodeEncodeError:
            state = self.state[doc]
        runs: list[tuple[int, bytearray]] = []
        for letter in text:
            subset, code = divmod(self._code(state, ord(letter)), _A_SUBSET)
            if not runs or runs[-1][0] != subset:
                runs.append((subset, bytearray()))
            runs[-1][1].append(code)
        return [(subset, bytes(run)) for subset, run in runs]

    def _code(self, state: ttfonts.TTFont.State, letter: int) -> int:
        """The letter's subset and its place there; nothing where there is no glyph."""
        codes: dict[int, int] = cast("Any", state).assignments
        if letter not in codes and letter in self.glyphs:
            if len(state.subsets) == 1 or len(state.subsets[-1]) == _A_SUBSET:
                state.subsets.append([0])
            codes[letter] = (len(state.subsets) - 1) * _A_SUBSET + len(state.subsets[-1])
            state.subsets[-1].append(letter)
        return codes.get(letter, 0)

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the subsets into the document."""
        own, document = cast("Any", self), cast("Any", doc)
        fonts = document.idToObject["BasicFonts"].dict
        for number, letters in enumerate(own.state[doc].subsets):
            part = _part(self, tuple(letters))
            name = f"{_ttf.SUBSETN(number).decode('ascii')}+{own.face.name.decode('ascii')}"
            fonts[own.getSubsetInternalName(number, doc)[1:]] = _pdf.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/TrueType",
                    "BaseFont": _pdf.PDFName(name),
                    "FirstChar": 0,
                    "LastChar": len(letters) - 1,
                    "Widths": part.widths,
                    "ToUnicode": document.Reference(_flate(part.reading), f"reading:{name}"),
                    "FontDescriptor": document.Reference(
                        _pdf.PDFDictionary(
                            {
                                "Type": "/FontDescriptor",
                                "FontName": _pdf.PDFName(name),
                                "FontFile2": document.Reference(
                                    _flate(part.outlines, Length1=part.length), f"outlines:{name}"
                                ),
                                **_metrics(self),
                            }
                        ),
                        f"descriptor:{name}",
                    ),
                }
            )
        del self.state[doc]


class _States(WeakKeyDictionary[Any, Any]):
    """What each document being written uses of a font: to begin with, the shared subset."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._font = font

    def __getitem__(self, document: pdfdoc.PDFDocument) -> ttfonts.TTFont.State:
        if document not in self:
            state = _ttf.TTFont.State(1, self._font)
            state.assignments = dict(_SHARED_CODES)
            state.subsets = [list(map(ord, _SHARED))]
            self[document] = state
        return super().__getitem__(document)


@dataclass(frozen=True, slots=True)
class _Part:
    """One subset of one font, ready to be written."""

    outlines: bytes
    length: int
    widths: str
    reading: bytes


@lru_cache(maxsize=256)
def _part(font: EmbeddedFont, letters: tuple[int, ...]) -> _Part:
    outlines = font.face.makeSubset(letters)
    missing = cast("float", font.face.defaultWidth)
    widths = " ".join(f"{font.advances.get(letter, missing):.6g}" for letter in letters)
    return _Part(
        zlib.compress(outlines, 9),
        len(outlines),
        f"[{widths}]",
        zlib.compress(_reading(letters).encode("ascii"), 9),
    )


@lru_cache(maxsize=16)
def _metrics(font: EmbeddedFont) -> dict[str, float | str]:
    face = font.face
    return {
        "Flags": face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC,
        "FontBBox": "[" + " ".join(f"{edge:g}" for edge in face.bbox) + "]",
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "ItalicAngle": face.italicAngle,
        "StemV": face.stemV,
        "MissingWidth": face.defaultWidth,
    }


def _reading(letters: Sequence[int]) -> str:
    """The table by which a reader turns codes back into text (PDF 32000, 9.10.3)."""
    pairs = [
        f"<{code:02X}> <{chr(letter).translate(_PLAIN).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(letters)
        if letter
    ]
    blocks = [pairs[i : i + _LETTERS_A_BLOCK] for i in range(0, len(pairs), _LETTERS_A_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(
                "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
                for block in blocks
            ),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )  # fmt: skip


def _flate(content: bytes, **entries: int) -> pdfdoc.PDFStream:
    """A stream that is compressed already."""
    return _pdf.PDFStream(_pdf.PDFDictionary({"Filter": "/FlateDecode", **entries}), content)


def _glyph_names(post: bytes) -> dict[str, int]:
    """The font's own names of its glyphs (OpenType, `post` table version 2)."""
    if post[:4] != b"\x00\x02\x00\x00":
        return {}
    (count,) = struct.unpack_from(">H", post, 32)
    numbers = struct.unpack_from(f">{count}H", post, 34)
    names: list[str] = []
    at = 34 + 2 * count
    while at < len(post):
        length = post[at]
        names.append(post[at + 1 : at + 1 + length].decode("ascii"))
        at += 1 + length
    return {
        names[number - _CUSTOM_NAMES_FROM]: glyph
        for glyph, number in enumerate(numbers)
        if number >= _CUSTOM_NAMES_FROM
    }
