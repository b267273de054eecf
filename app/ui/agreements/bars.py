"""Twelve months as bars: what each month end would bill, and what a draft changes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.tokens import Ink, Text, Weight

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.services.agreements import Month
    from app.ui.kit import Kit

_ROW = 30
_GAP = 12
_LEAST = 16
"""A bar has at least so much room, whatever the amounts beside it need."""


class Bars(QWidget):
    """One month of them is chosen: a click or the arrows choose another."""

    chosen = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._months: tuple[Month, ...] = ()
        self.place = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        kit.theme.changed.connect(self.update)

    @property
    def month(self) -> Month | None:
        """The month that is chosen."""
        return self._months[self.place] if self._months else None

    def show_months(self, months: tuple[Month, ...]) -> None:
        """Show others."""
        self._months = months
        language = self._kit.language
        told = [
            f"{language.date(month.through, 'LLLL y')}: {language.money(month.net)}"
            + (f" ({self._signed(month)})" if month.difference else "")
            for month in months
        ]
        name = language.say("The next twelve invoices")
        self.setAccessibleName("; ".join([name, *told]))
        self.updateGeometry()
        self.update()

    def choose(self, place: int) -> None:
        """Choose a month."""
        if self._months:
            self.place = min(max(place, 0), len(self._months) - 1)
            self.update()
            self.chosen.emit()

    def sizeHint(self) -> QSize:
        """A line a month."""
        return QSize(260, self._kit.theme.scaled(_ROW) * max(len(self._months), 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the month under the mouse."""
        self.choose(int(event.position().y()) // self._kit.theme.scaled(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go through the months."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            self.choose(self.place + step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are heard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are not."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((max(abs(m.net.minor), abs(m.before.minor)) for m in self._months), default=1)
        height = self._kit.theme.scaled(_ROW)
        small = self._kit.theme.metrics(Text.SMALL)
        figures = self._kit.theme.metrics(Text.SMALL, Weight.MEDIUM, figures=True)
        language = self._kit.language
        names = [language.date(month.through, "LLL yy") for month in self._months]
        left = max(map(small.horizontalAdvance, names), default=0) + _GAP
        amounts = [language.amount(month.net) for month in self._months]
        changes = [self._signed(month) if month.difference else "" for month in self._months]
        amount = max(map(figures.horizontalAdvance, amounts), default=0)
        change = max(map(figures.horizontalAdvance, changes), default=0)
        change += _GAP if change else 0
        room = max(self.width() - left - amount - change - 2 * _GAP, _LEAST)
        for place, month in enumerate(self._months):
            line = QRectF(4, place * height, self.width() - 8, height)
            self._paint_ground(painter, line, place)
            self._paint_bar(painter, month, QRectF(left, line.center().y() - 4, room, 8), most)
            self._write(painter, line, (names[place], amounts[place], changes[place]), change)
        painter.end()

    def _paint_ground(self, painter: QPainter, line: QRectF, place: int) -> None:
        if place != self.place:
            return
        theme = self._kit.theme
        painter.setPen(theme.colour(Ink.FOCUS) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(Ink.SELECTED))
        painter.drawRoundedRect(line.adjusted(-3, 2, 3, -2), 6, 6)

    def _paint_bar(self, painter: QPainter, month: Month, room: QRectF, most: int) -> None:
        theme = self._kit.theme
        painter.setPen(Qt.PenStyle.NoPen)
        before = QRectF(room)
        before.setWidth(max(room.width() * abs(month.before.minor) / max(most, 1), 2))
        painter.setBrush(theme.colour(Ink.BORDER_STRONG if month.difference else Ink.ACCENT))
        painter.drawRoundedRect(before, 3, 3)
        if month.difference:
            now = QRectF(room)
            now.setWidth(max(room.width() * abs(month.net.minor) / max(most, 1), 2))
            painter.setBrush(theme.colour(Ink.ACCENT))
            painter.setOpacity(0.75)
            painter.drawRoundedRect(now, 3, 3)
            painter.setOpacity(1)

    def _write(
        self, painter: QPainter, line: QRectF, texts: tuple[str, str, str], change: float
    ) -> None:
        theme = self._kit.theme
        name, amount, changed = texts
        flush = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Text.SMALL))
        painter.setPen(theme.colour(Ink.TEXT_2))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font(Text.SMALL, Weight.MEDIUM, figures=True))
        painter.setPen(theme.colour(Ink.TEXT))
        painter.drawText(line.adjusted(0, 0, -change, 0), flush, amount)
        if changed:
            painter.setPen(theme.colour(Ink.BAD if changed.startswith("−") else Ink.OK))
            painter.drawText(line, flush, changed)

    def _signed(self, month: Month) -> str:
        sign = "+" if month.difference.minor > 0 else "−"
        return f"{sign}{self._kit.language.amount(abs(month.difference))}"
