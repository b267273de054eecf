"""A start that did not work: what happened, where the data is, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, row
from app.ui.tokens import ICON_HERO, Ink

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.errors import AppError
    from app.ui.kit import Kit

_WIDE = 460


class ProblemPage(QWidget):
    """One calm page instead of a window that cannot work."""

    closed = Signal()

    def __init__(self, kit: Kit, error: AppError, data: Path) -> None:
        super().__init__()
        say = kit.language.say
        title = label(say("Accord cannot open your data"), Role.H2, wrap=True)
        text = label(kit.language.tell(error.sentence), wrap=True)
        caption = label(say("Your data is in"), Role.CAPTION)
        place = label(str(data), Role.SMALL, wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for words in (title, text, caption, place):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(kit.theme.scaled(_WIDE))
        self.close_button = Button(kit.theme, say("Close Accord"), Kind.PRIMARY)
        self.close_button.clicked.connect(self.closed)
        self.setLayout(
            column(
                None,
                row(None, IconLabel(kit.theme, Icon.WARNING, Ink.WARN, ICON_HERO), None),
                4,
                row(None, title, None),
                row(None, text, None),
                10,
                row(None, caption, None),
                row(None, place, None),
                14,
                row(None, self.close_button, None),
                None,
                None,
                gap=8,
                margins=(24, 24, 24, 24),
            )
        )
