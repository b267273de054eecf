"""The program from outside: which page comes first, and what follows from it."""

import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

from app.domain.errors import StoreError, Trouble
from app.storage.looking import COUNTED, Look, Preview
from app.ui import preferences, start
from app.ui.backups.passphrase import PassphraseSheet
from app.ui.backups.preview import RestoreSheet
from app.ui.dashboard.board import Board
from app.ui.doors import Beginning, Opened, PutBack, Way
from app.ui.main_window import MainWindow
from app.ui.one_window import Listener, raise_other
from app.ui.preferences import Preferences
from app.ui.problem import _ADVICE, Act, ProblemPage
from app.ui.start import Program, Surroundings
from app.ui.welcome.page import WelcomePage
from tests.ui import fakes


class RefusedError(StoreError):
    trouble = Trouble.DAMAGED


class LockedError(StoreError):
    trouble = Trouble.LOCKED


EMPTY = Look("", None, "", (), dict.fromkeys(COUNTED, 0), (), (), {})


@dataclass
class Doors:
    """Opens what it is told to; remembers what was asked of it."""

    data: Path
    is_new: bool = False
    refusals: list = field(default_factory=list)
    services: object = None
    asked: list = field(default_factory=list)
    in_sample: bool = True
    glanced: object = None
    gate: Event | None = None
    passphrase: str = ""
    refusal: Exception | None = None

    def today(self):
        return date(2026, 11, 25)

    def is_there(self):
        return not self.is_new

    def use(self, data):
        self.asked.append(("use", data))

    def use_own(self):
        self.asked.append("own")
        self.in_sample = False

    def glance(self, *, accept_place):
        return self.glanced

    def open(self, progress, *, accept_place):
        self.asked.append(("open", accept_place))
        if self.gate:
            self.gate.wait(10)
        if self.refusals:
            raise self.refusals.pop(0)
        self.services = self.services or fakes.Services()
        return Opened(self.services, fakes.THROUGH, self.data, is_sample=self.in_sample)

    def begin(self, beginning, progress):
        for done in range(3):
            progress.step(done, 2)
        if beginning.way is Way.RESTORE and beginning.passphrase != self.passphrase:
            raise LockedError(detail="x")
        self.asked.append(beginning)
        self.is_new = False

    def preview(self, copy, passphrase):
        self.asked.append(("preview", copy, passphrase))
        return Preview(EMPTY, None, (), 0)

    def restore(self, copy, passphrase=""):
        self.asked.append(("restore", copy, passphrase))

    def put_back(self, copy, passphrase=""):
        self.asked.append(("put back", copy, passphrase))
        if self.refusal:
            raise self.refusal
        return self.data.with_name("desk-before.accord")

    def move_home(self):
        self.asked.append("home")

    def close(self):
        self.asked.append("close")


@pytest.fixture
def around(tmp_path):
    resources = fakes.RESOURCES
    return Surroundings(
        tmp_path / "accord.ini",
        resources / "fonts",
        resources / "icons",
        resources / "locale",
        resources / "countries",
    )


@pytest.fixture
def program(qtbot, around, theme, monkeypatch, tmp_path):
    monkeypatch.setattr(start, "hook", lambda kit, window: None)
    made = []

    def begin(doors, kept=Preferences()):  # noqa: B008 - a frozen value
        found = Program(doors, around, kept, theme)
        made.append(found)
        qtbot.addWidget(found.window)
        found.begin()
        return found

    yield begin
    for found in made:
        found.end()


@pytest.fixture
def data(tmp_path):
    return tmp_path / "desk.accord"


def shown(qtbot, program, kind):
    qtbot.waitUntil(lambda: isinstance(program.window.alone, kind))
    return program.window.alone


def opened(qtbot, program):
    qtbot.waitUntil(lambda: program.window.is_open)
    return program.window


def test_the_window_is_up_before_the_data_is(qtbot, program, data):
    doors = Doors(data)
    found = program(doors)
    assert found.window.isVisible()
    assert doors.asked == []
    opened(qtbot, found)
    assert found.window.windowTitle() == "Sam Carter IT – Accord"


def test_habits_are_kept_and_nobody_listens_any_more(qtbot, program, around, data):
    doors = Doors(data)
    found = program(doors, Preferences(theme="dark", text_size=115))
    opened(qtbot, found).resize(1111, 700)
    found.window.close()
    found.end()
    kept = preferences.load(around.preferences)
    assert (kept.theme, kept.text_size, kept.company) == ("light", 100, "Sam Carter IT")
    assert (kept.locale, kept.in_sample) == ("en_GB", True)
    assert kept.geometry
    assert doors.services.listeners == []
    assert doors.asked[-1] == "close"


def test_the_first_start_asks_how_to_begin_and_begins(qtbot, program, data):
    doors = Doors(data, is_new=True)
    found = program(doors)
    page = shown(qtbot, found, WelcomePage)
    page.who.name.setText("Quay IT")
    page.next.click()
    page.where.country.setCurrentIndex(page.where.country.findData("IE"))
    page.next.click()
    page.how.empty.click()
    opened(qtbot, found)
    beginning = next(asked for asked in doors.asked if isinstance(asked, Beginning))
    assert beginning.way is Way.EMPTY
    company = beginning.records["company"]
    assert (company["name"], company["currency"], company["timezone"]) == (
        "Quay IT",
        "EUR",
        "Europe/Dublin",
    )
    assert found.window.alone is None


def test_every_step_can_be_skipped(qtbot, program, data):
    doors = Doors(data, is_new=True)
    found = program(doors)
    page = shown(qtbot, found, WelcomePage)
    page.who.name.setText("Quay IT")
    page.skip.click()
    page.skip.click()
    page.how.sample.click()
    opened(qtbot, found)
    assert Beginning(Way.SAMPLE) in doors.asked


@pytest.mark.parametrize(("press", "way"), [("bring", Way.WORKBOOK), ("restore", Way.RESTORE)])
def test_a_file_can_be_chosen_first(qtbot, program, data, press, way):
    doors = Doors(data, is_new=True)
    found = program(doors)
    page = shown(qtbot, found, WelcomePage)
    page.skip.click()
    page.skip.click()
    getattr(page.how, press).click()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit("/home/sam/desk.file")
    dialog.close()
    opened(qtbot, found)
    assert Beginning(way, file=Path("/home/sam/desk.file")) in doors.asked


def test_the_making_of_the_sample_can_be_stopped(qtbot, program, data):
    doors = Doors(data, is_new=True)
    found = program(doors)
    page = shown(qtbot, found, WelcomePage)
    page.skip.click()
    page.skip.click()

    def wait_until_stopped(beginning, progress):
        while True:
            progress.step(1, 12)

    doors.begin = wait_until_stopped
    page.how.sample.click()
    qtbot.waitUntil(lambda: page.bar.maximum() == 12)
    assert not page.steps.isEnabled()
    page.stop.click()
    qtbot.waitUntil(page.steps.isEnabled)
    assert isinstance(found.window.alone, WelcomePage)


def test_the_first_run_goes_by_keyboard(qtbot, program, data):
    found = program(Doors(data, is_new=True))
    page = shown(qtbot, found, WelcomePage)
    qtbot.keyClick(page.who.name, Qt.Key.Key_Return)
    page.next.setFocus()
    qtbot.keyClick(page.next, Qt.Key.Key_Return)
    page.how.empty.setFocus()
    walked = []
    for _ in range(4):
        walked.append(found.window.focusWidget())
        qtbot.keyClick(found.window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [page.how.empty, page.how.sample, page.how.bring, page.how.restore]


def test_out_of_the_sample_one_starts_ones_own(qtbot, program, data):
    doors = Doors(data)
    found = program(doors)
    window = opened(qtbot, found)
    window.start_own.emit()
    assert "own" in doors.asked
    opened(qtbot, found)
    assert "Sample company" not in {
        one.text() for one in window.findChildren(QLabel) if one.isVisible()
    }


def test_what_went_wrong_is_said_with_the_place_of_the_data(qtbot, program, data):
    found = program(Doors(data, refusals=[RefusedError(detail="page 7")]))
    page = shown(qtbot, found, ProblemPage)
    texts = {one.text() for one in page.findChildren(QLabel)}
    assert {"Your data is damaged", "Something is not possible: page 7", str(data)} <= texts
    assert found.window.focusWidget() is page.buttons[Act.RESTORE]


def test_trying_again_opens_what_is_well_meanwhile(qtbot, program, data):
    doors = Doors(data, refusals=[StoreError(detail="x")])
    found = program(doors)
    shown(qtbot, found, ProblemPage).buttons[Act.AGAIN].click()
    opened(qtbot, found)


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        (Act.OTHER, ("use", Path("/b/x.accord"))),
        (Act.RESTORE, ("restore", Path("/b/x.accord"), "")),
    ],
)
def test_another_file_or_a_copy_leads_on(qtbot, program, data, act, asked):
    doors = Doors(data, refusals=[RefusedError(detail="x")])
    found = program(doors)
    shown(qtbot, found, ProblemPage).buttons[act].click()
    dialog = found.window.findChild(QFileDialog)
    dialog.fileSelected.emit("/b/x.accord")
    dialog.close()
    if act is Act.RESTORE:
        qtbot.waitUntil(lambda: found.window.findChild(RestoreSheet) is not None)
        assert asked not in doors.asked
        found.window.findChild(RestoreSheet).ok.click()
    opened(qtbot, found)
    assert asked in doors.asked


def test_an_encrypted_copy_asks_for_its_passphrase_on_the_first_run(qtbot, program, data):
    doors = Doors(data, is_new=True, passphrase="five old green doors")
    found = program(doors)
    page = shown(qtbot, found, WelcomePage)
    page._restore("/b/x.accord.age")
    for typed in ("wrong", doors.passphrase):
        qtbot.waitUntil(lambda: found.window.findChild(PassphraseSheet) is not None)
        sheet = found.window.findChild(PassphraseSheet)
        sheet.line.setText(typed)
        sheet.answer()
        qtbot.waitUntil(lambda: found.window.findChild(PassphraseSheet) is not sheet)  # noqa: B023
    opened(qtbot, found)
    [begun] = [asked for asked in doors.asked if isinstance(asked, Beginning)]
    assert (begun.way, begun.passphrase) == (Way.RESTORE, doors.passphrase)


def test_a_backup_that_cannot_be_put_back_leaves_the_file_open(qtbot, program, data):
    doors = Doors(data, refusal=RefusedError(detail="x"))
    found = program(doors)
    window = opened(qtbot, found)
    window.put_back_wanted.emit(PutBack(Path("/b/x.accord")))
    assert not window.is_open
    opened(qtbot, found)
    [box] = window.findChildren(QMessageBox)
    assert box.text() == "Something is not possible: x"
    box.close()


class CloudError(StoreError):
    trouble = Trouble.SHARED_PLACE


def test_a_doubtful_place_is_accepted_once_and_for_all(qtbot, program, around, data):
    doors = Doors(data, refusals=[CloudError(detail="x")])
    found = program(doors)
    shown(qtbot, found, ProblemPage).buttons[Act.HERE].click()
    opened(qtbot, found)
    assert doors.asked[-1] == ("open", str(data))
    found.end()
    assert preferences.load(around.preferences).accepted_place == str(data)


def test_the_data_can_be_kept_on_this_computer_instead(qtbot, program, data):
    doors = Doors(data, refusals=[CloudError(detail="x")])
    found = program(doors)
    shown(qtbot, found, ProblemPage).buttons[Act.HOME].click()
    opened(qtbot, found)
    assert "home" in doors.asked


def test_a_missing_file_can_be_started_new(qtbot, program, data):
    class GoneError(StoreError):
        trouble = Trouble.MISSING

    found = program(Doors(data, refusals=[GoneError(detail="x")]))
    shown(qtbot, found, ProblemPage).buttons[Act.NEW].click()
    assert isinstance(found.window.alone, WelcomePage)


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_two_or_three_ways_out_and_a_last_one(qtbot, kit, data, trouble):
    error = type("FoundError", (StoreError,), {"trouble": trouble})(detail="x")
    page = ProblemPage(kit, error, data)
    qtbot.addWidget(page)
    assert 2 <= len(_ADVICE[trouble].acts) <= 3
    assert page.buttons[Act.CLOSE].text() == "Close Accord"


def test_a_second_start_brings_the_first_window_to_the_front(qtbot, program, data):
    found = program(Doors(data))
    window = opened(qtbot, found)
    window.showMinimized()
    assert not raise_other(data.with_name("other.accord"))
    with qtbot.waitSignal(found._listener.asked):
        heard = _asked_from_elsewhere(data)
    heard.wait(20)
    assert heard.returncode == 0
    assert not window.isMinimized()


def _asked_from_elsewhere(data):
    code = (
        "import sys, pathlib; from app.ui.one_window import raise_other; "
        "sys.exit(not raise_other(pathlib.Path(sys.argv[1])))"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(data)], cwd=fakes.RESOURCES.parent)


def test_a_name_left_behind_by_a_program_that_died_is_taken_over(qtbot, data):
    first = Listener(data)
    second = Listener(data)
    with qtbot.waitSignal(second.asked):
        heard = _asked_from_elsewhere(data)
    assert heard.wait(20) == 0
    for one in (first, second):
        one.stop()


def test_the_end_of_the_session_closes_the_window(qtbot, around, monkeypatch, data):
    monkeypatch.setattr(start, "hook", lambda kit, window: None)
    before = signal.getsignal(signal.SIGTERM)

    def end():
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if any(w.isVisible() and w.is_open for w in windows):
            signal.raise_signal(signal.SIGTERM)
        else:
            QTimer.singleShot(5, end)

    QTimer.singleShot(0, end)
    assert start.run(Doors(data), around, Preferences()) == 0
    assert signal.getsignal(signal.SIGTERM) is before


def test_another_language_is_spoken_at_once_and_kept(qtbot, program, data):
    doors = Doors(data)
    found = program(doors)
    window = opened(qtbot, found)
    window.go("documents")
    actions = {one.text(): one for one in window.shell.top.look._menu.actions()}
    assert actions["English"].isChecked()
    actions["Deutsch"].trigger()
    assert window.shell.buttons["documents"].text() == "Belege"
    assert window.noun == "documents"
    again = {one.text(): one for one in window.shell.top.look._menu.actions()}
    assert again["Deutsch"].isChecked()
    assert len(doors.services.listeners) == 1
    found.end()
    assert preferences.load(found._around.preferences).language == "de"
    assert [one for one in doors.asked if one[0] == "open"] == [("open", "")]


def test_what_was_begun_is_still_there_in_another_language(qtbot, program, data):
    found = program(Doors(data))
    window = opened(qtbot, found)
    found._kept = found._kept.keeping("clients.drafts", "begun")
    window.language_wanted.emit("de")
    assert window._open.desk.kept.habit("clients.drafts") == "begun"


def boards(window):
    found = [one for one in window.findChildren(Board) if one.isVisible()]
    return [one.owed.accessibleName() for one in found]


@pytest.mark.parametrize("locale", ["en_GB", "de_DE"])
def test_the_first_figures_are_there_before_the_file_is_open(qtbot, program, data, locale):
    doors = Doors(data, glanced=fakes.dashboard(), gate=Event())
    found = program(doors, Preferences(company="Sam Carter IT", locale=locale))
    qtbot.waitUntil(lambda: bool(boards(found.window)))
    assert not found.window.is_open
    assert not found.window.shell.isEnabled()
    seen = boards(found.window)
    doors.gate.set()
    window = opened(qtbot, found)
    assert len(boards(window)) == 1
    assert boards(window) == seen or locale == "de_DE"
    assert len(window.findChildren(Board)) == 1


def test_a_file_that_cannot_be_opened_leaves_no_figures_behind(qtbot, program, data):
    doors = Doors(data, refusals=[RefusedError(detail="x")], glanced=fakes.dashboard())
    found = program(doors)
    shown(qtbot, found, ProblemPage)
    assert found.window.findChildren(Board) == []
