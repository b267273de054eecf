"""Controls for one value: words, numbers, days, choices, ticks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.period import add_months
from app.domain.sentence import N_
from app.ui.buttons import Button
from app.ui.form.combo import Combo
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind
from app.ui.form.numbers import NumberReader
from app.ui.form.tick import TickBox
from app.ui.icons import Icon
from app.ui.layout import column
from app.ui.month_grid import MonthPopup
from app.ui.tokens import Ink
from app.ui.typed_date import DateReader

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.kit import Kit


class TextControl(Control):
    """One line of words."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.name)
        if isinstance(field.default, str):
            self.line.setPlaceholderText(field.default)
        self.line.textEdited.connect(self._edited)
        self.setLayout(column(self.line))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value."""
        self.line.setText(str(value or ""))

    def value(self) -> Any:  # noqa: ANN401
        """What was typed; nothing where it is empty."""
        return self.line.text().strip() or None

    def first(self) -> QWidget:
        """The line."""
        return self.line

    def spoken(self) -> str:
        """As it stands there."""
        return self.line.text() or "–"

    def _edited(self) -> None:
        self.changed.emit()


class ListControl(TextControl):
    """Several short texts on one line, parted by commas."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show them."""
        self.line.setText(", ".join(cast("list[str]", value or [])))

    def value(self) -> Any:  # noqa: ANN401
        """Each of them."""
        return [each.strip() for each in self.line.text().split(",") if each.strip()] or None


class NumberControl(TextControl):
    """A number: amounts, quantities, whole numbers; typed as it is usual here."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self._reader = NumberReader(kit.language)
        self.line.editingFinished.connect(self._tidy)
        self.line.setFont(kit.theme.font(figures=True))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a number."""
        self.own_problem = ""
        text = "" if value is None else str(value)
        try:
            shown = self._reader.show(text, is_amount=self._is_amount()) if text else ""
        except ArithmeticError:
            shown = text
        if self.field.default is not None and value is None:
            default = str(self.field.default)
            self.line.setPlaceholderText(self._reader.show(default, is_amount=self._is_amount()))
        self.line.setText(shown)

    def value(self) -> Any:  # noqa: ANN401
        """The number as a workbook writes it; what is no number stays as it was typed."""
        typed = self.line.text().strip()
        self.own_problem = ""
        if not typed:
            return None
        number = self._reader.read(typed)
        if number is None or (self.field.kind is Kind.WHOLE and number % 1):
            self.own_problem = self._hint()
            return typed
        if self.field.kind is Kind.WHOLE:
            return int(number)
        return self._reader.write(number, is_amount=self._is_amount())

    def spoken(self) -> str:
        """The number as it is read."""
        value = self.value()
        if value is None or self.own_problem:
            return super().spoken()
        return self._reader.tell(str(value), is_amount=self._is_amount())

    def _hint(self) -> str:
        say = self.kit.language.say
        if self.field.kind is Kind.WHOLE:
            return say("Enter a whole number such as 14")
        if self._is_amount():
            return say(
                "Enter an amount such as {example}", example=self._reader.show("85", is_amount=True)
            )
        return say("Enter a number such as {example}", example=self._reader.show("1.5"))

    def _is_amount(self) -> bool:
        return self.field.kind is Kind.AMOUNT

    def _tidy(self) -> None:
        value = self.value()
        if not self.own_problem:
            self.show_value(value)


class LongControl(Control):
    """Several lines of words; `LINES` makes a list of them."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(kit.theme.scaled(74))
        self.text.setMinimumWidth(60)
        self.text.textChanged.connect(self._edited)
        self._is_showing = False
        self.setLayout(column(self.text))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show the words."""
        is_list = isinstance(value, list)
        text = "\n".join(cast("list[str]", value)) if is_list else str(value or "")
        if text != self.text.toPlainText():
            self._is_showing = True
            self.text.setPlainText(text)
            self._is_showing = False

    def value(self) -> Any:  # noqa: ANN401
        """The words, or the lines."""
        text = self.text.toPlainText()
        if self.field.kind is Kind.LINES:
            return [line.strip() for line in text.splitlines() if line.strip()] or None
        return text.strip() or None

    def first(self) -> QWidget:
        """The words."""
        return self.text

    def _edited(self) -> None:
        if not self._is_showing:
            self.changed.emit()


class FlagControl(Control):
    """A box to tick, with its words beside it."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self.box = TickBox(kit.theme, self.name)
        self.box.clicked.connect(self._edited)
        self.setLayout(column(self.box))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Tick it or not."""
        self.box.setChecked(bool(self.field.default if value is None else value))

    def value(self) -> Any:  # noqa: ANN401
        """Whether it is ticked."""
        return self.box.isChecked()

    def first(self) -> QWidget:
        """The box."""
        return self.box

    def _edited(self) -> None:
        self.changed.emit()


class ChoiceControl(Control):
    """One of several, found by typing."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        options = tuple(field.options(choices)) if field.options else ()
        self.combo = Combo(kit, self.name, options, is_free=field.free)
        self.combo.chosen.connect(self._edited)
        self.setLayout(column(self.combo))

    def spoken(self) -> str:
        """The words of what is chosen."""
        return self.combo.currentText() or "–"

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show what is chosen; what nothing says is the usual."""
        self.combo.show_value(self.field.default if value is None else value)

    def value(self) -> Any:  # noqa: ANN401
        """What is chosen."""
        found = self.combo.value()
        self.own_problem = ""
        if found is None and self.combo.is_strange:
            self.own_problem = self.kit.language.say(
                "There is no such choice; pick one of the list"
            )
            return self.combo.currentText()
        return found

    def first(self) -> QWidget:
        """The field."""
        return self.combo

    def _edited(self) -> None:
        self.changed.emit()


class NamesControl(Control):
    """Several names in their order, ticked in a menu."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__(kit, field, choices)
        self._chosen: list[str] = []
        self._is_none = not field.inherits
        self._options = tuple(field.options(choices)) if field.options else ()
        self.button = Button(kit.theme, "")
        self.button.setProperty("kind", "field")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.menu = QMenu(self)
        for option in self._options:
            action = self.menu.addAction(option.text)
            action.setCheckable(True)
            action.setData(option.value)
            action.toggled.connect(partial(self._toggled, option.value))
        if not self._options:
            none = self.menu.addAction(kit.language.say("Nothing to choose yet"))
            none.setEnabled(False)
        self.button.clicked.connect(self._open)
        self.setLayout(column(self.button))
        self._say()

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show what is chosen."""
        default: tuple[str, ...] = self.field.default or ()
        self._chosen = list(default if value is None else value)
        self._is_none = value == [] or not self.field.inherits
        for action in self.menu.actions():
            action.blockSignals(True)
            action.setChecked(action.data() in self._chosen)
            action.blockSignals(False)
        self._say()

    def value(self) -> Any:  # noqa: ANN401
        """What is chosen, in the order in which it was."""
        return list(self._chosen) if self._chosen or self._is_none else None

    def first(self) -> QWidget:
        """The button."""
        return self.button

    def spoken(self) -> str:
        """The names."""
        return self.button.text()

    def _open(self) -> None:
        self.menu.setMinimumWidth(self.button.width())
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _toggled(self, name: str, is_on: bool) -> None:
        if is_on and name not in self._chosen:
            self._chosen.append(name)
        elif not is_on and name in self._chosen:
            self._chosen.remove(name)
            self._is_none = not self.field.inherits
        self._say()
        self.changed.emit()

    def _short(self, name: str) -> str:
        """A record is told by its key alone, anything else in words."""
        text = next((each.text for each in self._options if each.value == name), name)
        return name if text.startswith(name) else text

    def _say(self) -> None:
        is_none = self.field.inherits and self._is_none
        nothing = self.kit.language.say(N_("None") if is_none else self.field.nothing)
        text = ", ".join(map(self._short, self._chosen)) or nothing
        self.button.setText(text)
        self.button.setAccessibleName(f"{self.name}: {text}")


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
