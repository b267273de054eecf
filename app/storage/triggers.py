"""The one list of triggers: what is issued and what is history cannot be changed, even by hand."""

from __future__ import annotations

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


TRIGGERS = {
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
