"""Quotes through the real window over a real data file, by keyboard."""

import pytest
from PySide6.QtCore import Qt

from app.services.quotes import Stands
from app.ui.records.asking import AskSheet
from app.ui.records.new import NewSheet
from tests.ui.books import ACME, COMPANY
from tests.ui.test_setting_up import ENTER

LINES = [
    {"description": "Setup", "price": "250.00", "taxes": ["VAT23"]},
    {"item": "WS", "quantity": "12", "price": "45.00", "every": "month", "taxes": ["VAT23"]},
]
QUOTE = {
    "number": "Q-1",
    "client": "ACME",
    "date": "2026-11-02",
    "valid_until": "2026-12-31",
    "title": "More workstations",
    "lines": LINES,
}
BOOK = {**COMPANY, "clients": [ACME], "quotes": [QUOTE]}


@pytest.fixture
def office(open_office):
    return open_office(BOOK)


def stands(office):
    return {row.number: row.stands for row in office.services.quotes.list()}


def test_a_quote_is_begun_and_its_paper_shown(office):
    page = office.go("quotes")
    page.new.setFocus()
    office.press(ENTER)
    sheet = office.sheet(NewSheet)
    sheet.boxes["title"].control.first().setFocus()
    office.type("A new office")
    office.press(ENTER)
    assert stands(office)["QU-2026-00001"] is Stands.OPEN
    assert page.record.isVisible()
    assert page.paper.pane.page_count == 1


def test_an_accepted_quote_becomes_an_agreement_and_is_undone(office):
    page = office.open("quotes", "quotes", "Q-1")
    assert page.paper.pane.page_count == 1
    page.accept.setFocus()
    office.press(ENTER)
    sheet = office.sheet(AskSheet)
    assert sheet.boxes["agreement"].control.value() == "A-101"
    office.press(ENTER)
    assert stands(office) == {"Q-1": Stands.ACCEPTED}
    assert "A-101" in {row.number for row in office.services.agreements.list()}
    assert page.table.current.agreement == "A-101"
    office.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stands(office) == {"Q-1": Stands.OPEN}


def test_a_quote_is_declined_and_leaves_the_open_ones(office):
    page = office.open("quotes", "quotes", "Q-1")
    page.decline("Q-1")
    office.settle()
    assert stands(office) == {"Q-1": Stands.DECLINED}
    page.segment.choose("Open")
    office.settle()
    assert page.table.rows == ()
    page.reopen("Q-1")
    office.settle()
    assert [row.number for row in page.table.rows] == ["Q-1"]


def test_a_change_of_a_line_is_drawn_once_it_is_saved(office):
    page = office.open("quotes", "quotes", "Q-1")
    before = office.services.quotes.paper("Q-1")
    patch = {"quotes": [{"number": "Q-1", "lines": LINES[:1]}]}
    office.services.editing.save(patch)
    office.settle()
    assert len(office.services.quotes.paper("Q-1").parts) < len(before.parts)
    page.open_path(("quotes", "Q-1"))
    office.settle()
    assert page.paper.pane.page_count == 1


def test_on_a_first_day_it_says_what_a_quote_is_for(open_office):
    office = open_office(COMPANY)
    page = office.go("quotes")
    assert "No quotes yet" in page._nothing.title.text()
