"""Putting a copy in the place of the data file, after a look at the copy; the old one is kept."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage.check import check
from app.storage.connection import engine_over, pragma
from app.storage.durable import discard, put_in_place
from app.storage.errors import told_at_first_sight, told_of_files
from app.storage.lock import Lock
from app.storage.shape import CURRENT, examine, look_at_header

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class SameFileError(StoreError):
    """The copy is the data file itself."""

    text = N_("{file} is the data file itself. Choose one of its copies.")


class FaultyCopyError(StoreError):
    """The copy is not sound."""

    text = N_("{file} is not sound and was not restored: {detail} Choose another copy.")


def restore(copy: Path, data: Path, now: datetime) -> Path | None:
    """Put a copy in the data file's place, and return where the old one is kept, if there was one.

    The copy is looked at first, in the form in which it will be used; raises StoreError.
    """
    with told_of_files(copy):
        if data.exists() and copy.exists() and copy.samefile(data):
            raise SameFileError(file=str(copy))
        look_at_header(copy)
        data.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(data)
    try:
        with told_of_files(data):
            return _swapped(copy, data, now)
    finally:
        lock.release()


def _swapped(copy: Path, data: Path, now: datetime) -> Path | None:
    part = data.with_name(f"{data.name}.restoring")
    try:
        discard(part)
        shutil.copyfile(copy, part)
        _look_at(part, copy)
        _hold_mails(part)
        kept = _kept(data, now) if data.exists() else None
        put_in_place(part, data)
    finally:
        discard(part)
    return kept


def _kept(data: Path, now: datetime) -> Path:
    """Give the old file a second name beside it, with its journal where it has one."""
    kept = data.with_name(f"{data.stem}-before-{now:%Y%m%d-%H%M%S}{data.suffix}")
    try:
        os.link(data, kept)
    except OSError:  # some file systems know no second names
        shutil.copy2(data, kept)
    journal = data.with_name(f"{data.name}-journal")
    if journal.exists():
        journal.replace(kept.with_name(f"{kept.name}-journal"))
    return kept


def _hold_mails(part: Path) -> None:
    """What waits in the outbox of a copy may have gone out since the copy was made."""
    engine = engine_over(part)
    try:
        with engine.begin() as connection:
            if pragma(connection, "user_version") == CURRENT:
                connection.exec_driver_sql("UPDATE mail SET state = 'held' WHERE state = 'pending'")
    finally:
        engine.dispose()


def _look_at(part: Path, copy: Path) -> None:
    engine = engine_over(part, read_only=True)
    try:
        with told_at_first_sight(copy), Session(engine) as session:
            version = examine(session.connection(), copy)
            # An older one is checked after it was brought up to date, when it is opened.
            findings = check(session) if version == CURRENT else ()
            for sentence in findings:
                raise FaultyCopyError(file=str(copy), detail=sentence)
    finally:
        engine.dispose()
