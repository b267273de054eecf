"""Copies of the data file, whole and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.backup import copy

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.clock import Clock
    from app.storage.store import Store


class BackupService:
    """Makes copies while the file is open."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on a store."""
        self._store = store
        self._clock = clock

    def keep(self, folder: Path) -> Path:
        """Make a copy with the moment in its name; raises StoreError."""
        moment = self._clock.now()
        target = folder / f"{self._store.path.stem}-{moment:%Y%m%d-%H%M%S}.accord"
        copy(self._store, target)
        return target
