"""Small conversions between record values and column values."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from app.domain.period import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable

Record = dict[str, Any]


def steps(value: Any) -> list[tuple[date, Any]]:  # noqa: ANN401 - whatever a term holds
    """The steps of a dated value; a bare one holds since the start, nothing has none."""
    if value is None or value == []:
        return []
    if isinstance(value, list):
        listed = cast("list[Any]", value)
        if isinstance(listed[0], list):
            return [(date.fromisoformat(since), found) for since, found in listed]
    return [(ALWAYS, value)]


def dated(found: Iterable[tuple[date, Any]]) -> Any:  # noqa: ANN401 - whatever a term holds
    """A dated value of its steps."""
    ordered = sorted(found, key=lambda step: step[0])
    if len(ordered) == 1 and ordered[0][0] == ALWAYS:
        return ordered[0][1]
    return [[since.isoformat(), value] for since, value in ordered]


def number(value: Decimal | None) -> str | None:
    """A quantity as canonical text."""
    if value is None:
        return None
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def amount(value: Decimal | None) -> str | None:
    """A price as canonical text, with two decimals or as many as it has."""
    text = number(value)
    if text is None:
        return None
    whole, _, part = text.partition(".")
    return f"{whole}.{part:0<2}"


def decimal(value: str | None) -> Decimal | None:
    """A number from its text."""
    return None if value is None else Decimal(value)


def day(value: str | None) -> date | None:
    """A day from its text."""
    return None if value is None else date.fromisoformat(value)


def moment(value: str) -> datetime:
    """A moment from its text."""
    return datetime.fromisoformat(value)


def iso(value: date | datetime | None) -> str | None:
    """A day or a moment as text."""
    return None if value is None else value.isoformat()


def dump(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Canonical JSON text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
