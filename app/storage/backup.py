"""A copy of the data file while it is open, checked before it gets its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.storage.check import check
from app.storage.connection import engine_over
from app.storage.durable import discard, put_in_place
from app.storage.errors import told_at_first_sight, told_of_files
from app.storage.history import has, head
from app.storage.locked import lock_up
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


@dataclass(frozen=True, slots=True)
class State:
    """What a data file held at one moment: the newest entry of its history, and its rows."""

    head: str
    rows: dict[str, int]


def state_of(session: Session) -> State:
    """What the file holds now."""
    names = session.execute(
        text(
            "SELECT name FROM sqlite_schema WHERE type = 'table' "
            "AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
        )
    ).scalars()
    counted = {
        name: session.execute(text(f'SELECT COUNT(*) FROM "{name}"')).scalar() or 0  # noqa: S608
        for name in names.all()
    }
    return State(head(session), counted)


def copy(store: Store, target: Path, passphrase: str = "") -> State:
    """Write a copy as it stands now, whole and checked or not at all; raises StoreError.

    With a passphrase it is encrypted, and opened once more before it gets its name.
    """
    if target.resolve() == store.path:
        raise CopyOntoItselfError(file=str(target))
    with store.read() as session:
        before = state_of(session)
    part = target.with_name(f"{target.name}.part")
    with told_of_files(target):
        try:
            discard(part)
            store.copy_into(part)
            found = _looked_at(part, target, before, store)
            if passphrase:
                lock_up(part, passphrase)
            put_in_place(part, target)
        finally:
            discard(part)
    return found


def _looked_at(part: Path, target: Path, before: State, store: Store) -> State:
    engine = engine_over(part, read_only=True)
    try:
        with told_at_first_sight(target), Session(engine) as session:
            examine(session.connection(), target)
            found = state_of(session)
            # Another thread may have written before the copy was made.
            if found != before and (found.head == before.head or not has(session, before.head)):
                raise NotWholeError(file=str(target))
            findings = check(session)
    finally:
        engine.dispose()
    if findings:
        # A fault that the data file has too is no reason to go without copies.
        with store.read() as session:
            if check(session) != findings:
                raise NotWholeError(file=str(target))
    return found
