"""What changed, as two small workbooks: one that leads there, and one that leads back."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from app.workbook.base import Shape
from app.workbook.reading import Record, record_lists
from app.workbook.shape.company import Company
from app.workbook.shape.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.workbook.merging import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """The keys that changed: as they were and as they are; `null` for what was not said.

    `added` names the records that were not there before: no workbook takes those away.
    """

    was: Record
    now: Record
    added: tuple[Path, ...]

    def told(self) -> Iterator[tuple[str, Record]]:
        """What there is to tell of each record, by its subject: `clients/ACME`."""
        if "company" in self.now:
            yield "company", {"was": self.was["company"], "now": self.now["company"]}
        for section, shape in record_lists(Workbook):
            before = {record[shape.key]: record for record in self.was.get(section, ())}
            after = {record[shape.key]: record for record in self.now.get(section, ())}
            for name in dict.fromkeys([*before, *after]):
                sides = (before.get(name, {}), after.get(name, {}))
                was, now = (told(side, shape.key) for side in sides)
                yield f"{section}/{name}", {"was": was, "now": now}


def told(side: Record, key: str = "") -> Record:
    """What the history keeps of a record: all but its key and the bytes of a file."""
    return {k: _short(v) if k == "content" else v for k, v in side.items() if k != key}


def _short(content: str | None) -> str | None:
    """A file is told of by its fingerprint."""
    return content and f"sha256:{sha256(content.encode()).hexdigest()}"


def difference(old: Record, new: Record) -> Difference:
    """What leads from one workbook to another, and back."""
    added = list[tuple[str, ...]]()
    was, now = _differences(Workbook, old, new, (), added)
    before: Record = old.get("company") or {}
    after: Record = new.get("company") or {}
    if before != after:
        was["company"], now["company"] = _differences(Company, before, after, ("company",), added)
    return Difference(was, now, tuple(added))


def _differences(
    shape: type[Shape], old: Record, new: Record, path: Path, added: list[Path]
) -> tuple[Record, Record]:
    lists = dict(record_lists(shape))
    was, now = Record(), Record()
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        if before == after or (not path and key not in lists):
            continue
        if key in lists:
            before, after = _list_differences(
                lists[key], (before or [], after or []), (*path, key), added
            )
            if before:
                was[key] = before
            if after:
                now[key] = after
        else:
            was[key], now[key] = before, after
    return was, now


def _list_differences(
    shape: type[Shape], records: tuple[list[Record], list[Record]], path: Path, added: list[Path]
) -> tuple[list[Record], list[Record]]:
    before = {record[shape.key]: record for record in records[0]}
    was, now = list[Record](), list[Record]()
    for record in records[1]:
        name = record[shape.key]
        if name not in before:
            added.append((*path, name))
            now.append(record)
        elif before[name] != record:
            told = _differences(shape, before[name], record, (*path, name), added)
            for side, found in zip((was, now), told, strict=True):
                if found:
                    side.append({shape.key: name, **found})
    return was, now
