"""Money recorded through the real window over a real data file, by keyboard and by mouse."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from app.domain.payments import Standing
from app.ui.documents.asking import PaymentSheet, ReasonSheet
from tests.ui.books import ACME, COMPANY
from tests.ui.test_setting_up import ENTER

THROUGH = date(2026, 11, 30)


@pytest.fixture
def office(open_office):
    found = open_office({**COMPANY, "clients": [ACME]})
    review = found.services.billing.review(THROUGH, on=THROUGH)
    found.services.billing.issue(review.proposals, THROUGH)
    found.go("documents")
    return found


@pytest.fixture
def documents(office):
    return office.window.page("documents")


def first(office):
    return office.services.documents.list()[0]


def sheet(office, kind):
    office.settle()
    return office.sheet(kind)


def test_a_payment_is_recorded_by_keyboard_and_undone(office, documents):
    acts, whole = documents.paper.acts, first(office).payable
    acts.pay.setFocus()
    office.press(ENTER)
    asked = sheet(office, PaymentSheet)
    assert asked.amount.value() == whole.plain()
    office.window.focusWidget().selectAll()
    office.type("10")
    assert "stays open" in asked.told.text()
    asked.ok.setFocus()
    office.press(ENTER)
    row = first(office)
    assert (row.standing, row.payable.minor - row.left.minor) == (Standing.PART_PAID, 1000)
    assert documents.table.current.left == row.left
    office.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert first(office).left == whole


def test_too_much_is_told_and_kept_as_credit_by_mouse(office, documents):
    click = Qt.MouseButton.LeftButton
    office.qtbot.mouseClick(documents.paper.acts.pay, click)
    asked = sheet(office, PaymentSheet)
    more = first(office).payable.amount() + 5
    asked.amount.line.setText(str(more))
    asked.amount.line.textEdited.emit(str(more))
    assert "5.00 stays as the client" in asked.told.text()
    office.qtbot.mouseClick(asked.ok, click, pos=QPoint(10, 10))
    office.settle()
    assert first(office).standing is Standing.PAID
    assert not documents.paper.acts.pay.isEnabled()


def test_nothing_is_recorded_without_an_amount_or_after_escape(office, documents):
    documents.paper.acts.pay.click()
    asked = sheet(office, PaymentSheet)
    for typed in ("", "nothing", "-5", "0.001"):
        asked.amount.line.setText(typed)
        asked.look()
        assert not asked.ok.isEnabled()
    office.press(Qt.Key.Key_Escape)
    assert first(office).left == first(office).payable


def test_what_is_let_go_needs_a_reason(office, documents):
    documents.paper.acts.write_off.trigger()
    asked = sheet(office, ReasonSheet)
    assert not asked.ok.isEnabled()
    office.type("gone out of business")
    asked.ok.click()
    office.settle()
    assert first(office).standing is Standing.PAID
    assert documents.table.current.left.minor == 0


def test_a_payment_that_bounced_is_taken_back(office, documents):
    documents.paper.acts.pay.click()
    sheet(office, PaymentSheet).ok.click()
    office.settle()
    documents.paper.acts.take_back.trigger()
    asked = sheet(office, ReasonSheet)
    office.type("bounced")
    asked.ok.click()
    office.settle()
    assert first(office).left == first(office).payable


def test_a_credit_note_is_issued_with_its_reason(office, documents):
    invoice = first(office)
    documents.paper.acts.credit.trigger()
    asked = sheet(office, ReasonSheet)
    office.type("wrong month")
    asked.ok.click()
    office.settle()
    note = office.services.documents.list()[-1]
    assert (note.total, first(office).standing) == (invoice.total, Standing.CREDITED)
    assert office.services.documents.show(note.number).reason == "wrong month"
