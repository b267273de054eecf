"""Many rows at once: written as SQLite keeps them, with one statement a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

Row = dict[str, Any]


def write_rows(session: Session, table: str, rows: Sequence[Row]) -> None:
    """Write rows that all have the same columns; whoever does says what it touches."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    blanks = ", ".join("?" * len(rows[0]))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({blanks})"  # noqa: S608 - our own names
    session.connection().exec_driver_sql(statement, [tuple(row.values()) for row in rows])
