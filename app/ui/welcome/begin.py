"""The last step: how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.icons import Icon
from app.ui.labels import Role, label
from app.ui.layout import column
from app.ui.welcome.way import WayButton

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.kit import Kit


class BeginStep(QWidget):
    """Four ways, each one click."""

    def __init__(self, kit: Kit, data: Path) -> None:
        super().__init__()
        say, theme = kit.language.say, kit.theme
        self.empty = WayButton(
            theme,
            Icon.PLUS,
            say("Start empty"),
            say("Your own company, without anything in it yet."),
            is_primary=True,
        )
        self.sample = WayButton(
            theme,
            Icon.BUILDINGS,
            say("Look around with the sample company"),
            say("A made-up company with a year of clients, work and invoices. Yours stays apart."),
        )
        self.bring = WayButton(
            theme,
            Icon.UPLOAD,
            say("Import a workbook…"),
            say("Bring clients, agreements and work from a file."),
        )
        self.restore = WayButton(
            theme,
            Icon.RESTORE,
            say("Restore a backup…"),
            say("Go on where a copy of your data was made."),
        )
        place = label(
            say("Your data will be kept in {file}", file=str(data)), Role.MUTED, wrap=True
        )
        ways = (self.empty, self.sample, self.bring, self.restore)
        self.setLayout(column(*ways, 6, place, None, gap=8))
