"""Merging: what is there and what a file says become what will be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.workbook.reading import Record, record_lists
from app.workbook.shape import Company, Shape, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str, ...]
"""Where a record is, by names: `("clients", "ACME", "agreements", "A-100")`."""


def merged(old: Record, new: Record) -> Record:
    """The old workbook with the new one's keys replaced; records merge by key, at every depth."""
    result = _merged_record(Workbook, old, new)
    result["company"] = _merged_record(Company, old.get("company", {}), new.get("company") or {})
    return result


def _merged_record(shape: type[Shape], old: Record, new: Record) -> Record:
    lists = dict(record_lists(shape))
    result = dict(old)
    for key, value in new.items():
        if value is None:
            result.pop(key, None)
        elif key in lists:
            result[key] = _merged_list(lists[key], old.get(key, []), value)
        else:
            result[key] = value
    return result


def _merged_list(shape: type[Shape], old: list[Record], new: list[Record]) -> list[Record]:
    by_key: dict[Any, Record] = {record[shape.key]: record for record in old}
    for record in new:
        key = record[shape.key]
        by_key[key] = _merged_record(shape, by_key.get(key, {}), record)
    return list(by_key.values())


def places(new: Record) -> dict[Path, str]:
    """Where each record of a file stands in it: `clients[3].agreements[0]`."""
    return dict(_places(Workbook, new, (), ""))


def _places(
    shape: type[Shape], record: Record, path: Path, place: str
) -> Iterator[tuple[Path, str]]:
    for name, inner in record_lists(shape):
        for i, found in enumerate(record.get(name) or ()):
            here = f"{place}{name}[{i}]"
            there = (*path, name, found[inner.key])
            yield there, here
            yield from _places(inner, found, there, f"{here}.")
