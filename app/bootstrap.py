"""Puts the services together over one data file; no screen involved."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.i18n import FALLBACK, Languages
from app.services import Services
from app.storage import paths

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from app.domain.clock import Clock
    from app.storage.store import Store


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


@contextmanager
def desk(
    data: Path, *, create: bool = False, locale: str = "", clock: Clock | None = None
) -> Generator[Services]:
    """The services over a data file, closed at the end; raises StoreError where it cannot be."""
    from app.storage.store import Store

    clock = clock or SystemClock()
    is_new = not data.exists()
    store = Store.open(data, create=create, clock=clock)
    done = False
    try:
        services = services_over(store, clock, locale)
        services.backups.watch()
        try:
            yield services
            done = True
        finally:
            if done or not is_new:
                services.backups.if_due()
    finally:
        store.close()
        if is_new and not done:
            data.unlink(missing_ok=True)


def services_over(store: Store, clock: Clock, locale: str = "") -> Services:
    """The services over an open store, speaking a language: the company's where none is named."""
    from app.documents.press import Press

    languages = Languages(paths.locale())
    press = Press(languages, paths.fonts())
    services = Services(store, clock, languages, press)
    services.language = languages.get(locale or services.company.show().locale or FALLBACK)
    return services
