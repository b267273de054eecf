"""Reminders through the real window over a real data file: looked at, sent, held, on paper."""

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.ui.documents.asking import ReasonSheet
from app.ui.outbox.asking import SendSheet
from app.ui.reminders.page import Show
from tests.ui.books import ACME, COMPANY
from tests.ui.test_setting_up import ENTER

CTRL = Qt.KeyboardModifier.ControlModifier


def late(code, email):
    agreement = {**ACME["agreements"][0], "number": f"A-{code}", "start": "2026-08-01"}
    contact = {"name": "Jo", "email": email, "billing": True}
    return {
        **ACME,
        "code": code,
        "name": f"{code.title()} Dental",
        "contacts": [contact],
        "agreements": [agreement],
        "terms": {"net_days": 14},
    }


BOOK = {**COMPANY, "clients": [late("ACME", "jo@acme.example"), late("BOLT", "pat@bolt.example")]}


@pytest.fixture
def office(open_office):
    found = open_office(BOOK)
    day = date(2026, 10, 31)
    found.services.billing.issue(found.services.billing.review(day, on=day).proposals, day)
    return found


@pytest.fixture
def page(office):
    return office.go("reminders")


def clients(page):
    return [row.letter.client for row in page.table.rows]


def test_what_is_due_is_listed_and_its_letter_shown(office, page):
    assert clients(page) == ["ACME", "BOLT"]
    assert page.pane.page_count == 1
    office.press(Qt.Key.Key_Down)
    assert page.table.current.letter.client == "BOLT"
    assert page._name.text() == "Bolt Dental"


def test_reminders_go_to_the_outbox_by_keyboard(office, page):
    page.table.setFocus()
    office.press(Qt.Key.Key_A, CTRL)
    page.send.setFocus()
    office.press(ENTER)
    asked = office.sheet(SendSheet)
    asked.later.setFocus()
    office.press(ENTER)
    assert {mail.client for mail in office.services.mail.list()} == {"ACME", "BOLT"}
    for mail in office.services.mail.list():
        assert [name[:2] for name, _ in office.services.mail.papers(mail.id)] == ["IN", "R-"]
    assert clients(page) == []
    assert page._list.currentWidget() is page._nothing
    page.segment.choose(Show.SENT)
    office.settle()
    assert [row.id for row in page.table.rows] == ["R-00002", "R-00001"]
    assert page.pane.page_count == 1


def test_a_letter_that_went_by_post_is_kept_saved_and_undone(office, page, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "open", lambda *_: None)
    page.on_paper.setFocus()
    office.press(ENTER)
    assert clients(page) == ["BOLT"]
    page._saver._write_all([("R-00001.pdf", lambda: b"%PDF")], str(tmp_path))
    office.settle()
    assert (tmp_path / "R-00001.pdf").read_bytes() == b"%PDF"
    office.press(Qt.Key.Key_Z, CTRL)
    assert clients(page) == ["ACME", "BOLT"]
    assert "reminders" not in json.loads(office.services.workbook.hand_out())


def test_a_client_is_held_with_a_reason_and_let_go_again(office, page):
    page.hold.setFocus()
    office.press(ENTER)
    asked = office.sheet(ReasonSheet)
    office.type("in dispute")
    asked.ok.setFocus()
    office.press(ENTER)
    assert clients(page) == ["BOLT"]
    page.segment.choose(Show.HELD)
    office.settle()
    assert [(row.letter.client, row.held) for row in page.table.rows] == [("ACME", "in dispute")]
    assert not page.send.isEnabled()
    page.hold.setFocus()
    office.press(ENTER)
    page.segment.choose(Show.DUE)
    office.settle()
    assert clients(page) == ["ACME", "BOLT"]


def test_on_a_first_day_it_says_that_nobody_needs_one(open_office):
    office = open_office(COMPANY)
    page = office.go("reminders")
    assert "Nobody needs a reminder" in page._nothing.title.text()
    assert not page.send.isEnabled()
