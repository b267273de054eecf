"""The store: the one door to the data file, with short transactions and news of changes."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session

from app.storage import history
from app.storage.changes import KINDS
from app.storage.connection import engine_over, outside, reading
from app.storage.durable import begin_file, begin_folder
from app.storage.errors import (
    DamagedError,
    MissingError,
    NotOursError,
    OutdatedError,
    ReadOnlyError,
    told,
    told_at_first_sight,
    told_of_files,
)
from app.storage.lock import Lock
from app.storage.migrations.runner import create as create_file
from app.storage.migrations.runner import migrate
from app.storage.shape import CURRENT, examine, look_at_header, wrong_guards

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Engine

    from app.domain.changes import Changes, Kind
    from app.domain.clock import Clock

Listener = Callable[["Changes"], None]

_WORK = "work"


class Store:
    """The data file, open."""

    def __init__(
        self, path: Path, engine: Engine, clock: Clock, *, actor: str, read_only: bool
    ) -> None:
        """Keep what `open` made; use that."""
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._clock = clock
        self._actor = actor
        self._mine = threading.local()
        self._listeners: dict[object, Listener] = {}
        self._bracers: list[Callable[[str], None]] = []
        self._leaving = ExitStack()
        self._is_closed = False
        self._wrong_guards: tuple[str, ...] = ()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        create: bool = False,
        read_only: bool = False,
        actor: str = "owner",
    ) -> Store:
        """Open a data file, or make it; read-only where it cannot be written. Raises StoreError.

        An older file is brought to today's shape first, and its old state kept beside it.
        """
        with ExitStack() as undo:
            with told_of_files(path):
                path = path.resolve()
                is_new = _is_new(path, create=create and not read_only)
                lock = _lock(path)
                if lock:
                    undo.callback(lock.release)
                elif is_new:
                    raise ReadOnlyError(file=str(path))
                if is_new:
                    create_file(path)
            read_only = read_only or lock is None or not os.access(path, os.W_OK)
            engine = _engine(path, read_only=read_only)
            undo.callback(engine.dispose)
            store = cls(path, engine, clock, actor=actor, read_only=read_only)
            with told(path), reading(engine).connect() as connection:
                store._wrong_guards = wrong_guards(connection)
            store._leaving = undo.pop_all()
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._leaving.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def read(self) -> Generator[Session]:
        """Look at the data as it stands at one moment; a write in here is a mistake of ours."""
        try:
            with self._alone(), told(self.path), _Session(reading(self._engine)) as session:
                yield session
                changed = {*session.new, *session.deleted, *_modified(session)}
                assert not changed, "a read does not write"
        except ReadOnlyError as error:
            raise AssertionError("a read does not write") from error

    @contextmanager
    def write(self) -> Generator[Session]:
        """Change the data: all of it on a clean exit, none of it otherwise; then tell who listens.

        Raises StoreError where the file cannot be written.
        """
        if self.read_only:
            raise ReadOnlyError(file=str(self.path))
        if self._wrong_guards:
            # It can be looked at and checked; what is written now would not be safe.
            raise DamagedError(file=str(self.path), detail=" ".join(self._wrong_guards))
        with self._alone(), told(self.path), _Session(self._engine) as session:
            work = session.info[_WORK] = _Work(history.head(session))
            yield session
            session.flush()
            _catch_up(session, self._clock.now())
            if work.touched and not work.notes and history.head(session) == work.head:
                # Whoever saw the head must be able to tell that something is different now.
                work.notes.append(("change", ", ".join(sorted(work.touched)), {}))
            history.append(session, work.notes, self._clock.now(), self._actor)
            with told(self.path, committing=True):
                session.commit()
        if work.touched:
            for listener in tuple(self._listeners.values()):
                listener(frozenset(work.touched))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener what each commit touched, on its thread; returns how to stop."""
        key = object()
        self._listeners[key] = listener

        def stop() -> None:
            self._listeners.pop(key, None)

        return stop

    def brace_with(self, prepare: Callable[[str], None]) -> None:
        """Let this be done before what is big: it is told what is about to happen."""
        self._bracers.append(prepare)

    def brace(self, why: str) -> None:
        """Say that something big is about to be written, outside of any transaction."""
        for prepare in self._bracers:
            prepare(why)

    def copy_into(self, target: Path) -> None:
        """Write the data as it stands to a new file, compacted; raises StoreError."""
        with self._alone(), told(target), self._engine.connect() as connection:
            outside(connection, "PRAGMA query_only=OFF")
            # SQLite fills an empty file, and leaves it to those who could read it before.
            with told_of_files(target):
                begin_file(target)
            outside(connection, "VACUUM INTO ?", str(target))

    @contextmanager
    def _alone(self) -> Generator[None]:
        assert not self._is_closed, "the store is closed"
        assert not getattr(self._mine, "is_busy", False), "transactions do not nest"
        self._mine.is_busy = True
        try:
            yield
        finally:
            self._mine.is_busy = False


def note(session: Session, action: str, subject: str, content: dict[str, Any]) -> None:
    """Tell the history; it is written when the transaction commits."""
    _work_of(session).notes.append((action, subject, content))


def touch(session: Session, *kinds: Kind) -> None:
    """Say what a statement changes where SQLAlchemy cannot see it: that is, plain SQL."""
    _work_of(session).touched.update(kinds)


@dataclass(slots=True)
class _Work:
    """What a write has done so far."""

    head: str
    notes: list[history.Note] = field(default_factory=list[history.Note])
    touched: set[Kind] = field(default_factory=set["Kind"])


class _Session(Session):
    """A session that knows whether it may write, and remembers what it touched."""


def _work_of(session: Session) -> _Work:
    work = session.info.get(_WORK)
    assert isinstance(work, _Work), "a read does not write"
    return work


def _modified(session: Session) -> Iterator[object]:
    return (thing for thing in session.dirty if session.is_modified(thing))


def _catch_up(session: Session, now: datetime) -> None:
    stale = session.connection().exec_driver_sql("SELECT 1 FROM ticket_stale LIMIT 1")
    if stale.first() is not None:
        # Most writes are about no ticket, and the first frame is not to wait for the clocks.
        from app.storage.ticket_now import catch_up

        catch_up(session, now)


@event.listens_for(_Session, "before_flush")
def _collect(session: Session, *_: object) -> None:
    things: tuple[object, ...] = (*session.new, *_modified(session), *session.deleted)
    kinds = _work_of(session).touched
    kinds.update(KINDS[type(thing)] for thing in things if type(thing) in KINDS)


@event.listens_for(_Session, "do_orm_execute")
def _collect_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        kinds = _work_of(state.session).touched
        mapper: Mapper[Any] | None = state.bind_mapper
        if mapper and mapper.class_ in KINDS:
            kinds.add(KINDS[mapper.class_])


def _is_new(path: Path, *, create: bool) -> bool:
    if not path.exists():
        if not create:
            raise MissingError(file=str(path))
        begin_folder(path.parent)
        return True
    if not path.is_file():
        raise NotOursError(file=str(path))
    look_at_header(path)
    return False


def _lock(path: Path) -> Lock | None:
    """The lock, or None in a folder in which nothing can be written."""
    try:
        return Lock(path)
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            return None
        raise


def _engine(path: Path, *, read_only: bool) -> Engine:
    """An engine over a sound file of today's shape."""
    engine = engine_over(path, read_only=read_only)
    try:
        with told_at_first_sight(path), reading(engine).connect() as connection:
            version = examine(connection, path)
        if version == CURRENT:
            return engine
    except BaseException:
        engine.dispose()
        raise
    engine.dispose()
    if read_only:
        raise OutdatedError(file=str(path))
    with told(path):
        migrate(path)
    return engine_over(path)
