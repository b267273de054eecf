"""A sheet that asks for a value or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.ui.buttons import Button, Kind
from app.ui.form.view import FieldBox
from app.ui.labels import Role, label
from app.ui.layout import column, row
from app.ui.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk
    from app.ui.form.fields import Choices, Field, Record


class AskSheet(Sheet):
    """Asks for one or two values, and hands them on."""

    answered = Signal(object)

    def __init__(  # noqa: PLR0917 - what it asks, in reading order
        self,
        desk: Desk,
        over: QWidget,
        title: str,
        text: str,
        fields: Sequence[Field],
        choices: Choices,
    ) -> None:
        say = desk.kit.language.say
        self.boxes = {field.key: FieldBox(desk.kit, field, choices) for field in fields}
        ok = Button(desk.kit.theme, title, Kind.PRIMARY)
        cancel = Button(desk.kit.theme, say("Cancel"))
        inside = column(
            label(title, Role.H2),
            label(text, Role.SMALL, wrap=True),
            6,
            *self.boxes.values(),
            10,
            row(None, cancel, ok),
            gap=8,
            margins=(24, 22, 24, 20),
        )
        super().__init__(over, title, desk.kit.theme.scaled(440), inside)
        self.ok = ok
        ok.clicked.connect(self.answer)
        for keys in ("Return", "Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.answer)
        cancel.clicked.connect(self.dismiss)

    def begin(self, record: Record) -> None:
        """Show it with some values."""
        for key, box in self.boxes.items():
            box.control.show_value(record.get(key))
        self.open(next(iter(self.boxes.values())).control.first())

    def answer(self) -> None:
        """Hand on what was typed, if it can be read."""
        found = {key: box.control.value() for key, box in self.boxes.items()}
        wrong = False
        for box in self.boxes.values():
            box.show_problems({})
            wrong = wrong or bool(box.control.own_problem)
        if not wrong:
            self.dismiss()
            self.answered.emit(found)
