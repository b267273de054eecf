"""Which tickets are about a contact, a site or a device: they keep to its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from app import models as m
from app.storage.records.values import dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.storage.records.nodes import Path

_KEYS = {"contacts": "contact", "sites": "site", "devices": "devices"}


def linking(session: Session, path: Path) -> int:
    """How many tickets name the record at a path."""
    return sum(1 for _ in _linked(session, path))


def relink(session: Session, path: Path, name: str) -> None:
    """Let the tickets that name it use another name."""
    old = path[-1]
    for id_, body, key in list(_linked(session, path)):
        said = body[key]
        body[key] = [name if one == old else one for one in said] if key == "devices" else name
        session.execute(update(m.Ticket).where(m.Ticket.id == id_).values(body=dump(body)))


def _linked(session: Session, path: Path) -> Iterator[tuple[int, dict[str, Any], str]]:
    match path:
        case ("clients", code, ("contacts" | "sites" | "devices") as section, name):
            key = _KEYS[section]
        case _:
            return
    rows = session.execute(
        select(m.Ticket.id, m.Ticket.body)
        .join(m.Client, m.Client.id == m.Ticket.client_id)
        .where(m.Client.code == code)
        .where(func.instr(m.Ticket.body, json.dumps(name, ensure_ascii=False)))
    ).all()
    for row in rows:
        body: dict[str, Any] = json.loads(row.body)
        said = body.get(key)
        if said == name or (key == "devices" and name in (said or ())):
            yield row.id, body, key
