"""The window: sidebar, top bar, pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.ui import shortcuts
from app.ui.changes import ChangeFeed
from app.ui.desk import Desk
from app.ui.errors import present
from app.ui.import_workbook import WorkbookImport
from app.ui.layout import column, row
from app.ui.nav import NavButton, Sidebar
from app.ui.page_frame import PageFrame
from app.ui.pdf_pane import PdfPane
from app.ui.places import PLACES, Group
from app.ui.shortcuts import KeySheet, native
from app.ui.theme import Choice
from app.ui.toast import Toast
from app.ui.tokens import COLLAPSE_BELOW, SMALLEST_WINDOW, USUAL_WINDOW
from app.ui.top_bar import TopBar
from app.ui.undo import Undo, Undos

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from app.services import Services
    from app.ui.kit import Kit
    from app.ui.page import Page
    from app.ui.preferences import Preferences
    from app.ui.shortcuts import Keys


class MainWindow(QMainWindow):
    """Opens pages by their noun, and knows nothing that they know."""

    def __init__(self, kit: Kit, services: Services, through: date, kept: Preferences) -> None:
        super().__init__()
        self._kit = kit
        self._kept = kept
        self._services = services
        self._frames: dict[str, PageFrame] = {}
        self._page: Page
        self.setObjectName("Window")
        company = services.company.show()
        self.setWindowTitle(f"{company.name} – Accord" if company.name else "Accord")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self._import = WorkbookImport(kit, services.workbook, self)
        self.undos = Undos(kit.jobs)
        self._desk = Desk(kit, services, self.undos, kept, through, self.go, self._import.ask)
        note = kit.language.say("Sample company") if services.company.is_sample() else ""
        self._build(company.name or kit.language.say("My company"), note)
        self._connect(services)
        self._bind_keys()
        self.resize(*USUAL_WINDOW)
        self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
        self.go(PLACES[0].noun, None)

    def go(self, noun: str, what: object = None) -> None:
        """Open a page, and show there what is named."""
        self._page = self.page(noun)
        self._buttons[noun].setChecked(True)
        self._stack.setCurrentWidget(self._frames[noun])
        self._page.enter()
        if what is not None:
            self._page.show_what(what)

    def page(self, noun: str) -> Page:
        """The page of a noun, made now if it was never opened."""
        if noun not in self._frames:
            place = next(place for place in PLACES if place.noun == noun)
            page = place.make(self._desk)
            self._feed.changed.connect(page.hear)
            page.counted.connect(partial(self.count, noun))
            self._frames[noun] = PageFrame(self._kit, page)
            self._stack.addWidget(self._frames[noun])
        return self._frames[noun].page

    def begin(self, noun: str, what: str) -> None:
        """Begin something new on a page."""
        self.go(noun)
        self._page.begin(what)

    def count(self, noun: str, to_check: int) -> None:
        """Say beside a page how many things on it need the person."""
        words = self._kit.language.say("{count} to check", count=to_check)
        self._buttons[noun].count(to_check, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what still works come to a clean end."""
        self._stop_listening()
        self._kit.jobs.wait()
        for pane in self.findChildren(PdfPane):
            pane.clear()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for the pages where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def kept(self) -> Preferences:
        """The habits as they are now."""
        kept = replace(
            self._kept,
            theme=self._kit.theme.choice.value,
            text_size=self._kit.theme.percent,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )
        for frame in self._frames.values():
            kept = frame.page.keep(kept)
        return kept

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        sheet = KeySheet(self._kit, self)
        sheet.open(sheet.close_button)

    def _build(self, company: str, note: str) -> None:
        self._sidebar = Sidebar(self._kit, company, note)
        self._buttons: dict[str, NavButton] = {}
        for group in Group:
            buttons = self._nav_buttons(group)
            if group is Group.FOOT:
                self._sidebar.foot(*buttons)
            elif buttons:
                self._sidebar.group(self._kit.language.say(group.value), buttons)
        self._top = TopBar(self._kit, PLACES)
        self._stack = QStackedWidget()
        inside = QWidget()
        whole = row(self._sidebar, gap=0)
        whole.addLayout(column(self._top, (self._stack, 1), gap=0), 1)
        inside.setLayout(whole)
        self.setCentralWidget(inside)
        self._fit()
        self._kit.theme.changed.connect(self._fit)

    def _nav_buttons(self, group: Group) -> list[NavButton]:
        made: list[NavButton] = []
        for rank, place in enumerate(PLACES, start=1):
            if place.group is group:
                keys = native(f"Ctrl+{rank}") if rank < 10 else ""
                title = self._kit.language.say(place.title)
                button = NavButton(self._kit.theme, title, place.icon, keys)
                button.clicked.connect(partial(self.go, place.noun))
                self._buttons[place.noun] = button
                made.append(button)
        return made

    def _connect(self, services: Services) -> None:
        self._feed = ChangeFeed()
        self._stop_listening = services.listen(self._feed.tell)
        self._top.keys.connect(self.show_keys)
        self._top.begin.connect(self.begin)
        self.undos.pushed.connect(self._tell_done)
        self.undos.undone.connect(self._tell_undone)
        self.undos.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        for rank, place in enumerate(PLACES[:9], start=1):
            self._bind(shortcuts.Keys((f"Ctrl+{rank}",), place.title), partial(self.go, place.noun))
        self._bind(shortcuts.FILTER, self._filter)
        self._bind(shortcuts.NEW, self._new)
        self._bind(shortcuts.UNDO, self.undos.undo)
        self._bind(shortcuts.HELP, self.show_keys)
        self._bind(shortcuts.THEME, self._change_theme)

    def _bind(self, keys: Keys, act: Callable[[], None]) -> None:
        for key in keys.keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _filter(self) -> None:
        self._page.filter()

    def _new(self) -> None:
        noun = next(noun for noun, frame in self._frames.items() if frame.page is self._page)
        news = next(place for place in PLACES if place.noun == noun).news
        if news:
            self._page.begin(news[0].what)

    def _change_theme(self) -> None:
        theme = self._kit.theme
        is_dark = theme.colours.name == "dark"
        theme.choose(Choice.LIGHT if is_dark else Choice.DARK, theme.percent)

    def _tell_done(self, undo: Undo) -> None:
        say, tell = self._kit.language.say, self._kit.language.tell
        back = partial(self.undos.take_back, undo)
        Toast(self._kit.theme, self, tell(undo.done), say("Undo"), back)

    def _tell_undone(self, undo: Undo) -> None:
        Toast(self._kit.theme, self, self._kit.language.say("Undone: {what}", what=undo.done))

    def _failed(self, error: Exception) -> None:
        present(self._kit, self, error)

    def _fit(self) -> None:
        theme = self._kit.theme
        self._sidebar.collapse(is_collapsed=self.width() < theme.scaled(COLLAPSE_BELOW))
