"""A toast: says for a moment that something was done, and may offer to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame

from app.ui.buttons import Button, Kind
from app.ui.icons import Icon
from app.ui.labels import IconLabel, label
from app.ui.layout import row
from app.ui.tokens import ICON_LARGE, Ink

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.theme import Theme

_SHOWN_FOR = 8_000
_ABOVE_BOTTOM = 28


class Toast(QFrame):
    """Stands at the bottom of a widget, in the middle; a newer one takes its place."""

    def __init__(
        self,
        theme: Theme,
        over: QWidget,
        text: str,
        offer: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(over)
        for other in over.findChildren(Toast):
            if other is not self:
                other.dismiss()
        self._over = over
        self.setObjectName("Toast")
        self.setAccessibleName(text)
        icon = IconLabel(theme, Icon.CHECK_CIRCLE_FULL, Ink.TOAST_ACTION, ICON_LARGE)
        box = row(icon, label(text), gap=8, margins=(14, 10, 16, 10))
        self.button: Button | None = None
        if act:
            self.button = Button(theme, offer, Kind.LINK)
            self.button.clicked.connect(act)
            self.button.clicked.connect(self.dismiss)
            box.addSpacing(10)
            box.addWidget(self.button)
            box.setContentsMargins(14, 6, 10, 6)
        self.setLayout(box)
        self.adjustSize()
        self._stand()
        self.show()
        self.raise_()
        over.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self._timer.start(_SHOWN_FOR)

    def dismiss(self) -> None:
        """Go before the time is over."""
        self._timer.stop()
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of a window that changes its size."""
        if event.type() is QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        x = (self._over.width() - self.width()) // 2
        self.move(max(x, 0), self._over.height() - self.height() - _ABOVE_BOTTOM)

    def _end(self) -> None:
        # Whoever is just about to press the button, or has the focus on it, gets the time to.
        if self.underMouse() or (self.button and self.button.hasFocus()):
            self._timer.start(_SHOWN_FOR // 4)
        else:
            self.dismiss()
