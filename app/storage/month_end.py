"""The decisions of a month end under way: read and written whole, for they are few."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from app import models as m
from app.domain.month_end import Habit, Mark, Marks, What
from app.domain.proposal import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session


def marks_of(session: Session, through: date) -> Marks:
    """What was decided in the run through a day."""
    mark, row = m.MonthEndMark, m.MonthEndHabit
    marks = session.execute(
        select(m.Client.code, mark.what, mark.name)
        .join(m.Client, m.Client.id == mark.client_id)
        .where(mark.through == through)
    )
    habits = session.execute(
        select(m.Client.code, row.matter).join(m.Client, m.Client.id == row.client_id)
    )
    return Marks(
        frozenset(Mark(client, What(what), name) for client, what, name in marks.all()),
        frozenset(
            Habit(client, Matter(matter)) for client, matter in habits.all() if matter in _MATTERS
        ),
    )


def issued_through(session: Session, through: date) -> list[Any]:
    """What was issued in the run through a day, in the order of the clients' names."""
    document = m.Document
    return list(
        session.execute(
            select(
                document.number,
                document.kind,
                m.Client.code,
                m.Client.name,
                func.coalesce(document.payable, document.total).label("total"),
                document.currency,
            )
            .join(m.Client, m.Client.id == document.client_id)
            .where(document.through == through, document.kind != "opening")
            .order_by(func.lower(m.Client.name), document.id)
        ).all()
    )


def keep_marks(session: Session, through: date, kept: Marks) -> None:
    """Keep what is decided now, instead of what was."""
    ids = {row[0]: row[1] for row in session.execute(select(m.Client.code, m.Client.id)).all()}
    session.execute(delete(m.MonthEndMark).where(m.MonthEndMark.through == through))
    session.execute(delete(m.MonthEndHabit))
    _insert(
        session,
        m.MonthEndMark,
        (
            {"through": through, "client_id": ids[one.client], "what": one.what, "name": one.name}
            for one in kept.marks
            if one.client in ids
        ),
    )
    _insert(
        session,
        m.MonthEndHabit,
        (
            {"client_id": ids[one.client], "matter": one.matter}
            for one in kept.habits
            if one.client in ids
        ),
    )


def _insert(session: Session, model: type[m.Base], rows: Iterable[dict[str, object]]) -> None:
    if found := list(rows):
        session.execute(insert(model), found)


_MATTERS = frozenset(Matter)
