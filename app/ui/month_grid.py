"""A month to pick a day from, by mouse or arrow keys."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.period import add_months
from app.ui.buttons import ToolButton
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.tokens import Ink, Text, Weight
from app.ui.typed_date import month_end

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.kit import Kit

_CELL = 34
_WEEK = 7
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}


class MonthGrid(QWidget):
    """The days of one month; the chosen one is filled."""

    moved = Signal()
    picked = Signal()

    def __init__(self, kit: Kit, day: date) -> None:
        super().__init__()
        self._kit = kit
        self._hovered: date | None = None
        self.day = day
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(self.sizeHint())
        self.move_to(day)
        kit.theme.changed.connect(self.update)

    def move_to(self, day: date) -> None:
        """Choose a day."""
        self.day = day
        self.setAccessibleName(self._kit.language.date(day, "full"))
        self.moved.emit()
        self.update()

    def sizeHint(self) -> QSize:
        """Seven days wide, six weeks and a heading high."""
        cell = self._kit.theme.scaled(_CELL)
        return QSize(_WEEK * cell, 7 * cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by days, weeks and months; Enter picks."""
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.move_to(self.day + timedelta(days=_KEYS[key]))
        elif key == Qt.Key.Key_PageUp:
            self.move_to(add_months(self.day, -1))
        elif key == Qt.Key.Key_PageDown:
            self.move_to(add_months(self.day, 1))
        elif key == Qt.Key.Key_End:
            self.move_to(month_end(self.day))
        elif key == Qt.Key.Key_Home:
            self.move_to(self.day.replace(day=1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would pick."""
        self._hovered = self._day_at(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the day under the mouse."""
        if day := self._day_at(event):
            self.move_to(day)
            self.picked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of the weekdays and the days."""
        del event
        theme = self._kit.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = theme.scaled(_CELL)
        painter.setFont(theme.font(Text.CAPTION, Weight.STRONG))
        painter.setPen(theme.colour(Ink.TEXT_3))
        names = self._kit.language.locale.days["stand-alone"]["short"]
        first = self._kit.language.locale.first_week_day
        for place in range(_WEEK):
            box = QRectF(place * cell, 0, cell, cell)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, names[(first + place) % _WEEK])
        for place, day in enumerate(self._days()):
            self._paint_day(painter, self._box(place), day)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        theme = self._kit.theme
        is_chosen = day == self.day
        ink = Ink.TEXT if day.month == self.day.month else Ink.TEXT_3
        if is_chosen or day == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Ink.ACCENT if is_chosen else Ink.HOVER))
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), 6, 6)
            ink = Ink.ON_ACCENT if is_chosen else ink
        weight = Weight.STRONG if is_chosen else Weight.REGULAR
        painter.setFont(theme.font(Text.BODY, weight, figures=True))
        painter.setPen(QPen(theme.colour(ink)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _days(self) -> list[date]:
        first = self._kit.language.locale.first_week_day
        weeks = calendar.Calendar(first).monthdatescalendar(self.day.year, self.day.month)
        return [day for week in weeks for day in week]

    def _box(self, place: int) -> QRect:
        cell = self._kit.theme.scaled(_CELL)
        week, column_ = divmod(place, _WEEK)
        return QRect(column_ * cell, (week + 1) * cell, cell, cell)

    def _day_at(self, event: QMouseEvent) -> date | None:
        spot = event.position().toPoint()
        days = enumerate(self._days())
        return next((day for place, day in days if self._box(place).contains(spot)), None)


class MonthPopup(QFrame):
    """The grid with its month's name and ways to other months; closes when a day is picked."""

    picked = Signal(object)

    def __init__(self, kit: Kit, over: QWidget, day: date) -> None:
        super().__init__(over, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("Popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit = kit
        self._title = label(role=Role.STRONG)
        self.grid = MonthGrid(kit, day)
        back = ToolButton(kit.theme, Icon.CARET_LEFT, kit.language.say("Previous month"), "PgUp")
        on = ToolButton(kit.theme, Icon.CARET_RIGHT, kit.language.say("Next month"), "PgDn")
        back.clicked.connect(self._back)
        on.clicked.connect(self._on)
        self.grid.moved.connect(self._name)
        self.grid.picked.connect(self._pick)
        head = row(8, self._title, None, back, on, gap=2)
        self.setLayout(column(head, self.grid, gap=4, margins=(10, 8, 10, 10)))
        self._name()

    def _name(self) -> None:
        self._title.setText(self._kit.language.date(self.grid.day, "LLLL y"))

    def _back(self) -> None:
        self.grid.move_to(add_months(self.grid.day, -1))

    def _on(self) -> None:
        self.grid.move_to(add_months(self.grid.day, 1))

    def _pick(self) -> None:
        self.picked.emit(self.grid.day)
        self.close()
