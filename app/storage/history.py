"""The hash-chained history: each row proves the ones before it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from app import models as m
from app.storage.rows import write_rows
from app.storage.seal import canonical, digest, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

FIRST = ""
"""What the first row is chained to."""

Note = tuple[str, str, dict[str, Any]]
"""An action, its subject, and what there is to tell."""


def head(session: Session) -> str:
    """The newest row's hash: it moves with every commit that changes anything."""
    newest = select(m.History.hash).order_by(m.History.id.desc()).limit(1)
    return session.execute(newest).scalar() or FIRST


def has(session: Session, hash_: str) -> bool:
    """Whether the history goes through the row of this hash, or the hash is that of no row yet."""
    found = select(m.History.id).where(m.History.hash == hash_)
    return hash_ == FIRST or session.execute(found).first() is not None


def append(session: Session, notes: Iterable[Note], at: datetime, actor: str) -> None:
    """Chain notes to the history, with one statement."""
    rows = list[dict[str, Any]]()
    before = head(session)
    for action, subject, content in notes:
        before = _add(rows, before, at.astimezone(UTC), actor, action, subject, canonical(content))
    write_rows(session, "history", rows)


def broken_at(session: Session) -> int | None:
    """The first row whose hash does not follow from the one before; none in a sound history."""
    before = FIRST
    columns = "id, at, actor, action, subject, content, hash"
    for id_, *told, found in session.execute(text(f"SELECT {columns} FROM history ORDER BY id")):  # noqa: S608
        before = _hash(before, *told)
        if before != found:
            return id_
    return None


def export_history(session: Session) -> list[dict[str, Any]]:
    """The history as records of a workbook."""
    rows = session.execute(select(*m.History.__table__.columns).order_by(m.History.id)).all()
    return [
        {
            "at": row.at.isoformat(),
            "actor": row.actor,
            "action": row.action,
            "subject": row.subject,
            "content": json.loads(row.content),
            "hash": row.hash,
        }
        for row in rows
    ]


def import_history(session: Session, records: Sequence[dict[str, Any]]) -> bool:
    """Take a history into an empty file if its chain holds; says whether it did."""
    if not records or head(session) != FIRST:
        return False
    rows, before = list[dict[str, Any]](), FIRST
    for record in records:
        try:
            at = datetime.fromisoformat(record["at"]).astimezone(UTC)
            actor, action, subject = (str(record[key]) for key in ("actor", "action", "subject"))
            content = canonical(record["content"])
        except (KeyError, TypeError, ValueError):
            return False
        before = _add(rows, before, at, actor, action, subject, content)
        if before != record.get("hash"):
            return False
    write_rows(session, "history", rows)
    return True


def _add(  # noqa: PLR0917 - a row's columns in their order
    rows: list[dict[str, Any]],
    before: str,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    content: str,
) -> str:
    """Put one more row after those before; returns its hash."""
    found = _hash(before, at.isoformat(), actor, action, subject, content)
    rows.append(
        {
            "at": at.isoformat(),
            "actor": actor,
            "action": action,
            "subject": subject,
            "content": content,
            "hash": found,
        }
    )
    return found


def _hash(*told: str) -> str:
    return digest(written(told))
