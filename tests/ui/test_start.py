import signal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow

from app.domain.errors import StoreError
from app.ui import preferences, start
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.problem import ProblemPage
from app.ui.start import Begin, Choice, Surroundings
from app.ui.welcome.page import WelcomePage
from tests.ui import fakes


@pytest.fixture
def around(tmp_path):
    return Surroundings(
        tmp_path / "accord.ini", fakes.RESOURCES / "fonts", fakes.RESOURCES / "icons"
    )


def once_shown(kind, act):
    """Act on the first page of a kind as soon as the event loop runs."""

    def look():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QMainWindow) and window.isVisible():
                found = window if isinstance(window, kind) else window.findChild(kind)
                if found:
                    act(found)
                    return
        QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)


def test_the_window_is_shown_and_its_habits_are_kept(qtbot, around, monkeypatch):
    monkeypatch.setattr(start, "hook", lambda kit, window: None)
    preferences.save(around.preferences, Preferences(theme="dark", text_size=115))

    def close(window):
        window.resize(1111, 700)
        window.close()

    once_shown(MainWindow, close)
    services = fakes.Services()
    assert start.run_window(services, around, fakes.THROUGH) == 0
    kept = preferences.load(around.preferences)
    assert (kept.theme, kept.text_size) == ("dark", 115)
    assert kept.geometry
    assert services.listeners == []


@pytest.mark.parametrize(
    ("press", "begin"),
    [("look_around", Begin.SAMPLE), ("start_empty", Begin.EMPTY)],
)
def test_the_first_start_tells_what_was_chosen(qtbot, around, press, begin):
    once_shown(WelcomePage, lambda page: getattr(page, press).click())
    chosen = start.run_welcome(fakes.ENGLISH, around, Path("desk.accord"))
    assert chosen == Choice(begin)


def test_closing_the_first_page_chooses_nothing(qtbot, around):
    once_shown(WelcomePage, lambda page: page.window().close())
    chosen = start.run_welcome(fakes.ENGLISH, around, Path("desk.accord"))
    assert chosen == Choice(Begin.NOT)


def test_a_workbook_can_be_chosen_first(qtbot, around, tmp_path):
    file = tmp_path / "desk.json"

    def choose(page):
        page.bring.click()
        dialog = page.findChild(QFileDialog)
        dialog.fileSelected.emit(str(file))
        dialog.close()

    once_shown(WelcomePage, choose)
    chosen = start.run_welcome(fakes.ENGLISH, around, Path("desk.accord"))
    assert chosen == Choice(Begin.WORKBOOK, file)


def test_the_end_of_the_session_closes_the_window(qtbot, around, monkeypatch):
    monkeypatch.setattr(start, "hook", lambda kit, window: None)
    before = signal.getsignal(signal.SIGTERM)
    once_shown(MainWindow, lambda window: signal.raise_signal(signal.SIGTERM))
    assert start.run_window(fakes.Services(), around, fakes.THROUGH) == 0
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_first_page_goes_by_keyboard(qtbot, kit):
    page = WelcomePage(kit, Path("desk.accord"))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.look_around.setFocus()
    qtbot.keyClick(page.look_around, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.empty):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)


def test_a_start_that_did_not_work_says_why_and_where_the_data_is(qtbot, around):
    seen = []

    def close(page):
        seen.extend(one.text() for one in page.findChildren(QLabel))
        page.close_button.click()

    once_shown(ProblemPage, close)
    error = StoreError(detail="another Accord is open")
    assert start.run_problem(fakes.ENGLISH, around, error, Path("/home/sam/desk.accord")) == 1
    assert "Something is not possible: another Accord is open" in seen
    assert str(Path("/home/sam/desk.accord")) in seen
