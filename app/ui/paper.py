"""A PDF as PDFium draws it."""

# pypdfium2 says nothing about its types; this file is where that ends.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportArgumentType=false

from __future__ import annotations

from pypdfium2 import PdfDocument, PdfiumError
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage


class UnreadableError(Exception):
    """The bytes are not a PDF."""


class Paper:
    """The pages of one PDF; use it on one thread only."""

    def __init__(self, pdf: bytes) -> None:
        try:
            self._document = PdfDocument(pdf)
            self.pages = [
                QSizeF(*self._document.get_page_size(page)) for page in range(len(self._document))
            ]
        except PdfiumError as error:
            raise UnreadableError from error

    def image(self, page: int, scale: float) -> QImage:
        """One page; a scale of 1 makes a point a pixel."""
        bitmap = self._document[page].render(scale=scale)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_BGR888,
        )
        return image.copy()

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()
