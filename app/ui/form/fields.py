"""What a form is: sections of fields, as plain values; every text in them is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from app.domain.sentence import N_

if TYPE_CHECKING:
    from datetime import date

    from app.i18n import Language

Record = dict[str, Any]
"""A record as a workbook holds it."""


class Kind(StrEnum):
    """How a value is typed."""

    TEXT = "text"
    LONG = "long"
    AMOUNT = "amount"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    CHOICE = "choice"
    FLAG = "flag"
    NAMES = "names"
    LINES = "lines"
    LIST = "list"
    ROWS = "rows"
    STRETCHES = "stretches"
    DAYS = "days"
    WEEK = "week"
    GROUP = "group"
    TABLE = "table"
    MAPPING = "mapping"
    SPANS = "spans"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its value in the record, and the words for it."""

    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: the names of all records, by section, and the language."""

    language: Language
    today: date
    names: Mapping[str, Sequence[tuple[str, str]]]

    def of(self, section: str) -> tuple[Option, ...]:
        """The records of a section, by their key; the name stands beside it where it differs."""
        return tuple(
            Option(key, f"{key} – {name}" if name and name != key else key)
            for key, name in self.names.get(section, ())
        )


Options = Callable[[Choices], Sequence[Option]]


@dataclass(frozen=True)
class Field:
    """One value of a record; a key with dots is inside of another value."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    span: int = 2
    """How many of the six columns of a card it takes."""
    options: Options | None = None
    default: Any = None
    """What holds where nothing is said."""
    is_dated: bool = False
    """Whether the value may be another one from a day on."""
    ends: bool = False
    """Whether a dated value may be nothing again from a day on."""
    asks: bool = False
    """Whether a change of what holds already asks from which day."""
    is_key: bool = False
    """Whether the record is named by it: it is typed once."""
    columns: tuple[Field, ...] = ()
    """What a row of a list holds."""
    add: str = ""
    """The words on the button that adds a row."""
    when: Callable[[Record], bool] | None = None
    """Shown only for such records."""
    nothing: str = N_("None")
    """What is said where no name is chosen."""
    inherits: bool = False
    """Whether no name chosen is another record's names; an empty list is none of them."""
    free: bool = False
    """Whether something else than the options may be typed."""


@dataclass(frozen=True)
class Section:
    """Fields that belong together: the title explains them on the left."""

    title: str
    text: str
    fields: tuple[Field, ...]


Form = tuple[Section, ...]


def narrow_span(field: Field) -> int:
    """How many of the six columns it takes where there is little room: half of them or all."""
    return 3 if field.span <= 3 and field.kind is not Kind.FLAG else 6


def fields_of(form: Form) -> tuple[Field, ...]:
    """All fields of a form."""
    return tuple(field for section in form for field in section.fields)


def value_at(record: Record, key: str) -> Any:  # noqa: ANN401 - any JSON value
    """The value at a key with dots."""
    value: Any = record
    for part in key.split("."):
        value = cast("Record", value).get(part) if isinstance(value, dict) else None
    return value


def with_value(record: Record, key: str, value: Any) -> Record:  # noqa: ANN401 - any JSON value
    """The record with another value at a key with dots."""
    first, _, rest = key.partition(".")
    if not rest:
        return {**record, first: value}
    inside = with_value(record.get(first) or {}, rest, value)
    # Only a record resets its keys by saying so; a value says what it has.
    return {**record, first: {name: each for name, each in inside.items() if each is not None}}
