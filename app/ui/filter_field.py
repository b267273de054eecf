"""A field that narrows a list down while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from app.ui.icons import Icon
from app.ui.tokens import Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.theme import Theme


class FilterField(QLineEdit):
    """Esc empties it; every word typed must be found."""

    def __init__(self, theme: Theme, name: str, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._restyle()
        theme.changed.connect(self._restyle)

    def finds(self, *texts: str) -> bool:
        """Whether every typed word is somewhere in the texts."""
        place = " ".join(texts).casefold()
        return all(word in place for word in self.text().casefold().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self._glass.setIcon(self._theme.icon(Icon.SEARCH, Ink.TEXT_3))
