"""A draft: a record as it is, as it was typed, and the small workbook between the two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.ui.form.fields import Record, with_value
from app.workbook.base import Shape
from app.workbook.merging import Path, around
from app.workbook.reading import record_lists
from app.workbook.shape.company import Company
from app.workbook.shape.workbook import Workbook

COMPANY = ("company",)


@dataclass(frozen=True)
class Draft:
    """What one is typing about one record; `base` is empty for a record that is new."""

    path: Path
    base: Record
    now: Record

    @classmethod
    def of(cls, path: Path, record: Record, kept: Record | None = None) -> Draft:
        """A draft of a record as it is, with what had been typed before."""
        return cls(path, record, {**record, **(kept or {})})

    @property
    def is_new(self) -> bool:
        """Whether the record is not there yet."""
        return not self.base and self.path != COMPANY

    @property
    def changed(self) -> Record:
        """The keys that were typed otherwise than they are."""
        keys = dict.fromkeys([*self.base, *self.now])
        return {
            key: self.now.get(key)
            for key in keys
            if not _same(self.base.get(key), self.now.get(key))
        }

    @property
    def prefix(self) -> str:
        """What the places of this record begin with in the patch."""
        if self.path == COMPANY:
            return "company."
        return ".".join(f"{section}[0]" for section in self.path[::2]) + "."

    def typed(self, key: str, value: Any) -> Draft:  # noqa: ANN401 - any JSON value
        """The draft with another value at a key with dots."""
        return replace(self, now=with_value(self.now, key, value))

    def patch(self) -> Record:
        """The workbook that says what was typed and nothing else."""
        changed = {key: value for key, value in self.changed.items() if key != self._key()}
        lists = dict(record_lists(self._shape()))
        for key in changed.keys() & lists.keys():
            before = {record[lists[key].key]: record for record in self.base.get(key) or ()}
            changed[key] = [
                _complete(lists[key], each, before.get(each.get(lists[key].key), {}))
                for each in changed[key] or ()
            ]
        return {"company": changed} if self.path == COMPANY else around(self.path, changed)

    def gone(self) -> tuple[Path, ...]:
        """The records inside of this one that were taken out."""
        found: list[Path] = []
        for name, shape in record_lists(self._shape()):
            left = {record.get(shape.key) for record in self.now.get(name) or ()}
            found += [
                (*self.path, name, record[shape.key])
                for record in self.base.get(name) or ()
                if record[shape.key] not in left
            ]
        return tuple(found)

    def _shape(self) -> type[Shape]:
        if self.path == COMPANY:
            return Company
        shape: type[Shape] = Workbook
        for section in self.path[::2]:
            shape = dict(record_lists(shape))[section]
        return shape

    def _key(self) -> str:
        return self._shape().key


def _complete(shape: type[Shape], record: Record, before: Record) -> Record:
    """The record, saying too what it does not hold any more."""
    result: Record = {**dict.fromkeys(before), **record}
    for name, inner in record_lists(shape):
        if result.get(name):
            old = {each[inner.key]: each for each in before.get(name) or ()}
            result[name] = [
                _complete(inner, each, old.get(each.get(inner.key), {})) for each in result[name]
            ]
    return result


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Whether two values say the same; nothing said is as good as nothing in it."""
    return one == other or (one in _NOTHING and other in _NOTHING)


_NOTHING: tuple[object, ...] = (None, "", [], {})
