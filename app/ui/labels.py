"""Words on the screen, and icons that follow the theme."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from app.ui.tokens import ICON, Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.icons import Icon
    from app.ui.theme import Theme


class Role(StrEnum):
    """How words stand out; the style sheet knows the sizes."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    MUTED = "muted"
    CAPTION = "caption"
    KEY = "key"


def label(text: str = "", role: Role = Role.BODY, *, wrap: bool = False) -> QLabel:
    """Plain words; never read as markup, whatever a client is called."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role.value)
    made.setWordWrap(wrap)
    return made


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where the room ends; the tool tip has all of it."""

    def __init__(self, role: Role = Role.BODY) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self._whole = ""
        self.setMinimumWidth(40)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        """As wide as all the words."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        side = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, side, self.width()))


class IconLabel(QLabel):
    """An icon without a meaning of its own; the words beside it say what it is."""

    def __init__(self, theme: Theme, name: Icon, ink: Ink = Ink.TEXT_2, size: int = ICON) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = (name, ink, size)
        self._draw()
        theme.changed.connect(self._draw)

    def show_icon(self, name: Icon, ink: Ink) -> None:
        """Show another icon of the same size."""
        self._drawing = (name, ink, self._drawing[2])
        self._draw()

    def _draw(self) -> None:
        edge = self._theme.scaled(self._drawing[2])
        self.setFixedSize(edge, edge)
        self.setPixmap(self._theme.pixmap(*self._drawing, self.devicePixelRatioF()))
