"""Words and numbers, on one line or several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind
from app.ui.form.numbers import NumberReader
from app.ui.layout import column

if TYPE_CHECKING:
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
        """Show a value; one that is too long from its beginning."""
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)

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
        super().show_value(", ".join(cast("list[str]", value or [])))

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
