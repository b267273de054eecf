"""A page under its title: the name, what stands beside it, and the page's own buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.labels import ElidedLabel, Role
from app.ui.layout import column, row
from app.ui.tokens import PAGE_HEAD

if TYPE_CHECKING:
    from app.ui.kit import Kit
    from app.ui.page import Page


class PageFrame(QWidget):
    """Holds one page and follows its title."""

    def __init__(self, kit: Kit, page: Page) -> None:
        super().__init__()
        self.page = page
        self._theme = kit.theme
        self._title = ElidedLabel(Role.H1)
        # It takes the room it needs, and gives way before the buttons do.
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._subtitle = ElidedLabel(Role.SMALL)
        # Brings it down to the line the title stands on.
        self._subtitle.setContentsMargins(0, 6, 0, 0)
        self._head = QFrame()
        self._head.setObjectName(page.ground)
        bar = row(self._title, (self._subtitle, 1), *page.tools(), gap=10)
        bar.setContentsMargins(page.inset, 0, page.inset, 0)
        self._head.setLayout(bar)
        self.setLayout(column(self._head, (page, 1), gap=0))
        page.titled.connect(self._name)
        kit.theme.changed.connect(self._fit)
        self._fit()
        self._name()

    def _name(self) -> None:
        title, subtitle = self.page.title()
        self._title.show_text(title)
        self._subtitle.show_text(subtitle)

    def _fit(self) -> None:
        self._head.setFixedHeight(self._theme.scaled(PAGE_HEAD))
