"""A month end under way: what was decided so far, to be gone on with at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.delivery import State
from app.domain.document import DocumentKind
from app.domain.money import Money
from app.domain.month_end import Marks
from app.domain.outbox import problem_with
from app.storage.letters import people_by_client
from app.storage.month_end import issued_through, keep_marks, marks_of
from app.storage.outbox import mails_with

if TYPE_CHECKING:
    from datetime import date

    from app.domain.delivery import Recipient
    from app.domain.outbox import Mail
    from app.domain.sentence import Sentence
    from app.storage.store import Store

_GONE = frozenset({State.SENT, State.HANDED_OVER})
_DEAD = frozenset({State.FAILED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Sending:
    """A document of a run, and the newest mail it went with."""

    number: str
    kind: DocumentKind
    client: str
    client_name: str
    total: Money
    mail: Mail | None
    recipients: tuple[Recipient, ...]
    """Who would get it now."""

    @property
    def is_sent(self) -> bool:
        """Whether it went out, or was given to another mail program."""
        return self.mail is not None and self.mail.state in _GONE

    @property
    def is_to_send(self) -> bool:
        """Whether it has to be put into the outbox still, or once more."""
        return self.mail is None or self.mail.state in _DEAD

    @property
    def problem(self) -> Sentence | None:
        """Why it cannot be mailed."""
        return problem_with(self.recipients) if self.is_to_send else None


class MonthEndService:
    """Keeps what was accepted, left out and checked; tells how far sending is."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def sendings(self, through: date) -> tuple[Sending, ...]:
        """What was issued in the run through a day, and what became of mailing it."""
        with self._store.read() as session:
            rows = issued_through(session, through)
            mailed = mails_with(session, [row.number for row in rows])
            people = people_by_client(session) if rows else {}
        return tuple(
            Sending(
                row.number,
                DocumentKind(row.kind),
                row.code,
                row.name or row.code,
                Money(row.total, row.currency),
                mailed.get(row.number),
                people.get(row.code, ()),
            )
            for row in rows
        )

    def marks(self, through: date) -> Marks:
        """What was decided in the run through a day."""
        with self._store.read() as session:
            return marks_of(session, through)

    def keep(self, through: date, marks: Marks) -> None:
        """Keep what is decided now; where the file can only be read, it is kept by nobody."""
        if self._store.read_only or marks == self.marks(through):
            return
        with self._store.write() as session:
            keep_marks(session, through, marks)
