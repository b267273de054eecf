"""A page of the window: it looks again when something it watches has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.domain.changes import Changes
    from app.ui.preferences import Preferences


class Page(QWidget):
    """Refreshes at once while it is visible, and else when it is next shown."""

    watches: ClassVar[Changes] = frozenset()
    titled = Signal()
    """The title, or what stands beside it, has changed."""
    counted = Signal(int)
    """So many things on the page need the person."""

    def __init__(self) -> None:
        super().__init__()
        self._is_stale = True

    def hear(self, changes: Changes) -> None:
        """Take note of what a commit touched."""
        if self.watches & changes:
            self._is_stale = True
            self._look_again()

    def refresh(self) -> None:
        """Show what is true now."""
        raise NotImplementedError

    def title(self) -> tuple[str, str]:
        """The title and what stands beside it."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the focus where one works."""
        raise NotImplementedError

    def filter(self) -> None:
        """Put the cursor where one types to find something."""
        raise NotImplementedError

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember the page's habits."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        self._look_again()

    def _look_again(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.refresh()
