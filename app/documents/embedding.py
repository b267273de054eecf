"""Fonts as they go into a file: one shared subset, made once, and the few letters beyond it."""

from __future__ import annotations

import struct
from codecs import charmap_encode
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from reportlab.pdfbase import ttfonts

from app.documents.objects import added, dictionary, shown, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from reportlab.pdfbase import pdfdoc

# ReportLab says little about its types.
_ttf: Any = ttfonts

# ReportLab makes a subset of each font for each document, which is most of the time a document
# takes. Here every document begins with the same subset, made and compressed once; what a text
# needs beyond it goes into a second one, small and sorted, so that equal texts make equal bytes.
# This leans on how ReportLab 5 reads and cuts fonts; the tests read the text of the files back.

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
_SHARED_LETTERS = tuple(map(ord, _SHARED))
_A_SUBSET = 255
_LETTERS_A_BLOCK = 100
_CUSTOM_NAMES_FROM = 258
"""A glyph's name by number: those below are Apple's standard ones, spelled nowhere in the file."""


@lru_cache(maxsize=8192)
def shared_string(text: str) -> str | None:
    """A text as a page writes it in the shared subset, if all its letters are there."""
    try:
        return shown(charmap_encode(text, "strict", cast("Any", _SHARED_CODES))[0])
    except UnicodeEncodeError:
        return None


class EmbeddedFont(ttfonts.TTFont):
    """A TrueType font, with a place of their own for its digits of equal width."""

    def __init__(self, name: str, path: Path) -> None:
        """Read a font file."""
        font = cast("Any", super())
        font.__init__(name, str(path))
        self.glyphs = cast("dict[int, int]", self.face.charToGlyph)
        self.advances = cast("dict[int, float]", self.face.charWidths)
        named = _glyph_names(cast("Any", self.face).get_table("post"))
        for digit, tabular, word in zip(DIGITS, TABULAR_DIGITS, _TABULAR_NAMES, strict=True):
            glyph = named.get(f"{word}.tf", self.glyphs[ord(digit)])
            self.glyphs[ord(tabular)] = glyph
            self.advances[ord(tabular)] = self.face.hmetrics[glyph][0] * 1000 / self.face.unitsPerEm


class FontInFile:
    """A font in one file: the shared subset, and others for the letters beyond it."""

    def __init__(self, font: EmbeddedFont, name: str, letters: Iterable[str]) -> None:
        """Give the letters their codes, in an order that is the same for all files."""
        beyond = sorted({ord(letter) for letter in letters} - _SHARED_CODES.keys())
        known = [letter for letter in beyond if letter in font.glyphs]
        parts = [tuple(known[i : i + _A_SUBSET]) for i in range(0, len(known), _A_SUBSET)]
        self._font = font
        self._name = name
        self._subsets = [_SHARED_LETTERS, *((0, *part) for part in parts)]
        self._places = {
            letter: (number, code)
            for number, part in enumerate(parts, start=1)
            for code, letter in enumerate(part, start=1)
        }

    @property
    def shared(self) -> str:
        """The name of the shared subset."""
        return f"/{self._name}+0"

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text in runs of one subset each: its name, and the codes as a page writes them."""
        runs: list[tuple[int, bytearray]] = []
        for letter in map(ord, text):
            # What has no glyph is the first one of all, a box.
            subset, code = self._places.get(letter, (0, _SHARED_CODES.get(letter, 0)))
            if not runs or runs[-1][0] != subset:
                runs.append((subset, bytearray()))
            runs[-1][1].append(code)
        return [(f"/{self._name}+{subset}", shown(bytes(codes))) for subset, codes in runs]

    def added(self, document: pdfdoc.PDFDocument) -> dict[str, str]:
        """Put the subsets into a file; returns them by their names."""
        fonts = dict[str, str]()
        for number, letters in enumerate(self._subsets):
            part = _part(self._font, number, letters)
            outlines = added(document, part.outlines)
            descriptor = added(document, part.descriptor % outlines.encode())
            reading = added(document, part.reading)
            font = part.font % (descriptor.encode(), reading.encode())
            fonts[f"{self._name}+{number}"] = added(document, font)
        return fonts


@dataclass(frozen=True, slots=True)
class _Part:
    """One subset of one font as it stands in every file; `%s` is the number of another object."""

    outlines: bytes
    reading: bytes
    descriptor: bytes
    font: bytes


@lru_cache(maxsize=256)
def _part(font: EmbeddedFont, number: int, letters: tuple[int, ...]) -> _Part:
    face: Any = font.face
    outlines = face.makeSubset(letters)
    missing = cast("float", face.defaultWidth)
    widths = " ".join(f"{font.advances.get(letter, missing):.6g}" for letter in letters)
    name = f"{_ttf.SUBSETN(number).decode('ascii')}+{face.name.decode('ascii')}"
    metrics = {
        "Flags": face.flags & ~ttfonts.FF_NONSYMBOLIC | ttfonts.FF_SYMBOLIC,
        "FontBBox": "[" + " ".join(f"{edge:g}" for edge in face.bbox) + "]",
        "Ascent": f"{face.ascent:g}",
        "Descent": f"{face.descent:g}",
        "CapHeight": f"{face.capHeight:g}",
        "ItalicAngle": f"{face.italicAngle:g}",
        "StemV": face.stemV,
        "MissingWidth": f"{face.defaultWidth:g}",
    }
    descriptor = {"Type": "/FontDescriptor", "FontName": f"/{name}", "FontFile2": "%s", **metrics}
    return _Part(
        stream(outlines, {"Length1": len(outlines)}, lasting=True),
        stream(_reading(letters).encode("ascii"), {}, lasting=True),
        dictionary(descriptor),
        dictionary(
            {
                "Type": "/Font",
                "Subtype": "/TrueType",
                "BaseFont": f"/{name}",
                "FirstChar": 0,
                "LastChar": len(letters) - 1,
                "Widths": f"[{widths}]",
                "FontDescriptor": "%s",
                "ToUnicode": "%s",
            }
        ),
    )


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
