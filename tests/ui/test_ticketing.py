"""Ticket setup in the window, and the tickets that rules open by themselves."""

import pytest
from PySide6.QtCore import Qt

from app.ui.theme import Choice
from app.ui.toast import Toast
from tests.ui.books import ACME, COMPANY
from tests.ui.test_audit import nameless, squeezed

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
RULE = {"name": "Patch day", "client": "ACME", "start": "2026-11-25"}
BOOK = {
    **COMPANY,
    "clients": [ACME],
    "statuses": [{"name": "Parts ordered", "category": "waiting_vendor"}],
    "canned_notes": [{"name": "On it", "text": "We are looking at it. " * 9 + "Soon."}],
    "recurring_tickets": [{**RULE, "start": "2027-01-04", "unit": "week", "every": 2}],
}


def test_a_canned_note_is_set_up_by_keyboard_alone(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    page = office.go("ticketing")
    page.show_what("canned_notes")
    assert page._list.currentWidget() is page._none
    page._begin_here.setFocus()
    office.press(ENTER)
    office.type("On it")
    office.press(TAB)
    office.type("We are looking at it.")
    office.press(ENTER, CONTROL)
    note = office.services.editing.record("canned_notes", "On it")
    assert note["text"] == "We are looking at it."
    assert page.record.isVisible()


def test_a_recurring_ticket_asks_for_little_and_begins_today(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    page = office.go("ticketing")
    page.begin("recurring_tickets")
    office.settle()
    sheet = office.sheet()
    office.type("Patch day")
    office.press(TAB)
    office.type("ACME")
    sheet.make_it()
    office.settle()
    rule = office.services.editing.record("recurring_tickets", "Patch day")
    assert (rule["client"], rule["start"]) == ("ACME", "2026-11-25")
    pane = page.record.pane
    pane.change("on", "third weekend")
    office.checked(pane)
    assert pane.view.boxes["on"].is_wrong


def test_what_is_due_is_opened_by_the_window_once(open_office):
    office = open_office({**BOOK, "recurring_tickets": [RULE]})
    look = office.window._open._recurring.look
    for _ in range(2):
        look()
        office.settle()
    assert [row.number for row in office.services.sla.show()] == ["T-1001"]
    toasts = [found for found in office.window.findChildren(Toast) if found.isVisible()]
    assert any("T-1001 Patch day" in found.accessibleName() for found in toasts)


@pytest.mark.parametrize("locale", ["en_IE", "de_DE"])
def test_every_section_and_form_has_names_and_room(open_office, theme, locale):
    theme.choose(Choice.DARK, 130)
    office = open_office(BOOK, locale=locale, size=(1024, 640))
    page = office.go("ticketing")
    for text in page.listing.segments:
        page.segment.choose(text)
        office.settle()
        assert nameless(office.window) == []
        assert squeezed(office.window, theme) == []
        page.open_path(page.path_of(page.table.rows[0]))
        office.settle()
        assert nameless(office.window) == []
        assert squeezed(office.window, theme) == []
        page.show_list()
