"""The window: the shell with the pages of an open file, or one page alone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.ui.first_frame import FirstFrame
from app.ui.tokens import SMALLEST_WINDOW, USUAL_WINDOW, Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QShortcut

    from app.domain.dashboard import Dashboard
    from app.ui.doors import Opened
    from app.ui.kit import Kit
    from app.ui.open_desk import OpenDesk
    from app.ui.page import Page
    from app.ui.page_frame import PageFrame
    from app.ui.preferences import Preferences
    from app.ui.shell import Shell
    from app.ui.shortcuts import Keys
    from app.ui.time.card import TimerCard
    from app.ui.undo import Undos


class MainWindow(QMainWindow):
    """Opens pages by their noun, and knows nothing that they know."""

    start_own = Signal()
    """The person has seen enough of the sample."""

    language_wanted = Signal(str)
    """The person would rather read another language: its code."""

    put_back_wanted = Signal(object)
    """A PutBack: a backup is to take the place of the file that is open."""

    painted = Signal()
    """The first frame is on the screen."""

    def __init__(self, kept: Preferences) -> None:
        super().__init__()
        self._is_painted = False
        self._is_furnished = False
        self._kit: Kit
        self.shell: Shell
        self.timers: TimerCard
        self._kept = kept
        self._frames: dict[str, PageFrame] = {}
        self._page: Page | None = None
        self._glance: PageFrame | None = None
        self._open: OpenDesk | None = None
        self._keys: list[QShortcut] = []
        self.alone: QWidget | None = None
        """The page that stands alone: the first run, or a problem."""
        self.setObjectName("Window")
        self.setWindowTitle("Accord")
        self.setMinimumSize(*SMALLEST_WINDOW)
        self.resize(*USUAL_WINDOW)
        self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
        self._views = QStackedWidget()
        self.setCentralWidget(self._views)
        self._views.addWidget(FirstFrame(kept))

    def furnish(self, kit: Kit) -> None:
        """Put the shell in, once its parts are loaded; nothing else works before."""
        self._kit = kit
        self.shell = self._made_shell(self._kept.company, "")
        self._is_furnished = True

    @property
    def is_open(self) -> bool:
        """Whether there is a file behind the pages."""
        return self._open is not None

    @property
    def undos(self) -> Undos:
        """What can be taken back."""
        assert self._open
        return self._open.undos

    @property
    def noun(self) -> str:
        """The noun of the page that is shown."""
        return next(noun for noun, frame in self._frames.items() if frame.page is self._page)

    def current(self) -> Page | None:
        """The page that is shown."""
        return self._page

    def take_up(self, kept: Preferences) -> None:
        """Let pages begin with these habits from now on."""
        self._kept = kept

    def wait_for_data(self) -> None:
        """Show the shell, empty, until the data is there."""
        self._show_shell()

    def show_glance(self, found: Dashboard) -> None:
        """Show the dashboard's figures in the shell, until the data is there."""
        from app.ui.dashboard.glance import GlancePage
        from app.ui.page_frame import PageFrame

        self._glance = PageFrame(self._kit, GlancePage(self._kit, found, self._kept))
        self.shell.pages.addWidget(self._glance)
        self.shell.pages.setCurrentWidget(self._glance)
        self.shell.buttons["dashboard"].setChecked(True)

    def receive(self, kit: Kit, opened: Opened) -> None:
        """Show the pages of a file that was opened."""
        from app.ui.open_desk import Acts, OpenDesk

        self._kit = kit
        company = opened.services.company.show()
        note = kit.language.say("Sample company") if opened.is_sample else ""
        if self.shell.painted != (company.name, note, kit.language):
            self._views.removeWidget(self.shell)
            self.shell.deleteLater()
            self.shell = self._made_shell(company.name, note)
        self._kept = replace(self._kept, company=company.name, locale=company.locale)
        self.setWindowTitle(f"{company.name} – Accord" if company.name else "Accord")
        acts = Acts(
            self.go,
            self.begin,
            self.count,
            self.current,
            self.change_theme,
            self.choose_look,
            self.show_keys,
            self.shut,
            self.log_timer,
            self.put_back_wanted.emit,
        )
        self._open = OpenDesk(kit, self, acts, opened, self._kept)
        self._open.tell_of_the_file(self.shell, self.start_own.emit)
        self._pin_timers(self._open)
        self._bind_keys(self._open)
        self._show_shell()
        from app.ui.places import PLACES

        self.go(PLACES[0].noun)
        self._drop_glance()

    def leave(self) -> None:
        """Let go of the file and of every page over it."""
        if self._open:
            self.timers.let_go()
            self._open.leave()
        self._kit.jobs.wait()
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys.clear()
        self._clear_papers()
        self.shell.let_go()
        self._frames.clear()
        self._page = self._open = None

    def show_alone(self, page: QWidget, first: QWidget) -> None:
        """Show one page instead of the shell."""
        self._drop_glance()
        self._drop_alone()
        self.alone = page
        self._views.addWidget(page)
        self._views.setCurrentWidget(page)
        from PySide6.QtCore import Qt

        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_to_front(self) -> None:
        """Be seen, whatever is above or however small it is."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def go(self, noun: str, what: object = None) -> None:
        """Open a page, and show there what is named."""
        page = self._page = self.page(noun)
        for name, button in self.shell.buttons.items():
            button.setChecked(name == noun)
        self.shell.pages.setCurrentWidget(self._frames[noun])
        page.enter()
        if what is not None:
            page.show_what(what)

    def page(self, noun: str) -> Page:
        """The page of a noun, made now if it was never opened."""
        if noun not in self._frames:
            from app.ui.page_frame import PageFrame
            from app.ui.places import PLACES

            assert self._open
            place = next(place for place in PLACES if place.noun == noun)
            page = place.make(self._open.desk)
            self._open.feed.changed.connect(page.hear)
            page.counted.connect(partial(self.count, noun))
            self._frames[noun] = PageFrame(self._kit, page)
            self.shell.pages.addWidget(self._frames[noun])
        return self._frames[noun].page

    def begin(self, noun: str, what: str) -> None:
        """Begin something new on a page."""
        self.go(noun)
        page = self.page(noun)
        page.when_listed(partial(page.begin, what))

    def count(self, noun: str, to_check: int) -> None:
        """Say beside a page how many things on it need the person."""
        words = self._kit.language.say("{count} to check", count=to_check)
        self.shell.buttons[noun].count(to_check, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first frame."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what still works come to a clean end."""
        if self._open:
            self.timers.let_go()
            self._open.leave()
        if self._is_furnished:
            self._kit.jobs.wait()
            self._clear_papers()
        super().closeEvent(event)

    def kept(self, base: Preferences | None = None) -> Preferences:
        """The habits as they are now, over those that were given last."""
        theme = self._kit.theme
        kept = replace(
            base or self._kept,
            theme=theme.choice.value,
            text_size=theme.percent,
            density=theme.density.value,
            company=self._kept.company,
            locale=self._kept.locale,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )
        for frame in self._frames.values():
            kept = frame.page.keep(kept)
        return self._open.keep(kept) if self._open else kept

    def show_keys(self) -> None:
        """Show the sheet of all keys."""
        from app.ui.key_sheet import KeySheet

        sheet = KeySheet(self._kit, self)
        sheet.open(sheet.close_button)

    def change_theme(self) -> None:
        """From light to dark, or back."""
        theme = self._kit.theme
        is_dark = theme.colours.name == "dark"
        theme.choose(Choice.LIGHT if is_dark else Choice.DARK, theme.percent)

    def choose_look(self) -> None:
        """Open the menu for the look."""
        self.shell.top.look.offer()

    def shut(self) -> None:
        """Close the window."""
        self.close()

    def _search(self) -> None:
        if self._open:
            self._open.search()

    def _made_shell(self, company: str, note: str) -> Shell:
        from app.ui.shell import Shell

        shell = Shell(self._kit, company, note)
        shell.wanted.connect(self.go)
        shell.top.keys.connect(self.show_keys)
        shell.top.look.language_wanted.connect(self.language_wanted)
        shell.top.search.connect(self._search)
        shell.top.begin.connect(self.begin)
        shell.setEnabled(False)
        self._views.addWidget(shell)
        return shell

    def _show_shell(self) -> None:
        self._views.setCurrentWidget(self.shell)
        self._drop_alone()
        self.shell.setEnabled(self.is_open)

    def log_timer(self, id_: str) -> None:
        """Stop a timer and log it."""
        self.timers.log(id_)

    def _pin_timers(self, opened: OpenDesk) -> None:
        from app.domain.timers import About
        from app.ui.time.card import TimerCard

        def about() -> About:
            return (self._page and self._page.subject()) or About()

        self.timers = TimerCard(opened.desk, lambda: self, about)
        self.shell.sidebar.pin(self.timers)

    def _drop_glance(self) -> None:
        if self._glance:
            self._glance.hide()
            self._glance.setParent(None)
            self._glance.deleteLater()
            self._glance = None

    def _drop_alone(self) -> None:
        if self.alone:
            self._views.removeWidget(self.alone)
            self.alone.hide()
            self.alone.deleteLater()
            self.alone = None

    def _bind_keys(self, opened: OpenDesk) -> None:
        from app.ui import shortcuts
        from app.ui.places import PLACES

        for rank, place in enumerate(PLACES[:9], start=1):
            self._bind(shortcuts.Keys((f"Ctrl+{rank}",), place.title), partial(self.go, place.noun))
        self._bind(shortcuts.SEARCH, opened.search)
        self._bind(shortcuts.FILTER, self._filter)
        self._bind(shortcuts.NEW, self._new)
        self._bind(shortcuts.TIMER, self.timers.toggle)
        self._bind(shortcuts.PAUSE, self.timers.rest)
        self._bind(shortcuts.UNDO, opened.undos.undo)
        self._bind(shortcuts.HELP, self.show_keys)
        self._bind(shortcuts.THEME, self.change_theme)

    def _bind(self, keys: Keys, act: Callable[[], None]) -> None:
        for key in keys.keys:
            from PySide6.QtGui import QKeySequence, QShortcut

            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)
            self._keys.append(shortcut)

    def _filter(self) -> None:
        if self._page:
            self._page.filter()

    def _new(self) -> None:
        """Begin what is new on this page, else offer everything that can begin."""
        from app.ui.places import PLACES

        noun = self.noun
        news = next(place for place in PLACES if place.noun == noun).news
        if news:
            page = self.page(noun)
            page.when_listed(partial(page.begin, news[0].what))
        else:
            self.shell.top.offer_news()

    def _clear_papers(self) -> None:
        from app.ui.pdf_pane import PdfPane

        for pane in self.findChildren(PdfPane):
            pane.clear()
