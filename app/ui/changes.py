"""News of what a commit touched, carried over to the screen's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from app.domain.changes import Changes


class ChangeFeed(QObject):
    """Give `tell` to whoever knows the news; hear it through `changed`."""

    changed = Signal(object)
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def tell(self, changes: Changes) -> None:
        """Pass news on, from whatever thread it comes."""
        self._told.emit(changes)
