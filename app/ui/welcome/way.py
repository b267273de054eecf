"""A large button that says what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.buttons import is_enter
from app.ui.icons import Icon
from app.ui.tokens import ICON_LARGE, Ink, Text, Weight

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.ui.theme import Theme

_WIDE = 520
_SIDE = 18
_WORDS_X = 52
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class WayButton(QAbstractButton):
    """A large button that says what happens."""

    def __init__(
        self, theme: Theme, icon: Icon, title: str, text: str, *, is_primary: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._explained = text
        self._is_primary = is_primary
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        width = self._theme.scaled(_WIDE)
        room = QRectF(0, 0, width - _WORDS_X - 40, 400)
        note = self._theme.metrics(Text.SMALL).boundingRect(room, _WRAPPED, self._explained)
        title = self._theme.metrics(Text.BODY, Weight.STRONG).height()
        return QSize(width, round(title + note.height()) + 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        del event
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour(self._edge()), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour(self._ground()))
        inner = frame.adjusted(0.5, 0.5, -0.5, -0.5) if self.hasFocus() else frame
        painter.drawRoundedRect(inner, 10, 10)
        density = self.devicePixelRatioF()
        edge = theme.scaled(ICON_LARGE)
        ink = self._ink(Ink.ON_ACCENT if self._is_primary else Ink.ACCENT_TEXT)
        middle = (self.height() - edge) // 2
        painter.drawPixmap(_SIDE, middle, theme.pixmap(self._icon, ink, ICON_LARGE, density))
        caret = theme.pixmap(Icon.CARET_RIGHT, self._ink(Ink.TEXT_3), 14, density)
        painter.drawPixmap(self.width() - 32, (self.height() - theme.scaled(14)) // 2, caret)
        title = theme.metrics(Text.BODY, Weight.STRONG).height()
        room = QRectF(_WORDS_X, 14, self.width() - _WORDS_X - 40, self.height())
        painter.setFont(theme.font(Text.BODY, Weight.STRONG))
        painter.setPen(theme.colour(self._ink(Ink.TEXT)))
        painter.drawText(room, _WRAPPED, self.text())
        painter.setFont(theme.font(Text.SMALL))
        painter.setPen(theme.colour(self._ink(Ink.TEXT_2)))
        painter.drawText(room.adjusted(0, title, 0, 0), _WRAPPED, self._explained)
        painter.end()

    def _ink(self, usual: Ink) -> Ink:
        if not self.isEnabled():
            return Ink.DISABLED
        return Ink.ON_ACCENT if self._is_primary else usual

    def _ground(self) -> Ink:
        if not self.isEnabled():
            return Ink.WELL
        if self._is_primary:
            return Ink.ACCENT_HOVER if self.underMouse() else Ink.ACCENT
        return Ink.HOVER if self.underMouse() else Ink.SURFACE

    def _edge(self) -> Ink:
        if not self.isEnabled():
            return Ink.BORDER
        if self.hasFocus():
            return Ink.FOCUS_STRONG if self._is_primary else Ink.FOCUS
        return Ink.ACCENT if self._is_primary else Ink.BORDER_STRONG
