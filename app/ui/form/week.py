"""The hours of a week: painted with the mouse, or typed, day by day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from app.ui.form.control import Control, wrong
from app.ui.form.text import TextControl
from app.ui.labels import Role, label
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from app.ui.form.fields import Choices, Field
    from app.ui.kit import Kit

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"\s*(\d{1,2})(?::?(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::?(\d{2}))?\s*")
_QUARTER = 15
_DAY = 24 * 60
_STEP = 30

Spans = list[list[str]]


def spans_of(text: str) -> Spans | None:
    """`9-12:30, 13:30-17:30` as opening hours; nothing where that is not clear."""
    found: Spans = []
    for part in text.split(","):
        if not part.strip():
            continue
        match = _SPAN.fullmatch(part)
        if not match:
            return None
        h1, m1, h2, m2 = (int(each or 0) for each in match.groups())
        if max(h1, h2) > 24 or max(m1, m2) > 59 or h1 * 60 + m1 >= h2 * 60 + m2:
            return None
        found.append([f"{h1:02}:{m1:02}", f"{h2:02}:{m2:02}"])
    return sorted(found)


def text_of(spans: Spans) -> str:
    """Opening hours as they are typed."""
    return ", ".join(f"{start}–{end}" for start, end in spans)


class Strip(QWidget):
    """One day from midnight to midnight; dragging opens half hours, or closes open ones."""

    painted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._theme = kit.theme
        self._open: set[int] = set()
        self._brush: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        kit.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As high as the day's line."""
        return QSize(280, 28)

    def show_spans(self, spans: Spans) -> None:
        """Show opening hours."""
        self._open = {
            place
            for start, end in spans
            for place in range(_minutes(start) // _QUARTER, _minutes(end) // _QUARTER)
        }
        self.update()

    def spans(self) -> Spans:
        """The opening hours as they are painted."""
        found: Spans = []
        for place in sorted(self._open):
            start, end = _clock(place * _QUARTER), _clock((place + 1) * _QUARTER)
            if found and found[-1][1] == start:
                found[-1][1] = end
            else:
                found.append([start, end])
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to open, or to close."""
        self._brush = self._place(event.position().x()) not in self._open
        self._paint(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        if self._brush is not None:
            self._paint(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """That was it."""
        self._brush = None
        self.painted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the open hours on the day."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(Ink.WELL))
        frame = QRectF(0, 5, self.width(), self.height() - 10)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setBrush(theme.colour(Ink.ACCENT))
        for start, end in self.spans():
            left, right = (_minutes(each) / _DAY * self.width() for each in (start, end))
            painter.drawRoundedRect(QRectF(left, 5, right - left, self.height() - 10), 3, 3)
        painter.setPen(theme.colour(Ink.SURFACE))
        for hour in (6, 12, 18):
            x = round(hour / 24 * self.width())
            painter.drawLine(x, 5, x, self.height() - 6)
        painter.end()

    def _place(self, x: float) -> int:
        minutes = int(min(max(x / max(self.width(), 1), 0), 0.999) * _DAY)
        return minutes // _STEP * (_STEP // _QUARTER)

    def _paint(self, event: QMouseEvent) -> None:
        place = self._place(event.position().x())
        half = {place, place + 1}
        self._open = self._open | half if self._brush else self._open - half
        self.painted.emit()
        self.update()


class WeekControl(Control):
    """Seven strips, each with its hours beside it."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        names = kit.language.locale.days["format"]["wide"]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self._lines: dict[str, QLineEdit] = {}
        self._strips: dict[str, Strip] = {}
        for place, day in enumerate(DAYS):
            name = str(names[place])
            line, strip = QLineEdit(), Strip(kit)
            line.setAccessibleName(name)
            line.setPlaceholderText(kit.language.say("Closed"))
            line.setFixedWidth(kit.theme.scaled(190))
            line.textEdited.connect(self._typed)
            strip.painted.connect(self._painted)
            grid.addWidget(label(name, Role.SMALL), place, 0)
            grid.addWidget(strip, place, 1)
            grid.addWidget(line, place, 2)
            self._lines[day], self._strips[day] = line, strip
        grid.setColumnStretch(1, 1)
        self.setLayout(grid)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show the week."""
        week = cast("dict[str, Spans]", value or {})
        for day in DAYS:
            self._lines[day].setText(text_of(week.get(day, [])))
            self._strips[day].show_spans(week.get(day, []))

    def value(self) -> Any:  # noqa: ANN401
        """The open days."""
        self.own_problem = ""
        found: dict[str, Spans] = {}
        for day, line in self._lines.items():
            spans = spans_of(line.text())
            wrong(line, is_wrong=spans is None)
            if spans is None:
                self.own_problem = self.kit.language.say(
                    "Type hours such as 9:00–12:30, 13:30–17:30"
                )
            elif spans:
                found[day] = spans
        return found or None

    def mark(self, places: dict[str, str]) -> None:
        """The days mark themselves."""

    def first(self) -> QWidget:
        """Monday."""
        return self._lines["mon"]

    def _typed(self) -> None:
        for day, line in self._lines.items():
            if (spans := spans_of(line.text())) is not None:
                self._strips[day].show_spans(spans)
        self.changed.emit()

    def _painted(self) -> None:
        for day, strip in self._strips.items():
            if spans_of(self._lines[day].text()) != strip.spans():
                self._lines[day].setText(text_of(strip.spans()))
        self.changed.emit()


class SpansControl(TextControl):
    """The hours of one day, typed; none is closed."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self.line.setPlaceholderText(kit.language.say("Closed"))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show them."""
        self.line.setText(text_of(cast("Spans", value or [])))

    def value(self) -> Any:  # noqa: ANN401
        """The hours; what is none stays as it was typed."""
        spans = spans_of(self.line.text())
        self.own_problem = ""
        if spans is None:
            self.own_problem = self.kit.language.say("Type hours such as 9:00–12:30, 13:30–17:30")
            return self.line.text()
        return spans


def _minutes(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
