"""What tells a data file of ours from others, one shape from the next, and a sound file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from app.storage.connection import pragma
from app.storage.errors import DamagedError, NewerError, NotOursError
from app.storage.header import APPLICATION_ID, is_ours
from app.storage.seal import digest
from app.storage.triggers import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy import Connection

SHAPES = {
    1: "4266a952a83bcf75a3159123cae590973be2fee13be2487f624d850799966af9",
    2: "0a98777e8a0c6d3534716de34de3710303a7703c37800a4548796377416615e3",
}
"""The hash of the tables of every shape there was, by its number: the file's `user_version`."""

CURRENT = max(SHAPES)


def look_at_header(path: Path) -> None:
    """Refuse what is not ours before SQLite could touch it; raises NotOursError or OSError."""
    if not is_ours(path):
        raise NotOursError(file=str(path))


def examine(connection: Connection, path: Path, shapes: Mapping[int, str] = SHAPES) -> int:
    """The number of a sound file's shape; raises StoreError where it is newer or damaged."""
    if pragma(connection, "application_id") != APPLICATION_ID:
        raise NotOursError(file=str(path))
    version = int(pragma(connection, "user_version"))
    if version > max(shapes):
        raise NewerError(file=str(path))
    fault = _fault(connection)
    if fault is None and tables_hash(connection) != shapes.get(version):
        fault = "its tables are not as Accord made them"
    if fault:
        raise DamagedError(file=str(path), detail=fault)
    return version


def tables_hash(connection: Connection) -> str:
    """One hash over every table, index and view, STRICT and all checks among them."""
    rows = connection.execute(
        text(
            "SELECT type, name, sql FROM sqlite_schema WHERE type <> 'trigger' "
            "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name"
        )
    ).all()
    return digest("\n".join(f"{row[0]} {row[1]} {' '.join(str(row[2]).split())}" for row in rows))


def wrong_guards(connection: Connection) -> tuple[str, ...]:
    """The names of triggers that are missing, or not as they should be, or strangers."""
    # As bytes: what is damaged may be no text.
    rows = connection.execute(
        text("SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema WHERE type='trigger'")
    )
    found = {row[0].decode("utf-8", "replace"): row[1] for row in rows}
    wanted = {name: statement.encode() for name, statement in TRIGGERS.items()}
    return tuple(name for name in {**wanted, **found} if found.get(name) != wanted.get(name))


def _fault(connection: Connection) -> str | None:
    answer = pragma(connection, "integrity_check(1)")
    if answer != "ok":
        return str(answer)
    stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return f"a row of {stray[0]} refers to nothing" if stray else None
