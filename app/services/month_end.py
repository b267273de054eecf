"""A month end under way: what was decided so far, to be gone on with at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.month_end import Marks
from app.storage.month_end import keep_marks, marks_of

if TYPE_CHECKING:
    from datetime import date

    from app.storage.store import Store


class MonthEndService:
    """Keeps what was accepted, left out and checked."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

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
