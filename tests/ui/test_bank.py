"""A bank statement through the window, by keyboard: looked at, corrected, recorded once."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.bank import How
from app.ui.documents.bank import BankSheet
from tests.ui.books import COMPANY

ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down
CONTROL = Qt.KeyboardModifier.ControlModifier


def client(code, name, fee):
    number = {"number": f"A-{code}", "name": "Care", "start": "2026-11-01", "fee": fee}
    return {"code": code, "name": name, "agreements": [number]}


BOOK = {
    **COMPANY,
    "clients": [
        client("ACME", "Acme Dental", "100.00"),
        client("BOLZ", "Bolz GmbH", "250.00"),
        client("COVE", "Cove Hotel", "250.00"),
    ],
}
STATEMENT = """Date;Payee;Memo;Amount
2026-12-01;Acme;INV-2026-00001;100.00
2026-12-02;someone;rent;250.00
2026-12-03;us;salaries;-900.00
2026-12-04;Jo;nothing known;12.00
"""


@pytest.fixture
def office(open_office, tmp_path):
    office = open_office(BOOK)
    review = office.services.billing.review(date(2026, 11, 25))
    office.services.billing.issue(review.proposals, review.date)
    office.page = office.go("documents")
    office.file = tmp_path / "statement.csv"
    office.file.write_text(STATEMENT, encoding="utf-8")
    return office


def read(office):
    office.page.enter()
    office.page.bank.read(str(office.file))
    office.settle()
    return office.sheet(BankSheet)


def left(office):
    return {row.client: row.left.plain() for row in office.services.documents.list()}


def test_a_statement_is_looked_at_corrected_and_recorded_by_keyboard(office):
    sheet = read(office)
    assert [each.how for each in sheet.table.rows] == [
        How.REFERENCE, How.UNCLEAR, How.OUTGOING, How.UNKNOWN,
    ]  # fmt: skip
    assert sheet.told.text() == "4 lines, 2 without an invoice"
    assert sheet.record.accessibleName() == "Record 1 payment"
    assert office.window.focusWidget() is sheet.table
    office.press(DOWN)
    sheet.goes.control.first().setFocus()
    office.window.focusWidget().lineEdit().selectAll()
    office.type("INV-2026-00003")
    office.press(Qt.Key.Key_Tab)
    assert sheet.table.rows[1].how is How.CHOSEN
    assert sheet.record.accessibleName() == "Record 2 payments"
    assert left(office) == {"ACME": "100.00", "BOLZ": "250.00", "COVE": "250.00"}
    sheet.record.setFocus()
    office.press(ENTER)
    office.settle()
    assert left(office) == {"ACME": "0.00", "BOLZ": "250.00", "COVE": "0.00"}

    sheet = read(office)
    assert [each.how for each in sheet.table.rows][:2] == [How.RECORDED, How.RECORDED]
    assert not sheet.record.isEnabled()
    office.press(Qt.Key.Key_Escape)
    office.press(Qt.Key.Key_Z, CONTROL)
    office.settle()
    assert left(office)["ACME"] == "100.00"


def test_a_line_that_is_not_wanted_is_left_out(office):
    sheet = read(office)
    office.press(SPACE)
    assert sheet.wanted == ()
    assert not sheet.record.isEnabled()
    office.press(SPACE)
    assert len(sheet.wanted) == 1


def test_columns_of_another_name_are_chosen(office):
    office.file.write_text("A;B;C\n2026-12-01;100.00;INV-2026-00001\n", encoding="utf-8")
    sheet = read(office)
    assert sheet.told.text() == "Say which column holds the day, and which the amount."
    for key, place in (("day", 0), ("amount", 1), ("reference", 2)):
        sheet.boxes[key].control.show_value(place)
        sheet._change_columns()
        office.settle()
    (found,) = sheet.wanted
    assert found.number == "INV-2026-00001"
