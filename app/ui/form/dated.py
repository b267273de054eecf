"""A value that changes from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.period import add_months
from app.domain.sentence import N_
from app.ui.buttons import Button, ToolButton
from app.ui.buttons import Kind as Loud
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind
from app.ui.form.group import inside
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.kit import Kit

    Make = Callable[[Kit, Field, Choices], Control]

_STACKED = {Kind.GROUP, Kind.ROWS, Kind.CHOICE, Kind.NAMES}
"""Values that need the whole width: the day from which they hold stands above them."""
START = "1900-01-01"
"""Since the start: the first day a workbook knows."""


class DatedControl(Control):
    """A value that holds since the start, or another one from each of some days on.

    Where the field asks, what holds already is told, not typed over: a change begins on a day.
    """

    def __init__(self, kit: Kit, field: Field, choices: Choices, make: Make) -> None:
        super().__init__(kit, field, choices)
        self._make = make
        self._steps: list[tuple[Control, Control]] = []
        self._told = 0
        self._is_narrow = False
        self._inner = replace(field, is_dated=False, help="")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._body = QWidget()
        self._body.setLayout(self._grid)
        self.later = Button(kit.theme, kit.language.say("Change…"), Loud.LINK)
        self.later.setToolTip(kit.language.say("From a day on"))
        self.later.clicked.connect(self._add)
        self.correct = Button(kit.theme, kit.language.say("Correct"), Loud.LINK)
        self.correct.setToolTip(kit.language.say("As if it had always been so"))
        self.correct.clicked.connect(self._open)
        self.setLayout(column(self._body, row(self.later, self.correct, None, gap=0), gap=0))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show each value and the day from which it holds."""
        self._clear()
        found = steps_of(value)
        for since, each in found or [(START, None)]:
            self._step(since, each)
        self._told = len(found) if self.field.asks else 0
        self._lay()
        self._put_in_order()

    def value(self) -> Any:  # noqa: ANN401
        """The value alone where it never changes, else each with its day."""
        self.own_problem = ""
        found: list[list[Any]] = []
        for since, control in self._steps:
            day, value = since.value(), control.value()
            self.own_problem = self.own_problem or since.own_problem or control.own_problem
            found.append([day or START, value])
        if len(found) == 1 and found[0][0] == START:
            return found[0][1]
        steps = [
            step
            for place, step in enumerate(found)
            if step[1] not in (None, "") or (self.field.ends and place)
        ]
        return steps if any(step[1] not in (None, "") for step in steps) else None

    def mark(self, places: dict[str, str]) -> None:
        """Mark days and values."""
        is_bare = len(self._steps) == 1
        for place, (since, control) in enumerate(self._steps):
            mine = places if is_bare else inside(places, f"[{place}]")
            since.mark(inside(mine, "[0]"))
            found = mine if is_bare else inside(mine, "[1]")
            if not is_bare and "" in places:
                found = {**found, "": places[""]}
            if control.own_problem:
                found = {**found, "": control.own_problem}
            control.mark(found)

    def first(self) -> QWidget:
        """The value that holds last."""
        if self._steps and len(self._steps) > self._told:
            return self._steps[-1][1].first()
        return self.later

    def make_narrow(self, *, is_narrow: bool) -> None:
        """Hand it on to each value."""
        self._is_narrow = is_narrow
        for _, control in self._steps:
            control.make_narrow(is_narrow=is_narrow)

    def _put_in_order(self) -> None:
        """Let Tab come to what was made just now in its place, and not after the whole form."""
        last: QWidget = self.later
        for step in self._steps:
            for control in step:
                for part in (control, *control.findChildren(QWidget)):
                    is_here = part.window() is self.window()
                    if is_here and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                        self.setTabOrder(last, part)
                        last = part
        self.setTabOrder(last, self.later)

    def _open(self) -> None:
        self._told = 0
        self._lay()
        self.first().setFocus()

    def _clear(self) -> None:
        for step in self._steps:
            for control in step:
                control.hide()
                control.deleteLater()
        self._steps = []

    def _step(self, since: str, value: Any) -> None:  # noqa: ANN401
        day = self._make(self.kit, Field("since", N_("From"), Kind.DAY), self.choices)
        day.show_value(None if since == START else since)
        day.setMinimumWidth(self.kit.theme.scaled(132))
        control = self._make(self.kit, self._inner, self.choices)
        control.make_narrow(is_narrow=self._is_narrow)
        control.show_value(value)
        for part in (day, control):
            part.setParent(self._body)
            part.changed.connect(self._edited)
        self._steps.append((day, control))

    def _lay(self) -> None:
        own = {control for step in self._steps for control in step}
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget and widget not in own:
                widget.hide()
                widget.deleteLater()
        is_one = len(self._steps) == 1 and not self._steps[0][0].value()
        for line, (day, control) in enumerate(self._steps):
            is_told = line < self._told
            day.setVisible(not is_told and not is_one and (line > 0 or bool(day.value())))
            control.setVisible(not is_told)
            if is_told:
                self._tell(line, day, control)
            else:
                self._lay_step(line, day, control, is_one=is_one)
        is_stacked = self.field.kind in _STACKED
        self._grid.setColumnStretch(0, 0 if is_one or is_stacked else 3)
        self._grid.setColumnStretch(1, 0 if is_stacked else 3)
        self._grid.setColumnStretch(2, 1 if is_stacked else 0)
        self._fit()

    def _lay_step(self, line: int, day: Control, control: Control, *, is_one: bool) -> None:
        say = self.kit.language.say
        above, last = 2 * line, 3
        is_stacked = self.field.kind in _STACKED
        if not is_one and line == 0 and not day.value():
            wide = last if is_stacked else 1
            self._grid.addWidget(label(say("From the start"), Role.SMALL), above, 0, 1, wide)
        elif not is_one and is_stacked:
            self._grid.addWidget(label(say("From"), Role.SMALL), above, 0)
            self._grid.addWidget(day, above, 1)
        elif not is_one:
            self._grid.addWidget(day, above, 0)
        if is_stacked:
            self._grid.addWidget(control, above + 1, 0, 1, last + 1)
        else:
            self._grid.addWidget(control, above, 0 if is_one else 1, 1, 2 if is_one else 1)
        if line:
            take_out = ToolButton(self.kit.theme, Icon.CLOSE, say("Take out"))
            take_out.clicked.connect(self._taker(line))
            self._grid.addWidget(take_out, above, last)

    def _tell(self, line: int, day: Control, control: Control) -> None:
        since = day.value()
        text = control.spoken()
        if self.field.kind is Kind.FLAG:
            # A box carries its words beside it, and so they are told nowhere else.
            text = f"{control.name}: {text}"
        if isinstance(since, str):
            from_day = self.kit.language.date(date.fromisoformat(since))
            text = self.kit.language.say("{value} from {day}", value=text, day=from_day)
        is_last = line + 1 == self._told
        told = label(text, Role.BODY if is_last else Role.MUTED, wrap=True)
        told.setMinimumHeight(self.kit.theme.scaled(32 if is_last else 20))
        self._grid.addWidget(told, 2 * line, 0, 1, 3)

    def _fit(self) -> None:
        value = self.value()
        self.later.setVisible(value not in (None, "", []))
        self.correct.setVisible(self._told > 0)

    def _taker(self, place: int) -> Callable[[], None]:
        def take_out() -> None:
            for control in self._steps.pop(place):
                control.hide()
                control.deleteLater()
            self._told = min(self._told, len(self._steps))
            self._lay()
            self._edited()

        return take_out

    def _add(self) -> None:
        following = add_months(self.choices.today.replace(day=1), 1)
        last = self._steps[-1][0].value()
        if isinstance(last, str) and last >= following.isoformat():
            following = add_months(date.fromisoformat(last), 1)
        self._step(following.isoformat(), self._steps[-1][1].value())
        self._lay()
        self._steps[-1][1].first().setFocus()
        self._edited()

    def _edited(self) -> None:
        self._fit()
        self.changed.emit()


def steps_of(value: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - any JSON value
    """The steps of a dated value; a bare one holds since the start."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return [(step[0], step[1]) for step in cast("list[list[Any]]", value)]
    return [] if value in (None, []) else [(START, value)]
