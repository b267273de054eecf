"""Ticks, one of several, and some of several."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.domain.sentence import N_
from app.ui.form.combo import Combo
from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field
from app.ui.form.menu_field import MenuField
from app.ui.form.tick import TickBox
from app.ui.layout import column

if TYPE_CHECKING:
    from app.ui.kit import Kit


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

    def spoken(self) -> str:
        """Whether its words hold."""
        say = self.kit.language.say
        return say("Yes") if self.box.isChecked() else say("No")

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
        self.button = MenuField(kit.theme)
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
        return self.button.words

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
        self.button.show_words(text)
        self.button.setAccessibleName(f"{self.name}: {text}")
