"""Stacked bars by month: seen, pointed at, walked through with the arrows, and read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.buttons import is_enter
from app.ui.tokens import Ink, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.theme import Theme

_LINES = 4
_WIDEST_BAR = 30
_INKS = (Ink.ACCENT, Ink.ACCENT_MID)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its parts from below, and all of it in words."""

    label: str
    parts: tuple[int, ...]
    spoken: str

    @property
    def height(self) -> int:
        """All parts together; what is below zero has no height."""
        return sum(max(part, 0) for part in self.parts)


class BarChart(QWidget):
    """Bars over a scale of round figures."""

    chosen = Signal(int)
    """The place of a bar that was pressed."""

    def __init__(self, theme: Theme, name: str, scale: Callable[[int], str]) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._scale = scale
        self._bars: tuple[Bar, ...] = ()
        self._hot = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(150)
        theme.changed.connect(self.update)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self._hot = -1
        told = "; ".join(bar.spoken for bar in bars)
        self.setAccessibleName(f"{self._name}: {told}" if told else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        """A usual chart."""
        return QSize(420, 220)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the bar under the mouse."""
        self._point(self._bar_at(event.position().x()))
        if self._hot >= 0:
            place = event.globalPosition().toPoint()
            QToolTip.showText(place, self._bars[self._hot].spoken, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show what a bar is made of."""
        place = self._bar_at(event.position().x())
        if place >= 0:
            self.chosen.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go through the bars, Enter shows what the one is made of."""
        last = len(self._bars) - 1
        if event.key() == Qt.Key.Key_Left and self._bars:
            self._point(max(self._hot - 1, 0) if self._hot >= 0 else last)
        elif event.key() == Qt.Key.Key_Right and self._bars:
            self._point(min(self._hot + 1, last))
        elif (is_enter(event) or event.key() == Qt.Key.Key_Space) and self._hot >= 0:
            self.chosen.emit(self._hot)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint scale and bars."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour(Ink.FOCUS), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        room, top = self._room(), self._top()
        self._paint_scale(painter, room, top)
        for place in range(len(self._bars)):
            self._paint_bar(painter, room, top, place)
        painter.end()

    def _paint_scale(self, painter: QPainter, room: QRectF, top: int) -> None:
        theme = self._theme
        painter.setFont(theme.font(Text.CAPTION, figures=True))
        for k in range(_LINES + 1):
            y = round(room.bottom() - k / _LINES * room.height()) + 0.5
            painter.setPen(QPen(theme.colour(Ink.GRID if k else Ink.BORDER_STRONG), 1))
            painter.drawLine(QPointF(room.x(), y), QPointF(room.right(), y))
            painter.setPen(theme.colour(Ink.TEXT_3))
            place = QRectF(4, y - 10, room.x() - 12, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, self._scale(top * k // _LINES))

    def _paint_bar(self, painter: QPainter, room: QRectF, top: int, place: int) -> None:
        theme, bar = self._theme, self._bars[place]
        wide = room.width() / len(self._bars)
        width = min(_WIDEST_BAR * theme.percent / 100, wide * 0.56)
        x = room.x() + wide * place + (wide - width) / 2
        if place == self._hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Ink.HOVER))
            ground = QRectF(room.x() + wide * place + 2, room.y(), wide - 4, room.height())
            painter.drawRoundedRect(ground, 4, 4)
        whole = bar.height / top * room.height()
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(x, room.bottom() - whole, width, whole + 8), 4, 4)
        painter.save()
        painter.setClipPath(shape)
        painter.setClipRect(QRectF(x, 0, width, room.bottom()), Qt.ClipOperation.IntersectClip)
        y = room.bottom()
        for part, ink in zip(bar.parts, _INKS, strict=True):
            height = max(part, 0) / top * room.height()
            painter.fillRect(QRectF(x, y - height, width, height), theme.colour(ink))
            y -= height
        painter.restore()
        is_last = place == len(self._bars) - 1
        weight = Weight.STRONG if is_last or place == self._hot else Weight.REGULAR
        painter.setFont(theme.font(Text.CAPTION, weight))
        painter.setPen(theme.colour(Ink.TEXT if is_last else Ink.TEXT_3))
        label = QRectF(room.x() + wide * place, room.bottom() + 4, wide, theme.scaled(18))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, bar.label)

    def _room(self) -> QRectF:
        metrics = self._theme.metrics(Text.CAPTION, figures=True)
        left = metrics.horizontalAdvance(self._scale(self._top())) + 16
        below = self._theme.scaled(18) + 8
        return QRectF(left, 10, self.width() - left - 6, self.height() - 10 - below)

    def _top(self) -> int:
        """A round figure above every bar, divisible by the lines."""
        highest = max((bar.height for bar in self._bars), default=0) or 100
        step = 1
        while step * _LINES < highest:
            for factor in (2, 5, 10):
                if step * factor * _LINES >= highest:
                    return step * factor * _LINES
            step *= 10
        return step * _LINES

    def _bar_at(self, x: float) -> int:
        room = self._room()
        if not self._bars or not room.x() <= x < room.right():
            return -1
        return int((x - room.x()) / (room.width() / len(self._bars)))

    def _point(self, place: int) -> None:
        if place != self._hot:
            self._hot = place
            self.update()
