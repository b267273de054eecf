"""The dashboard: what is owed, what recurs, this week's work, how far one has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.storage.figures import figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.clock import Clock
    from app.domain.dashboard import Dashboard
    from app.storage.store import Store


class DashboardService:
    """Figures at a glance."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def show(self, on: date | None = None) -> Dashboard:
        """The figures as of now, or as of the end of a day."""
        with self._store.read() as session:
            connection = session.connection()

            def ask(query: str, values: tuple[Any, ...]) -> Sequence[Any]:
                return connection.exec_driver_sql(query, values).all()

            return figures(ask, self._clock.now(), on)
