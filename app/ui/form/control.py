"""What every control of a form is: it shows a value, tells when it was changed, and is marked."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.ui.form.fields import Choices, Field
    from app.ui.kit import Kit


class Control(QWidget):
    """Shows one value of a record as the workbook writes it; nothing said is `None`."""

    changed = Signal()

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__()
        self.kit = kit
        self.field = field
        self.choices = choices
        self.name = kit.language.say(field.label) if field.label else ""
        self.own_problem = ""
        """What cannot be read at all, before any rule is asked."""

    @abstractmethod
    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any JSON value
        """Show a value."""

    @abstractmethod
    def value(self) -> Any:  # noqa: ANN401 - any JSON value
        """The value as it was typed."""

    def spoken(self) -> str:
        """The value as it is told."""
        value = self.value()
        return "–" if value in (None, "") else str(value)

    def make_narrow(self, *, is_narrow: bool) -> None:
        """Put its parts below each other where there is little room beside each other."""
        del is_narrow

    def mark(self, places: dict[str, str]) -> None:
        """Show what is wrong, by the place inside of the value; the empty place is all of it."""
        wrong(self.first(), is_wrong=bool(places))

    @abstractmethod
    def first(self) -> QWidget:
        """Where the cursor goes."""


def wrong(widget: QWidget, *, is_wrong: bool) -> None:
    """Frame a widget in red, or no more."""
    if bool(widget.property("wrong")) != is_wrong:
        widget.setProperty("wrong", is_wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
