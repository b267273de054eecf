"""Objects of a PDF file, written by us as they stand there; ReportLab numbers and binds them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib import rl_accel
from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# ReportLab says little about its types.
_pdf: Any = pdfdoc
_escaped: Callable[[bytes], str] = cast("Any", rl_accel).escapePDF
_QUICK, _SMALL = 1, 9


class Ready(pdfdoc.PDFObject):
    """An object that is written already."""

    def __init__(self, written: bytes) -> None:
        """Keep what is to stand between its number and its end."""
        self.written = written

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The bytes as they are; ReportLab asks for them."""
        del document
        return self.written


def added(document: Any, written: bytes) -> str:  # noqa: ANN401 - ReportLab's document
    """Put an object into a file; returns how others refer to it: `12 0 R`."""
    return document.Reference(Ready(written)).format(document).decode("ascii")


def dictionary(entries: Mapping[str, object]) -> bytes:
    """A dictionary; its values are written already."""
    return f"<< {' '.join(f'/{name} {value}' for name, value in entries.items())} >>".encode()


def stream(content: bytes, entries: Mapping[str, object], *, lasting: bool = False) -> bytes:
    """A compressed stream; one that is kept and used again is worth more effort."""
    return packed(zlib.compress(content, _SMALL if lasting else _QUICK), entries)


def packed(content: bytes, entries: Mapping[str, object]) -> bytes:
    """A stream that is compressed already."""
    head = dictionary({"Filter": "/FlateDecode", "Length": len(content), **entries})
    return b"%s\nstream\n%s\nendstream" % (head, content)


def shown(codes: bytes) -> str:
    """A string of codes, for a page."""
    return f"({_escaped(codes)})"


def told(text: str) -> str:
    """A text about the file, for its properties."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"
