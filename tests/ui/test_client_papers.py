"""Statements, receipts and the ageing strip through the real window over a real data file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.ageing import Age
from app.domain.money import Money
from app.ui.documents.asking import ReasonSheet
from app.ui.outbox.asking import SendSheet
from app.ui.papers.sheet import PaperSheet
from tests.ui.books import COMPANY
from tests.ui.test_reminders import late
from tests.ui.test_setting_up import ENTER

SPACE = Qt.Key.Key_Space


@pytest.fixture
def office(open_office):
    block = {"name": "Projects", "hours": "20", "bought": "2026-10-01", "price": "0.00"}
    client = {**late("ACME", "jo@acme.example"), "blocks": [block]}
    found = open_office({**COMPANY, "clients": [client]})
    for day in (date(2026, 8, 31), date(2026, 10, 31), date(2026, 11, 20)):
        found.services.billing.issue(found.services.billing.review(day, on=day).proposals, day)
    found.go("documents")
    return found


@pytest.fixture
def page(office):
    return office.window.page("documents")


def pay(office, minor):
    number = office.services.documents.list()[0].number
    patch = office.services.payments.received(number, Money(minor, "EUR"), date(2026, 11, 2))
    office.services.editing.save(patch)
    office.settle()


def test_a_stretch_of_the_ageing_strip_narrows_the_list_by_keyboard(office, page):
    rows = {row.number: row for row in page.table.rows}
    figures = {age: tile.figure for age, tile in page.ages.tiles.items()}
    assert figures[Age.TO_60] == "–"
    old = [row for row in rows.values() if row.date == date(2026, 8, 31)]
    assert figures[Age.TO_90] == office.services.language.money(old[0].left)
    page.ages.tiles[Age.TO_90].setFocus()
    office.press(SPACE)
    assert [row.number for row in page.table.rows] == [old[0].number]
    page.ages.tiles[Age.NOT_DUE].setFocus()
    office.press(SPACE)
    assert page.ages.value is Age.NOT_DUE
    assert old[0].number not in {row.number for row in page.table.rows}
    office.press(SPACE)
    assert len(page.table.rows) == len(rows)
    page.ages.tiles[Age.TO_60].click()
    assert page._list.currentWidget() is page._no_match
    page.all.click()
    assert page.ages.value is None


def test_the_strip_follows_what_is_paid(office, page):
    whole = office.services.documents.list()[0].payable
    pay(office, whole.minor)
    assert page.ages.tiles[Age.TO_90].figure == "–"


def test_a_statement_is_looked_at_for_other_days_and_put_into_the_outbox(office, page):
    page.paper.acts.statement.trigger()
    office.settle()
    sheet = office.sheet(PaperSheet)
    assert sheet.pane.page_count >= 1
    before = sheet._pdf
    sheet.first.line.setFocus()
    office.press(Qt.Key.Key_PageDown)
    assert sheet._pdf != before
    sheet.send.setFocus()
    office.press(ENTER)
    asked = office.sheet(SendSheet)
    asked.later.setFocus()
    office.press(ENTER)
    (mail,) = office.services.mail.list()
    ((name, pdf),) = office.services.mail.papers(mail.id)
    assert name == "Statement-of-account-ACME.pdf"
    assert pdf.startswith(b"%PDF")


def test_days_in_the_wrong_order_are_no_paper(office, page):
    page.paper.acts.statement.trigger()
    office.settle()
    sheet = office.sheet(PaperSheet)
    sheet.first.show_value("2027-01-01")
    sheet.look()
    assert not sheet.save.isEnabled()
    assert "first and the last day" in sheet.pane.accessibleName()
    office.press(Qt.Key.Key_Escape)


def test_a_receipt_is_shown_once_money_came(office, page):
    page.table.choose(office.services.documents.list()[0].number)
    assert not page.paper.acts.receipt.isEnabled()
    pay(office, 5000)
    page.paper.acts.receipt.trigger()
    office.settle()
    sheet = office.sheet(PaperSheet)
    assert sheet.save.isEnabled()
    assert not sheet.send.isVisible()
    office.press(Qt.Key.Key_Escape)


def test_a_client_offers_its_statements(office):
    page = office.open("clients", "clients", "ACME")
    page._hours("ACME")
    office.settle()
    assert office.sheet(PaperSheet).pane.page_count == 1
    office.press(Qt.Key.Key_Escape)


def test_an_invoice_is_held_from_reminders(office, page):
    number = office.services.documents.list()[0].number
    assert number in {n for row in office.services.reminders.list().due for n in row.numbers}
    page.table.choose(number)
    page.paper.acts.no_reminder.trigger()
    office.settle()
    asked = office.sheet(ReasonSheet)
    office.type("cheque in the post")
    asked.ok.setFocus()
    office.press(ENTER)
    assert number not in {n for row in office.services.reminders.list().due for n in row.numbers}
