"""Many rows at once: read and written as SQLite keeps them, with one statement a table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from app.storage.connection import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

Row = dict[str, Any]
Plain = tuple[Any, ...]
"""A row as the driver hands it over."""


def read_rows(session: Session, table: str, columns: str, *, order: str = "id") -> list[Plain]:
    """Some columns of all rows of a table."""
    names = ", ".join(f'"{name}"' for name in columns.split())
    statement = f"SELECT {names} FROM {table} ORDER BY {order}"  # noqa: S608 - our own names
    return driver_of(session.connection()).execute(statement).fetchall()


def by_owner(rows: Iterable[Plain]) -> Mapping[int, Sequence[Plain]]:
    """The rest of each row, under the owner that its first column names."""
    found: dict[int, list[Plain]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found


def write_rows(session: Session, table: str, rows: Sequence[Row]) -> None:
    """Write rows that all have the same columns; whoever does says what it touches."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    blanks = ", ".join("?" * len(rows[0]))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({blanks})"  # noqa: S608 - our own names
    session.connection().exec_driver_sql(statement, [tuple(row.values()) for row in rows])
