"""A button that looks like a field, and opens a menu to tick in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from app.ui.buttons import Button
from app.ui.form.combo import CARET, paint_caret

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.ui.theme import Theme

_SIDE = 11


class MenuField(Button):
    """Has the caret of a field that offers a list; words that are too long are cut."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self._theme = theme
        self.words = ""
        theme.changed.connect(self._fit)

    def show_words(self, text: str) -> None:
        """Show other words."""
        self.words = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its caret."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_caret(painter, self._theme, self)
        painter.end()

    def _fit(self) -> None:
        room = self.width() - self._theme.scaled(CARET) - 2 * _SIDE
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self.words else self.words)
