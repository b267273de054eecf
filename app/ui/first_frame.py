"""The first frame: the window's own ground before anything else is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.tokens import DARK, LIGHT, SIDEBAR, TOP_BAR, Choice, Colours, Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.preferences import Preferences

_DIM = 128


class FirstFrame(QWidget):
    """Sidebar, bar and ground, where they will be."""

    def __init__(self, kept: Preferences) -> None:
        super().__init__()
        self._percent = kept.text_size
        self._colours = _colours(kept, QApplication.palette().window().color().lightness())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint three plain areas and the lines between them."""
        del event
        painter = QPainter(self)
        high = round(TOP_BAR * self._percent / 100)
        wide, width, height = SIDEBAR, self.width(), self.height()
        for x, y, w, h, ink in (
            (0, 0, width, height, Ink.BG),
            (0, 0, wide, height, Ink.SIDEBAR),
            (wide, 0, width - wide, high, Ink.SURFACE),
            (wide - 1, 0, 1, height, Ink.BORDER),
            (wide, high - 1, width - wide, 1, Ink.BORDER),
        ):
            painter.fillRect(x, y, w, h, QColor(self._colours[ink]))
        painter.end()


def _colours(kept: Preferences, lightness: int) -> Colours:
    if kept.theme == Choice.SYSTEM:
        return DARK if lightness < _DIM else LIGHT
    return DARK if kept.theme == Choice.DARK else LIGHT
