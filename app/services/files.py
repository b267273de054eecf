"""The files that are kept with a client or a ticket."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app import models as m
from app.domain.errors import RuleError
from app.domain.file_names import safe_name
from app.domain.sentence import N_
from app.storage.parties import sender_of
from app.workbook.ticket_shape import LARGEST_ATTACHMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from app.domain.clock import Clock
    from app.storage.store import Store
    from app.workbook.reading import Record

_MEGABYTE = 1_000_000
_OWNERS = {
    "clients": ("client", m.Attachment.client_id, select(m.Client.id), m.Client.code),
    "tickets": ("ticket", m.Attachment.ticket_id, select(m.Ticket.id), m.Ticket.number),
}

Owner = tuple[str, str]
"""Whose a file is: `("clients", "ACME")` or `("tickets", "T-1")`."""


class TooLargeError(RuleError):
    """A file is larger than what may be kept."""

    text = N_("{file} has {size} MB; a file that is kept has {limit} MB at most.")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as a list shows it."""

    id: str
    name: str
    added: datetime
    size: int


class FileService:
    """Looks at files and hands them out; what brings one in is an edit."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store; the clock says when a file was added."""
        self._store = store
        self._clock = clock

    def list(self, owner: Owner) -> tuple[FileRow, ...]:
        """The files of a client or a ticket, the newest first."""
        file = m.Attachment
        with self._store.read() as session:
            zone = ZoneInfo(sender_of(session).timezone)
            rows = session.execute(
                select(file.code, file.name, file.added, func.length(file.content))
                .where(_belongs(owner))
                .order_by(file.added.desc(), file.id.desc())
            ).all()
        return tuple(FileRow(row[0], row[1], row[2].astimezone(zone), row[3]) for row in rows)

    def content(self, file: str) -> bytes:
        """What is in a file; nothing where it is gone."""
        with self._store.read() as session:
            wanted = select(m.Attachment.content).where(m.Attachment.code == file)
            return session.execute(wanted).scalar() or b""

    def kept(self, owner: Owner, files: Sequence[tuple[str, bytes]]) -> Record:
        """The edit that keeps files by their names; raises TooLargeError."""
        for name, content in files:
            check_size(name, len(content))
        added = self._clock.now().astimezone(UTC).replace(microsecond=0)
        with self._store.read() as session:
            stem = f"{added:%y%m%d-%H%M%S}"
            known = select(m.Attachment.code).where(m.Attachment.code.startswith(stem))
            taken = set(session.execute(known).scalars())
        free = (id_ for i in range(1, 10_000) if (id_ := f"{stem}-{i}") not in taken)
        return {
            "attachments": [
                {
                    "id": id_,
                    _OWNERS[owner[0]][0]: owner[1],
                    "name": safe_name(name),
                    "added": added.isoformat(),
                    "content": base64.b64encode(content).decode(),
                }
                for id_, (name, content) in zip(free, files, strict=False)
            ]
        }


def check_size(name: str, size: int) -> None:
    """Insist that a file is not too large to be kept; raises TooLargeError."""
    if size > LARGEST_ATTACHMENT:
        raise TooLargeError(
            file=name, size=f"{size / _MEGABYTE:.1f}", limit=LARGEST_ATTACHMENT // _MEGABYTE
        )


def _belongs(owner: Owner) -> ColumnElement[bool]:
    _, column, ids, key = _OWNERS[owner[0]]
    whose = ids.where(key == owner[1])
    return column == whose.scalar_subquery()
