"""What is answered to the month end's exceptions, through the real window over a real data file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.proposal import Matter
from app.ui.billing.decision_sheet import DecisionSheet
from app.ui.billing.state import Standing
from app.ui.records.asking import AskSheet
from app.ui.records.new import NewSheet
from tests.ui.books import ACME, COMPANY

ENTER = Qt.Key.Key_Return
FEE = "A-100/fee/2026-11-01"
AGREEMENT = {**ACME["agreements"][0], "start": "2026-11-01"}
CLIENT = {**ACME, "po_required": True, "agreements": [AGREEMENT]}


@pytest.fixture
def desk(open_office):
    office = open_office({**COMPANY, "clients": [CLIENT]})
    office.page = office.go("billing")
    return office


def row_of(desk):
    (row,) = desk.page.table.rows
    return row


def charges(desk):
    proposal = row_of(desk).proposal
    return [line.charge for line in proposal.lines] if proposal else []


def answer(desk, text):
    [button] = [
        one
        for one in desk.page.detail.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName() == text
    ]
    button.click()
    desk.settle()


def hold(desk, reason="Ordered, but delivered in December"):
    desk.page.detail.lines.table.choose(FEE)
    desk.page.detail.lines.table.setFocus()
    desk.press(Qt.Key.Key_H)
    desk.type(reason)
    desk.press(ENTER)


def matters(desk):
    return [found.matter for found in row_of(desk).exceptions]


def test_a_line_is_held_by_keyboard_and_the_reason_stays_on_the_list(desk):
    assert FEE in charges(desk)
    hold(desk)
    assert FEE not in charges(desk)
    told = desk.services.editing.record("decisions", FEE)
    assert told == {"charge": FEE, "do": "hold", "reason": "Ordered, but delivered in December"}
    assert Matter.HELD in matters(desk)


def test_a_decision_needs_a_reason(desk):
    hold(desk, reason="")
    sheet = desk.sheet(DecisionSheet)
    problems = [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]
    assert any("missing" in text or "required" in text for text in problems), problems
    assert FEE in charges(desk)
    sheet.dismiss()


def test_a_decision_is_undone_like_every_edit(desk):
    hold(desk)
    desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert FEE in charges(desk)


def test_what_is_held_is_billed_again_with_one_answer(desk):
    hold(desk)
    answer(desk, "Bill it")
    assert FEE in charges(desk)
    assert Matter.HELD not in matters(desk)


def test_what_is_held_can_be_waived_instead(desk):
    hold(desk)
    answer(desk, "Waive…")
    desk.type("Goodwill")
    desk.press(ENTER)
    assert FEE not in charges(desk)
    assert Matter.HELD not in matters(desk)
    assert desk.services.editing.record("decisions", FEE)["do"] == "waive"


def test_a_line_is_added_with_its_reason(desk):
    before = row_of(desk).proposal.net.minor
    desk.press(Qt.Key.Key_L)
    sheet = desk.sheet(NewSheet)
    desk.type("Travel to Galway")
    sheet.boxes["price"].control.show_value("40.00")
    sheet.boxes["note"].control.show_value("Asked for on the phone")
    sheet.make_it()
    desk.settle()
    proposal = row_of(desk).proposal
    assert proposal.net.minor == before + 40_00
    (added,) = [line for line in proposal.lines if line.charge.startswith("expense/")]
    assert added.title.plain() == "Travel to Galway"
    assert [tax.code for tax in added.taxes] == ["VAT23"]
    record = desk.services.editing.record("expenses", added.charge.split("/")[1])
    assert record["note"] == "Asked for on the phone"


def test_a_matter_that_is_always_accepted_is_not_asked_about_in_any_month(desk):
    assert desk.page._run.standing(row_of(desk)) is Standing.LOOK
    answer(desk, "Always accept")
    assert desk.page._run.standing(row_of(desk)) is Standing.READY
    desk.page.through.show_day(date(2026, 12, 31))
    desk.settle()
    assert Matter.PO_NUMBER in matters(desk)
    assert desk.page._run.standing(row_of(desk)) is Standing.READY
    answer(desk, "Ask again")
    assert desk.page._run.standing(row_of(desk)) is Standing.LOOK


def test_the_client_of_an_exception_and_the_agreement_of_a_line_are_a_step_away(desk):
    answer(desk, "Go there")
    assert desk.window.page("clients").title()[0] == "Acme Dental"
    desk.go("billing")
    desk.page.detail.lines.table.choose(FEE)
    desk.page.detail.below.edit.click()
    desk.settle()
    assert desk.window.page("agreements").title()[0] == "Managed IT · Acme Dental"


def test_work_that_names_no_agreement_is_given_one_in_place(open_office):
    both = [
        {"number": number, "start": "2026-01-01", "coverage": [{"then": "billable"}]}
        for number in ("A-1", "A-2")
    ]
    work = {"client": "ACME", "minutes": 60, "work_type": "Remote", "role": "Engineer"}
    book = {
        **COMPANY,
        "clients": [{"code": "ACME", "name": "Acme", "agreements": both}],
        "tickets": [{"number": "T-1", "client": "ACME", "opened": "2026-10-05T09:00:00+00:00"}],
        "time": [
            {**work, "id": "e1", "start": "2026-10-05T09:00:00+00:00"},
            {**work, "id": "e2", "start": "2026-10-06T09:00:00+00:00", "ticket": "T-1"},
        ],
    }
    desk = open_office(book)
    desk.page = desk.go("billing")
    desk.page.show_what("ACME")
    desk.settle()
    assert Matter.UNMAPPED in matters(desk)
    answer(desk, "Choose the agreement…")
    sheet = desk.sheet(AskSheet)
    desk.type("A-2")
    sheet.answer()
    desk.qtbot.waitUntil(lambda: Matter.UNMAPPED not in matters(desk), timeout=10_000)
    desk.settle()
    assert desk.services.editing.record("time", "e1")["agreement"] == "A-2"
    assert desk.services.editing.record("tickets", "T-1")["agreement"] == "A-2"
    assert Matter.UNMAPPED not in matters(desk)
    assert {line.agreement for line in row_of(desk).proposal.lines} == {"A-2"}
    desk.window.undos.undo()
    desk.qtbot.waitUntil(lambda: Matter.UNMAPPED in matters(desk), timeout=10_000)
