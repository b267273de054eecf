"""A field for a date: typed, stepped with keys, or picked from a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from app.domain.period import add_months
from app.ui.icons import Icon
from app.ui.month_grid import MonthPopup
from app.ui.tokens import Ink
from app.ui.typed_date import DateReader, month_end

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.kit import Kit

_WIDTH = 148


class DateField(QLineEdit):
    """Holds a date at all times; what cannot be read is marked and says what to type."""

    changed = Signal()

    def __init__(self, kit: Kit, name: str, day: date) -> None:
        super().__init__()
        self._kit = kit
        self._reader = DateReader(kit.language)
        self.day = day
        self._hint = kit.language.say(
            "Type a date such as {example}, or only a day. "
            "Up and down go by a day, Page up and down by month ends, F4 opens the month.",
            example=day,
        )
        self.setAccessibleName(name)
        self._picker = QAction(self)
        self._picker.setText(kit.language.say("Pick a day"))
        self.addAction(self._picker, QLineEdit.ActionPosition.TrailingPosition)
        self._picker.triggered.connect(self.pick)
        self.editingFinished.connect(self._read)
        self.textEdited.connect(self._forgive)
        self._restyle()
        self._show()
        kit.theme.changed.connect(self._restyle)

    def show_day(self, day: date) -> None:
        """Hold another date."""
        is_new = day != self.day
        self.day = day
        self._show()
        if is_new:
            self.changed.emit()

    def pick(self) -> None:
        """Open the month."""
        popup = MonthPopup(self._kit, self, self.day)
        popup.picked.connect(self.show_day)
        popup.adjustSize()
        corner = QPoint(self.width() - popup.width(), self.height() + 4)
        popup.move(self.mapToGlobal(corner))
        popup.show()
        popup.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days and months."""
        match event.key():
            case Qt.Key.Key_Up:
                self.show_day(self.day + timedelta(days=1))
            case Qt.Key.Key_Down:
                self.show_day(self.day - timedelta(days=1))
            case Qt.Key.Key_PageUp:
                self.show_day(month_end(add_months(self.day.replace(day=1), -1)))
            case Qt.Key.Key_PageDown:
                self.show_day(month_end(add_months(self.day.replace(day=1), 1)))
            case Qt.Key.Key_F4:
                self.pick()
            case Qt.Key.Key_Escape if self.text() != self._kit.language.date(self.day):
                self._show()
            case _:
                super().keyPressEvent(event)

    def _read(self) -> None:
        day = self._reader.read(self.text(), self.day)
        if day is None:
            self._mark(is_wrong=True)
        else:
            self.show_day(day)

    def _forgive(self) -> None:
        self._mark(is_wrong=False)

    def _show(self) -> None:
        self.setText(self._kit.language.date(self.day))
        self._mark(is_wrong=False)

    def _mark(self, *, is_wrong: bool) -> None:
        self.setToolTip(self._hint)
        self.setAccessibleDescription(self._hint if is_wrong else "")
        if self.property("wrong") != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def _restyle(self) -> None:
        self.setFixedWidth(self._kit.theme.scaled(_WIDTH))
        self._picker.setIcon(self._kit.theme.icon(Icon.CALENDAR, Ink.TEXT_2))
