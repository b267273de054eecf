"""A first look at a data file, with the standard library alone and without writing to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from app.storage.figures import figures
from app.storage.header import APPLICATION_ID, TODAYS_SHAPE, is_ours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.dashboard import Dashboard


def glance(path: Path, now: datetime) -> Dashboard | None:
    """The dashboard's figures; None where they cannot be had so, and opening the file says why."""
    try:
        if not is_ours(path):
            return None
        uri = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as connection:

            def ask(query: str, values: tuple[Any, ...]) -> Sequence[Any]:
                return connection.execute(query, values).fetchall()

            ask("PRAGMA trusted_schema=OFF", ())
            ask("BEGIN", ())
            marks = (ask("PRAGMA application_id", ()), ask("PRAGMA user_version", ()))
            if marks != ([(APPLICATION_ID,)], [(TODAYS_SHAPE,)]):
                return None
            return figures(ask, now)
    except (sqlite3.Error, OSError, ValueError, LookupError):
        return None
