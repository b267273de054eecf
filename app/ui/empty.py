"""What stands where there is nothing to show: why, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.labels import IconLabel, Role, label
from app.ui.layout import column, row
from app.ui.tokens import ICON_HERO, Ink

if TYPE_CHECKING:
    from app.ui.icons import Icon
    from app.ui.layout import Item
    from app.ui.theme import Theme

_WIDEST = 460


class Empty(QWidget):
    """An icon, a title, a sentence, and buttons."""

    def __init__(
        self, theme: Theme, icon: Icon, *buttons: QWidget, ink: Ink = Ink.ACCENT_TEXT
    ) -> None:
        super().__init__()
        self.title = label(role=Role.H2, wrap=True)
        self.text = label(role=Role.SMALL, wrap=True)
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setFixedWidth(_WIDEST)
        items: list[Item] = [
            None,
            row(None, IconLabel(theme, icon, ink, ICON_HERO), None),
            4,
            row(None, self.title, None),
            row(None, self.text, None),
        ]
        if buttons:
            items += [10, row(None, *buttons, None)]
        self.setLayout(column(*items, None, None, gap=8, margins=(24, 24, 24, 24)))

    def say(self, title: str, text: str) -> None:
        """Explain why there is nothing."""
        self.title.setText(title)
        self.text.setText(text)
