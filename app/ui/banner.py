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
_LINE = 30
"""How high a banner of one line is, within its margins."""


class Banner(QFrame):
    """An icon, a sentence and perhaps a button; several stand below the sentence."""

    def __init__(self, theme: Theme, tone: Tone, text: str, *buttons: Button) -> None:
        super().__init__()
        self.setObjectName("Banner")
        self.setProperty("tone", tone.value)
        self._theme = theme
        icon = IconLabel(theme, _ICONS[tone], tone.ink, ICON_LARGE)
        # Without a wrapped text of its own stretch, a long sentence would widen the whole pane.
        self._words = label(text, wrap=True)
        self._words.setMinimumWidth(120)
        self._beside = column(icon, None)
        items: list[Item] = [self._beside, (self._words, 1)]
        if len(buttons) == 1:
            items.extend(buttons)
        inside = column(row(*items, gap=10), gap=4, margins=(12, 7, 8, 7))
        if len(buttons) > 1:
            inside.addLayout(row(*buttons, None, gap=6, margins=(0, 0, 0, 2)))
        self.setLayout(inside)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        """The icon stands at the height of the first line."""
        high = self._theme.scaled(_LINE)
        self._words.setMinimumHeight(high)
        above = (high - self._theme.scaled(ICON_LARGE)) // 2
        self._beside.setContentsMargins(0, above, 0, 0)
