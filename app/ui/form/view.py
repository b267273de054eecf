"""A form on the screen: sections with their words on the left and their fields on a card."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from app.ui.form.controls import control_of
from app.ui.form.fields import (
    Choices,
    Field,
    Form,
    Kind,
    Record,
    Section,
    narrow_span,
    value_at,
)
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, framed, row
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from app.ui.form.control import Control
    from app.ui.kit import Kit

_COLUMNS = 6
_EXPLAINED = 210
_NARROW = 640
"""Below this three fields do not stand beside each other."""
_HEADED = {Kind.GROUP, Kind.ROWS, Kind.MAPPING}
"""What has labels of its own below the name of the whole."""


class FieldBox(QWidget):
    """A field with its label above, and what helps or is wrong below."""

    def __init__(self, kit: Kit, field: Field, choices: Choices) -> None:
        super().__init__()
        self.field = field
        self.control: Control = control_of(kit, field, choices)
        self.is_wrong = False
        self._help = kit.language.say(field.help) if field.help else ""
        role = Role.STRONG if field.kind in _HEADED else Role.SMALL
        name = label("" if field.kind is Kind.FLAG else self.control.name, role, wrap=True)
        self._name = name
        if not field.label:
            name.hide()
        if field.kind is not Kind.ROWS:
            name.setBuddy(self.control.first())
        self._below = label(self._help, Role.MUTED, wrap=True)
        self._sign = IconLabel(kit.theme, Icon.WARNING_CIRCLE, Ink.BAD, 14)
        self._sign.hide()
        words = row(column(self._sign, None, margins=(0, 1, 0, 0)), (self._below, 1), gap=5)
        if not self._help:
            self._below.hide()
        self.setLayout(column(name, self.control, words, None, gap=4))
        # Fields share a card's width by their span, whatever stands in them.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def line_up(self, *, beside_labels: bool) -> None:
        """Leave room for a label above a tick only where fields beside it have one."""
        if self.field.kind is Kind.FLAG and self.field.label:
            self._name.setVisible(beside_labels)

    def explain(self, text: str) -> None:
        """Say below why the value is what it is, as long as nothing is wrong."""
        self._help = text
        if not self.is_wrong:
            self._below.setText(text)
            self._below.setVisible(bool(text))
            self.control.first().setAccessibleDescription(text)

    def show_problems(self, places: dict[str, str]) -> None:
        """Say what is wrong, or help again."""
        own = self.control.own_problem
        found = [own] if own else list(dict.fromkeys(places.values()))
        self.control.mark({**places, **({"": own} if own else {})})
        text = "\n".join(found) or self._help
        self.is_wrong = bool(found)
        self._sign.setVisible(self.is_wrong)
        self._below.setText(text)
        self._below.setVisible(bool(text))
        role = "wrong" if self.is_wrong else Role.MUTED.value
        if self._below.property("role") != role:
            self._below.setProperty("role", role)
            self._below.style().unpolish(self._below)
            self._below.style().polish(self._below)
        self.control.first().setAccessibleDescription(text)


class FormView(QScrollArea):
    """Shows a record in a form and tells which value was typed."""

    typed = Signal(str, object)

    def __init__(
        self,
        kit: Kit,
        form: Form,
        choices: Choices,
        *,
        is_new: bool = False,
        is_stacked: bool = False,
    ) -> None:
        super().__init__()
        self._is_stacked = is_stacked
        self._is_narrow = False
        self.setObjectName("Scroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kit = kit
        self._choices = choices
        self._is_showing = False
        self.boxes: dict[str, FieldBox] = {}
        self._cards: list[tuple[QGridLayout, list[FieldBox]]] = []
        inside = QWidget()
        inside.setObjectName("Inside")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(24, 18, 24, 24)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(18)
        for place, section in enumerate(form):
            self._add(section, place, is_new=is_new)
        self._grid.setRowStretch(len(form), 1)
        self._grid.setColumnStretch(1, 1)
        inside.setLayout(self._grid)
        self.setWidget(inside)

    def show_record(self, record: Record) -> None:
        """Show a record."""
        self._is_showing = True
        for key, box in self.boxes.items():
            box.control.show_value(value_at(record, key))
            box.show_problems({})
        self._is_showing = False
        self.fit(record)

    def fit(self, record: Record) -> None:
        """Show only the fields that such a record has, without holes between them."""
        for grid, boxes in self._cards:
            hidden = {box for box in boxes if box.field.when and not box.field.when(record)}
            if any(box.isHidden() != (box in hidden) for box in boxes):
                for box in boxes:
                    box.setVisible(box not in hidden)
                _flow(grid, boxes, is_narrow=self._is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fields on a line where three would be cut."""
        super().resizeEvent(event)
        beside = 0 if self._is_stacked else self._kit.theme.scaled(_EXPLAINED)
        is_narrow = self.width() - beside < self._kit.theme.scaled(_NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for grid, boxes in self._cards:
                for box in boxes:
                    box.control.make_narrow(is_narrow=is_narrow)
                _flow(grid, boxes, is_narrow=is_narrow)

    def show_problems(self, found: Mapping[str, str]) -> int:
        """Show problems by their place in the record; returns how many fields have one."""
        wrong = 0
        for key, box in self.boxes.items():
            mine: dict[str, str] = {}
            for place, text in found.items():
                if place == key:
                    mine[""] = text
                elif place.startswith((f"{key}.", f"{key}[")):
                    mine[place.removeprefix(key).lstrip(".")] = text
                elif key.startswith(f"{place}."):
                    mine[""] = text
            box.show_problems(mine)
            wrong += bool(mine or box.control.own_problem)
        return wrong

    def own_problems(self) -> bool:
        """Whether something cannot even be read."""
        return any(box.control.own_problem for box in self.boxes.values())

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for box in self.boxes.values():
            if box.isVisibleTo(self) and box.control.first().isEnabled():
                box.control.first().setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def focus_wrong(self) -> None:
        """Put the cursor into the first field that is wrong."""
        for box in self.boxes.values():
            if box.is_wrong:
                box.control.first().setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(box)
                return

    def _add(self, section: Section, place: int, *, is_new: bool) -> None:
        say = self._kit.language.say
        title = label(say(section.title), Role.H3, wrap=True)
        text = label(say(section.text) if section.text else "", Role.SMALL, wrap=True)
        words = QWidget()
        words.setLayout(column(title, text, None, gap=4, margins=(0, 2, 0, 0)))
        if not self._is_stacked:
            words.setFixedWidth(self._kit.theme.scaled(_EXPLAINED))
        grid = QGridLayout()
        grid.setContentsMargins(18, 14, 18, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        boxes: list[FieldBox] = []
        for field in section.fields:
            shown = replace(field, asks=False) if is_new else field
            box = FieldBox(self._kit, shown, self._choices)
            if field.is_key and not is_new:
                box.control.setEnabled(False)
            box.control.changed.connect(self._teller(field.key))
            self.boxes[field.key] = box
            boxes.append(box)
        _flow(grid, boxes, is_narrow=False)
        self._cards.append((grid, boxes))
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
            grid.setColumnMinimumWidth(at, 40)
        if self._is_stacked:
            block = column(words, framed("Card", grid), gap=8)
            self._grid.addLayout(block, place, 0, 1, 2)
        else:
            self._grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(framed("Card", grid), place, 1)

    def _teller(self, key: str) -> Any:  # noqa: ANN401 - a slot
        def tell() -> None:
            if not self._is_showing:
                self.typed.emit(key, self.boxes[key].control.value())

        return tell


def _flow(grid: QGridLayout, boxes: list[FieldBox], *, is_narrow: bool) -> None:
    """Lay the boxes that are shown line by line."""
    for box in boxes:
        grid.removeWidget(box)
    line = here = 0
    lines: dict[int, list[FieldBox]] = {}
    for box in boxes:
        if box.isHidden() and box.parent():
            continue
        span = narrow_span(box.field) if is_narrow else box.field.span
        if here + span > _COLUMNS:
            line, here = line + 1, 0
        grid.addWidget(box, line, here, 1, span)
        lines.setdefault(line, []).append(box)
        here += span
    for together in lines.values():
        are_named = any(box.field.kind is not Kind.FLAG for box in together)
        for box in together:
            box.line_up(beside_labels=are_named)
