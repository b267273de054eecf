"""Holidays of a country and a year, ticked, to be added to a calendar as plain days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.sentence import N_
from app.services.holidays import public_holidays
from app.ui.buttons import Button, Kind
from app.ui.form.choice import ChoiceControl
from app.ui.form.fields import Choices, Field
from app.ui.form.fields import Kind as Typed
from app.ui.form.options import countries
from app.ui.form.text import NumberControl
from app.ui.form.tick import TickBox
from app.ui.labels import Role, label
from app.ui.layout import clear, column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from datetime import date

    from app.ui.desk import Desk


class HolidaysSheet(Sheet):
    """Offers them; what is ticked is added to the draft, to be saved with it."""

    added = Signal(object)
    """The days that were ticked."""

    def __init__(self, desk: Desk, over: QWidget, choices: Choices, country: str) -> None:
        self._desk = desk
        self._boxes: list[tuple[date, TickBox]] = []
        self.country = ChoiceControl(
            desk.kit, Field("country", N_("Country"), Typed.CHOICE, options=countries), choices
        )
        self.country.show_value(country)
        self.year = NumberControl(desk.kit, Field("year", N_("Year"), Typed.WHOLE), choices)
        self.year.line.setText(str(choices.today.year))
        self._days = column(gap=0)
        inside = QWidget()
        inside.setObjectName("Inside")
        inside.setLayout(column(self._days, None))
        scroll = QScrollArea()
        scroll.setObjectName("Scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = over.height() - desk.kit.theme.scaled(290)
        scroll.setMinimumHeight(min(desk.kit.theme.scaled(280), room))
        scroll.setWidget(inside)
        self.add = Button(desk.kit.theme, desk.kit.language.say("Add holidays"), Kind.PRIMARY)
        cancel = Button(desk.kit.theme, desk.kit.language.say("Cancel"))
        whole = column(
            label(desk.kit.language.say("Add holidays"), Role.H2),
            row(
                column(label(desk.kit.language.say("Country"), Role.SMALL), self.country, gap=4),
                column(label(desk.kit.language.say("Year"), Role.SMALL), self.year, gap=4),
                gap=14,
            ),
            scroll,
            row(None, cancel, self.add),
            gap=10,
            margins=(24, 22, 24, 20),
        )
        super().__init__(
            over, desk.kit.language.say("Add holidays"), desk.kit.theme.scaled(480), whole
        )
        cancel.clicked.connect(self.dismiss)
        self.add.clicked.connect(self._add)
        self.country.changed.connect(self.look)
        self.year.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """List the days of the country and the year, all of them ticked."""
        clear(self._days)
        self._boxes = []
        country, year = self.country.value(), self.year.value()
        if isinstance(country, str) and isinstance(year, int) and 1900 <= year < 3000:
            language = self._desk.kit.language
            for day, name in public_holidays(country, [year]).items():
                told = language.date(day, "full")
                box = TickBox(self._desk.kit.theme, f"{told}  ·  {name}" if name else told)
                box.setChecked(True)
                self._days.addWidget(box)
                self._boxes.append((day, box))
        self.add.setEnabled(bool(self._boxes))

    def _add(self) -> None:
        days = [day.isoformat() for day, box in self._boxes if box.isChecked()]
        self.dismiss()
        self.added.emit(days)
