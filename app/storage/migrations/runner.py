"""Brings a data file to today's shape: on a verified copy, wholly or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage.connection import APPLICATION_ID, engine_over, pragma
from app.storage.migrations.versions import first_shape_0001
from app.storage.seal import digest
from app.storage.triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

CURRENT = 1
"""The number of the newest step: the file's `user_version`."""


class MigrationFailedError(StoreError):
    """The step to the newer shape did not work out."""

    text = N_("{file} could not be brought to the newer shape ({detail}). It is as it was before.")


def create_shape(connection: Connection) -> None:
    """Make today's shape in an empty file."""
    for statement in first_shape_0001.STATEMENTS:
        connection.exec_driver_sql(statement)
    _finish(connection)


def shape_hash(connection: Connection) -> str:
    """One hash over every table, index and trigger."""
    rows = connection.execute(
        text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
    ).all()
    return digest("\n".join(f"{row[0]} {row[1]} {' '.join(row[2].split())}" for row in rows))


def migrate(path: Path, version: int, steps_folder: Path | None = None) -> Path:
    """Migrate a copy, check it, and put it in the file's place; returns where the old one is."""
    copy = path.with_name(f"{path.name}.migrating")
    kept = path.with_name(f"{path.stem}-before-shape-{CURRENT}{path.suffix}")
    copy.unlink(missing_ok=True)
    try:
        _copy(path, copy)
        _run(copy, version, steps_folder or Path(first_shape_0001.__file__ or "").parent)
        kept.unlink(missing_ok=True)
        os.link(path, kept)
        copy.replace(path)
    except Exception as error:
        copy.unlink(missing_ok=True)
        raise MigrationFailedError(file=str(path), detail=str(error)[:200]) from error
    return kept


def _copy(path: Path, copy: Path) -> None:
    engine = engine_over(path, read_only=True)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
    engine.dispose()


def _run(copy: Path, version: int, folder: Path) -> None:
    # Alembic is slow to import and needed once in years.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(folder.parent), version_locations=[str(folder)])
    steps = sorted(scripts.walk_revisions(), key=lambda step: step.revision)
    engine = engine_over(copy, read_only=False)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.begin(), Operations.context(MigrationContext.configure(connection)):
            _drop(connection, "trigger", _names(connection, "trigger"))
            for step in steps:
                if int(step.revision) > version:
                    step.module.upgrade()
            _finish(connection)
            if connection.execute(text("PRAGMA foreign_key_check")).first():
                raise ValueError("foreign keys")
    engine.dispose()


def _names(connection: Connection, kind: str) -> list[str]:
    rows = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = :kind"), {"kind": kind}
    )
    return [row[0] for row in rows]


def _drop(connection: Connection, kind: str, names: Iterable[str]) -> None:
    for name in names:
        connection.exec_driver_sql(f'DROP {kind.upper()} "{name}"')


def _finish(connection: Connection) -> None:
    for statement in triggers().values():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT}")


def version_of(connection: Connection) -> int:
    """The number of the shape a file has."""
    return int(pragma(connection, "user_version"))
