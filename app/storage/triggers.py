"""The one list of triggers: what is issued and what is history cannot be changed, even by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FROZEN = {
    "document": "an issued document is never changed",
    "document_line": "a line of an issued document is never changed",
    "document_tax": "the tax of an issued document is never changed",
    "document_pdf": "the paper of an issued document is never changed",
    "document_closed": "an issued document stays closed",
    "history": "history is only added to",
}
_KEYS = {
    "document": (
        "number = NEW.number",
        "series <> '' AND series = NEW.series AND seq = NEW.seq",
    ),
    "history": ("hash = NEW.hash",),
}
"""How REPLACE finds a row to take away, besides by its id.

It walks past a trigger on DELETE where another program leaves `recursive_triggers` off. Lines and
taxes need no key here: their document is closed.
"""
_PARTS = {"document_line": "document_id", "document_tax": "document_id", "document_pdf": "id"}
_BILLED = (
    "NEW.kind <> 'adjustment' "
    "AND (NEW.corrects_line IS NULL "
    "OR (SELECT kind FROM document WHERE id = NEW.document_id) <> 'credit_note') "
    "AND (SELECT SUM(charged) FROM document_line WHERE charge = NEW.charge) <> 0"
)
"""A first-time line of a charge that was billed and not credited in full."""


def _guard(name: str, before: str, why: str, when: str = "") -> tuple[str, str]:
    condition = f"WHEN {when} " if when else ""
    return name, (
        f"CREATE TRIGGER {name} BEFORE {before} {condition}BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )


def _frozen(table: str, why: str) -> dict[str, str]:
    # One question a key, for SQLite looks through the whole table where it cannot use an index.
    there = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - our own names
        for same in ("id = NEW.id", *_KEYS.get(table, ()))
    )
    return dict(
        (
            _guard(f"{table}_no_update", f"UPDATE ON {table}", why),
            _guard(f"{table}_no_delete", f"DELETE ON {table}", why),
            _guard(f"{table}_no_replace", f"INSERT ON {table}", why, there),
        )
    )


def _closed(table: str, owner: str) -> tuple[str, str]:
    closed = f"EXISTS (SELECT 1 FROM document_closed WHERE id = NEW.{owner})"  # noqa: S608
    why = "nothing is added to an issued document"
    return _guard(f"{table}_closed", f"INSERT ON {table}", why, closed)


def _forgets(name: str, after: str, what: str, when: str = "") -> tuple[str, str]:
    """A settlement that may not hold any more is forgotten, whoever writes."""
    condition = f"WHEN {when} " if when else ""
    forget = f"DELETE FROM settlement WHERE {what}"  # noqa: S608 - our own names
    return f"unsettle_{name}", (
        f"CREATE TRIGGER unsettle_{name} AFTER {after} {condition}BEGIN {forget}; END"
    )


def _unsettling(table: str, day: str, columns: str) -> Iterator[tuple[str, str]]:
    """Work that is dated before a client's settlement, or changes there."""
    new = f"id = NEW.client_id AND until > {day.format(row='NEW')}"
    old = f"id = OLD.client_id AND until > {day.format(row='OLD')}"
    names = columns.split()
    were, are = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
    yield _forgets(f"{table}_insert", f"INSERT ON {table}", new)
    yield _forgets(f"{table}_delete", f"DELETE ON {table}", old)
    changed = f"({were}) IS NOT ({are})"
    yield _forgets(f"{table}_update", f"UPDATE ON {table}", f"({new}) OR ({old})", changed)


_MOVED = "OLD.timezone IS NOT NEW.timezone"
_SETTLED = (
    # A moment's day in the client's zone may be the one before or after the day in UTC.
    *_unsettling(
        "time_entry",
        "date({row}.start, '-1 day')",
        "client_id ticket_id agreement_id start minutes work_type_id role_id rate",
    ),
    *_unsettling("expense", "{row}.day", "client_id day item_id quantity price"),
    *(
        _forgets(
            f"expense_term_{event.lower()}",
            f"{event} ON expense_term",
            f"id = (SELECT client_id FROM expense WHERE id = {row}.expense_id)",  # noqa: S608
        )
        for event, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    _forgets(
        "ticket_update",
        "UPDATE ON ticket",
        "id IN (OLD.client_id, NEW.client_id)",
        "(OLD.client_id, OLD.agreement_id) IS NOT (NEW.client_id, NEW.agreement_id)",
    ),
    _forgets("document_insert", "INSERT ON document", "id = NEW.client_id"),
    _forgets("decision_insert", "INSERT ON decision", "true"),
    _forgets("decision_update", "UPDATE ON decision", "true"),
    _forgets("decision_delete", "DELETE ON decision", "true"),
    _forgets("client_update", "UPDATE ON client", "id = NEW.id", _MOVED),
    _forgets("company_update", "UPDATE ON company", "true", _MOVED),
)
"""What a fingerprint does not see, because it is not read again once it is settled."""

_ENDED = 3_000_000_000_000
"""What is due from here on has ended: what rules say now is nothing to it."""


def _stale(name: str, after: str, tickets: str, when: str = "") -> tuple[str, str]:
    """How a ticket stands is worked out anew, whoever writes."""
    condition = f"WHEN {when} " if when else ""
    return f"stale_{name}", (
        f"CREATE TRIGGER stale_{name} AFTER {after} {condition}BEGIN "
        f"INSERT INTO ticket_stale {tickets}; END"
    )


def _this(ticket: str) -> str:
    """One ticket. A conflict would be settled as the writer settles theirs: so there is none."""
    return f"SELECT {ticket} WHERE {ticket} NOT IN ticket_stale"


def _those(clients: str) -> str:
    """The tickets of some clients."""
    return f"SELECT id FROM ticket WHERE client_id IN ({clients}) AND id NOT IN ticket_stale"  # noqa: S608


def _running(clients: str = "") -> str:
    """The tickets whose clocks are read, of some clients or of all."""
    running = f"SELECT id FROM ticket_now WHERE due < {_ENDED} AND id NOT IN ticket_stale"  # noqa: S608
    of = f" AND id IN (SELECT id FROM ticket WHERE client_id IN ({clients}))"  # noqa: S608
    return running + of if clients else running


_ROWS = (("INSERT", "NEW"), ("DELETE", "OLD"), ("UPDATE", "NEW"))
_RULES = {
    "sla_policy": "(OLD.name, OLD.calendar_id, OLD.body) "
    "IS NOT (NEW.name, NEW.calendar_id, NEW.body)",
    "calendar": "(OLD.name, OLD.body) IS NOT (NEW.name, NEW.body)",
    "agreement_type": "OLD.body IS NOT NEW.body",
}
_TERMS = {
    "client_term": "{row}.client_id",
    "agreement_term": "SELECT client_id FROM agreement WHERE id = {row}.agreement_id",
}
_STALE = (
    _stale("ticket_insert", "INSERT ON ticket", _this("NEW.id")),
    _stale("ticket_update", "UPDATE ON ticket", _this("NEW.id")),
    _stale("ticket_delete", "DELETE ON ticket", _this("OLD.id")),
    *(
        _stale(
            f"{table}_{change.lower()}",
            f"{change} ON {table}",
            _this(f"{row}.ticket_id"),
            f"{row}.ticket_id IS NOT NULL",
        )
        for table in ("ticket_event", "time_entry")
        for change, row in _ROWS
    ),
    _stale(
        "time_entry_moved",
        "UPDATE ON time_entry",
        _this("OLD.ticket_id"),
        "OLD.ticket_id IS NOT NULL AND OLD.ticket_id IS NOT NEW.ticket_id",
    ),
    _stale(
        "client_update",
        "UPDATE ON client",
        _those("NEW.id"),
        "(OLD.name, OLD.code, OLD.timezone) IS NOT (NEW.name, NEW.code, NEW.timezone)",
    ),
    _stale(
        "agreement_update",
        "UPDATE ON agreement",
        _those("OLD.client_id, NEW.client_id"),
        "(OLD.number, OLD.type_id, OLD.sla_policy_id) "
        "IS NOT (NEW.number, NEW.type_id, NEW.sla_policy_id)",
    ),
    *(
        _stale(
            f"{table}_{change.lower()}",
            f"{change} ON {table}",
            _running(client.format(row=row)),
            f"{row}.term = 'sla'",
        )
        for table, client in _TERMS.items()
        for change, row in _ROWS
    ),
    *(
        _stale(
            f"{table}_{change.lower()}",
            f"{change} ON {table}",
            _running(),
            changed if change == "UPDATE" else "",
        )
        for table, changed in _RULES.items()
        for change, _ in _ROWS
    ),
    _stale("company_update", "UPDATE ON company", _running(), _MOVED),
)
"""What a ticket's standing and its words rest on."""

TRIGGERS = {
    **dict(_STALE),
    **dict(_SETTLED),
    **{name: sql for table, why in _FROZEN.items() for name, sql in _frozen(table, why).items()},
    **dict(_closed(table, owner) for table, owner in _PARTS.items()),
    **dict(
        [
            _guard(
                "ledger_once", "INSERT ON document_line", "this charge was billed already", _BILLED
            )
        ]
    ),
}
"""Name and statement of every trigger."""
