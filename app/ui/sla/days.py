"""Which days a report is of: a month, a quarter, a year, or any days."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.period import Period, add_months
from app.domain.sentence import N_
from app.ui.buttons import ToolButton
from app.ui.date_field import DateField
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import row
from app.ui.segment import Segment

if TYPE_CHECKING:
    from app.ui.kit import Kit


class Span(StrEnum):
    """How long the days are that one looks at."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAYS = "days"


_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}
_WORDS = {
    Span.MONTH: N_("Month"),
    Span.QUARTER: N_("Quarter"),
    Span.YEAR: N_("Year"),
    Span.DAYS: N_("Any days"),
}


def holding(span: Span, day: date) -> Period:
    """The month, quarter or year that holds a day."""
    months = _MONTHS[span]
    start = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(start, add_months(start, months))


def beside(span: Span, period: Period, by: int) -> Period:
    """As many days before or after a period: the next month after a month."""
    if span is Span.DAYS:
        step = timedelta(days=period.days * by)
        return Period(period.start + step, period.end + step)
    return holding(span, add_months(period.start, _MONTHS[span] * by))


class DaysBar(QFrame):
    """Holds a period at all times."""

    changed = Signal()

    def __init__(self, kit: Kit, period: Period) -> None:
        super().__init__()
        self._kit = kit
        self.period = period
        say = kit.language.say
        texts = {span: say(text) for span, text in _WORDS.items()}
        self.span = Segment[Span](kit.theme, say("Report of"), texts)
        self.back = ToolButton(kit.theme, Icon.CARET_LEFT, say(N_("The days before")), "[")
        self.on = ToolButton(kit.theme, Icon.CARET_RIGHT, say(N_("The days after")), "]")
        self.told = label(role=Role.STRONG)
        self.first = DateField(kit, say("First day"), period.start)
        self.last = DateField(kit, say("Last day"), period.last)
        fields = (self.first, self.last)
        self.setLayout(row(self.span, self.back, self.on, self.told, *fields, gap=8))
        self.span.changed.connect(self._turned)
        self.back.clicked.connect(partial(self.step, -1))
        self.on.clicked.connect(partial(self.step, 1))
        for field in fields:
            field.changed.connect(self._typed)
        self._show()

    def step(self, by: int) -> None:
        """Go to the days before or after."""
        self.show_period(beside(self.span.value, self.period, by))

    def show_period(self, period: Period) -> None:
        """Hold other days."""
        if period != self.period:
            self.period = period
            self._show()
            self.changed.emit()

    def _turned(self) -> None:
        span = self.span.value
        period = self.period if span is Span.DAYS else holding(span, self.period.start)
        self.show_period(period)
        self._show()

    def _typed(self) -> None:
        first, last = self.first.day, self.last.day
        if last < first:
            # The day that was typed last stands; the other one comes along.
            first = last = last if self.sender() is self.last else first
        self.show_period(Period(first, last + timedelta(days=1)))

    def _show(self) -> None:
        language, period = self._kit.language, self.period
        is_free = self.span.value is Span.DAYS
        text = (
            language.date(period.start, "LLLL y")
            if self.span.value is Span.MONTH
            else language.period(period)
        )
        self.told.setText(text)
        self.told.setVisible(not is_free)
        for field, day in ((self.first, period.start), (self.last, period.last)):
            field.setVisible(is_free)
            blocked = field.blockSignals(True)
            field.show_day(day)
            field.blockSignals(blocked)
