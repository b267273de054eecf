"""Merging: what is there and what a file says become what will be there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.workbook.base import Shape
from app.workbook.reading import Record, record_lists
from app.workbook.shape.company import Company
from app.workbook.shape.workbook import Workbook

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


def joined(first: Record, second: Record) -> Record:
    """Two workbooks as one that says what both say, and what the second says where they differ."""
    result = _joined(Workbook, first, second)
    if "company" in first and "company" in second:
        result["company"] = _joined(Company, first["company"], second["company"])
    return result


def _joined(shape: type[Shape], first: Record, second: Record) -> Record:
    lists = dict(record_lists(shape))
    result = {**first, **second}
    for key in lists.keys() & first.keys() & second.keys():
        by_key = {record[lists[key].key]: record for record in first[key]}
        for record in second[key]:
            name = record[lists[key].key]
            by_key[name] = _joined(lists[key], by_key.get(name, {}), record)
        result[key] = list(by_key.values())
    return result


def around(path: Path, record: Record) -> Record:
    """The workbook that says nothing but one record: what it is, inside of what it belongs to."""
    shapes = _shapes(path)
    for shape, section, name in reversed(list(zip(shapes, path[::2], path[1::2], strict=True))):
        record = {section: [{shape.key: name, **record}]}
    return record


def record_at(workbook: Record, path: Path) -> Record:
    """The record at a path; empty where there is none."""
    record = workbook
    for shape, section, name in zip(_shapes(path), path[::2], path[1::2], strict=True):
        found = (each for each in record.get(section, ()) if each[shape.key] == name)
        record = next(found, Record())
    return record


def _shapes(path: Path) -> list[type[Shape]]:
    """The shape of each record on the way."""
    shapes: list[type[Shape]] = []
    for section in path[::2]:
        shapes.append(dict(record_lists(shapes[-1] if shapes else Workbook))[section])
    return shapes


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
