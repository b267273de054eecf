"""A banner: something to know before going on, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from app.ui.icons import Icon
from app.ui.labels import IconLabel, label
from app.ui.layout import column, row
from app.ui.tokens import ICON_LARGE, Tone

if TYPE_CHECKING:
    from app.ui.buttons import Button
    from app.ui.layout import Item
    from app.ui.theme import Theme

_ICONS = {
    Tone.WARN: Icon.WARNING_FULL,
    Tone.BAD: Icon.BLOCKED,
    Tone.OK: Icon.CHECK_CIRCLE_FULL,
    Tone.MUTE: Icon.CHECK_CIRCLE,
    Tone.INFO: Icon.HELP,
}


class Banner(QFrame):
    """An icon, a sentence and perhaps a button."""

    def __init__(self, theme: Theme, tone: Tone, text: str, button: Button | None = None) -> None:
        super().__init__()
        self.setObjectName("Banner")
        self.setProperty("tone", tone.value)
        icon = IconLabel(theme, _ICONS[tone], tone.ink, ICON_LARGE)
        # Without a wrapped text of its own stretch, a long sentence would widen the whole pane.
        words = label(text, wrap=True)
        words.setMinimumWidth(120)
        items: list[Item] = [column(icon, None, margins=(0, 6, 0, 0)), (words, 1)]
        if button:
            items.append((button, 0))
        self.setLayout(row(*items, gap=10, margins=(12, 7, 8, 7)))
        words.setMinimumHeight(theme.scaled(30))
