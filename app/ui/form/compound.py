"""Controls made of others: groups, lists of rows, values that change from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.period import add_months
from app.domain.sentence import N_
from app.ui.buttons import Button, ToolButton
from app.ui.buttons import Kind as Loud
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind, Record, narrow_span, value_at, with_value
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
_STACKED = {Kind.GROUP, Kind.ROWS, Kind.CHOICE, Kind.NAMES}
"""Values that need the whole width: the day from which they hold stands above them."""
START = "1900-01-01"
"""Since the start: the first day a workbook knows."""


def inside(places: dict[str, str], prefix: str) -> dict[str, str]:
    """The places that lie in a part of a value, seen from there."""
    if not prefix:
        return places
    return {
        place.removeprefix(prefix).lstrip("."): text
        for place, text in places.items()
        if place == prefix or place.startswith((f"{prefix}.", f"{prefix}["))
    }


class GroupControl(Control):
    """A value with parts: each has its own field, side by side."""

    def __init__(self, kit: Kit, field: Field, choices: Choices, make: Make) -> None:
        super().__init__(kit, field, choices)
        self._base: Record = {}
        self._parts: dict[str, Control] = {}
        self._captions: dict[str, QWidget] = {}
        self._meant: list[str] | None = None
        self._is_narrow = False
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for part in field.columns:
            control = make(kit, part, choices)
            control.changed.connect(self._edited)
            self._parts[part.key] = control
            words = control.name if part.kind is not Kind.FLAG else ""
            self._captions[part.key] = label(words, Role.SMALL, wrap=True)
        self.setLayout(self._grid)
        self._fit()

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show all parts."""
        self._base = dict(cast("Record", value)) if isinstance(value, dict) else {}
        for key, control in self._parts.items():
            control.show_value(value_at(self._base, key))
        self._fit()

    def value(self) -> Any:  # noqa: ANN401
        """All parts that say something; nothing where none does."""
        result = dict(self._base)
        self.own_problem = ""
        for key, control in self._parts.items():
            if control.field.when and not control.field.when(result):
                result = with_value(result, key, None)
                continue
            found = control.value()
            self.own_problem = self.own_problem or control.own_problem
            result = with_value(result, key, found)
        said = {key: found for key, found in result.items() if found not in (None, "", [])}
        telling = {
            key
            for key, found in said.items()
            if key not in self._parts or found != self._parts[key].field.default
        }
        return said if telling else None

    def mark(self, places: dict[str, str]) -> None:
        """Mark the parts."""
        for key, control in self._parts.items():
            found = inside(places, key)
            if control.own_problem:
                found[""] = control.own_problem
            control.mark(found)

    def first(self) -> QWidget:
        """The first part."""
        return next(iter(self._parts.values())).first()

    def spoken(self) -> str:
        """What its parts say, in their order."""
        told = [
            f"{control.name}: {control.spoken()}"
            for control in self._parts.values()
            if control.value() not in (None, "", [], control.field.default)
        ]
        return "; ".join(told) or "–"

    def _edited(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show only the parts that such a value has, without holes between them."""
        typed: Record = {}
        meant: list[str] = []
        for key, control in self._parts.items():
            is_meant = not control.field.when or control.field.when(typed)
            typed[key] = control.value() if is_meant else None
            if is_meant:
                meant.append(key)
        if meant != self._meant:
            self._meant = meant
            self._flow()

    def make_narrow(self, *, is_narrow: bool) -> None:
        """Two parts on a line."""
        self._is_narrow = is_narrow
        for control in self._parts.values():
            control.make_narrow(is_narrow=is_narrow)
        self._flow()

    def _flow(self) -> None:
        meant = self._meant or ()
        while self._grid.takeAt(0):
            pass
        whole = sum(self._parts[key].field.span for key in meant)
        widest = whole if whole <= _STRETCHED and not self._is_narrow else _WIDEST
        place = line = width = 0
        for key, control in self._parts.items():
            part, caption = control.field, self._captions[key]
            span = narrow_span(part) if self._is_narrow else part.span
            caption.setParent(self)
            control.setParent(self)
            caption.setVisible(key in meant)
            control.setVisible(key in meant)
            if key not in meant:
                continue
            if place and place + span > widest:
                line, place = line + 2, 0
            self._grid.addWidget(caption, line, place, 1, span)
            top = Qt.AlignmentFlag.AlignTop if part.kind is Kind.ROWS else Qt.AlignmentFlag(0)
            self._grid.addWidget(control, line + 1, place, 1, span, top)
            place += span
            width = max(width, place)
        for each in range(self._grid.columnCount()):
            self._grid.setColumnStretch(each, 1 if each < width else 0)


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


def steps_of(value: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - any JSON value
    """The steps of a dated value; a bare one holds since the start."""
    if isinstance(value, list) and value and isinstance(value[0], list):
        return [(step[0], step[1]) for step in cast("list[list[Any]]", value)]
    return [] if value in (None, []) else [(START, value)]
