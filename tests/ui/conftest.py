"""A desk with a screen: the real window over services that answer from memory."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import services_over
from app.storage.store import Store
from app.ui.doors import Opened
from app.ui.jobs import JobRunner
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.theme import Choice, Theme, load_fonts
from tests.ui import fakes
from tests.ui.books import CLOCK, COMPANY
from tests.ui.offices import Office
from tests.ui.windows import put_away


@pytest.fixture(scope="session")
def dressed(qapp):
    """The one theme of the program; loading fonts again and again would be slow."""
    load_fonts(fakes.RESOURCES / "fonts")
    return Theme(qapp, fakes.RESOURCES / "icons")


@pytest.fixture
def theme(dressed):
    dressed.choose(Choice.LIGHT, 100)
    return dressed


@pytest.fixture
def jobs():
    runner = JobRunner()
    yield runner
    runner.wait()


@pytest.fixture
def kit(theme, jobs):
    return Kit(fakes.ENGLISH, theme, jobs)


@dataclass
class Desk:
    """The window, what it stands on, and how to wait for it."""

    window: MainWindow
    services: fakes.Services
    qtbot: object

    @property
    def month_end(self):
        return self.window.page("billing")

    @property
    def documents(self):
        return self.window.page("documents")

    def settle(self):
        """Wait until nothing works in the background any more."""
        self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs)


@pytest.fixture
def open_desk(qtbot, kit):
    """Open a window; it is closed at the end, whatever happens."""

    def open_it(
        services=None,
        preferences=None,
        size=(1440, 900),
        language=None,
        *,
        sample=False,
        page="billing",
    ):
        services = services or fakes.Services()
        own = Kit(language or kit.language, kit.theme, kit.jobs)
        window = MainWindow(preferences or Preferences())
        window.furnish(own)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
        window.receive(own, Opened(services, fakes.THROUGH, Path("desk.accord"), is_sample=sample))
        desk = Desk(window, services, qtbot)
        desk.settle()
        window.go(page)
        desk.settle()
        # The dashboard, which is open first, looked too.
        del services.billing.reviews[:-1]
        return desk

    return open_it


@pytest.fixture
def desk(open_desk):
    return open_desk()


@pytest.fixture
def open_office(qtbot, theme, jobs, tmp_path):
    stores, windows = [], []

    def open_it(book=None, locale="en_IE", language=None, size=(1440, 900), kept=None):
        store = Store.open(tmp_path / f"office{len(stores)}.accord", create=True, clock=CLOCK)
        stores.append(store)
        services = services_over(store, CLOCK, locale)
        services.workbook.take_in([json.dumps(book or COMPANY).encode()])
        kit = Kit(language or services.language, theme, jobs)
        window = MainWindow(kept or Preferences())
        window.furnish(kit)
        windows.append(window)
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        # Keys go to the active window; after others were closed it has to be asked for.
        window.activateWindow()
        data = tmp_path / "office.accord"
        window.receive(kit, Opened(services, date(2026, 11, 30), data, is_sample=False))
        office = Office(window, services, qtbot)
        office.settle()
        return office

    yield open_it
    for window in windows:
        put_away(window, jobs)
    for store in stores:
        store.close()
