"""Buttons: one for words, one for a tool; both follow the theme and carry a name."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui.tokens import ICON, ICON_LARGE, Ink

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.ui.icons import Icon
    from app.ui.theme import Theme


class Kind(StrEnum):
    """How loud a button is; one primary button a view."""

    PLAIN = "plain"
    PRIMARY = "primary"
    LINK = "link"
    SEGMENT = "segment"


_INKS = {Kind.PRIMARY: Ink.ON_ACCENT, Kind.LINK: Ink.ACCENT_TEXT}


class Button(QPushButton):
    """A button that says what it does."""

    def __init__(
        self, theme: Theme, text: str, kind: Kind = Kind.PLAIN, icon: Icon | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._ink = _INKS.get(kind, Ink.TEXT_2)
        self.setProperty("kind", kind.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Only the keyboard brings the focus here: a click leaves it, and its ring, where it was.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.say(text)
        if icon:
            self._draw()
            theme.changed.connect(self._draw)

    def say(self, text: str) -> None:
        """Carry other words."""
        # Qt would read the sign of "Curlew & Rook" as a mark of a key, and leave it out.
        shown = text.replace("&", "&&")
        # Qt leaves 4 px between icon and words; a space makes it look right.
        self.setText(f" {shown}" if self._icon else shown)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does; a key that is held down does not."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        if self._icon:
            edge = self._theme.scaled(ICON)
            self.setIconSize(QSize(edge, edge))
            self.setIcon(self._theme.icon(self._icon, self._ink))


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, freshly and alone."""
    alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return alone and not event.isAutoRepeat() and event.key() in _ENTER


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ToolButton(QToolButton):
    """A button that is only an icon; its words are its tool tip and its name."""

    def __init__(self, theme: Theme, icon: Icon, text: str, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}  {keys}".strip())
        self._draw()
        theme.changed.connect(self._draw)

    def show_icon(self, icon: Icon, text: str) -> None:
        """Do something else from now on."""
        self._icon = icon
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._draw()

    def _draw(self) -> None:
        edge = self._theme.scaled(ICON_LARGE)
        self.setIconSize(QSize(edge, edge))
        self.setIcon(self._theme.icon(self._icon, Ink.TEXT_2, ICON_LARGE))
