"""From the account to what arrived, through the window."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from app.domain.delivery import State, Step
from app.domain.mail_account import Security
from app.ui.doors import Opened
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.outbox.asking import SendSheet
from app.ui.preferences import Preferences
from app.ui.records.asking import AskSheet
from app.ui.toast import Toast
from tests.mail.conftest import *  # noqa: F403 - the certificates
from tests.mail.servers import PASSWORD, SENDER, Script, server
from tests.services.test_mail import BOOK, Shop
from tests.ui.windows import put_away

# The server stands behind TLS and does not see it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Post:
    """A window over documents that were issued and not sent."""

    def __init__(self, window, shop, qtbot):
        self.window, self.shop, self.qtbot = window, shop, qtbot

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.window._kit.jobs._jobs, timeout=20_000)

    def go(self, noun):
        self.window.go(noun)
        self.settle()
        return self.window.page(noun)

    def press(self, name):
        [button] = [
            one
            for one in self.window.findChildren(QPushButton)
            if one.accessibleName() == name and one.isVisible()
        ]
        assert button.isEnabled(), name
        button.click()
        self.settle()

    def sheet(self, kind):
        return next(found for found in self.window.findChildren(kind) if found.isVisible())

    def said(self):
        return [toast.accessibleName() for toast in self.window.findChildren(Toast)][-1]

    def pick(self, *clients):
        page = self.go("documents")
        page.table.clearSelection()
        for place, found in enumerate(page.table.rows):
            if found.client in clients:
                index = page.table.model().index(place, 0)
                page.table.selectionModel().select(index, SELECT)
        return page

    def password(self, secret=PASSWORD):
        sheet = self.sheet(AskSheet)
        sheet.boxes["secret"].control.line.setText(secret)
        sheet.answer()
        self.settle()

    def account(self, port, security, login):
        """Type the account into the settings, and save it."""
        page = self.go("settings")
        page.open_path(("company",))
        self.settle()
        told = {"way": "smtp", "host": "localhost", "sender": SENDER, "per_minute": 600}
        for key, value in {**told, "port": port, "security": security, "login": login}.items():
            page.record.pane.change(f"mail.{key}", value)
        page.record.pane.save()
        self.settle()


@pytest.fixture
def post(qtbot, theme, jobs, tmp_path, certificates):
    shop = Shop(tmp_path / "desk.accord", certificates.trust)
    company = {key: value for key, value in BOOK["company"].items() if key != "mail"}
    shop.services.editing.save({**BOOK, "company": company})
    shop.bill()
    kit = Kit(shop.services.language, theme, jobs)
    window = MainWindow(Preferences())
    window.furnish(kit)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    opened = Opened(shop.services, date(2026, 11, 30), shop.path, is_sample=False)
    window.receive(kit, opened)
    found = Post(window, shop, qtbot)
    found.settle()
    yield found
    put_away(window, jobs)
    shop.store.close()


def test_three_invoices_are_sent_and_their_results_are_seen(post, certificates):
    with server(certificates, Security.TLS) as (handler, account):
        post.account(account.port, "tls", "password")
        post.press("Test e-mail")
        post.password("wrong")
        [box] = post.window.findChildren(QMessageBox)
        assert "does not let" in box.text()
        box.close()
        post.press("Password…")
        post.password()
        post.press("Test e-mail")
        assert post.said().startswith("localhost takes mail from you. The line is protected by TLS")
        assert handler.taken == []

        post.pick("ACME", "BOLZ", "COVE", "DUMB")
        post.press("Send…")
        sheet = post.sheet(SendSheet)
        sheet.now.click()
        post.settle()
        post.settle()
        assert len(handler.taken) == 3
        assert post.said() == "3 mails were sent"
    page = post.go("outbox")
    assert [mail.state for mail in page.table.rows] == [State.SENT] * 3
    assert not page.send.isEnabled()
    assert post.shop.mail.list()[0].delivery.recipients[0].reply == "250 2.0.0 taken"

    post.pick("ACME")
    post.press("Send…")
    sheet = post.sheet(SendSheet)
    assert not sheet.now.isEnabled()
    sheet.again.click()
    assert sheet.now.isEnabled()
    post.qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_what_may_have_gone_out_waits_for_a_person(post):
    with Script("end") as found:
        post.account(found.port, "none", "none")
        post.pick("ACME")
        post.press("Send…")
        post.sheet(SendSheet).later.click()
        post.settle()
        assert post.said() == "1 mail is in the outbox"
        page = post.go("outbox")
        page.send.click()
        post.settle()
        post.settle()
        assert page.table.current.state is State.UNCERTAIN
        page.send.setEnabled(True)
        page.send.click()
        post.settle()
        assert len(found.taken) == 1
    assert not page.pane.buttons[Step.RELEASE].isVisible()
    page.pane.buttons[Step.SETTLE].click()
    post.settle()
    post.settle()
    assert page.table.current.state is State.SENT
    assert not page.pane.buttons[Step.SETTLE].isVisible()


def test_without_a_server_documents_become_drafts(post, tmp_path):
    post.pick("ACME", "BOLZ")
    post.press("Send…")
    sheet = post.sheet(SendSheet)
    assert sheet.now.accessibleName() == "Save as drafts…"
    sheet.later.click()
    post.settle()
    ids = [mail.id for mail in post.shop.mail.list()]
    sender = post.window.page("documents")._sender
    (tmp_path / "drafts").mkdir()
    sender.hand_over(ids, tmp_path / "drafts")
    post.settle()
    drafts = sorted((tmp_path / "drafts").iterdir())
    assert len(drafts) == 2
    assert all(b"X-Unsent: 1" in draft.read_bytes() for draft in drafts)
    assert {mail.state for mail in post.shop.mail.list()} == {State.HANDED_OVER}


def test_a_mail_that_is_not_wanted_is_withdrawn_and_can_be_wanted_again(post):
    [id_] = post.shop.mail.queue(post.shop.numbers("ACME")).mails
    page = post.go("outbox")
    page.show_what(id_)
    for step, state in ((Step.WITHDRAW, State.WITHDRAWN), (Step.AGAIN, State.PENDING)):
        page.pane.buttons[step].click()
        post.settle()
        post.settle()
        assert page.table.current.state is state
