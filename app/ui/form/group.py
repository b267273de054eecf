"""A value with parts, each with its own field, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.form.control import Control
from app.ui.form.fields import Choices, Field, Kind, Record, narrow_span, value_at, with_value
from app.ui.labels import Role, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.kit import Kit

    Make = Callable[[Kit, Field, Choices], Control]

_WIDEST = 6
"""So many columns stand side by side; a row of more goes over several lines."""
_STRETCHED = 8
"""Unless it is only one more field."""


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
