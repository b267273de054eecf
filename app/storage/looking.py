"""What is in a data file of any shape, in figures, and what a restore would lose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage.connection import engine_over
from app.storage.errors import told_at_first_sight
from app.storage.marks import Marks, marks_of

if TYPE_CHECKING:
    from pathlib import Path

COUNTED = ("client", "agreement", "ticket", "time_entry", "expense", "document", "payment")
"""The tables that are counted for a person; they are in every shape."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one data file holds."""

    company: str
    at: datetime | None
    """When its history ends."""
    first: str
    """How its history begins: the same in all copies of one file."""
    entries: tuple[str, ...]
    """The hashes of its history."""
    counts: dict[str, int]
    numbers: tuple[str, ...]
    """Every document, oldest first."""
    newest: tuple[str, ...]
    """The newest number of each series."""
    marks: Marks


@dataclass(frozen=True, slots=True)
class Preview:
    """What a restore would bring and take."""

    backup: Look
    present: Look | None
    """Nothing where there is no file, or none that can be read."""
    lost: tuple[str, ...]
    """Numbers that were issued after the backup."""
    changes: int
    """Entries of the present history that the backup does not have."""

    @property
    def is_other(self) -> bool:
        """Whether the two are not of the same company."""
        return self.present is not None and bool(
            self.present.first and self.backup.first and self.present.first != self.backup.first
        )


def compared(backup: Look, present: Look | None) -> Preview:
    """A backup beside the file that it would replace."""
    known, entries = set(backup.numbers), set(backup.entries)
    return Preview(
        backup,
        present,
        tuple(number for number in (present.numbers if present else ()) if number not in known),
        sum(1 for entry in (present.entries if present else ()) if entry not in entries),
    )


def look_at(path: Path) -> Look:
    """What a file holds; raises StoreError where it cannot be read."""
    engine = engine_over(path)
    try:
        with told_at_first_sight(path), Session(engine) as session:
            return look_in(session)
    finally:
        engine.dispose()


def look_in(session: Session) -> Look:
    """What the file of a session holds."""
    rows = session.execute(text("SELECT at, hash FROM history ORDER BY id")).all()
    documents = session.execute(text("SELECT number, series, seq FROM document ORDER BY id")).all()
    newest = {row.series: row for row in sorted(documents, key=lambda row: row.seq or 0)}
    return Look(
        company=session.execute(text("SELECT name FROM company")).scalar() or "",
        at=_moment(rows[-1].at) if rows else None,
        first=rows[0].hash if rows else "",
        entries=tuple(row.hash for row in rows),
        counts={
            table: session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar() or 0  # noqa: S608
            for table in COUNTED
        },
        numbers=tuple(row.number for row in documents),
        newest=tuple(row.number for series, row in sorted(newest.items()) if series),
        marks=marks_of(session),
    )


def _moment(told: str) -> datetime | None:
    try:
        return datetime.fromisoformat(told)
    except ValueError:
        return None  # the chain says that it was changed
