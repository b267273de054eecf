"""A box to tick with words beside it, painted as in the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox

from app.ui.icons import Icon
from app.ui.tokens import CONTROL, Ink, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.theme import Theme

_BOX = 16
_GAP = 8


class TickBox(QCheckBox):
    """Space and a click change it."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = self._theme.metrics(Text.BODY).horizontalAdvance(self.text())
        return QSize(
            round(words) + self._theme.scaled(_BOX) + _GAP + 4, self._theme.scaled(CONTROL)
        )

    def hitButton(self, pos: object) -> bool:
        """Every point of it is the button."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.scaled(_BOX)
        box = QRectF(1, round((self.height() - edge) / 2), edge, edge)
        is_on = self.isChecked()
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(Ink.FOCUS), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
        ink = Ink.ACCENT if is_on else Ink.FIELD_BORDER
        painter.setPen(QPen(theme.colour(ink if self.isEnabled() else Ink.BORDER_STRONG), 1))
        painter.setBrush(theme.colour(Ink.ACCENT if is_on else Ink.SURFACE))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if is_on:
            check = theme.pixmap(Icon.CHECK, Ink.ON_ACCENT, _BOX - 4, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.x() + 2, box.y() + 2), check)
        painter.setFont(theme.font(Text.BODY))
        painter.setPen(theme.colour(Ink.TEXT if self.isEnabled() else Ink.DISABLED))
        room = QRectF(box.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
