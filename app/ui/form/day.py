"""A day, typed or picked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.period import add_months
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field
from app.ui.icons import Icon
from app.ui.layout import column
from app.ui.month_grid import MonthPopup
from app.ui.tokens import Ink
from app.ui.typed_date import DateReader

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.kit import Kit


class DayControl(Control):
    """A day or none: typed, stepped by keys, or picked from a month."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self.line = _DayLine(kit, self.name, choices.today)
        self.line.textEdited.connect(self._edited)
        self.line.stepped = self._edited
        self.setLayout(column(self.line))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a day."""
        self.own_problem = ""
        is_day = bool(value) and value != self.field.default
        try:
            self.line.show_day(date.fromisoformat(value) if is_day else None)
        except ValueError:
            # A draft may hold what was typed and is no day yet.
            self.line.show_day(None)
            self.line.setText(str(value))
            self.value()

    def value(self) -> Any:  # noqa: ANN401
        """The day; what is none stays as it was typed."""
        self.own_problem = ""
        typed = self.line.text().strip()
        if not typed:
            return None
        day = self.line.read()
        if day is None:
            self.own_problem = self.kit.language.say(
                "Type a date such as {example}", example=date(2026, 11, 30)
            )
            return typed
        return day.isoformat()

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def _edited(self) -> None:
        self.changed.emit()


class _DayLine(QLineEdit):
    """T is today, + and − go by a day, Page up and down by months, F4 opens the month."""

    def __init__(self, kit: Kit, name: str, today: date) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._reader = DateReader(kit.language)
        self._day: date | None = None
        self.stepped = _nothing
        self.setAccessibleName(name)
        self.setToolTip(
            kit.language.say(
                "Type a date. T is today, + and − go by a day, Page up and down by a month."
            )
        )
        self._picker = QAction(self)
        self._picker.setText(kit.language.say("Pick a day"))
        self.addAction(self._picker, QLineEdit.ActionPosition.TrailingPosition)
        self._picker.triggered.connect(self.pick)
        self.editingFinished.connect(self._tidy)
        self._restyle()
        kit.theme.changed.connect(self._restyle)

    def show_day(self, day: date | None) -> None:
        """Show a day, or none."""
        self._day = day
        self.setText(self._kit.language.date(day) if day else "")

    def read(self) -> date | None:
        """The day that is meant."""
        typed = self.text().strip()
        if self._day and typed == self._kit.language.date(self._day):
            return self._day
        return self._reader.read(typed, self._day or self._today)

    def pick(self) -> None:
        """Open the month."""
        popup = MonthPopup(self._kit, self, self._day or self._today)
        popup.picked.connect(self._step_to)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(self.width() - popup.width(), self.height() + 4)))
        popup.show()
        popup.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days and months."""
        day = self.read() or self._today
        text = event.text()
        is_whole = not self.text() or self.hasSelectedText() or self._is_shown()
        if text.lower() == "t" and is_whole:
            self._step_to(self._today)
        elif text in {"+", "-", "−"} and self._is_shown() and self.text():
            self._step_to(day + timedelta(days=1 if text == "+" else -1))
        elif event.key() == Qt.Key.Key_PageUp:
            self._step_to(add_months(day, -1))
        elif event.key() == Qt.Key.Key_PageDown:
            self._step_to(add_months(day, 1))
        elif event.key() == Qt.Key.Key_F4:
            self.pick()
        else:
            super().keyPressEvent(event)

    def _is_shown(self) -> bool:
        return self._day is not None and self.text() == self._kit.language.date(self._day)

    def _step_to(self, day: date) -> None:
        self.show_day(day)
        self.stepped()

    def _tidy(self) -> None:
        if (day := self.read()) and day != self._day:
            self.show_day(day)

    def _restyle(self) -> None:
        self._picker.setIcon(self._kit.theme.icon(Icon.CALENDAR, Ink.TEXT_2))


def _nothing() -> None:
    return None
