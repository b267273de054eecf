"""How SQLite is spoken to: every PRAGMA, and transactions that begin when we say so."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

APPLICATION_ID = 0x41434344
"""`ACCD`: says that a file is ours."""

PRAGMAS = {
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "fullfsync": "ON",
    "foreign_keys": "ON",
    "recursive_triggers": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
    "mmap_size": "0",
    "busy_timeout": "2000",
    "cache_size": "-65536",
}
READ_ONLY_PRAGMAS = ("foreign_keys", "trusted_schema", "cell_size_check", "mmap_size", "cache_size")


def engine_over(path: Path, *, read_only: bool) -> Engine:
    """An engine with one connection over a data file."""
    mode = "ro" if read_only else "rwc"
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    wanted = READ_ONLY_PRAGMAS if read_only else tuple(PRAGMAS)

    def connect() -> sqlite3.Connection:
        # The driver must never open transactions by itself: it would begin them too late.
        found = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        for name in wanted:
            found.execute(f"PRAGMA {name}={PRAGMAS[name]}")
        return found

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=10,
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def pragma(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a number or a word
    """What a PRAGMA says."""
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()
