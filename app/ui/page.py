"""A page of the window: it looks again when something it watches has changed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from app.domain.changes import Changes
    from app.domain.timers import About
    from app.ui.entry import Entry
    from app.ui.preferences import Preferences


class Page(QWidget):
    """Refreshes at once while it is visible, and else when it is next shown.

    A page is a folder `app/ui/<noun>/page.py` and an entry in `app/ui/places.py`.
    """

    watches: ClassVar[Changes] = frozenset()
    ground: ClassVar[str] = "Pane"
    """What lies behind the title: `Pane` for tables and forms, `Bare` for cards."""
    inset: ClassVar[int] = 20
    """How far the title stands in: 20 above tables, 24 above cards."""
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

    @abstractmethod
    def refresh(self) -> None:
        """Show what is true now."""

    @abstractmethod
    def title(self) -> tuple[str, str]:
        """The title and what stands beside it."""

    def tools(self) -> Sequence[QWidget]:
        """The buttons at the right of the title, asked for once; the last may be primary."""
        return ()

    @abstractmethod
    def enter(self) -> None:
        """Put the focus where one works."""

    def filter(self) -> None:
        """Put the cursor where one types to find something."""

    def show_what(self, what: object) -> None:
        """Show what another page or the palette names: a code, a number, a filter."""

    def begin(self, what: str) -> None:
        """Begin something new: one of the page's `news` in its place."""

    def when_listed(self, act: Callable[[], None]) -> None:
        """Do something once the page knows what there is; most pages need not."""
        act()

    def subject(self) -> About | None:
        """What a timer that is started here would be for."""
        return None

    def entries(self) -> Sequence[Entry]:
        """What the palette offers first while this page is open."""
        return ()

    def keep(self, preferences: Preferences) -> Preferences:
        """Remember the page's habits."""
        return preferences

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened meanwhile."""
        super().showEvent(event)
        self._look_again()

    def _look_again(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.refresh()
