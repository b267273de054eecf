"""How SQLite is spoken to: every PRAGMA, and transactions that begin when we say so."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

READING_PRAGMAS = {
    "busy_timeout": "2000",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "cache_size": "-65536",
}
PRAGMAS = {
    "busy_timeout": "2000",  # first of all, for the next ones may have to wait
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "fullfsync": "ON",
    **READING_PRAGMAS,
}
PATIENCE = 60
"""Seconds one thread waits for another's transaction."""

_READING = "reading"


def engine_over(path: Path, *, read_only: bool = False, create: bool = False) -> Engine:
    """An engine with one connection over a data file."""
    mode = "ro" if read_only else "rwc" if create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # The driver must never open transactions by itself: it would begin them too late.
        found = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            for name, value in (READING_PRAGMAS if read_only else PRAGMAS).items():
                found.execute(f"PRAGMA {name}={value}")
            if not read_only:
                # SQLite keeps this lock for good, so that no other program even reads along.
                found.execute("BEGIN EXCLUSIVE")
                found.execute("COMMIT")
        except BaseException:
            found.close()
            raise
        return found

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        reading = read_only or connection.get_execution_options().get(_READING, False)
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def reading(engine: Engine) -> Engine:
    """The same engine, beginning transactions that cannot write."""
    return engine.execution_options(**{_READING: True})


def pragma(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a number or a word
    """What a PRAGMA says."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def outside(connection: Connection, statement: str, *values: str) -> None:
    """Run a statement that stands outside any transaction; SQLAlchemy would begin one."""
    driver_of(connection).execute(statement, values)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
