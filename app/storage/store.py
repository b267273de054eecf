"""The store: the one door to the data file, with short transactions and news of changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, exc
from sqlalchemy.orm import Session

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage import history
from app.storage.connection import APPLICATION_ID, engine_over, pragma
from app.storage.lock import Lock, OpenElsewhereError, is_writable
from app.storage.migrations.runner import CURRENT, create_shape, migrate, version_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.changes import Changes, Kind
    from app.domain.clock import Clock

Listener = Callable[["Changes"], None]
HEADER = b"SQLite format 3\x00"
_NOTES, _TOUCHED = "notes", "touched"


class MissingError(StoreError):
    """There is no such file."""

    text = N_("{file} is not there. Import a workbook, or make the sample company, to begin.")


class NotOursError(StoreError):
    """The file is something else."""

    text = N_("{file} is not a data file of Accord. Choose another file.")


class NewerError(StoreError):
    """A newer Accord made the file."""

    text = N_("{file} was made by a newer Accord. Install that version, or restore a backup.")


class DamagedError(StoreError):
    """The file cannot be read as it should."""

    text = N_("{file} is damaged ({detail}). Restore a backup; this file is left as it is.")


class ReadOnlyError(StoreError):
    """Nothing can be written here."""

    text = N_("{file} is read-only here, so nothing was changed. Move it to a folder of yours.")


class DiskError(StoreError):
    """The disk or the folder said no."""

    text = N_("{file} could not be used: {detail}. Nothing was changed.")


class Store:
    """The data file, open."""

    def __init__(self, path: Path, engine: Engine, lock: Lock | None, clock: Clock) -> None:
        """Keep what `open` made; use that."""
        self.path = path
        self._engine = engine
        self._lock = lock
        self._clock = clock
        self._busy = threading.local()
        self._listeners: list[Listener] = []

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @classmethod
    def open(cls, path: Path, *, clock: Clock, create: bool = False) -> Store:
        """Open a data file, or make it; read-only where its folder is. Raises StoreError."""
        try:
            is_new = not path.exists()
            if is_new and not create:
                raise MissingError(file=str(path))
            if is_new:
                path.parent.mkdir(parents=True, exist_ok=True)
            elif not path.is_file():
                raise NotOursError(file=str(path))
            else:
                _look_at_header(path)
            if is_writable(path):
                lock = Lock(path)
            elif is_new:
                raise ReadOnlyError(file=str(path))
            else:
                lock = None
        except OSError as error:
            raise DiskError(file=str(path), detail=error.strerror or str(error)) from error
        try:
            store = cls(path, engine_over(path, read_only=lock is None), lock, clock)
            store._begin(is_new=is_new)
        except BaseException:
            if lock:
                lock.release()
            raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    @contextmanager
    def read(self) -> Generator[Session]:
        """Look at the data; nothing can be written."""
        with self._alone(), self._errors(), Session(self._engine, autoflush=False) as session:
            yield session
            if session.new or session.dirty or session.deleted or session.info.get(_NOTES):
                raise AssertionError("a read does not write")
            session.rollback()

    @contextmanager
    def write(self) -> Generator[Session]:
        """Change the data: all of it on a clean exit, none of it otherwise."""
        if self.read_only:
            raise ReadOnlyError(file=str(self.path))
        with self._alone(), self._errors(), Session(self._engine) as session:
            session.connection()
            yield session
            history.append(session, session.info.pop(_NOTES, ()), self._clock.now())
            touched: Changes = frozenset(session.info.pop(_TOUCHED, ()))
            session.commit()
        if touched:
            for listener in tuple(self._listeners):
                listener(touched)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener what each commit touched; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def _alone(self) -> Generator[None]:
        assert not getattr(self._busy, "flag", False), "transactions do not nest"
        self._busy.flag = True
        try:
            yield
        finally:
            self._busy.flag = False

    @contextmanager
    def _errors(self) -> Generator[None]:
        try:
            yield
        except exc.DatabaseError as error:
            raise self._told(error.orig) from error
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    def _told(self, error: BaseException | None) -> StoreError:
        detail = str(error)
        if "locked" in detail:
            return OpenElsewhereError(file=str(self.path))
        if "malformed" in detail or "not a database" in detail:
            return DamagedError(file=str(self.path), detail=detail)
        return DiskError(file=str(self.path), detail=detail)

    def _begin(self, *, is_new: bool) -> None:
        try:
            self._shape(is_new=is_new)
        except exc.DatabaseError as error:
            self._engine.dispose()
            raise self._told(error.orig) from error
        except sqlite3.DatabaseError as error:
            self._engine.dispose()
            raise self._told(error) from error
        except BaseException:
            self._engine.dispose()
            raise

    def _shape(self, *, is_new: bool) -> None:
        with self._engine.connect() as connection, connection.begin():
            if is_new:
                create_shape(connection)
                return
            if pragma(connection, "application_id") != APPLICATION_ID:
                raise NotOursError(file=str(self.path))
            version = version_of(connection)
            if version > CURRENT:
                raise NewerError(file=str(self.path))
            answer = pragma(connection, "quick_check")
            if answer != "ok":
                raise DamagedError(file=str(self.path), detail=str(answer))
        if version < CURRENT:
            if self.read_only:
                raise ReadOnlyError(file=str(self.path))
            self._engine.dispose()
            migrate(self.path, version)
            self._engine = engine_over(self.path, read_only=False)


def note(session: Session, action: str, subject: str, content: dict[str, Any]) -> None:
    """Tell the history; it is written when the transaction commits."""
    session.info.setdefault(_NOTES, []).append((action, subject, content))


def touch(session: Session, *kinds: Kind) -> None:
    """Say what the transaction changes."""
    session.info.setdefault(_TOUCHED, set()).update(kinds)


def _look_at_header(path: Path) -> None:
    """Refuse what is no SQLite file at all, before SQLite could touch it."""
    with path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            raise NotOursError(file=str(path))
