"""The hash-chained history: each row proves the ones before it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from app import models as m
from app.storage.seal import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

FIRST = ""
"""What the first row is chained to."""

Note = tuple[str, str, dict[str, Any]]
"""An action, its subject, and what there is to tell."""


def head(session: Session) -> str:
    """The newest row's hash: it changes with every commit that changes anything."""
    row = session.execute(select(m.History.hash).order_by(m.History.id.desc()).limit(1)).first()
    return row[0] if row else FIRST


def append(session: Session, notes: Iterable[Note], at: datetime, actor: str = "owner") -> None:
    """Chain notes to the history, with one statement."""
    before, rows = head(session), list[dict[str, Any]]()
    for action, subject, content in notes:
        row = {
            "at": at,
            "actor": actor,
            "action": action,
            "subject": subject,
            "content": canonical(content),
        }
        before = _hash(before, row)
        rows.append({**row, "hash": before})
    if rows:
        session.execute(insert(m.History), rows)


def broken_at(session: Session) -> int | None:
    """The first row whose hash does not follow from the one before; none in a sound history."""
    before = FIRST
    for row in session.execute(select(*m.History.__table__.columns).order_by(m.History.id)).all():
        before = _hash(before, row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        if before != row.hash:
            return row.id
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
    if not records or session.execute(select(func.count(m.History.id))).scalar():
        return False
    rows, before = list[dict[str, Any]](), FIRST
    for record in records:
        try:
            row = {
                "at": datetime.fromisoformat(record["at"]),
                "actor": str(record["actor"]),
                "action": str(record["action"]),
                "subject": str(record["subject"]),
                "content": canonical(record["content"]),
            }
        except (KeyError, TypeError, ValueError):
            return False
        before = _hash(before, row)
        if before != record.get("hash"):
            return False
        rows.append({**row, "hash": before})
    session.execute(insert(m.History), rows)
    return True


def _hash(before: str, row: Any) -> str:  # noqa: ANN401 - a row or a dictionary
    told = [before, row["at"].isoformat(), row["actor"], row["action"], row["subject"]]
    return digest("\x00".join([*told, row["content"]]))
