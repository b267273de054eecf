"""Lists of rows, and keys with their values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.sentence import N_
from app.ui.buttons import Button, ToolButton
from app.ui.buttons import Kind as Loud
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind, Record, narrow_span, value_at, with_value
from app.ui.form.group import inside
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.layout import line as rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.kit import Kit

    Make = Callable[[Kit, Field, Choices], Control]

_WIDEST = 6
"""So many columns stand side by side; a row of more goes over several lines."""
_STRETCHED = 8
"""Unless it is only one more field."""
_NARROW = 5
"""And so many where there is little room."""


class RowsControl(Control):
    """A list: one row each, with a button that takes it out and one that adds another."""

    def __init__(self, kit: Kit, field: Field, choices: Choices, make: Make) -> None:
        super().__init__(kit, field, choices)
        self._make = make
        self._rows: list[tuple[Record, dict[str, Control]]] = []
        self._is_narrow = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self.add = Button(kit.theme, kit.language.say(field.add or N_("Add")), Loud.LINK, Icon.PLUS)
        self.add.clicked.connect(self._add)
        self._body = QWidget()
        self._body.setLayout(self._grid)
        self.setLayout(column(self._body, row(self.add, None), gap=4))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show the rows."""
        rows = [self._record(each) for each in cast("list[Any]", value or [])]
        for _, controls in self._rows:
            for control in controls.values():
                control.hide()
                control.deleteLater()
        self._rows = [(record, self._controls(record)) for record in rows]
        self._lay()
        self._fit_rows()

    def value(self) -> Any:  # noqa: ANN401
        """The rows; nothing where there are none."""
        self.own_problem = ""
        found: list[Any] = []
        for base, controls in self._rows:
            record = dict(base)
            for key, control in controls.items():
                typed = control.value()
                self.own_problem = self.own_problem or control.own_problem
                record = with_value(record, key, typed)
            found.append(self._written(record))
        return found or None

    def mark(self, places: dict[str, str]) -> None:
        """Mark the cells."""
        for place, (_, controls) in enumerate(self._rows):
            mine = inside(places, f"[{place}]")
            for i, (key, control) in enumerate(controls.items()):
                found = inside(mine, self._key_in_place(i, key))
                if control.own_problem:
                    found[""] = control.own_problem
                control.mark(found)

    def first(self) -> QWidget:
        """The first cell, or the button that makes one."""
        return next(iter(self._rows[0][1].values())).first() if self._rows else self.add

    def make_narrow(self, *, is_narrow: bool) -> None:
        """Two cells on a line."""
        self._is_narrow = is_narrow
        for _, controls in self._rows:
            for control in controls.values():
                control.make_narrow(is_narrow=is_narrow)
        self._lay()

    def _key_in_place(self, place: int, key: str) -> str:
        if self.field.kind is Kind.DAYS:
            return ""
        return f"[{place}]" if self.field.kind is Kind.STRETCHES else key

    def _record(self, value: Any) -> Record:  # noqa: ANN401
        if self.field.kind is Kind.DAYS:
            return _day_record(str(value), self.choices.today.year)
        if self.field.kind is Kind.STRETCHES:
            return dict(zip((c.key for c in self.field.columns), value, strict=False))
        return dict(value)

    def _written(self, record: Record) -> Any:  # noqa: ANN401
        if self.field.kind is Kind.DAYS:
            day = str(record.get("day") or "")
            return f"*-{day[5:]}" if day and record.get("yearly") else day
        if self.field.kind is Kind.STRETCHES:
            return [record.get(column.key) for column in self.field.columns]
        # What a row had and has not any more is said where the rows are records of their own.
        return {key: value for key, value in record.items() if value is not None}

    def _controls(self, record: Record, *, is_new: bool = False) -> dict[str, Control]:
        made: dict[str, Control] = {}
        for part in self.field.columns:
            shown = replace(part, asks=False) if is_new else part
            control = self._make(self.kit, shown, self.choices)
            control.show_value(value_at(record, part.key))
            control.changed.connect(self._edited)
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            control.make_narrow(is_narrow=self._is_narrow)
            made[part.key] = control
        return made

    def _lay(self) -> None:
        self._clear_grid()
        total = sum(part.span for part in self.field.columns)
        is_wrapped = total > (_NARROW if self._is_narrow else _STRETCHED)
        width = _WIDEST if is_wrapped else total
        line = 0
        if self._rows and not is_wrapped:
            place = 0
            for part in self.field.columns:
                self._caption(part, line, place, part.span)
                place += part.span
            line = 1
        for number, (_, controls) in enumerate(self._rows):
            take_out = ToolButton(self.kit.theme, Icon.CLOSE, self.kit.language.say("Take out"))
            take_out.clicked.connect(self._taker(number))
            first, place = line + 1 if is_wrapped else line, 0
            for part, control in zip(self.field.columns, controls.values(), strict=True):
                span = narrow_span(part) if is_wrapped and self._is_narrow else part.span
                if place + span > width:
                    line, place = line + 2, 0
                if is_wrapped:
                    self._caption(part, line, place, span)
                at = line + 1 if is_wrapped else line
                top = Qt.AlignmentFlag.AlignTop if is_wrapped else Qt.AlignmentFlag(0)
                self._grid.addWidget(control, at, place, 1, span, top)
                place += span
            self._grid.addWidget(take_out, first, width, Qt.AlignmentFlag.AlignTop)
            line += 2 if is_wrapped else 1
            if is_wrapped and number + 1 < len(self._rows):
                self._grid.addWidget(rule(), line, 0, 1, width + 1)
                line += 1
        for at in range(width):
            self._grid.setColumnStretch(at, 1)
        self._body.setVisible(bool(self._rows))

    def _clear_grid(self) -> None:
        own = {control for _, controls in self._rows for control in controls.values()}
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget and widget not in own:
                widget.hide()
                widget.deleteLater()

    def _caption(self, part: Field, line: int, place: int, span: int) -> None:
        words = self.kit.language.say(part.label) if part.kind is not Kind.FLAG else ""
        self._grid.addWidget(label(words, Role.CAPTION), line, place, 1, span)

    def _fit_rows(self) -> None:
        """Let nobody type into what does not count in a row."""
        for record, controls in self._rows:
            typed = dict(record)
            for key, control in controls.items():
                typed = with_value(typed, key, control.value())
            for part, control in zip(self.field.columns, controls.values(), strict=True):
                if part.when:
                    control.setEnabled(part.when(typed))

    def _taker(self, place: int) -> Callable[[], None]:
        def take_out() -> None:
            _, controls = self._rows.pop(place)
            for control in controls.values():
                control.hide()
                control.deleteLater()
            self._lay()
            self.add.setFocus()
            self._edited()

        return take_out

    def _add(self) -> None:
        record = {part.key: part.default for part in self.field.columns if part.default is not None}
        self._rows.append((record, self._controls(record, is_new=True)))
        self._lay()
        next(iter(self._rows[-1][1].values())).first().setFocus()
        self._edited()

    def _edited(self) -> None:
        self._fit_rows()
        self.changed.emit()


def _day_record(value: str, year: int) -> Record:
    """A closed day as a row: `*-12-25` is the same day of every year."""
    if not value.startswith("*-"):
        return {"day": value, "yearly": False}
    day = value.removeprefix("*-")
    return {"day": f"{2024 if day == '02-29' else year}-{day}", "yearly": True}


class MappingControl(RowsControl):
    """Keys with their values, a row for each; an empty key is the value alone."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show the rows."""
        key, told = (part.key for part in self.field.columns)
        pairs = cast("Record", value if isinstance(value, dict) else {None: value} if value else {})
        super().show_value([{key: name, told: each} for name, each in pairs.items()])

    def value(self) -> Any:  # noqa: ANN401
        """What each key says; nothing where there are none."""
        key, told = (part.key for part in self.field.columns)
        rows = cast("list[Record]", super().value() or [])
        if self._is_alone(rows, key):
            return rows[0].get(told)
        return {str(each.get(key) or ""): each.get(told, []) for each in rows} or None

    def mark(self, places: dict[str, str]) -> None:
        """Mark the cells, by their keys."""
        key, told = (part.key for part in self.field.columns)
        for _, controls in self._rows:
            name = str(controls[key].value() or "")
            found = inside(places, name) if name else dict(places)
            for control in controls.values():
                own = {"": control.own_problem} if control.own_problem else {}
                control.mark({**(found if control is controls[told] else {}), **own})

    def _is_alone(self, rows: list[Record], key: str) -> bool:
        return len(rows) == 1 and not rows[0].get(key) and self.field.columns[0].options is not None
