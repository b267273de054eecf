"""The accounting export through the window, by keyboard."""

import csv
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.ui.documents.bookkeeping import ExportSheet
from tests.ui.books import ACME, COMPANY

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    services = office.services
    for month in (10, 11):
        review = services.billing.review(date(2026, month, 25))
        services.billing.issue(review.proposals, review.date)
    office.page = office.go("documents")
    return office


def asked(office):
    office.page.enter()
    office.page.accounting.ask()
    office.settle()
    return office.sheet(ExportSheet)


def until_on(office, widget):
    for _ in range(20):
        if office.window.focusWidget() is widget:
            return
        office.press(TAB)
    raise AssertionError(office.window.focusWidget())


def choose_folder(office, folder):
    [dialog] = office.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    # Keys go to the active window; after the dialog was closed it has to be asked for.
    office.window.activateWindow()
    office.settle()


def test_the_export_is_made_by_keyboard_and_each_document_goes_once(office, tmp_path):
    sheet = asked(office)
    assert sheet.told.text().startswith("2 documents with tax: €")
    assert "No account is known for WS, fee" in sheet.note.text()
    until_on(office, sheet.export)
    office.press(ENTER)
    choose_folder(office, tmp_path)
    with (tmp_path / "xero.csv").open(encoding="utf-8-sig") as found:
        rows = list(csv.DictReader(found))
    numbers = [row.number for row in office.services.documents.list()]
    assert sorted({row["*InvoiceNumber"] for row in rows}) == sorted(numbers)

    sheet = asked(office)
    assert sheet.told.text() == "Nothing new to export"
    assert "2 documents were exported before." in sheet.note.text()
    assert not sheet.export.isEnabled()
    until_on(office, sheet.again)
    office.press(SPACE)
    assert sheet.told.text().startswith("2 documents")
    assert sheet.export.isEnabled()
    office.press(Qt.Key.Key_Escape)
    assert office.window.focusWidget() is office.page.table
    office.press(Qt.Key.Key_Z, CONTROL)
    office.settle()
    assert asked(office).told.text().startswith("2 documents")


def test_other_days_are_looked_up_and_days_that_make_no_sense_are_not(office):
    sheet = asked(office)
    sheet.since.control.show_value("2026-11-01")
    sheet.look()
    office.settle()
    assert sheet.told.text().startswith("1 document with tax")
    sheet.until.control.show_value("2026-10-31")
    sheet.look()
    office.settle()
    assert sheet.told.text() == "Choose a program and the days."
    assert not sheet.export.isEnabled()
