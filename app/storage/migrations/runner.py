"""Makes new data files, and brings older ones to today's shape: wholly or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import text

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage import paths
from app.storage.connection import engine_over, outside
from app.storage.durable import begin_file, discard, put_in_place, sync_folder, unused
from app.storage.errors import told
from app.storage.header import APPLICATION_ID
from app.storage.migrations.versions import m0001_first_shape
from app.storage.shape import CURRENT, SHAPES, examine, wrong_guards
from app.storage.triggers import TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Row

_UNCHANGED = {
    "document": "COUNT(*), SUM(net), SUM(tax), SUM(total)",
    "document_line": "COUNT(*), SUM(net), SUM(charged)",
    "document_tax": "COUNT(*), SUM(net), SUM(amount)",
    "document_pdf": "COUNT(*), SUM(LENGTH(pdf))",
    "payment": "COUNT(*), SUM(amount)",
    "history": "COUNT(*), MAX(id)",
}
"""What must be the same before and after any step."""


class MigrationFailedError(StoreError):
    """The step to the newer shape did not work out."""

    text = N_("{file} could not be brought to the newer shape ({detail}). It is as it was before.")


def create(path: Path) -> None:
    """Make an empty data file of today's shape; a kill half-way leaves no file of that name."""
    part = path.with_name(f"{path.name}.part")
    discard(part)
    begin_file(part)
    engine = engine_over(part)
    try:
        with told(path), engine.begin() as connection:
            for statement in m0001_first_shape.STATEMENTS:
                connection.exec_driver_sql(statement)
            if CURRENT > 1:
                take_steps(connection, 1, CURRENT, paths.migration_steps())
            _finish(connection, CURRENT)
        engine.dispose()
        put_in_place(part, path)
    finally:
        engine.dispose()
        discard(part)


def migrate(
    path: Path,
    *,
    steps: Path | None = None,
    shapes: Mapping[int, str] = SHAPES,
) -> Path:
    """Migrate a checked copy and put it in the file's place; returns where the old one is.

    Raises MigrationFailedError, and then the file is as it was.
    """
    copy = path.with_name(f"{path.name}.part")
    kept = unused(path.with_name(f"{path.stem}-before-shape-{max(shapes)}{path.suffix}"))
    try:
        discard(copy)
        _copy(path, copy)
        upgrade(copy, steps or paths.migration_steps(), shapes)
        _swap(copy, path, kept)
    except Exception as error:
        raise MigrationFailedError(file=str(path), detail=str(error)) from error
    finally:
        discard(copy)
    return kept


def _copy(path: Path, copy: Path) -> None:
    engine = engine_over(path)
    try:
        begin_file(copy)
        with engine.connect() as connection:
            outside(connection, "VACUUM INTO ?", str(copy))
    finally:
        engine.dispose()


def upgrade(copy: Path, steps: Path, shapes: Mapping[int, str] = SHAPES) -> None:
    """Bring a copy to the newest shape, in one transaction."""
    engine = engine_over(copy)
    target = max(shapes)
    try:
        with engine.connect() as connection:
            # Inside a transaction this would do nothing, and dropping a table would empty others.
            outside(connection, "PRAGMA foreign_keys=OFF")
            with connection.begin():
                version = examine(connection, copy, shapes)
                before = _totals(connection)
                for (name,) in _triggers(connection):
                    connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
                take_steps(connection, version, target, steps)
                _finish(connection, target)
                if _totals(connection) != before:
                    raise RuntimeError("documents were lost or changed")
                if examine(connection, copy, shapes) != target or wrong_guards(connection):
                    raise RuntimeError("the shape is not the one it should be")
    finally:
        engine.dispose()


def take_steps(connection: Connection, version: int, target: int, folder: Path) -> None:
    """Go from one shape to the next; the first comes after 0."""
    # Alembic is slow to import and needed once in years.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(folder.parent), version_locations=[str(folder)])
    before = f"{version:04}" if version else "base"
    steps = list(scripts.iterate_revisions(f"{target:04}", before))
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()


def _finish(connection: Connection, version: int) -> None:
    for statement in TRIGGERS.values():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _swap(copy: Path, path: Path, kept: Path) -> None:
    """Put the copy in place; the old file is at its place or beside it at every moment."""
    try:
        os.link(path, kept)
    except OSError:  # some file systems have no links
        path.rename(kept)
    try:
        sync_folder(path.parent)
        put_in_place(copy, path)
    except BaseException:
        kept.replace(path)
        # Renaming one of two names of the same file to the other does nothing.
        kept.unlink(missing_ok=True)
        raise


def _triggers(connection: Connection) -> Sequence[Row[tuple[str]]]:
    return connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")).all()


def _totals(connection: Connection) -> dict[str, tuple[object, ...]]:
    return {
        table: tuple(connection.execute(text(f"SELECT {sums} FROM {table}")).one())  # noqa: S608
        for table, sums in _UNCHANGED.items()
    }
