"""Which control shows which kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.form.choice import ChoiceControl, FlagControl, NamesControl
from app.ui.form.dated import DatedControl
from app.ui.form.day import DayControl
from app.ui.form.fields import Choices, Field, Kind
from app.ui.form.group import GroupControl
from app.ui.form.picture import PictureControl
from app.ui.form.row_list import MappingControl, RowsControl
from app.ui.form.text import ListControl, LongControl, NumberControl, TextControl
from app.ui.form.week import SpansControl, WeekControl

if TYPE_CHECKING:
    from app.ui.form.control import Control
    from app.ui.kit import Kit

_SIMPLE: dict[Kind, type[Control]] = {
    Kind.TEXT: TextControl,
    Kind.LONG: LongControl,
    Kind.LINES: LongControl,
    Kind.LIST: ListControl,
    Kind.AMOUNT: NumberControl,
    Kind.NUMBER: NumberControl,
    Kind.WHOLE: NumberControl,
    Kind.DAY: DayControl,
    Kind.CHOICE: ChoiceControl,
    Kind.FLAG: FlagControl,
    Kind.NAMES: NamesControl,
    Kind.WEEK: WeekControl,
    Kind.SPANS: SpansControl,
    Kind.PICTURE: PictureControl,
}


def control_of(kit: Kit, field: Field, choices: Choices) -> Control:
    """The control of a field."""
    if field.is_dated:
        return DatedControl(kit, field, choices, control_of)
    if field.kind is Kind.GROUP:
        return GroupControl(kit, field, choices, control_of)
    if field.kind in {Kind.ROWS, Kind.STRETCHES, Kind.DAYS}:
        return RowsControl(kit, field, choices, control_of)
    if field.kind is Kind.MAPPING:
        return MappingControl(kit, field, choices, control_of)
    return _SIMPLE[field.kind](kit, field, choices)
