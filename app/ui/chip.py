"""Chips: a word on a tint, as a widget and as paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.tokens import CHIP, Text, Weight

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.cells import Pill
    from app.ui.theme import Theme

_SIDE = 8
_ICON = 14
_ICON_GAP = 5


def chip_width(theme: Theme, pill: Pill) -> int:
    """How wide a chip is; it never elides."""
    words = theme.metrics(Text.SMALL, Weight.MEDIUM, figures=True).horizontalAdvance(pill.text)
    icon = theme.scaled(_ICON) + _ICON_GAP if pill.icon else 0
    return round(words + 0.5) + icon + 2 * _SIDE


def paint_chip(painter: QPainter, theme: Theme, room: QRectF, pill: Pill) -> None:
    """Paint a chip at the left of the room, in the middle of its height."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    height = theme.scaled(CHIP)
    top = round(room.center().y() - height / 2)
    frame = QRectF(room.x(), top, chip_width(theme, pill), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(pill.tone.ground))
    painter.drawRoundedRect(frame, height / 2, height / 2)
    words = frame.adjusted(_SIDE, 0, 0, 0)
    if pill.icon:
        edge = theme.scaled(_ICON)
        density = painter.device().devicePixelRatioF()
        corner = QPointF(words.x() - 1, frame.center().y() - edge / 2)
        painter.drawPixmap(corner, theme.pixmap(pill.icon, pill.tone.ink, _ICON, density))
        words.adjust(edge + _ICON_GAP - 1, 0, 0, 0)
    painter.setFont(theme.font(Text.SMALL, Weight.MEDIUM, figures=True))
    painter.setPen(theme.colour(pill.tone.ink))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, pill.text)
    painter.restore()


class Chip(QWidget):
    """A chip that stands by itself."""

    def __init__(self, theme: Theme, pill: Pill) -> None:
        super().__init__()
        self._theme = theme
        self._pill = pill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_pill(pill)
        theme.changed.connect(self._fit)

    def show_pill(self, pill: Pill) -> None:
        """Say something else."""
        self._pill = pill
        self.setAccessibleName(pill.spoken)
        self._fit()

    def sizeHint(self) -> QSize:
        """Exactly what the words need."""
        return QSize(chip_width(self._theme, self._pill), self._theme.scaled(CHIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        painter = QPainter(self)
        paint_chip(painter, self._theme, QRectF(self.rect()), self._pill)
        painter.end()

    def _fit(self) -> None:
        self.updateGeometry()
        self.update()
