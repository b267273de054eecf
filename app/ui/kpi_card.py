"""A key figure: what it is, how much, one chip and one plain fact; a click shows its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.buttons import is_enter
from app.ui.chip import chip_width, paint_chip
from app.ui.spark import paint_spark
from app.ui.tokens import ICON, Ink, Text, Weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent

    from app.ui.cells import Pill
    from app.ui.icons import Icon
    from app.ui.theme import Theme

_SIDE = 16
_HEIGHT = 112
_NARROWEST = 172
_SPARK = (92, 30)


class KpiCard(QAbstractButton):
    """Shows nothing but its name until the figure is known."""

    def __init__(self, theme: Theme, name: str, icon: Icon) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._figure = "–"
        self._note = ""
        self._pill: Pill | None = None
        self._trend: tuple[int, ...] = ()
        self.setText(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        theme.changed.connect(self.updateGeometry)

    def show_figure(
        self, figure: str, pill: Pill | None, note: str, trend: Sequence[int] = ()
    ) -> None:
        """Show how much it is, and what one should know of it."""
        self._figure, self._pill, self._note, self._trend = figure, pill, note, tuple(trend)
        told = [self.text(), figure, pill.spoken if pill else "", note]
        self.setAccessibleName(", ".join(part for part in told if part))
        self.setToolTip(note)
        self.update()

    def sizeHint(self) -> QSize:
        """All cards are of one height."""
        return QSize(240, self._theme.scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = Ink.FOCUS if self.hasFocus() else Ink.BORDER
        if self.underMouse() and not self.hasFocus():
            edge = Ink.BORDER_STRONG
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour(Ink.SURFACE))
        painter.drawRoundedRect(frame, 10, 10)
        room = QRectF(self.rect()).adjusted(_SIDE, theme.scaled(14), -_SIDE, -theme.scaled(14))
        top = self._paint_name(painter, room)
        self._paint_figure(painter, room, top)
        self._paint_fact(painter, room)
        painter.end()

    def _paint_name(self, painter: QPainter, room: QRectF) -> float:
        theme = self._theme
        edge = theme.scaled(ICON)
        density = self.devicePixelRatioF()
        metrics = theme.metrics(Text.SMALL)
        height = max(edge, metrics.height())
        pixmap = theme.pixmap(self._icon, Ink.TEXT_3, ICON, density)
        painter.drawPixmap(QPointF(room.x(), room.y() + (height - edge) / 2), pixmap)
        words = QRectF(room.x() + edge + 6, room.y(), room.width() - edge - 6, height)
        painter.setFont(theme.font(Text.SMALL))
        painter.setPen(theme.colour(Ink.TEXT_2))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        return room.y() + height

    def _paint_figure(self, painter: QPainter, room: QRectF, top: float) -> None:
        theme = self._theme
        size = Text.KPI
        width = theme.metrics(size, Weight.STRONG, figures=True).horizontalAdvance(self._figure)
        if width > room.width():
            size = Text.H2
            width = theme.metrics(size, Weight.STRONG, figures=True).horizontalAdvance(self._figure)
        height = theme.metrics(Text.KPI, Weight.STRONG, figures=True).height()
        painter.setFont(theme.font(size, Weight.STRONG, figures=True))
        painter.setPen(theme.colour(Ink.TEXT))
        words = QRectF(room.x(), top + 2, room.width(), height)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._figure)
        wide, high = _SPARK
        if len(self._trend) > 1 and width + wide + 16 < room.width():
            place = QRectF(room.right() - wide, words.center().y() - high / 2, wide, high)
            paint_spark(painter, theme, place, self._trend)

    def _paint_fact(self, painter: QPainter, room: QRectF) -> None:
        theme = self._theme
        metrics = theme.metrics(Text.SMALL)
        height = theme.scaled(22)
        line = QRectF(room.x(), room.bottom() - height, room.width(), height)
        left = line.x()
        if self._pill:
            paint_chip(painter, theme, line, self._pill)
            left += chip_width(theme, self._pill) + 8
        beside = QRectF(left, line.y(), line.right() - left, height)
        if beside.width() > 30:
            painter.setFont(theme.font(Text.SMALL))
            painter.setPen(theme.colour(Ink.TEXT_3))
            lines = two_lines(metrics, self._note, beside.width())
            top = beside.center().y() - len(lines) * metrics.height() / 2
            top = min(top, room.bottom() + 2 - len(lines) * metrics.height())
            for place, text in enumerate(lines):
                spot = QRectF(left, top + place * metrics.height(), beside.width(), height)
                painter.drawText(spot, Qt.AlignmentFlag.AlignTop, text)


def two_lines(metrics: QFontMetricsF, text: str, width: float) -> list[str]:
    """A text in one line, or in two where it is too long; only the second one is cut."""
    first, rest = "", text.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    if not rest:
        return [first]
    if not first:
        first = metrics.elidedText(rest.pop(0), Qt.TextElideMode.ElideRight, width)
    second = metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)
    return [line for line in (first, second) if line]
