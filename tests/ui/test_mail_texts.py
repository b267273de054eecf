"""Texts of mails through the window: as they would be sent while one types, kept, and undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.mail_template import Purpose
from app.ui.outbox.texts import TextsSheet
from tests.ui.books import ACME, COMPANY

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    review = office.services.billing.review(date(2026, 11, 25))
    office.services.billing.issue(review.proposals, review.date)
    office.page = office.go("outbox")
    return office


def asked(office):
    office.page.texts.ask()
    office.settle()
    office.settle()
    return office.sheet(TextsSheet)


def looked(office, sheet):
    sheet._pause.stop()
    sheet.look()
    office.settle()


def test_a_text_is_changed_by_keyboard_and_seen_as_it_would_be_sent(office):
    sheet = asked(office)
    assert sheet.caption.text() == "Filled in from INV-2026-00001"
    assert "INV-2026-00001" in sheet.subject.text()
    assert "{" not in sheet.body.text()
    line = office.window.focusWidget()
    assert line is sheet.boxes["subject"].control.first()
    line.selectAll()
    office.type("Bill {number} for {client}")
    looked(office, sheet)
    assert sheet.subject.text() == "Bill INV-2026-00001 for Acme Dental"
    sheet.keep.setFocus()
    office.press(Qt.Key.Key_Return)
    office.settle()
    [draft] = office.services.mail.drafts(["INV-2026-00001"])
    assert draft.subject == "Bill INV-2026-00001 for Acme Dental"
    office.press(Qt.Key.Key_Escape)
    office.page.enter()
    office.press(Qt.Key.Key_Z, CONTROL)
    office.settle()
    [draft] = office.services.mail.drafts(["INV-2026-00001"])
    assert not draft.subject.startswith("Bill INV")


def test_each_purpose_and_language_has_its_own_and_the_usual_comes_back(office):
    sheet = asked(office)
    sheet.boxes["language"].control.show_value("de")
    sheet.turn()
    office.settle()
    office.settle()
    german = sheet.text
    assert german == office.services.mail.usual_text(Purpose.INVOICE, "de")
    sheet.boxes["subject"].control.show_value("Rechnung {number}")
    sheet._keep()
    office.settle()
    assert office.services.mail.text(Purpose.INVOICE, "de").subject == "Rechnung {number}"
    assert office.services.mail.text(Purpose.INVOICE, "en").subject != "Rechnung {number}"
    sheet.usual.click()
    office.settle()
    office.settle()
    assert sheet.text == german
    assert office.services.mail.text(Purpose.INVOICE, "de") == german


def test_a_field_nobody_knows_is_told_and_not_kept(office):
    sheet = asked(office)
    sheet.boxes["body"].control.show_value("Dear {kontakt}")
    looked(office, sheet)
    assert "kontakt" in sheet.caption.text()
    assert not sheet.keep.isEnabled()
    sheet.boxes["body"].control.show_value("Dear {contact}")
    looked(office, sheet)
    assert sheet.body.text() == "Dear Acme Dental"
    assert sheet.keep.isEnabled()
