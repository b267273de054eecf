"""The whole history: who changed what and when, for every record, and a table of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select, true

from app import models as m
from app.storage.history import broken_at
from app.workbook.tables.written import written

if TYPE_CHECKING:
    from app.storage.store import Store

_COLUMNS = ("entry", "at", "who", "did", "about", "was", "now", "told", "hash")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done."""

    number: int
    at: datetime
    """On the company's clock."""
    who: str
    did: str
    """The history's own word: `change`, `issue`, `restore` …"""
    about: str
    """`clients/ACME`, `company`, a document's number."""
    was: Mapping[str, Any] = field(default_factory=dict[str, Any])
    now: Mapping[str, Any] = field(default_factory=dict[str, Any])
    told: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What else there is to it."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest entries, how many there are, and whether none was changed."""

    entries: tuple[Entry, ...]
    count: int
    broken_at: int | None
    """The first entry that does not follow from the one before; nothing in a sound history."""


class TimelineService:
    """Looks at the history; nothing can change it."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def list(self, about: str = "", most: int = 2_000) -> Timeline:
        """The newest first; only what bears on a record or a word where one is named."""
        table = m.History
        wanted = (
            or_(
                table.subject.contains(about, autoescape=True),
                table.content.contains(about, autoescape=True),
                table.content.contains(json.dumps(about)[1:-1], autoescape=True),
                table.actor == about,
            )
            if about
            else true()
        )
        with self._store.read() as session:
            rows = session.execute(
                select(*table.__table__.columns).where(wanted).order_by(table.id.desc()).limit(most)
            ).all()
            count = session.execute(select(func.count(table.id)).where(wanted)).scalar() or 0
            broken = broken_at(session)
            zone = ZoneInfo(session.execute(select(m.Company.timezone)).scalar() or "UTC")
        return Timeline(tuple(_entry(row, zone) for row in rows), count, broken)

    def table(self) -> bytes:
        """All of it as CSV, oldest first, each entry with the hash that proves those before it."""
        with self._store.read() as session:
            rows = session.execute(select(*m.History.__table__.columns).order_by(m.History.id))
            return written(_COLUMNS, [_cells(row) for row in rows.all()])


def _parts(row: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:  # noqa: ANN401
    """What it was, what it is now, and what else was told."""
    content: dict[str, Any] = json.loads(row.content)
    told = {key: value for key, value in content.items() if key not in {"was", "now"}}
    return content.get("was") or {}, content.get("now") or {}, told


def _entry(row: Any, zone: ZoneInfo) -> Entry:  # noqa: ANN401 - a row of the history
    was, now, told = _parts(row)
    at = row.at.astimezone(zone)
    return Entry(row.id, at, row.actor, row.action, row.subject, was, now, told)


def _cells(row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of the history
    texts = (json.dumps(part, ensure_ascii=False) if part else "" for part in _parts(row))
    head = (row.id, row.at.isoformat(), row.actor, row.action, row.subject)
    return (*head, *texts, row.hash)
