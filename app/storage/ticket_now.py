"""How each ticket stands, kept current within the write that changes it: a cache of the clocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from app.domain.folding import place_of, words_of
from app.domain.openings import second_of
from app.domain.sla_policy import Category
from app.domain.standing import standing
from app.storage.sla import Rules, facts_of
from app.storage.ticket_marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from app.domain.standing import Standing
    from app.storage.sla import TicketFacts

WAITING = {Category.WAITING_CLIENT, Category.WAITING_VENDOR}
_AT_ONCE = 2_000
_COLUMNS = (
    "id due opened minutes by_number by_summary by_client by_status by_priority by_agreement "
    "by_assigned status priority agreement assigned until words"
).split()
_KEEP = (
    f"INSERT OR REPLACE INTO ticket_now ({', '.join(_COLUMNS)}) "  # noqa: S608 - our own names
    f"VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_OLD = "SELECT id, words FROM ticket_now WHERE id IN (SELECT value FROM json_each(?))"
_TAKE_OUT = "INSERT INTO ticket_words (ticket_words, rowid, words) VALUES ('delete', ?, ?)"
_PUT_IN = "INSERT INTO ticket_words (rowid, words) VALUES (?, ?)"
_BEHIND = """
    SELECT EXISTS (SELECT 1 FROM ticket_stale)
    OR EXISTS (SELECT 1 FROM ticket_now WHERE until <= :now)
"""
_ABOUT = "SELECT id, body FROM ticket WHERE id IN (SELECT value FROM json_each(?))"
_SAID = """
    SELECT ticket_id, json_extract(body, '$.note') FROM ticket_event
    WHERE ticket_id IN (SELECT value FROM json_each(?)) AND body LIKE '%"note"%'
"""
_WORKED = """
    SELECT ticket_id, minutes, note FROM time_entry
    WHERE ticket_id IN (SELECT value FROM json_each(?))
"""


def is_behind(session: Session, now: datetime) -> bool:
    """Whether some ticket may stand otherwise than is kept: by the clock, or in a migrated file."""
    return bool(session.execute(text(_BEHIND), {"now": second_of(now)}).scalar())


def catch_up(session: Session, now: datetime) -> None:
    """Work out anew how the tickets stand that something has changed for."""
    ask = session.connection().exec_driver_sql
    late = ask("SELECT id FROM ticket_now WHERE until <= ?", (second_of(now),))
    stale = {row[0] for row in ask("SELECT ticket_id FROM ticket_stale")}
    wanted = sorted(stale | {row[0] for row in late})
    rules = Rules(session)
    for start in range(0, len(wanted), _AT_ONCE):
        ids = wanted[start : start + _AT_ONCE]
        _keep(session, ids, list(_rows(session, ids, rules, now)))
    ask("DELETE FROM ticket_stale")


def _rows(
    session: Session, ids: list[int], rules: Rules, now: datetime
) -> Iterator[tuple[Any, ...]]:
    ask = session.connection().exec_driver_sql
    these = (json.dumps(ids),)
    about = {id_: json.loads(body) for id_, body in ask(_ABOUT, these)}
    said = dict[int, list[str]]()
    for id_, note in ask(_SAID, these):
        said.setdefault(id_, []).append(note or "")
    worked = dict[int, int]()
    for id_, minutes, note in ask(_WORKED, these):
        worked[id_] = worked.get(id_, 0) + minutes
        said.setdefault(id_, []).append(note)
    for facts in facts_of(session, ids, rules):
        ticket, now_ = facts.ticket, standing(facts.ticket, facts.rules, now)
        yield (
            facts.id,
            now_.due,
            second_of(ticket.opened),
            worked.get(facts.id, 0),
            place_of(ticket.number),
            place_of(ticket.summary[:60]),
            place_of(facts.client_name),
            place_of(now_.status),
            place_of(now_.priority),
            place_of(now_.agreement),
            place_of(now_.assigned),
            now_.status,
            now_.priority,
            now_.agreement,
            now_.assigned,
            now_.until,
            _words(facts, now_, about[facts.id], said.get(facts.id, ())),
        )


def _words(facts: TicketFacts, now: Standing, about: Mapping[str, Any], said: Iterable[str]) -> str:
    """Every mark and every word of a ticket once, each with a space at both sides."""
    ticket = facts.ticket
    marks = [Mark.CLIENT.of(ticket.client), Mark.STATUS.of(now.status)]
    marks += [] if now.category.stopped else [Mark.OPEN.of()]
    marks += [Mark.WAITING.of()] if now.category in WAITING else []
    marks += [Mark.PRIORITY.of(now.priority)] if now.priority else []
    marks += [Mark.AGREEMENT.of(now.agreement)] if now.agreement else []
    marks += [Mark.ASSIGNED.of(now.assigned) if now.assigned else Mark.UNASSIGNED.of()]
    named = (ticket.number, ticket.summary, facts.client_name, ticket.client, now.assigned)
    parts = (*named, about.get("contact") or "", *about.get("devices", ()), *said)
    return f" {' '.join((*marks, *dict.fromkeys(words_of(' '.join(parts)))))} "


def _keep(session: Session, ids: list[int], rows: list[tuple[Any, ...]]) -> None:
    """Put rows in the place of what was kept of the tickets, in the index of words too."""
    ask = session.connection().exec_driver_sql
    old = {row[0]: row[1] for row in ask(_OLD, (json.dumps(ids),))}
    new = {row[0]: row[-1] for row in rows}
    # The index is told itself what to forget: SQLite lets no trigger write to it here.
    if out := [(id_, words) for id_, words in old.items() if words != new.get(id_)]:
        ask(_TAKE_OUT, out)
    if gone := [(id_,) for id_ in old if id_ not in new]:
        ask("DELETE FROM ticket_now WHERE id = ?", gone)
    if rows:
        ask(_KEEP, rows)
    if put := [(id_, words) for id_, words in new.items() if words != old.get(id_)]:
        ask(_PUT_IN, put)
