"""What belongs to a ticket, in its pane: steps, files, links and canned notes."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu

from app.domain.sla_policy import Category, Metric
from app.domain.ticket import EventType
from app.services.ticket_parts import Step
from app.ui.records.asking import AskSheet
from app.ui.theme import Choice
from app.ui.tickets.tabs import ABOUT, ACTIVITY, FILES, STEPS
from tests.services.test_tickets import NOW
from tests.ui.test_audit import nameless, squeezed
from tests.ui.test_tickets import OFFICE, desk, open_desk  # noqa: F401 - fixtures

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
FULL = {
    **OFFICE,
    "clients": [
        OFFICE["clients"][0],
        {
            **OFFICE["clients"][1],
            "contacts": [{"name": "Pat Byrne", "email": "pat@beta.example"}],
            "sites": [{"name": "Quay"}],
            "devices": [{"name": "PC-1", "type": "laptop"}, {"name": "PC-2"}],
        },
    ],
    "canned_notes": [{"name": "On it", "text": "We are looking at it."}],
}


def steps(desk, number="T-9"):  # noqa: F811
    return [(step.text, step.is_done) for step in desk.services.ticket_parts.show(number).steps]


def test_a_checklist_is_written_ticked_and_undone_by_keyboard_alone(desk):  # noqa: F811
    tabs = desk.page.pane.tabs
    tabs.segment.choose(STEPS)
    tabs.steps.field.setFocus()
    for text in ("Order it", "Install it"):
        desk.type(text)
        desk.press(ENTER)
    assert desk.window.focusWidget() is tabs.steps.field
    assert steps(desk) == [("Order it", False), ("Install it", False)]
    for _ in range(4):
        desk.press(Qt.Key.Key_Backtab)
    assert desk.window.focusWidget() is tabs.steps.rows[0].box
    desk.press(Qt.Key.Key_Space)
    assert steps(desk) == [("Order it", True), ("Install it", False)]
    assert desk.window.focusWidget() is tabs.steps.rows[0].box
    assert tabs.segment._buttons[STEPS].text().endswith("1/2")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert steps(desk) == [("Order it", False), ("Install it", False)]
    assert not tabs.steps.rows[0].box.isChecked()
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)
    assert steps(desk) == [("Install it", False)]


def test_a_step_is_ticked_by_a_click_on_its_words(desk):  # noqa: F811
    tabs = desk.page.pane.tabs
    tabs.segment.choose(STEPS)
    tabs.steps.changed.emit((Step("Order it", is_done=False),))
    desk.settle()
    desk.qtbot.mouseClick(tabs.steps.rows[0], Qt.MouseButton.LeftButton)
    desk.settle()
    assert steps(desk) == [("Order it", True)]


def test_files_dropped_on_a_ticket_are_kept_with_it_and_removed_with_undo(desk, tmp_path):  # noqa: F811
    place = tmp_path / "screen shot.txt"
    place.write_bytes(b"hello")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(place))])
    pane = desk.page.pane
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    pane.dropEvent(drop)
    desk.settle()
    files = desk.services.files.list(("tickets", "T-9"))
    assert [(found.name, found.size) for found in files] == [("screen shot.txt", 5)]
    assert pane.tabs.segment.value == FILES
    assert [found.name for found in pane.tabs.files.table.rows] == ["screen shot.txt"]
    pane.tabs.files.remove_current()
    desk.settle()
    assert desk.services.files.list(("tickets", "T-9")) == ()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.services.files.content(files[0].id) == b"hello"
    desk.page.table.choose("T-10")
    desk.settle()
    assert pane.tabs.files.table.rows == ()


def test_a_ticket_is_linked_with_its_contact_site_and_devices(open_desk):  # noqa: F811
    desk = open_desk(FULL)  # noqa: F811
    tabs = desk.page.pane.tabs
    tabs.segment.choose(ABOUT)
    desk.settle()
    tabs.about.contact.setFocus(Qt.FocusReason.TabFocusReason)
    desk.type("Pat")
    desk.press(ENTER)
    desk.press(Qt.Key.Key_Tab)
    assert desk.services.ticket_parts.show("T-9").contact == "Pat Byrne"
    tabs.about.site.show_value("Quay")
    tabs.about.site.chosen.emit()
    desk.settle()
    for name in ("PC-2", "PC-1"):
        tabs.about.device.show_value(name)
        tabs.about.device.chosen.emit()
        desk.settle()
    assert tabs.about.device is None
    found = desk.services.ticket_parts.show("T-9")
    assert (found.contact, found.site, found.devices) == ("Pat Byrne", "Quay", ("PC-2", "PC-1"))
    desk.click(tabs.about.removes[0])
    assert desk.services.ticket_parts.show("T-9").devices == ("PC-1",)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.services.ticket_parts.show("T-9").devices == ("PC-2", "PC-1")


def test_a_canned_note_is_put_in_and_says_for_whom_it_is(open_desk):  # noqa: F811
    desk = open_desk(FULL)  # noqa: F811
    composer = desk.page.pane.composer
    desk.click(composer.canned)
    menu = next(found for found in composer.findChildren(QMenu) if found.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert composer.text.toPlainText() == "We are looking at it."
    assert composer.kind.value is EventType.AGENT_REPLY
    desk.type(" Sam")
    desk.press(ENTER, CONTROL)
    happening = desk.services.tickets.show("T-9").happenings[0]
    assert (happening.type, happening.note) == (
        EventType.AGENT_REPLY,
        "We are looking at it. Sam",
    )


def test_keys_that_write_turn_to_what_happened(desk):  # noqa: F811
    tabs = desk.page.pane.tabs
    tabs.segment.choose(ABOUT)
    assert not desk.page.pane.composer.isVisible()
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_R)
    assert tabs.segment.value == ACTIVITY
    assert desk.window.focusWidget() is desk.page.pane.composer.text


def test_every_tab_has_names_and_room_in_german(open_desk, theme):  # noqa: F811
    theme.choose(Choice.DARK, 130)
    links = {"contact": "Pat Byrne", "devices": ["PC-1"]}
    steps_ = [
        {"text": "Order a laptop and everything that belongs to it. " * 3 + "Now", "done": True}
    ]
    tickets = [
        {**each, **links, "checklist": steps_} if each["number"] == "T-9" else each
        for each in OFFICE["tickets"]
    ]
    desk = open_desk({**FULL, "tickets": tickets}, (1024, 640), "de_DE")  # noqa: F811
    for tab in (ACTIVITY, STEPS, FILES, ABOUT):
        desk.page.pane.tabs.segment.choose(tab)
        desk.settle()
        assert nameless(desk.window) == []
        assert squeezed(desk.window, theme) == []


def test_a_missed_promise_is_excused_with_a_reason_and_says_so(desk):  # noqa: F811
    desk.clock.moment = NOW.replace(hour=14)
    desk.page.refresh()
    desk.settle()
    box = desk.page.pane.boxes[Metric.FIRST_RESPONSE]
    assert desk.page.pane.detail.row.number == "T-9"
    assert not desk.page.pane.boxes[Metric.UPDATE].excuse.isVisible()
    desk.click(box.excuse)
    sheet = next(found for found in desk.window.findChildren(AskSheet) if found.isVisible())
    desk.type("Flood")
    desk.click(sheet.ok)
    excuse = desk.state("T-9").current(Metric.FIRST_RESPONSE).excuse
    assert excuse.reason == "Flood"
    assert not box.excuse.isVisible()
    desk.click(box.why)
    assert "Excused 25 Nov 2026, 14:00: Flood" in box.counted.text()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.state("T-9").current(Metric.FIRST_RESPONSE).excuse is None


def test_a_status_of_ones_own_is_chosen_and_means_what_was_set_up(open_desk):  # noqa: F811
    own = [{"name": "Parts & labour ordered", "category": "waiting_vendor"}]
    desk = open_desk({**FULL, "statuses": own})  # noqa: F811
    pane = desk.page.pane
    desk.click(pane.status)
    desk.choose("Parts && labour ordered")
    assert desk.state("T-9").category is Category.WAITING_VENDOR
    assert pane._status.accessibleName() == "Parts & labour ordered"
    desk.click(pane.status)
    assert "Parts && labour ordered" not in desk.offered()
    desk.choose("In progress")
    assert desk.state("T-9").category is Category.ACTIVE
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.state("T-9").category is Category.WAITING_VENDOR
