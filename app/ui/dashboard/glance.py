"""The dashboard before the data file is open: its figures, and nothing to be done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.ui.dashboard.board import Board, start_button
from app.ui.layout import column
from app.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.dashboard import Dashboard
    from app.ui.kit import Kit
    from app.ui.preferences import Preferences


class GlancePage(Page):
    """Looks like the dashboard, which takes its place as soon as the file is open."""

    ground: ClassVar[str] = "Bare"
    inset: ClassVar[int] = 24

    def __init__(self, kit: Kit, found: Dashboard, kept: Preferences) -> None:
        super().__init__()
        self._kit = kit
        self.board = Board(kit)
        self.board.show_found(found, has_backup=bool(kept.backup_folder))
        self.setLayout(column((self.board, 1), gap=0))

    def refresh(self) -> None:
        """Nothing changes before the file is open."""

    def title(self) -> tuple[str, str]:
        """A greeting and the day."""
        return self.board.title()

    def tools(self) -> Sequence[QWidget]:
        """The button stands where it will be."""
        return (start_button(self._kit),)

    def enter(self) -> None:
        """Nobody can come in yet."""
