"""Time in the real window over a real data file: logged, timed, approved, by keyboard and mouse."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.bootstrap import services_over
from app.domain.gaps import Gap
from app.storage.store import Store
from app.ui.doors import Opened
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.theme import Choice
from app.ui.time.away_sheet import AwaySheet
from app.ui.time.log_sheet import LogSheet
from tests.services.test_timekeeping import NOW, OFFICE
from tests.ui.test_audit import nameless, squeezed
from tests.ui.windows import put_away

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 25)


@dataclass
class Clock:
    """Moves when it is told to."""

    moment: datetime

    def now(self):
        return self.moment

    def go_on(self, **length):
        self.moment += timedelta(**length)


class Desk:
    def __init__(self, window, services, qtbot, clock):
        self.window, self.services, self.qtbot, self.clock = window, services, qtbot, clock
        self.page, self.card = window.page("time"), window.timers

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs, timeout=10_000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs, timeout=10_000)

    def type(self, text):
        for each in text:
            # The first key opens a cell, the others go into it.
            self.qtbot.keyClicks(self.window.focusWidget(), each)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.settle()

    def click(self, button):
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def sheet(self, kind=LogSheet):
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def fill(self, key, text):
        line = self.sheet().boxes[key].control.first()
        line.setFocus()
        line.selectAll() if isinstance(line, QLineEdit) else line.lineEdit().selectAll()
        self.type(text)
        self.settle()

    def entries(self, since=TODAY, days=1):
        return self.services.time.entries(since, since + timedelta(days))


@pytest.fixture
def open_desk(qtbot, theme, jobs, tmp_path):
    held = []

    def open_it(book=OFFICE, size=(1440, 900), locale="en_IE", clock=None):
        clock = clock or Clock(NOW)
        data = tmp_path / "desk.accord"
        is_new = not data.exists()
        store = Store.open(data, create=True, clock=clock)
        services = services_over(store, clock, locale)
        if is_new:
            services.editing.save(book)
        kit = Kit(services.language, theme, jobs)
        window = MainWindow(Preferences())
        window.furnish(kit)
        held.append((window, store))
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.receive(kit, Opened(services, date(2026, 11, 30), data, is_sample=False))
        window.go("time")
        desk = Desk(window, services, qtbot, clock)
        desk.settle()
        return desk

    def crash():
        """End the window and let go of the file; the timers are not told."""
        window, store = held.pop()
        put_away(window, jobs)
        store.close()

    open_it.crash = crash
    yield open_it
    for window, store in held:
        put_away(window, jobs)
        store.close()


@pytest.fixture
def desk(open_desk):
    return open_desk()


def test_time_is_logged_by_keyboard_and_tells_what_it_comes_to(desk):
    desk.press(Qt.Key.Key_N, CONTROL)
    sheet = desk.sheet()
    assert desk.window.focusWidget() is sheet.boxes["ticket"].control.first()
    desk.type("T-1")
    for key in ("client", "agreement", "length"):
        desk.press(Qt.Key.Key_Tab)
        assert desk.window.focusWidget() is sheet.boxes[key].control.first()
    assert sheet.boxes["client"].control.value() == "ACME"
    desk.type("1h 20")
    desk.settle()
    assert sheet.counted.text() == "1:20 worked, 1:20 counted"
    desk.fill("work_type", "Remote")
    assert sheet.chip.accessibleName() == "Covered"
    assert sheet.counted.text() == "1:20 worked, 1:30 counted"
    assert "90 minutes drawn from the period's allowance, leaving 7.5 h." in sheet.why.text()
    desk.fill("work_type", "Project")
    assert sheet.chip.accessibleName() == "Billable · €160.00"
    desk.press(ENTER)
    new = desk.entries()[-1]
    assert (new.ticket, new.minutes, new.work_type) == ("T-1", 80, "Project")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(desk.entries()) == 1


def test_what_nobody_mapped_is_said_while_one_types(desk):
    desk.click(desk.page.new)
    desk.fill("client", "ACME")
    desk.fill("length", "30m")
    assert (
        desk.sheet()
        .why.text()
        .startswith("It counts for no agreement, but ACME has 2: choose one.")
    )


def test_what_cannot_be_read_says_what_to_type(desk):
    desk.click(desk.page.new)
    desk.fill("client", "ACME")
    desk.fill("length", "soon")
    desk.click(desk.sheet().save)
    assert desk.sheet().boxes["length"]._below.text() == "Type a length such as 1:30, 90m or 1.5"
    desk.press(Qt.Key.Key_Escape)
    assert len(desk.entries()) == 1


def test_a_gap_is_shown_and_logged_with_enter(desk):
    first = desk.services.editing.record("time", "t3")
    later = {**first, "id": "t4", "start": "2026-11-25T10:15:00+00:00"}
    desk.services.editing.save({"time": [later]})
    desk.settle()
    assert [type(found) for found in desk.page.table.rows][1] is Gap
    assert desk.page.table.cell(1, 1).text == "1:45 not logged"
    desk.page.table.selectRow(1)
    desk.page.enter()
    desk.press(ENTER)
    assert desk.sheet().boxes["length"].control.value() == "1:45"
    assert desk.sheet().boxes["at"].control.value() == "08:30"


def test_an_entry_is_approved_changed_and_taken_away_by_keys(desk):
    desk.page.enter()
    desk.press(Qt.Key.Key_A)
    assert desk.entries()[0].is_approved
    desk.press(ENTER)
    desk.fill("length", "45m")
    desk.press(ENTER)
    assert (desk.entries()[0].minutes, desk.entries()[0].is_approved) == (45, True)
    desk.press(Qt.Key.Key_Delete)
    assert desk.entries() == ()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.entries()[0].minutes == 45


def test_what_was_billed_needs_a_reason_and_leads_to_its_invoice(desk):
    through = date(2026, 11, 1)
    proposals = desk.services.billing.review(through).proposals
    [issued] = desk.services.billing.issue(proposals, through)
    desk.page.show_what(date(2026, 10, 5))
    desk.settle()
    assert desk.page.open.accessibleName() == f"Open {issued.number}"
    desk.page.enter()
    desk.press(ENTER)
    desk.fill("length", "90m")
    desk.click(desk.sheet().save)
    day = date(2026, 10, 5)
    assert desk.entries(day)[0].minutes == 60
    desk.fill("unlocked", "Typed wrong")
    desk.press(ENTER)
    [entry] = desk.entries(day)
    assert (entry.minutes, entry.unlocked, entry.document) == (90, "Typed wrong", issued.number)
    desk.click(desk.page.open)
    assert desk.window.noun == "documents"


def test_a_week_is_typed_into_its_cells(desk):
    desk.page.segment.choose("week")
    desk.settle()
    grid = desk.page.week
    line = next(i for i, found in enumerate(grid.subjects) if found.ticket == "T-1")
    assert grid.item(line, 1).text() == "0:50"
    grid.setFocus()
    grid.setCurrentCell(line, 2)
    desk.type("1.5")
    desk.press(ENTER)
    [entry] = [found for found in desk.entries(date(2026, 11, 24)) if found.ticket == "T-1"]
    assert (entry.minutes, entry.client, entry.role) == (90, "ACME", "Engineer")
    assert grid.item(line, 8).text() == "2:20"
    grid.setCurrentCell(line, 1)
    desk.type("20m")
    desk.press(ENTER)
    assert desk.entries(date(2026, 11, 23))[0].minutes == 20
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.entries(date(2026, 11, 23))[0].minutes == 50
    grid.setCurrentCell(line, 2)
    desk.type("0")
    desk.press(ENTER)
    assert all(found.ticket != "T-1" for found in desk.entries(date(2026, 11, 24)))


def test_two_tickets_two_clocks_and_none_is_lost(desk):
    desk.window.go("tickets")
    desk.settle()
    desk.press(Qt.Key.Key_T, CONTROL)
    first = desk.services.timers.timers.running
    assert first.about.ticket == "T-1"
    desk.clock.go_on(minutes=20)
    desk.window.go("dashboard")
    desk.card.begin()
    desk.clock.go_on(minutes=5)
    assert desk.services.timers.timers.of(first.id).seconds(desk.clock.moment) == 1200
    desk.card.resume(first.id)
    desk.clock.go_on(minutes=10)
    desk.press(Qt.Key.Key_T, CONTROL)
    assert desk.sheet().boxes["length"].control.value() == "0:30"
    desk.press(Qt.Key.Key_Escape)
    assert len(desk.services.timers.timers.all) == 2
    desk.card.log(first.id)
    desk.settle()
    desk.press(ENTER)
    [entry] = [found for found in desk.entries() if found.ticket == "T-1"]
    assert (entry.minutes, entry.start.hour) == (30, 10)
    assert [each.about.ticket for each in desk.services.timers.timers.all] == [""]
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.services.timers.timers.of(first.id).seconds(desk.clock.moment) == 1800


def test_a_running_timer_is_named_and_its_start_moved(desk):
    desk.card.begin()
    desk.clock.go_on(minutes=10)
    desk.click(desk.card.edit)
    sheet = desk.card.naming
    for key, text in (("ticket", "T-1"), ("note", "Phone call"), ("at", "9:40")):
        sheet.boxes[key].control.first().setFocus()
        if key == "at":
            sheet.boxes[key].control.first().selectAll()
        desk.type(text)
    desk.click(sheet.ok)
    running = desk.services.timers.timers.running
    assert (running.about.client, running.about.ticket, running.about.note) == (
        "ACME",
        "T-1",
        "Phone call",
    )
    assert running.seconds(desk.services.timers.now()) == 1800


def test_a_timer_is_paused_and_resumed_with_the_mouse(desk):
    desk.click(desk.card.start)
    assert desk.services.timers.timers.running
    desk.click(desk.card.pause)
    assert desk.services.timers.timers.running is None
    assert desk.card.start.isVisible()


@pytest.mark.parametrize(
    ("answer", "seconds", "runs"), [("keep", 7260, 1), ("go_on", 60, 1), ("rest", 60, 0)]
)
def test_after_a_crash_one_is_asked(open_desk, answer, seconds, runs):
    desk = open_desk()
    desk.card.begin()
    desk.clock.go_on(minutes=1)
    desk.services.timers.beat()
    open_desk.crash()
    desk.clock.go_on(hours=2)
    desk = open_desk(clock=desk.clock)
    desk.qtbot.waitUntil(lambda: any(desk.window.findChildren(AwaySheet)))
    desk.click(desk.sheet(AwaySheet).buttons[answer])
    [timer] = desk.services.timers.timers.all
    assert timer.seconds(desk.clock.moment) == seconds
    assert timer.is_running == bool(runs)


def test_a_ticket_takes_time_with_a_key(desk):
    desk.window.go("tickets")
    desk.settle()
    desk.press(Qt.Key.Key_L)
    desk.type("25m")
    desk.press(ENTER)
    assert [found.minutes for found in desk.entries() if found.ticket == "T-1"] == [25]


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)], ids=str)
@pytest.mark.parametrize("percent", [100, 130])
def test_everything_has_a_name_and_room(open_desk, theme, size, percent):
    theme.choose(Choice.DARK, percent)
    desk = open_desk(size=size)
    desk.card.begin()
    desk.card.begin()
    for view in ("day", "week"):
        desk.page.segment.choose(view)
        desk.settle()
        assert nameless(desk.window) == []
        assert squeezed(desk.window, theme) == []
