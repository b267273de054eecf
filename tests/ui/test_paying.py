"""Money recorded through the real window over a real data file, by keyboard and by mouse."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from app.domain.money import Money
from app.domain.payments import Standing
from app.services.payments import NoCreditError
from app.ui.documents.asking import PaymentSheet, ReasonSheet, RefundSheet
from app.ui.documents.crediting import CreditSheet
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


def credit_sheet(office):
    asked = sheet(office, CreditSheet)
    asked._later.stop()
    asked.look()
    office.settle()
    return asked


def test_a_credit_note_is_issued_with_its_reason(office, documents):
    invoice = first(office)
    documents.paper.acts.credit.trigger()
    asked = sheet(office, CreditSheet)
    assert not asked.ok.isEnabled()
    office.type("wrong month")
    asked = credit_sheet(office)
    assert asked.pane.page_count
    asked.ok.setFocus()
    office.press(ENTER)
    note = office.services.documents.list()[-1]
    assert (note.total, first(office).standing) == (invoice.total, Standing.CREDITED)
    assert office.services.documents.show(note.number).reason == "wrong month"


def test_a_part_of_one_line_is_credited_as_the_preview_says(office, documents):
    documents.paper.acts.credit.trigger()
    asked = sheet(office, CreditSheet)
    office.type("two days down")
    *others, last = asked.ticks
    for number in others:
        asked.ticks[number].setFocus()
        office.press(Qt.Key.Key_Space)
    asked.amounts[last].line.setFocus()
    asked.amounts[last].line.selectAll()
    office.type("9999")
    asked = credit_sheet(office)
    assert "left to credit" in asked.told.text()
    assert not asked.ok.isEnabled()
    asked.amounts[last].line.selectAll()
    office.type("12.50")
    asked.waive.setChecked(True)
    asked = credit_sheet(office)
    assert "15.38" in asked.told.text()
    asked.ok.setFocus()
    office.press(ENTER)
    note = office.services.documents.show(office.services.documents.list()[-1].number)
    assert [(line.corrects_line, line.net.minor) for line in note.lines] == [(last, 1250)]
    assert (note.waived, note.total.minor) == (True, 1538)


def test_one_chooses_which_invoices_a_payment_goes_to(office, documents):
    day = date(2026, 12, 31)
    office.services.billing.issue(office.services.billing.review(day, on=day).proposals, day)
    office.settle()
    number, whole = first(office).number, first(office).payable
    documents.table.choose(number)
    documents.paper.acts.pay.click()
    asked = sheet(office, PaymentSheet)
    other = next(name for name in asked.shares if name != number)
    assert asked.shares[number].value() == whole.plain()
    asked.shares[number].line.setFocus()
    asked.shares[number].line.selectAll()
    office.type("9999")
    assert not asked.ok.isEnabled()
    asked.shares[number].line.selectAll()
    office.type("10")
    asked.shares[other].line.setFocus()
    office.type("20")
    assert asked.ok.isEnabled()
    asked.ok.setFocus()
    office.press(ENTER)
    left = {
        row.number: row.payable.minor - row.left.minor for row in office.services.documents.list()
    }
    assert (left[number], left[other]) == (1000, 2000)
    assert office.services.payments.refundable(number).minor == whole.minor - 3000


def test_credit_is_paid_back_and_not_more_of_it(office, documents):
    number, whole = first(office).number, first(office).payable
    more = Money(whole.minor + 500, "EUR")
    patch = office.services.payments.received(number, more, date(2026, 11, 20))
    office.services.editing.save(patch)
    office.settle()
    documents.paper.acts.refund.trigger()
    asked = sheet(office, RefundSheet)
    assert asked.amount.value() == "5.00"
    office.window.focusWidget().selectAll()
    office.type("5.01")
    assert not asked.ok.isEnabled()
    office.window.focusWidget().selectAll()
    office.type("5.00")
    asked.ok.setFocus()
    office.press(ENTER)
    with pytest.raises(NoCreditError):
        office.services.payments.refundable(number)
    office.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert office.services.payments.refundable(number).minor == 500
