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
_PARTS = {"document_line": "document_id", "document_tax": "document_id", "document_pdf": "id"}


def triggers() -> dict[str, str]:
    """Name and statement of every trigger."""
    found: dict[str, str] = {}
    for table, why in _FROZEN.items():
        for action in ("update", "delete"):
            name = f"{table}_no_{action}"
            found[name] = (
                f"CREATE TRIGGER {name} BEFORE {action.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
    for table, owner in _PARTS.items():
        name = f"{table}_closed"
        found[name] = (
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM document_closed WHERE id = NEW.{owner}) "
            "BEGIN SELECT RAISE(ABORT, 'nothing is added to an issued document'); END"
        )
    found["ledger_once"] = (
        "CREATE TRIGGER ledger_once BEFORE INSERT ON document_line "
        "WHEN NEW.kind <> 'adjustment' AND NEW.corrects_line IS NULL "
        "AND (SELECT COALESCE(SUM(charged), 0) FROM document_line WHERE charge = NEW.charge) <> 0 "
        "BEGIN SELECT RAISE(ABORT, 'this charge was billed already'); END"
    )
    return found
