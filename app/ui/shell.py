"""What surrounds every page: sidebar, top bar, notices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.banner import Banner
from app.ui.buttons import Button
from app.ui.layout import clear, column, framed, row
from app.ui.nav import NavButton, Sidebar
from app.ui.places import PLACES, Group
from app.ui.shortcuts import native
from app.ui.tokens import COLLAPSE_BELOW
from app.ui.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.ui.kit import Kit
    from app.ui.tokens import Tone


class Shell(QWidget):
    """Shows which page is open and tells which one is wanted; it is up before there is any data."""

    wanted = Signal(str)
    """The noun of a place."""

    def __init__(self, kit: Kit, company: str, note: str) -> None:
        super().__init__()
        self._kit = kit
        self.painted = (company, note, kit.language)
        self.sidebar = Sidebar(kit, company or kit.language.say("My company"), note)
        self.buttons: dict[str, NavButton] = {}
        for group in Group:
            buttons = self._nav_buttons(group)
            if group is Group.FOOT:
                self.sidebar.foot(*buttons)
            elif buttons:
                self.sidebar.group(kit.language.say(group.value), buttons)
        self.top = TopBar(kit, PLACES)
        self.pages = QStackedWidget()
        self.pages.addWidget(framed("Well", column()))
        self._notices = column(gap=6)
        whole = row(self.sidebar, gap=0)
        right = column(self.top, self._notices, gap=0)
        right.addWidget(self.pages, 1)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        kit.theme.changed.connect(self._fit)
        self._fit()

    def notice(self, tone: Tone, text: str, *offers: tuple[str, Callable[[], None]]) -> Banner:
        """Say something above every page, as long as it holds, and what can be done about it."""
        buttons = [Button(self._kit.theme, offer) for offer, _ in offers]
        for button, (_, act) in zip(buttons, offers, strict=True):
            button.clicked.connect(act)
        banner = Banner(self._kit.theme, tone, text, *buttons)
        self._notices.addWidget(banner)
        self._notices.setContentsMargins(20, 8, 16, 8)
        return banner

    def drop(self, banner: Banner) -> None:
        """It does not hold any more."""
        self._notices.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        if not self._notices.count():
            self._notices.setContentsMargins(0, 0, 0, 0)

    def let_go(self) -> None:
        """Show no page any more."""
        while (page := self.pages.widget(1)) is not None:
            self.pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.sidebar.pin(None)
        clear(self._notices)
        self._notices.setContentsMargins(0, 0, 0, 0)
        for button in self.buttons.values():
            button.count(0, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the pages where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _nav_buttons(self, group: Group) -> list[NavButton]:
        made: list[NavButton] = []
        for rank, place in enumerate(PLACES, start=1):
            if place.group is group:
                keys = native(f"Ctrl+{rank}") if rank < 10 else ""
                title = self._kit.language.say(place.title)
                button = NavButton(self._kit.theme, title, place.icon, keys)
                button.clicked.connect(partial(self.wanted.emit, place.noun))
                self.buttons[place.noun] = button
                made.append(button)
        return made

    def _fit(self) -> None:
        narrow = self._kit.theme.scaled(COLLAPSE_BELOW)
        self.sidebar.collapse(is_collapsed=self.width() < narrow)
