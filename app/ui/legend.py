"""What the colours of a chart mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.tokens import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.ui.theme import Theme
    from app.ui.tokens import Ink


class Legend(QWidget):
    """Words behind small squares."""

    def __init__(self, theme: Theme, items: Sequence[tuple[str, Ink]]) -> None:
        super().__init__()
        self._theme = theme
        self._items = tuple(items)
        self.setAccessibleName(", ".join(text for text, _ in items))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Exactly what the words need."""
        metrics = self._theme.metrics(Text.SMALL)
        wide = sum(metrics.horizontalAdvance(text) + 15 for text, _ in self._items)
        return QSize(round(wide) + 16 * (len(self._items) - 1) + 6, self._theme.scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint squares and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self._theme.metrics(Text.SMALL)
        painter.setFont(self._theme.font(Text.SMALL))
        x, middle = 0.0, self.height() / 2
        for text, ink in self._items:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ink))
            painter.drawRoundedRect(QRectF(x, middle - 5, 10, 10), 3, 3)
            painter.setPen(self.palette().windowText().color())
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(x + 15, baseline), text)
            x += metrics.horizontalAdvance(text) + 31
        painter.end()
