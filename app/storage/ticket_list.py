"""Which tickets a list shows: narrowed, sorted and cut into pages by SQLite alone.

What few tickets have is looked up in the index of words and sorted; what many have is met soon
enough on a walk along the index of the order. So no question looks at all the tickets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.folding import words_of
from app.domain.standing import ENDED
from app.domain.ticket_view import FILTERS, NOBODY, Order, Part
from app.storage.connection import driver_of
from app.storage.ticket_marks import Mark

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.ticket_view import TicketView

MANY = 2_000
"""More than this are neither sorted nor counted."""
_NUMBERS = {Order.DUE, Order.OPENED, Order.MINUTES}
_THESE = "id IN (SELECT value FROM json_each(:ids))"
_Checks = dict[str, dict[str, Any]]
"""What a row has to be: conditions, each with the values of its blanks."""


@dataclass(frozen=True, slots=True)
class Place:
    """A ticket's place in the list, and what is kept of it; the next page begins after it."""

    key: int | str
    id: int
    status: str
    assigned: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list."""

    places: list[Place]
    many: int | None
    """How many there are; nothing where that is more than MANY, or the whole part."""


def find(
    session: Session, view: TicketView, today_ends: int, limit: int, after: Place | None = None
) -> Found:
    """A page of what is wanted."""
    asked = _Asked(session, view, limit, after)
    marks, begun = _marks(view), words_of(view.text)
    checks = _checks(view, today_ends, marks, begun)
    if view.part is Part.DUE:
        return asked.looked_at("INDEXED BY ix_ticket_now_due", checks)
    if marks or begun:
        open_ = [] if view.part is Part.ALL else [Mark.OPEN.of()]
        ids = _ids(session, [*marks, *open_], begun)
        if len(ids) <= MANY:
            return asked.looked_at("", {_THESE: {"ids": json.dumps(ids)}}, len(ids))
    return asked.met(checks)


def counts(session: Session, today_ends: int) -> dict[Part, int]:
    """How many tickets each part has."""
    asked = {
        Part.OPEN: ("SELECT count(*) FROM ticket_now WHERE due < ?", ENDED),
        Part.DUE: ("SELECT count(*) FROM ticket_now WHERE due < ?", today_ends),
        Part.WAITING: (
            "SELECT count(*) FROM ticket_words WHERE ticket_words MATCH ?",
            f'"{Mark.WAITING.of()}"',
        ),
        Part.ALL: ("SELECT count(*) FROM ticket_now WHERE id > ?", 0),
    }
    driver = driver_of(session.connection())
    return {part: driver.execute(sql, (it,)).fetchone()[0] for part, (sql, it) in asked.items()}


_NEXT = """
    WITH RECURSIVE step (place) AS (
        SELECT min({column}) FROM ticket_now
        UNION ALL
        SELECT (SELECT min({column}) FROM ticket_now WHERE {column} > step.place) FROM step
        WHERE step.place IS NOT NULL
    )
    SELECT (SELECT {shown} FROM ticket_now WHERE {column} = step.place LIMIT 1)
    FROM step WHERE step.place IS NOT NULL
"""
"""Each value once, by hopping along the index from one to the next."""


def known(session: Session) -> tuple[list[str], ...]:
    """The statuses, priorities, agreements and people that some ticket names, in their order."""
    driver = driver_of(session.connection())
    found = list[list[str]]()
    for name in ("status", "priority", "agreement", "assigned"):
        rows = driver.execute(_NEXT.format(column=f"by_{name}", shown=name))
        found.append([value for (value,) in rows if value])
    return tuple(found)


def _marks(view: TicketView) -> list[str]:
    marks = [Mark.WAITING.of()] if view.part is Part.WAITING else []
    for name in FILTERS:
        value: str = getattr(view, name)
        if name == "assigned" and value == NOBODY:
            marks.append(Mark.UNASSIGNED.of())
        elif value:
            marks.append(Mark[name.upper()].of(value))
    return marks


def _ids(session: Session, marks: list[str], begun: list[str]) -> list[int]:
    """What the index of words finds, but no more than one above MANY."""
    match = " AND ".join((*(f'"{mark}"' for mark in marks), *(f'"{word}" *' for word in begun)))
    sql = "SELECT rowid FROM ticket_words WHERE ticket_words MATCH ? LIMIT ?"
    return [row[0] for row in driver_of(session.connection()).execute(sql, (match, MANY + 1))]


def _checks(view: TicketView, today_ends: int, marks: list[str], begun: list[str]) -> _Checks:
    part = {Part.OPEN: ENDED, Part.DUE: today_ends, Part.WAITING: ENDED}.get(view.part)
    words = [*(f" {mark} " for mark in marks), *(f" {word}" for word in begun)]
    return {
        **({} if part is None else {"due < :part": {"part": part}}),
        **{f"instr(words, :word{i})": {f"word{i}": word} for i, word in enumerate(words)},
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    session: Session
    view: TicketView
    limit: int
    after: Place | None

    @property
    def column(self) -> str:
        order = self.view.order.value
        return order if self.view.order in _NUMBERS else f"by_{order}"

    def met(self, checks: _Checks) -> Found:
        """A page of many: the order's own index is walked along until it is full."""
        index = f"INDEXED BY ix_ticket_now_{self.column}"
        return Found(self._page(self.column, index, checks), None)

    def looked_at(self, index: str, checks: _Checks, many: int | None = None) -> Found:
        """A page of few: all of them are looked at and sorted."""
        if many is None:
            where = " AND ".join(checks)
            few = f"SELECT 1 FROM ticket_now {index} WHERE {where} LIMIT {MANY + 1}"  # noqa: S608
            many = int(self._ask(f"SELECT count(*) FROM ({few})", checks)[0][0])  # noqa: S608
        # A plus keeps SQLite from walking along the order's index instead.
        return Found(self._page(f"+{self.column}", index, checks), many if many <= MANY else None)

    def _page(self, column: str, index: str, checks: _Checks) -> list[Place]:
        way, sign = ("DESC", "<") if self.view.is_down else ("ASC", ">")
        where = dict(checks)
        if self.after is not None:
            given = {"key": self.after.key, "id": self.after.id}
            where[f"({column}, id) {sign} (:key, :id)"] = given
        sql = (
            f"SELECT {column}, id, status, assigned, minutes FROM ticket_now {index} "  # noqa: S608
            f"WHERE {' AND '.join(where) or 'true'} "
            f"ORDER BY {column} {way}, id {way} LIMIT {self.limit}"
        )
        return [Place(*row) for row in self._ask(sql, where)]

    def _ask(self, sql: str, checks: _Checks) -> list[Any]:
        given = {name: value for blanks in checks.values() for name, value in blanks.items()}
        return driver_of(self.session.connection()).execute(sql, given).fetchall()
