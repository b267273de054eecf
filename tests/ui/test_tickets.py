"""Tickets in the real window over a real data file: by keyboard alone and by mouse."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.bootstrap import services_over
from app.domain.sla_policy import Category, Metric
from app.domain.sla_state import State
from app.domain.ticket import EventType
from app.domain.ticket_view import Part
from app.storage.store import Store
from app.ui.doors import Opened
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.records.new import NewSheet
from app.ui.theme import Choice
from tests.services.test_tickets import NOW, OFFICE
from tests.ui.test_audit import nameless, squeezed
from tests.ui.windows import put_away

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Clock:
    """Moves when it is told to."""

    moment: datetime

    def now(self):
        return self.moment


class Desk:
    """The tickets of an office, and how to work on them."""

    def __init__(self, window, services, qtbot, clock):
        self.window, self.services, self.qtbot, self.clock = window, services, qtbot, clock
        self.page = window.page("tickets")

    def settle(self):
        for _ in range(2):
            # The list is looked up first, and then the ticket that is chosen in it.
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs, timeout=10_000)
        QApplication.processEvents()

    def type(self, text):
        self.qtbot.keyClicks(self.window.focusWidget(), text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.window.focusWidget(), key, modifier)
        self.settle()

    def click(self, button):
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def menu(self):
        return next(found for found in self.page.pane.findChildren(QMenu) if found.isVisible())

    def offered(self):
        return [one.text() for one in self.menu().actions()]

    def choose(self, text):
        menu = self.menu()
        next(one for one in menu.actions() if one.text() == text).trigger()
        menu.close()
        self.settle()

    def state(self, number):
        return self.services.tickets.show(number).row.state

    def listed(self):
        return [found.number for found in self.page.table.rows]


@pytest.fixture
def open_desk(qtbot, theme, jobs, tmp_path):
    held = []

    def open_it(book=OFFICE, size=(1440, 900), locale="en_IE"):
        clock = Clock(NOW)
        store = Store.open(tmp_path / "desk.accord", create=True, clock=clock)
        services = services_over(store, clock, locale)
        services.editing.save(book)
        window = MainWindow(Preferences())
        window.furnish(Kit(services.language, theme, jobs))
        held.append((window, store))
        window.resize(*size)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        file = tmp_path / "desk.accord"
        kit = Kit(services.language, theme, jobs)
        window.receive(kit, Opened(services, date(2026, 11, 30), file, is_sample=False))
        window.go("tickets")
        desk = Desk(window, services, qtbot, clock)
        desk.settle()
        return desk

    yield open_it
    for window, store in held:
        put_away(window, jobs)
        store.close()


@pytest.fixture
def desk(open_desk):
    return open_desk()


def test_a_ticket_is_opened_answered_and_resolved_by_keyboard_alone(desk):
    desk.press(Qt.Key.Key_N, CONTROL)
    assert desk.window.findChild(NewSheet).isVisible()
    desk.type("BETA")
    desk.press(Qt.Key.Key_Tab)
    desk.type("Scanner is silent")
    desk.press(Qt.Key.Key_Tab)
    desk.type("P1")
    desk.press(ENTER)
    assert desk.window.focusWidget() is desk.page.table
    assert desk.page.table.current.number == "T-11"
    assert desk.state("T-11").badge.remaining == 30 * 60

    desk.press(Qt.Key.Key_R)
    desk.type("We are looking at it")
    desk.press(ENTER, CONTROL)
    assert desk.state("T-11").current(Metric.FIRST_RESPONSE).state is State.MET
    assert desk.page.pane.composer.text.toPlainText() == ""
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_E)
    assert desk.state("T-11").category is Category.RESOLVED
    assert "T-11" not in desk.listed()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.state("T-11").category is Category.ACTIVE
    assert "T-11" in desk.listed()


def test_a_ticket_is_noted_turned_and_ranked_with_the_mouse(desk):
    pane = desk.page.pane
    assert pane.detail.row.number == "T-9"
    pane.composer.text.setPlainText("Cable swapped")
    desk.click(pane.composer.save)
    assert desk.services.tickets.show("T-9").happenings[0].type is EventType.NOTE
    desk.click(pane.status)
    desk.choose("Waiting for the client")
    assert desk.state("T-9").category is Category.WAITING_CLIENT
    desk.click(pane.priority)
    assert desk.offered() == [
        "P3: it was so from the start",
        "P3: things got worse just now",
    ]
    desk.choose("P3: it was so from the start")
    assert desk.state("T-9").priority == "P3"


def test_the_clock_is_explained_in_sentences(desk):
    desk.page.table.choose("T-10")
    desk.settle()
    box = desk.page.pane.boxes[Metric.RESOLUTION]
    assert box.standing.text().startswith("Paused at 15m of 4h 00m; due ")
    assert not box.counted.isVisible()
    desk.click(box.why)
    assert box.counted.isVisible()
    assert box.counted.text().splitlines() == [
        "Counted by the calendar Office, promised for P1 by Gold.",
        "25 Nov 2026, 09:15 – 25 Nov 2026, 09:30: 15m counted.",
        "25 Nov 2026, 09:30 – 25 Nov 2026, 10:00: paused, 30m of open time not counted.",
    ]


def test_what_is_typed_stays_with_its_ticket(desk):
    composer = desk.page.pane.composer
    composer.text.setPlainText("Half a thought")
    desk.page.table.choose("T-10")
    desk.settle()
    assert composer.text.toPlainText() == ""
    desk.page.table.choose("T-9")
    desk.settle()
    assert composer.text.toPlainText() == "Half a thought"


def test_the_clocks_go_on_while_one_looks(desk):
    desk.clock.moment = datetime(2026, 11, 25, 10, 20, tzinfo=UTC)
    desk.page._timer.timeout.emit()
    desk.settle()
    assert desk.page.table.rows[0].promise.state is State.BREACHED
    column = [found.heading for found in desk.page.table._rows.columns].index("SLA")
    assert desk.page.table.cell(0, column).text == "Overdue 5m"


def test_segments_and_words_narrow_the_list_and_a_link_widens_it(desk):
    page = desk.page
    assert desk.listed() == ["T-9", "T-10", "T-7"]
    page.list.segment.choose(Part.WAITING)
    desk.settle()
    assert desk.listed() == ["T-10"]
    page.narrow.setText("nothing like it")
    desk.settle()
    assert page.list.no_match.isVisible()
    page.show_what("T-8")
    desk.settle()
    assert page.table.current.number == "T-8"


def test_an_empty_file_offers_the_first_ticket(open_desk):
    desk = open_desk({"company": {"name": "New"}, "clients": [{"code": "ACME"}]})
    assert desk.page._stack.currentWidget() is desk.page._nothing
    desk.press(ENTER)
    desk.press(Qt.Key.Key_Tab)
    desk.type("First")
    desk.press(ENTER)
    assert desk.listed() == ["T-1001"]


def test_a_desk_in_german_asks_in_german(open_desk):
    page = open_desk(locale="de_DE").page
    assert page._kit.language.say("No tickets yet") == "Noch keine Tickets"
    assert page.new.accessibleName() == "Neues Ticket"
    assert page.narrow.placeholderText() == "Tickets filtern"
    assert page.pane.composer.text.placeholderText() == "Notiz hinzufügen …  Strg+Enter speichert"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)], ids=str)
@pytest.mark.parametrize("percent", [100, 130])
def test_everything_has_a_name_and_room(open_desk, theme, size, percent):
    theme.choose(Choice.DARK, percent)
    desk = open_desk(size=size)
    for number in desk.listed():
        desk.page.table.choose(number)
        desk.settle()
        assert nameless(desk.window) == []
        assert squeezed(desk.window, theme) == []


def test_a_ticket_from_a_device_is_for_its_agreement_and_moves_with_its_work(desk):
    beta = {"code": "BETA", "devices": [{"name": "PC-1", "agreement": "B-2"}]}
    desk.services.editing.save({"clients": [beta]})
    desk.settle()
    desk.press(Qt.Key.Key_N, CONTROL)
    sheet = desk.window.findChild(NewSheet)
    desk.type("BETA")
    desk.press(Qt.Key.Key_Tab)
    desk.type("Fan is loud")
    desk.qtbot.waitUntil(lambda: "More than one agreement is possible" in sheet.effect.text())
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Tab)
    desk.type("BETA/PC-1")
    desk.qtbot.waitUntil(lambda: sheet.effect.text() == "Agreement B-2: From device PC-1")
    desk.press(ENTER)
    kept = desk.services.editing.record("tickets", "T-11")
    assert (kept["client"], kept["agreement"], kept["devices"]) == ("BETA", "B-2", ["PC-1"])
    assert desk.page.pane._mapping.isHidden()

    work = {"id": "E-9", "client": "BETA", "ticket": "T-11", "minutes": 30, "work_type": "Remote"}
    desk.services.editing.save({"time": [{**work, "start": "2026-11-25T09:50:00+00:00"}]})
    desk.settle()
    desk.click(desk.page.pane.move_on)
    moving = next(found for found in desk.window.findChildren(NewSheet) if found.isVisible())
    desk.type("ACME")
    desk.qtbot.waitUntil(lambda: moving.effect.text().endswith("The only agreement of Acme"))
    desk.press(ENTER)
    assert desk.services.editing.record("tickets", "T-11")["agreement"] == "A-1"
    assert desk.services.editing.record("time", "E-9")["client"] == "ACME"
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.services.editing.record("tickets", "T-11")["devices"] == ["PC-1"]
    assert desk.services.editing.record("time", "E-9")["client"] == "BETA"


def test_a_ticket_that_might_be_for_several_agreements_says_so(desk):
    desk.page.table.choose("T-9")
    desk.settle()
    pane = desk.page.pane
    assert pane._mapping.isVisible()
    assert pane._mapping_why.text() == "More than one agreement is possible, choose one: B-2, B-3"
