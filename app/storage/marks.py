"""How far each series of numbers has gone, so that none is drawn twice after a restore."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

RESTORE = "restore"
"""The history's word for a backup that was put in the file's place."""

Marks = dict[str, int]
"""The last number drawn of each series."""


def marks_of(session: Session) -> Marks:
    """How far the file says it has gone, its restores remembered."""
    rows = session.execute(text("SELECT series, last FROM number_series")).all()
    return highest({row.series: row.last for row in rows}, passed_over(session))


def highest(*several: Mapping[str, int]) -> Marks:
    """The farthest of each series."""
    found: Marks = {}
    for marks in several:
        for series, last in marks.items():
            found[series] = max(last, found.get(series, 0))
    return found


def raise_to(session: Session, marks: Mapping[str, int]) -> dict[str, list[int]]:
    """Let numbers go on after these; returns what is passed over: series, from, to."""
    rows = session.execute(text("SELECT series, last FROM number_series")).all()
    now: Marks = {row.series: row.last for row in rows}
    passed = dict[str, list[int]]()
    for series, last in sorted(marks.items()):
        if last > now.get(series, 0):
            passed[series] = [now.get(series, 0) + 1, last]
            session.execute(
                text(
                    "INSERT INTO number_series (series, last) VALUES (:series, :last) "
                    "ON CONFLICT (series) DO UPDATE SET last = :last"
                ),
                {"series": series, "last": last},
            )
    return passed


def passed_over(session: Session) -> Marks:
    """The last number of each series that a restore passed over."""
    return highest({series: end for series, _, end in gaps(session)})


def gaps(session: Session) -> tuple[tuple[str, int, int], ...]:
    """Numbers that no document has because a backup was restored: series, from, to."""
    query = text("SELECT content FROM history WHERE action = :action ORDER BY id")
    found = list[tuple[str, int, int]]()
    for (content,) in session.execute(query, {"action": RESTORE}):
        try:
            told = json.loads(content).get("numbers", {})
            found += [(series, int(start), int(end)) for series, (start, end) in told.items()]
        except (ValueError, AttributeError, TypeError):
            continue  # the chain says that it was changed
    return tuple(found)


def restored_at(session: Session) -> datetime | None:
    """When a backup was last put in the file's place; what was waiting then must wait on.

    Letters that were to go out before that moment may have gone out already.
    """
    from datetime import datetime

    query = text("SELECT at FROM history WHERE action = :action ORDER BY id DESC LIMIT 1")
    at = session.execute(query, {"action": RESTORE}).scalar()
    return datetime.fromisoformat(at) if at else None
