"""The steps of a month end, gone through by keyboard over a real data file."""

import json
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from app.domain.clock import StoppedClock
from app.domain.delivery import State
from app.domain.mail_account import Security
from app.domain.month_end import Mark, Marks, What
from app.domain.timers import About
from app.ui.billing.decision_sheet import DecisionSheet
from app.ui.billing.state import Run, Stage
from app.ui.outbox.asking import SendSheet
from app.ui.time.log_sheet import LogSheet
from tests.mail.conftest import *  # noqa: F403 - the certificates
from tests.mail.servers import server
from tests.services.test_mail import Shop
from tests.ui.books import COMPANY
from tests.ui.offices import Office
from tests.ui.windows import put_away

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")
CLOCK = StoppedClock(datetime(2026, 11, 30, 16, tzinfo=UTC))
THROUGH = date(2026, 11, 30)
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def client(code, name, email, *numbers):
    contacts = [{"name": f"{name} accounts", "email": email, "billing": True}] if email else []
    agreements = [
        {"number": number, "name": "Care", "start": "2026-11-01", "fee": "100.00"}
        for number in numbers
    ]
    return {"code": code, "name": name, "contacts": contacts, "agreements": agreements}


def entry(id_, code, day, **more):
    start = f"2026-11-{day:02}T09:00:00+00:00"
    usual = {"minutes": 60, "work_type": "Remote", "role": "Engineer"}
    return {"id": id_, "client": code, "start": start, **usual, **more}


BOOK = {
    **COMPANY,
    "company": {**COMPANY["company"], "email": "office@harbour.example"},
    "clients": [
        client("ACME", "Acme Dental", "ann@acme.example", "A-100"),
        client("BOLZ", "Bolz GmbH", "post@bolz.example", "A-200", "A-201"),
        client("DUMB", "Dumb Waiter", "", "A-300"),
    ],
    "time": [
        entry("t1", "ACME", 3, agreement="A-100", note="Printer mended", approved=False),
        entry("t2", "ACME", 4, agreement="A-100", note="Switch replaced", approved=False),
        entry("t3", "BOLZ", 5, note="Which agreement?", approved=True),
        entry("t4", "BOLZ", 6, agreement="A-200", note="Looked at", approved=True),
        entry("t5", "BOLZ", 7, note="On no agreement, knowingly"),
    ],
}


class Steps(Office):
    """The month end's page, and what it says of its steps."""

    @property
    def page(self):
        return self.window.page("billing")

    def steps(self):
        buttons = self.page.steps.buttons
        return [button.accessibleName()[3:] for button in buttons.values()]

    def now(self):
        return next(one for one, button in self.page.steps.buttons.items() if button.isChecked())


@pytest.fixture
def open_steps(qtbot, theme, jobs, tmp_path, certificates):
    held = []

    def open_it(book=BOOK):
        from app.ui.doors import Opened
        from app.ui.kit import Kit
        from app.ui.main_window import MainWindow
        from app.ui.preferences import Preferences

        shop = Shop(tmp_path / "desk.accord", certificates.trust)
        if book:
            shop.services.workbook.take_in([json.dumps(book).encode()])
        kit = Kit(shop.services.language, theme, jobs)
        window = MainWindow(Preferences())
        window.furnish(kit)
        held.append((window, shop))
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.receive(kit, Opened(shop.services, THROUGH, shop.path, is_sample=False))
        office = Steps(window, shop.services, qtbot)
        office.shop = shop
        office.settle()
        office.go("billing")
        return office

    def shut():
        window, shop = held.pop()
        put_away(window, jobs)
        shop.store.close()

    open_it.shut = shut
    yield open_it
    while held:
        shut()


@pytest.fixture
def desk(open_steps):
    return open_steps()


def listed(desk):
    return [found.entry.id for found in desk.page.review.table.rows]


def test_time_is_reviewed_by_keyboard(desk):
    assert desk.now() is Stage.REVIEW
    assert desk.steps()[0] == "Review time  4"
    assert listed(desk) == ["t1", "t2", "t3", "t5"]
    assert desk.window.focusWidget() is desk.page.review.table
    desk.press(Qt.Key.Key_A)
    assert listed(desk) == ["t2", "t3", "t5"]
    desk.press(Qt.Key.Key_A, SHIFT)
    assert listed(desk) == ["t3", "t5"]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_A)
    assert listed(desk) == ["t3"]
    assert "A-200, A-201" in desk.page.review.why.text()
    desk.press(Qt.Key.Key_W)
    assert desk.sheet(DecisionSheet)
    desk.type("Goodwill")
    desk.press(ENTER)
    assert listed(desk) == []
    assert desk.services.editing.record("decisions", "time/t3")["do"] == "waive"
    assert desk.window.focusWidget() is desk.page.review.go_on
    desk.press(ENTER)
    assert desk.now() is Stage.EXCEPTIONS
    assert desk.steps()[:3] == ["Review time", "Exceptions", "Preview  3"]


def test_from_preview_to_sending_by_keyboard(open_steps, certificates):
    desk = open_steps({**BOOK, "time": []})
    desk.press(Qt.Key.Key_3, ALT)
    assert desk.now() is Stage.PREVIEW
    assert desk.window.focusWidget() is desk.page.table
    assert desk.steps()[2:4] == ["Preview  3", "Issue  3"]
    desk.press(Qt.Key.Key_C)
    assert desk.page.table.current.client == "BOLZ"
    desk.press(Qt.Key.Key_C)
    assert desk.steps()[2] == "Preview  1"
    desk.press(Qt.Key.Key_4, ALT)
    desk.press(ENTER)
    assert len(desk.services.documents.list()) == 3
    assert desk.window.focusWidget() is desk.page.done.send_button
    desk.press(ENTER)
    assert desk.now() is Stage.SEND
    assert [found.client for found in desk.page.send.table.rows] == ["ACME", "BOLZ", "DUMB"]
    assert desk.page.send.send.accessibleName() == "Send 2…"
    with server(certificates, Security.TLS) as (handler, account):
        desk.shop.use(account)
        desk.settle()
        desk.press(Qt.Key.Key_Tab)
        desk.page.send.send.setFocus()
        desk.press(ENTER)
        assert desk.window.focusWidget() is desk.sheet(SendSheet).now
        desk.press(ENTER)
        desk.settle()
        assert len(handler.taken) == 2
    states = [found.mail and found.mail.state for found in desk.page.send.table.rows]
    assert states == [State.SENT, State.SENT, None]
    assert desk.page.send.note.accessibleName() == "2 sent, 1 not sent"
    assert not desk.page.send.send.isEnabled()


def test_a_month_end_goes_on_at_sending_after_it_was_closed(open_steps):
    desk = open_steps({**BOOK, "time": []})
    desk.page.issue()
    desk.settle()
    open_steps.shut()
    again = open_steps(None)
    assert again.now() is Stage.SEND
    assert len(again.page.send.table.rows) == 3
    again.page.send.recall.click()
    assert again.page.done.isVisible()
    assert again.page.done.title.text() == "3 invoices issued"


def test_ticks_stay_until_the_figures_change(open_steps):
    desk = open_steps({**BOOK, "time": []})
    desk.page.check()
    desk.settle()
    open_steps.shut()
    again = open_steps(None)
    ticked = [row.client for row in again.page._run.rows if again.page._run.is_checked(row)]
    assert ticked == ["ACME"]
    fee = [["2026-11-01", "120.00"]]
    number = {"number": "A-100", "fee": fee}
    again.services.editing.save({"clients": [{"code": "ACME", "agreements": [number]}]})
    again.settle()
    assert not any(again.page._run.is_checked(row) for row in again.page._run.rows)


def test_a_mail_that_was_refused_says_why_and_can_be_sent_again(open_steps, certificates):
    desk = open_steps({**BOOK, "time": []})
    desk.page.issue()
    desk.settle()
    desk.page.go_to(Stage.SEND)
    with server(certificates, Security.TLS) as (handler, account):
        desk.shop.use(account)
        handler.said["ann@acme.example"] = "550 5.1.1 no such user here"
        desk.settle()
        desk.page.send.ask()
        desk.settle()
        desk.sheet(SendSheet).now.click()
        desk.settle()
        desk.settle()
    assert [found.is_sent for found in desk.page.send.table.rows] == [False, True, False]
    assert "no such user here" in desk.page.send.table.cell(0, 2).note
    assert desk.page.send.send.accessibleName() == "Send 1…"
    assert desk.page.send.note.accessibleName() == "1 sent, 2 not sent, 1 need you"


def test_a_timer_is_logged_or_left_before_billing(open_steps):
    desk = open_steps({**BOOK, "time": []})
    desk.services.timers.start(About(client="ACME", note="VPN"))
    desk.page.refresh()
    desk.settle()
    assert desk.steps()[0] == "Review time  1"
    desk.press(Qt.Key.Key_1, ALT)
    log, leave = [one for one in desk.page.review._banners.findChildren(object) if _is_button(one)]
    log.click()
    desk.settle()
    sheet = desk.sheet(LogSheet)
    assert sheet.boxes["client"].control.value() == "ACME"
    sheet.dismiss()
    leave.click()
    assert desk.steps()[0] == "Review time"


def _is_button(found):
    return hasattr(found, "click") and found.isVisible()


def test_what_is_left_is_counted_step_by_step():
    assert set(Run(THROUGH).left(2).items()) == {
        (Stage.REVIEW, 2), (Stage.EXCEPTIONS, 0), (Stage.PREVIEW, 0), (Stage.ISSUE, 0),
        (Stage.SEND, 0),
    }  # fmt: skip


def test_who_has_decided_something_is_not_sent_back_to_the_review():
    begun = Marks(frozenset({Mark("ACME", What.CHECKED, "x")}))
    assert Run(THROUGH).next_stage(timers=1) is Stage.REVIEW
    assert Run(THROUGH, decided=begun).next_stage(timers=1) is Stage.PREVIEW
