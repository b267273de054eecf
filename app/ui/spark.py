"""A small line without a scale: only which way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen

from app.ui.tokens import Ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.theme import Theme


def paint_spark(painter: QPainter, theme: Theme, room: QRectF, values: Sequence[int]) -> None:
    """Paint the line with a soft ground below and a dot at its end."""
    low, high = min(values), max(values)
    step = (room.width() - 8) / (len(values) - 1)
    points = [
        QPointF(
            room.x() + 2 + i * step,
            room.bottom() - 5 - (value - low) / ((high - low) or 1) * (room.height() - 10),
        )
        for i, value in enumerate(values)
    ]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    area = QPainterPath(path)
    area.lineTo(points[-1].x(), room.bottom())
    area.lineTo(points[0].x(), room.bottom())
    colour = theme.colour(Ink.ACCENT)
    fade = QLinearGradient(0, room.y(), 0, room.bottom())
    for place, alpha in ((0.0, 46), (1.0, 0)):
        shade = QColor(colour)
        shade.setAlpha(alpha)
        fade.setColorAt(place, shade)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(area, fade)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.setBrush(colour)
    painter.setPen(QPen(theme.colour(Ink.SURFACE), 1.5))
    painter.drawEllipse(points[-1], 3.5, 3.5)
    painter.restore()
