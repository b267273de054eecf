"""Putting a backup in the place of the data file, after a look at it; the old one is kept."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage import paths
from app.storage.check import check
from app.storage.connection import engine_over, pragma
from app.storage.durable import begin_folder, copy_file, discard, put_in_place, unused
from app.storage.errors import MissingError, told, told_at_first_sight, told_of_files
from app.storage.history import append
from app.storage.lock import Lock
from app.storage.locked import is_locked, unlock
from app.storage.looking import Look, Preview, compared, look_at
from app.storage.marks import RESTORE, Marks, highest, raise_to
from app.storage.migrations.runner import upgrade
from app.storage.shape import CURRENT, examine, look_at_header

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from datetime import datetime
    from pathlib import Path


class SameFileError(StoreError):
    """The copy is the data file itself."""

    text = N_("{file} is the data file itself. Choose one of its copies.")


class FaultyCopyError(StoreError):
    """The copy is not sound."""

    text = N_("{file} is not sound and was not restored: {detail} Choose another copy.")


def peek(copy: Path, data: Path, passphrase: str = "") -> Look:
    """What is in a backup, once all of it was checked beside the data file; raises StoreError."""
    with told_of_files(data), _unpacked(copy, data, "peek", passphrase) as part:
        _look_into(part, copy, _examined(part, copy))
        return look_at(part)


def preview(copy: Path, data: Path, passphrase: str = "") -> Preview:
    """What a backup would bring, and take from a data file that is not open; raises StoreError."""
    with told_of_files(data), _locked(data):
        return compared(peek(copy, data, passphrase), _present(data))


def restore(
    copy: Path,
    data: Path,
    now: datetime,
    *,
    passphrase: str = "",
    marks: Mapping[str, Mapping[str, int]] | None = None,
) -> Path | None:
    """Put a copy in the data file's place, and return where the old one is kept, if there was one.

    The copy is looked at first, in the form in which it will be used; raises StoreError. Numbers
    go on after those of the old file, or after the marks kept elsewhere of a company whose
    history begins like this one.
    """
    with (
        told_of_files(data),
        _locked(data),
        _unpacked(copy, data, "restoring", passphrase) as part,
    ):
        version = _examined(part, copy)
        found = look_at(part)
        present = _present(data)
        far = dict((marks or {}).get(found.first, {})) if found.first else {}
        if present and present.first == found.first:
            far = highest(far, present.marks)
        _note(part, copy, far, now)
        _hold_mails(part)
        _look_into(part, copy, version)
        kept = _kept(data, now) if data.exists() else None
        put_in_place(part, data)
    return kept


def try_out(copy: Path, folder: Path, passphrase: str = "") -> Look:
    """Restore a backup in a folder where it harms nothing, look at all of it, and remove it."""
    return peek(copy, folder / "drill.accord", passphrase)


@contextmanager
def _unpacked(copy: Path, data: Path, ending: str, passphrase: str) -> Generator[Path]:
    """The copy beside the place it is meant for, decrypted; gone at the end."""
    part = data.with_name(f"{data.name}.{ending}")
    with told_of_files(copy):
        if not copy.exists():
            raise MissingError(file=str(copy))
        if data.exists() and copy.samefile(data):
            raise SameFileError(file=str(copy))
        locked = is_locked(copy)
        if not locked:
            look_at_header(copy)
    try:
        with told_of_files(data):
            begin_folder(data.parent)
            discard(part)
            if locked:
                unlock(copy, part, passphrase)
                look_at_header(part)
            else:
                copy_file(copy, part)
        yield part
    finally:
        discard(part)


@contextmanager
def _locked(data: Path) -> Generator[None]:
    with told_of_files(data):
        begin_folder(data.parent)
        lock = Lock(data)
    try:
        yield
    finally:
        lock.release()


def _examined(part: Path, copy: Path) -> int:
    engine = engine_over(part, read_only=True)
    try:
        with told_at_first_sight(copy), engine.connect() as connection:
            return examine(connection, copy)
    finally:
        engine.dispose()


def _look_into(part: Path, copy: Path, version: int) -> None:
    """Check all of it; an older one as it will be when it is brought up to date."""
    if version == CURRENT:
        _look_for_faults(part, copy)
        return
    newer = part.with_name(f"{part.name}.newer")
    try:
        discard(newer)
        copy_file(part, newer)
        with told_at_first_sight(copy):
            upgrade(newer, paths.migration_steps())
        _look_for_faults(newer, copy)
    finally:
        discard(newer)


def _look_for_faults(part: Path, copy: Path) -> None:
    engine = engine_over(part, read_only=True)
    try:
        with told_at_first_sight(copy), Session(engine) as session:
            for sentence in check(session):
                raise FaultyCopyError(file=str(copy), detail=sentence)
    finally:
        engine.dispose()


def _present(data: Path) -> Look | None:
    """What the file that would be replaced holds; nothing where it cannot be read any more."""
    if not data.exists():
        return None
    seen = data.with_name(f"{data.name}.seen")
    try:
        # With its journal, for a program that was killed may have left it half-way.
        discard(seen)
        for ending in ("", "-journal"):
            source = data.with_name(f"{data.name}{ending}")
            if source.exists():
                copy_file(source, seen.with_name(f"{seen.name}{ending}"))
        return look_at(seen)
    except StoreError:
        return None
    finally:
        discard(seen)


def _note(part: Path, copy: Path, far: Marks, now: datetime) -> None:
    """Say in the copy's history that it was restored, and let its numbers go on after the rest."""
    engine = engine_over(part)
    try:
        with told(copy), Session(engine) as session:
            content = {"from": copy.name, "numbers": raise_to(session, far)}
            append(session, [(RESTORE, "", content)], now, "owner")
            session.commit()
    finally:
        engine.dispose()


def _hold_mails(part: Path) -> None:
    """What waits in the outbox of a copy may have gone out since the copy was made."""
    engine = engine_over(part)
    try:
        with engine.begin() as connection:
            if pragma(connection, "user_version") == CURRENT:
                connection.exec_driver_sql("UPDATE mail SET state = 'held' WHERE state = 'pending'")
    finally:
        engine.dispose()


def _kept(data: Path, now: datetime) -> Path:
    """Give the old file a second name beside it."""
    kept = unused(data.with_name(f"{data.stem}-before-{now:%Y%m%d-%H%M%S}{data.suffix}"))
    _fold(data)
    journal = data.with_name(f"{data.name}-journal")
    if journal.exists():
        # It is damaged: no program could roll it back. Under the old name it must not stay, for
        # SQLite would play it into the new file.
        journal.replace(kept.with_name(f"{kept.name}-journal"))
    try:
        os.link(data, kept)
    except OSError:  # some file systems know no second names
        copy_file(data, kept)
    return kept


def _fold(data: Path) -> None:
    """Let SQLite take back what a killed program left half-way, so that one file is all of it."""
    if not data.with_name(f"{data.name}-journal").exists():
        return
    engine = engine_over(data)
    try:
        with told_at_first_sight(data), engine.connect() as connection:
            connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_schema")
    except StoreError:
        return
    finally:
        engine.dispose()
