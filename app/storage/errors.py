"""What the disk or the data file can refuse, each as one sentence; SQLite's own errors end here."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.domain.errors import StoreError, Trouble
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


class MissingError(StoreError):
    """There is no such file."""

    trouble = Trouble.MISSING
    text = N_("{file} is not there. Import a workbook, or make the sample company, to begin.")


class NotOursError(StoreError):
    """The file is something else."""

    trouble = Trouble.NOT_OURS
    text = N_("{file} is not a data file of Accord. Choose another file.")


class NewerError(StoreError):
    """A newer Accord made the file."""

    trouble = Trouble.NEWER
    text = N_("{file} was made by a newer Accord. Install that version, or restore a backup.")


class OutdatedError(StoreError):
    """An older Accord made the file, and it cannot be brought up to date where it is."""

    trouble = Trouble.OUTDATED
    text = N_(
        "{file} was made by an older Accord and must be brought up to date first, but it is "
        "read-only here. Move it to a folder of yours."
    )


class DamagedError(StoreError):
    """The file is not as it should be."""

    trouble = Trouble.DAMAGED
    text = N_("{file} is damaged ({detail}). Restore a backup; this file is left as it is.")


class OpenElsewhereError(StoreError):
    """Another program has the file open."""

    trouble = Trouble.OPEN_ELSEWHERE
    text = N_("{file} is open in another window or program. Close it there first.")


class BusyError(StoreError):
    """Another thread of this program is at work for longer than one should wait."""

    text = N_("Accord is still busy with {file}. Wait until that is done, then try again.")


class ReadOnlyError(StoreError):
    """Nothing can be written here."""

    trouble = Trouble.READ_ONLY
    text = N_("{file} is read-only here, so nothing was changed. Move it to a folder of yours.")


class DiskFullError(StoreError):
    """No room is left."""

    trouble = Trouble.FULL
    text = N_("The disk is full, so {file} was not changed. Make room on it, then try again.")


class DiskError(StoreError):
    """The disk or the folder says no, for another reason."""

    text = N_("{file} could not be used: {detail}. Nothing was changed.")


class UnsureError(StoreError):
    """The disk failed at the very last moment: what was written may be there or not."""

    text = N_(
        "{file} could not be saved for sure: {detail}. Open it again and look whether the last "
        "step is there before you repeat it."
    )


_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: OpenElsewhereError,
    sqlite3.SQLITE_LOCKED: OpenElsewhereError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: DamagedError,
    sqlite3.SQLITE_IOERR: DiskError,
    sqlite3.SQLITE_CANTOPEN: DiskError,
}
"""By SQLite's primary result codes."""


@contextmanager
def told(file: Path, *, committing: bool = False) -> Generator[None]:
    """Turn what SQLite and the pool raise into sentences; our own mistakes pass."""
    try:
        yield
    except PoolTimeoutError as error:
        raise BusyError(file=str(file)) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = _known(file, cause, committing=committing)
        if known is None:
            raise
        raise known from error


@contextmanager
def told_at_first_sight(file: Path) -> Generator[None]:
    """The same while a file is opened, when all that cannot be understood is the file's fault."""
    try:
        with told(file):
            yield
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        raise DamagedError(file=str(file), detail=str(error)) from error


@contextmanager
def told_of_files(file: Path) -> Generator[None]:
    """Turn what the file system raises into sentences."""
    try:
        yield
    except OSError as error:
        raise DiskError(file=str(file), detail=error.strerror or str(error)) from error


def _known(file: Path, error: BaseException | None, *, committing: bool) -> StoreError | None:
    kind = _KINDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if str(error).startswith("Could not decode"):  # the driver's own, without a code
        kind = DamagedError
    if kind is DiskError and committing:
        # A failed sync of the folder comes after the point of no return.
        kind = UnsureError
    return kind and kind(file=str(file), detail=str(error))
