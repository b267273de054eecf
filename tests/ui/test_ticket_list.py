"""The list of tickets in the real window: filters, views, columns, many at once, merging."""

from PySide6.QtCore import Qt

from app.domain.sla_policy import Category
from app.domain.ticket_view import Order, Part, TicketView
from app.ui.preferences import Preferences
from app.ui.records.asking import AskSheet
from tests.ui.test_tickets import OFFICE, desk, open_desk  # noqa: F401 - fixtures

ENTER, SHIFT, CONTROL = (
    Qt.Key.Key_Return,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def sheet(desk):  # noqa: F811
    return next(found for found in desk.window.findChildren(AskSheet) if found.isVisible())


def headings(page):
    return [column.heading for column in page.table._rows.columns]


def test_a_filter_is_asked_for_shown_and_taken_away(desk):  # noqa: F811
    desk.page.list.filters.ask()
    desk.settle()
    assert sheet(desk)
    desk.type("ACME")
    desk.press(Qt.Key.Key_Tab)
    desk.press(ENTER)
    assert desk.listed() == ["T-10", "T-7"]
    chip = desk.page.list.filters.layout().itemAt(0).widget()
    assert chip.text().strip() == "Client: Acme"
    desk.click(chip)
    assert desk.listed() == ["T-9", "T-10", "T-7"]
    assert desk.page.list.filters.isHidden()


def test_a_heading_sorts_and_sorts_the_other_way(desk):  # noqa: F811
    page = desk.page
    page.table.heading_clicked.emit(0)
    desk.settle()
    assert desk.listed() == ["T-7", "T-9", "T-10"]
    page.table.heading_clicked.emit(0)
    desk.settle()
    assert desk.listed() == ["T-10", "T-9", "T-7"]
    assert page.table._rows.headerData(0, Qt.Orientation.Horizontal) == "Ticket ↓"


def test_a_view_keeps_its_filters_and_order_under_a_name(desk):  # noqa: F811
    views = desk.page.list.views
    view = TicketView(Part.ALL, client="ACME", order=Order.NUMBER)
    desk.page.list.show_view(view)
    desk.settle()
    views._name(view)
    desk.type("All of Acme")
    desk.press(ENTER)
    desk.page.list.clear()
    desk.settle()
    views.offer(desk.page.list.view)
    next(one for one in views.menu_.actions() if one.text() == "All of Acme").trigger()
    views.menu_.close()
    desk.settle()
    assert desk.listed() == ["T-7", "T-8", "T-10"]
    kept = desk.page.keep(Preferences())
    assert '"All of Acme"' in kept.habit("tickets.views")
    assert kept.habit("tickets.sort") == "number"


def test_columns_are_chosen_and_remembered(desk):  # noqa: F811
    views = desk.page.list.views
    views._turn(Order.CLIENT)
    views._turn(Order.MINUTES)
    shown = ["Ticket", "Subject", "Client", "Status", "Priority", "SLA"]
    assert headings(desk.page) == shown
    kept = desk.page.keep(Preferences()).habit("tickets.columns")
    assert kept == "number summary client status priority due"


def test_several_are_changed_at_once_by_keyboard_and_undone(desk):  # noqa: F811
    desk.press(Qt.Key.Key_Down, SHIFT)
    assert desk.page.bulk.isVisible()
    desk.press(Qt.Key.Key_B)
    assert sheet(desk)
    desk.type("Resolved")
    desk.press(Qt.Key.Key_Tab)
    desk.press(ENTER)
    assert desk.listed() == ["T-7"]
    assert desk.state("T-9").category is Category.RESOLVED
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.state("T-10").category is Category.WAITING_CLIENT
    assert desk.listed() == ["T-9", "T-10", "T-7"]


def test_the_older_of_two_takes_the_other_in(desk):  # noqa: F811
    desk.page.list.clear()
    desk.settle()
    table = desk.page.table
    table.clearSelection()
    for place, found in enumerate(table.rows):
        if found.number in {"T-7", "T-10"}:
            flags = table.selectionModel().SelectionFlag
            index = table.model().index(place, 0)
            table.selectionModel().select(index, flags.Select | flags.Rows)
    assert desk.page.bulk.merge.isEnabled()
    desk.click(desk.page.bulk.merge)
    desk.press(ENTER)
    assert desk.state("T-10").category is Category.MERGED
    assert desk.services.tickets.show("T-7").row.minutes == 55


def test_tickets_of_two_clients_are_not_offered_to_be_merged(desk):  # noqa: F811
    desk.press(Qt.Key.Key_Down, SHIFT)
    assert not desk.page.bulk.merge.isEnabled()


MANY = {
    **OFFICE,
    "tickets": [
        {"number": f"T-{n}", "client": "ACME", "opened": f"2026-11-{1 + n % 20:02}T09:00:00+00:00"}
        for n in range(1, 201)
    ],
    "time": [],
}


def test_more_rows_come_while_one_scrolls(open_desk):  # noqa: F811
    many = open_desk(MANY)
    page = many.page
    many.qtbot.waitUntil(lambda: len(page.table.rows) > 60)
    assert len(page.table.rows) < 200
    for _ in range(4):
        page.table.scrollToBottom()
        many.settle()
    assert len({found.number for found in page.table.rows}) == 200
    page.show_what("T-3")
    many.settle()
    assert page.table.current.number == "T-3"
