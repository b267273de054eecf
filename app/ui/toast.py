"""A toast: says for a moment that something was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from app.ui.icons import Icon
from app.ui.labels import IconLabel, label
from app.ui.layout import row
from app.ui.tokens import ICON_LARGE, Ink

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.theme import Theme

_SHOWN_FOR = 6_000
_ABOVE_BOTTOM = 28


class Toast(QFrame):
    """Stands at the bottom of a widget, in the middle, where it covers no button."""

    def __init__(self, theme: Theme, over: QWidget, text: str) -> None:
        super().__init__(over)
        self.setObjectName("Toast")
        self.setAccessibleName(text)
        icon = IconLabel(theme, Icon.CHECK_CIRCLE_FULL, Ink.TOAST_ACTION, ICON_LARGE)
        self.setLayout(row(icon, label(text), gap=8, margins=(14, 10, 16, 10)))
        self.adjustSize()
        x = (over.width() - self.width()) // 2
        self.move(max(x, 0), over.height() - self.height() - _ABOVE_BOTTOM)
        self.show()
        self.raise_()
        QTimer.singleShot(_SHOWN_FOR, self.deleteLater)
