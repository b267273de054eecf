"""A ticket's checklist: ticked, added to and taken from where it stands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.ticket_parts import Step
from app.ui.buttons import ToolButton
from app.ui.form.tick import TickBox
from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import clear, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent

    from app.ui.kit import Kit


class StepRow(QWidget):
    """One step; a click anywhere on its words ticks it."""

    ticked = Signal(bool)
    removed = Signal()

    def __init__(self, kit: Kit, step: Step) -> None:
        super().__init__()
        self.text = step.text
        self.box = TickBox(kit.theme, "")
        self.box.setAccessibleName(step.text)
        self.box.setFixedWidth(self.box.sizeHint().width())
        self.words = label(step.text, wrap=True)
        self.remove = ToolButton(
            kit.theme, Icon.CLOSE, kit.language.say("Remove the step {step}", step=step.text)
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(row(self.box, (self.words, 1), self.remove, gap=8))
        self.show_done(is_done=step.is_done)
        self.box.toggled.connect(self._toggled)
        self.remove.clicked.connect(self.removed)

    def show_done(self, *, is_done: bool) -> None:
        """Tick it, or no more, without telling anybody."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(is_done)
        self.box.blockSignals(blocked)
        self._fade()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick it where the words are clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.box.toggle()

    def _toggled(self, is_on: bool) -> None:
        self._fade()
        self.ticked.emit(is_on)

    def _fade(self) -> None:
        role = Role.MUTED if self.box.isChecked() else Role.BODY
        self.words.setProperty("role", role.value)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)


class StepsTab(QWidget):
    """Asks for another checklist; the page saves it."""

    changed = Signal(object)
    """The steps as they are to be."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._steps: tuple[Step, ...] = ()
        say = kit.language.say
        self.rows: list[StepRow] = []
        self._list = column(gap=2)
        self._none = label(say("No steps yet. What has to be done, one by one?"), Role.SMALL)
        self._none.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Add a step…  Enter adds"))
        self.field.setAccessibleName(say("New step"))
        self.field.returnPressed.connect(self._add)
        self.setLayout(column(self._none, self._list, self.field, None, gap=8))

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show a checklist; the same steps keep their boxes, and the focus with them."""
        same = [each.text for each in steps] == [each.text for each in self._steps]
        self._steps = tuple(steps)
        self._none.setVisible(not steps)
        if same and len(self.rows) == len(steps):
            for found, step in zip(self.rows, steps, strict=True):
                found.show_done(is_done=step.is_done)
            return
        focus = self.window().focusWidget() or self
        had_focus = any(found.isAncestorOf(focus) for found in self.rows)
        clear(self._list)
        self.rows = [StepRow(self._kit, step) for step in steps]
        before = self.field
        for place, found in enumerate(self.rows):
            found.ticked.connect(partial(self._tick, place))
            found.removed.connect(partial(self._remove, place))
            self._list.addWidget(found)
        for found in reversed(self.rows):
            QWidget.setTabOrder(found.remove, before)
            QWidget.setTabOrder(found.box, found.remove)
            before = found.box
        if had_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, place: int, is_on: bool) -> None:
        steps = list(self._steps)
        steps[place] = replace(steps[place], is_done=is_on)
        self._steps = tuple(steps)
        self.changed.emit(self._steps)

    def _remove(self, place: int) -> None:
        steps = [step for i, step in enumerate(self._steps) if i != place]
        self.changed.emit(tuple(steps))

    def _add(self) -> None:
        if text := self.field.text().strip():
            self.field.clear()
            self.changed.emit((*self._steps, Step(text, is_done=False)))
