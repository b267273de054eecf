"""A sheet over the window: one question or one page of help; Esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QShortcut
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

from app.ui.layout import framed, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QLayout

_SCRIM = QColor(15, 18, 22, 90)
_SHADOW = QColor(16, 24, 40, 80)


class Sheet(QWidget):
    """Covers its window, keeps the keyboard inside, and gives the focus back when it goes."""

    closed = Signal()

    def __init__(self, window: QWidget, name: str, width: int, inside: QLayout) -> None:
        super().__init__(window)
        self._over = window
        card = framed("Sheet", inside)
        card.setFixedWidth(min(width, window.width() - 48))
        card.setAccessibleName(name)
        shadow = QGraphicsDropShadowEffect(card)
        shadow.setBlurRadius(48)
        shadow.setOffset(0, 12)
        shadow.setColor(_SHADOW)
        card.setGraphicsEffect(shadow)
        # A little above the middle: that is where one looks.
        box = row(None, card, None)
        box.setAlignment(card, Qt.AlignmentFlag.AlignVCenter)
        box.setContentsMargins(24, 24, 24, 72)
        self.setLayout(box)
        self._before = window.focusWidget()
        self._silenced = [key for key in window.findChildren(QShortcut) if key.isEnabled()]
        window.installEventFilter(self)

    def open(self, first: QWidget) -> None:
        """Show it, with the focus on one of its buttons."""
        for key in self._silenced:
            key.setEnabled(False)
        self.resize(self._over.size())
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def dismiss(self) -> None:
        """Take it away."""
        for key in self._silenced:
            # A list that was looked up anew meanwhile has taken its keys with it.
            if isValid(key):
                key.setEnabled(True)
        self._over.removeEventFilter(self)
        self.hide()
        if self._before and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Go round inside the sheet."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isEnabled()
            # What belongs to a closed list, or gives the focus back to it, is no stop of its own.
            and widget.isVisible()
            and not widget.focusProxy()
        ]
        if not stops:
            # It is on its way out.
            return False
        here = self.window().focusWidget()
        place = stops.index(here) if here in stops else -1
        target = stops[(place + (1 if next else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        # Nothing below the sheet hears a key.
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the window."""
        if event.type() is QEvent.Type.Resize:
            self.resize(self._over.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SCRIM)
        painter.end()
