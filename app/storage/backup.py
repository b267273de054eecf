"""A copy of the data file while it is open, checked before it gets its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage.check import check
from app.storage.connection import engine_over
from app.storage.durable import discard, put_in_place
from app.storage.errors import told_at_first_sight, told_of_files
from app.storage.history import has, head
from app.storage.shape import examine

if TYPE_CHECKING:
    from pathlib import Path

    from app.storage.store import Store


class CopyOntoItselfError(StoreError):
    """The copy would take the place of the data file."""

    text = N_("{file} is the data file itself. Choose another name for the copy.")


class NotWholeError(StoreError):
    """The copy is not as the data file."""

    text = N_("The copy {file} did not become whole and was not kept. Check the disk it is on.")


def copy(store: Store, target: Path) -> None:
    """Write a copy as it stands now, whole and checked or not at all; raises StoreError."""
    if target.resolve() == store.path:
        raise CopyOntoItselfError(file=str(target))
    with store.read() as session:
        newest = head(session)
    part = target.with_name(f"{target.name}.part")
    with told_of_files(target):
        try:
            discard(part)
            store.copy_into(part)
            if not _is_whole(part, target, newest, store):
                raise NotWholeError(file=str(target))
            put_in_place(part, target)
        finally:
            discard(part)


def _is_whole(part: Path, target: Path, newest: str, store: Store) -> bool:
    engine = engine_over(part, read_only=True)
    try:
        with told_at_first_sight(target), Session(engine) as session:
            examine(session.connection(), target)
            if not has(session, newest):
                return False
            findings = check(session)
    finally:
        engine.dispose()
    if not findings:
        return True
    # A fault that the data file has too is no reason to go without copies.
    with store.read() as session:
        return check(session) == findings
