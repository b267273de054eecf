"""The window: sidebar, top bar, pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from app.ui import shortcuts
from app.ui.billing.page import MonthEndPage
from app.ui.buttons import ToolButton
from app.ui.changes import ChangeFeed
from app.ui.documents.page import DocumentsPage
from app.ui.icons import Icon
from app.ui.import_workbook import WorkbookImport
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import column, row
from app.ui.look_menu import LookButton
from app.ui.nav import NavButton, Sidebar
from app.ui.pdf_pane import PdfPane
from app.ui.shortcuts import KeySheet, native
from app.ui.theme import Choice
from app.ui.tokens import COLLAPSE_BELOW, SMALLEST_WINDOW, TOP_BAR, USUAL_WINDOW

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
    """Holds the pages that exist, and nothing they know."""

    def __init__(self, kit: Kit, services: Services, through: date, kept: Preferences) -> None:
        super().__init__()
        self._kit = kit
        self._kept = kept
        self._page: Page
        self.setObjectName("Window")
        company = services.company.show()
        self.setWindowTitle(f"{company.name} – Accord" if company.name else "Accord")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.month_end = MonthEndPage(kit, services, through, kept)
        self.documents = DocumentsPage(kit, services.documents, kept)
        self._import = WorkbookImport(kit, services.workbook, self)
        self.pages = QStackedWidget()
        for page in self._all():
            self.pages.addWidget(page)
        note = kit.language.say("Sample company") if services.company.is_sample() else ""
        self._build(company.name or kit.language.say("My company"), note)
        self._connect(services)
        self._bind_keys()
        self.resize(*USUAL_WINDOW)
        self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
        self.open(self.month_end)

    def open(self, page: Page) -> None:
        """Show a page."""
        self._page = page
        self._buttons[page].setChecked(True)
        self.pages.setCurrentWidget(page)
        self._name()
        page.enter()

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
        for page in self._all():
            kept = page.keep(kept)
        return kept

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        sheet = KeySheet(self._kit, self)
        sheet.open(sheet.close_button)

    def _all(self) -> tuple[Page, ...]:
        return (self.month_end, self.documents)

    def _build(self, company: str, note: str) -> None:
        kit, say = self._kit, self._kit.language.say
        self._sidebar = Sidebar(kit, company, note)
        self._buttons: dict[Page, NavButton] = {}
        for page, icon, keys in (
            (self.month_end, Icon.MONTH_END, shortcuts.MONTH_END),
            (self.documents, Icon.DOCUMENTS, shortcuts.DOCUMENTS),
        ):
            button = NavButton(kit.theme, say(keys.text), icon, native(keys.keys[0]))
            button.clicked.connect(partial(self.open, page))
            self._buttons[page] = button
        self._sidebar.group(say("Money"), list(self._buttons.values()))
        self._sidebar.finish()
        self._title = label(role=Role.H1)
        self._subtitle = ElidedLabel(Role.SMALL)
        # Brings it down to the line the title stands on.
        self._subtitle.setContentsMargins(0, 6, 0, 0)
        self._look = LookButton(kit)
        self._help = ToolButton(kit.theme, Icon.HELP, say("Keys"), native(shortcuts.HELP.keys[0]))
        self._help.clicked.connect(self.show_keys)
        self._top = QFrame()
        self._top.setObjectName("TopBar")
        bar = row(self._title, (self._subtitle, 1), self._look, self._help, gap=10)
        bar.setContentsMargins(20, 0, 14, 0)
        self._top.setLayout(bar)
        inside = QWidget()
        pages = column(self._top, (self.pages, 1), gap=0)
        whole = row(self._sidebar, gap=0)
        whole.addLayout(pages, 1)
        inside.setLayout(whole)
        self.setCentralWidget(inside)
        self._fit()
        kit.theme.changed.connect(self._fit)

    def _connect(self, services: Services) -> None:
        self._feed = ChangeFeed()
        self._stop_listening = services.listen(self._feed.tell)
        for page in self._all():
            self._feed.changed.connect(page.hear)
            page.titled.connect(self._name)
        self.month_end.counted.connect(self._count)
        self.month_end.show_documents.connect(self._show_documents)
        self.month_end.import_workbook.connect(self._import.ask)
        self.documents.show_month_end.connect(partial(self.open, self.month_end))

    def _bind_keys(self) -> None:
        self._bind(shortcuts.MONTH_END, partial(self.open, self.month_end))
        self._bind(shortcuts.DOCUMENTS, partial(self.open, self.documents))
        self._bind(shortcuts.FILTER, self._filter)
        self._bind(shortcuts.HELP, self.show_keys)
        self._bind(shortcuts.THEME, self._change_theme)
        self._bind(shortcuts.ISSUE, self.month_end.ask, self.month_end)
        self._bind(shortcuts.ACCEPT, self.month_end.accept_next, self.month_end.table)

    def _bind(self, keys: Keys, act: Callable[[], None], within: QWidget | None = None) -> None:
        for key in keys.keys:
            shortcut = QShortcut(QKeySequence(key), within or self)
            if within:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _name(self) -> None:
        title, subtitle = self._page.title()
        self._title.setText(title)
        self._subtitle.show_text(subtitle)

    def _count(self, to_check: int) -> None:
        words = self._kit.language.say("{count} to check", count=to_check)
        self._buttons[self.month_end].count(to_check, words)

    def _filter(self) -> None:
        self._page.filter()

    def _change_theme(self) -> None:
        theme = self._kit.theme
        is_dark = theme.colours.name == "dark"
        theme.choose(Choice.LIGHT if is_dark else Choice.DARK, theme.percent)

    def _show_documents(self, numbers: tuple[str, ...]) -> None:
        self.open(self.documents)
        self.documents.choose(numbers[0])

    def _fit(self) -> None:
        theme = self._kit.theme
        self._top.setFixedHeight(theme.scaled(TOP_BAR))
        self._sidebar.collapse(is_collapsed=self.width() < theme.scaled(COLLAPSE_BELOW))
