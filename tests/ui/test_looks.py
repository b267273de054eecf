"""What the eye would miss: headings, badges, signs and long words where there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.sentence import N_
from app.ui.buttons import Button
from app.ui.cells import Column, Pair, Words
from app.ui.icons import Icon
from app.ui.kpi_card import two_lines
from app.ui.nav import NavButton, Sidebar
from app.ui.table import Table
from app.ui.tokens import Choice, Text, Weight
from app.ui.welcome.page import WelcomePage
from tests.ui import fakes
from tests.ui.books import ACME, COMPANY
from tests.ui.fakes import THROUGH

HEADED = (
    Column(N_("Name"), lambda row: Pair(f"Client {row}", ""), is_stretched=True),
    Column(N_("Total"), lambda row: Words("1"), is_right=True),
    Column(N_("Still open"), lambda row: Words("2"), rank=1),
)


@pytest.mark.parametrize("percent", [90, 115, 130])
def test_headings_stay_whole_when_the_text_changes_under_an_open_table(kit, qtbot, percent):
    table = Table(kit.theme, kit.language, HEADED, lambda row: row)
    qtbot.addWidget(table)
    table.show_rows(range(10))
    table.resize(285, 300)
    with qtbot.waitExposed(table):
        table.show()
    for size in (100, percent):
        kit.theme.choose(Choice.LIGHT, size)
        measure = kit.theme.metrics(Text.CAPTION, Weight.STRONG)
        for place, column in enumerate(HEADED):
            if not table.isColumnHidden(place):
                needed = measure.horizontalAdvance(kit.language.say(column.heading))
                assert table.columnWidth(place) >= needed + sum(table.insets(place))
    assert table.isColumnHidden(2)


def test_a_badge_is_not_cut_where_the_sidebar_has_only_icons(kit, qtbot):
    sidebar = Sidebar(kit, "Harbour IT", "")
    page = NavButton(kit.theme, "Month end", Icon.MONTH_END, "")
    sidebar.group("A long caption of a group", [page])
    qtbot.addWidget(sidebar)
    sidebar.collapse(is_collapsed=True)
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    right = page.mapTo(sidebar, page.rect().topRight()).x()
    assert right < sidebar.width() - 8


def test_a_button_shows_the_sign_in_a_name(kit):
    button = Button(kit.theme, "Curlew & Rook")
    assert button.text() == "Curlew && Rook"
    assert button.accessibleName() == "Curlew & Rook"
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("T-1276 of Curlew & Rook", ["T-1276 of", "Curlew & Rook"]),
        ("", [""]),
    ],
)
def test_a_fact_beside_a_chip_may_take_two_lines(theme, text, lines):
    metrics = theme.metrics(Text.SMALL)
    assert two_lines(metrics, text, metrics.horizontalAdvance("Curlew & Rook") + 1) == lines


def test_what_two_lines_cannot_hold_ends_in_an_ellipsis(theme):
    metrics = theme.metrics(Text.SMALL)
    lines = two_lines(metrics, "one two three four five six", metrics.horizontalAdvance("one two "))
    assert lines[0] == "one two"
    assert lines[1].startswith("three")
    assert lines[1].endswith("…")


@pytest.fixture
def office(open_office):
    courtesy = {"name": "Courtesy", "billable": False}
    work_types = [*COMPANY["work_types"], courtesy]
    name = "A name that is so long that no field of any form could ever show all of it at once, no"
    client = {**ACME, "name": name, "address": {"lines": ["12 Shop Street"]}}
    return open_office({**COMPANY, "work_types": work_types, "clients": [client]})


def test_a_box_that_holds_already_is_told_in_words(office):
    page = office.open("catalog", "work_types", "Courtesy")
    control = page.record.pane.view.boxes["billable"].control
    told = {each.text() for each in control.findChildren(QLabel)}
    assert "Charged, unless an agreement says otherwise: No" in told


def test_a_long_name_is_shown_from_its_beginning(office):
    page = office.open("clients", "clients", "ACME")
    line = page.record.pane.view.boxes["name"].control.line
    assert line.cursorPosition() == 0


def test_ticks_among_themselves_leave_no_room_for_labels(office):
    page = office.open("catalog", "taxes", "VAT23")
    boxes = page.record.pane.view.boxes
    assert boxes["inclusive"]._name.isHidden()
    assert boxes["compound"]._name.isHidden()
    client = office.open("clients", "clients", "ACME").record.pane.view
    assert not client.boxes["po_required"]._name.isHidden()


def test_names_to_tick_tell_all_of_them_where_there_is_no_room(office):
    office.go("catalog").begin("work_types")
    field = office.sheet().boxes["taxes"].control
    field.button.resize(50, 32)
    assert field.button.text() != "VAT23"
    assert field.spoken() == field.button.toolTip() == "VAT23"
    assert field.button.accessibleName() == "Taxes: VAT23"


def test_there_is_no_second_company_to_begin(office):
    page = office.go("settings")
    page.show_list()
    assert page.new.isHidden()
    page.segment.choose("Calendars")
    page._list_rows()
    assert not page.new.isHidden()


def test_the_history_tells_an_entry_by_its_name_first_and_in_words(office):
    page = office.open("clients", "clients", "ACME")
    page.record.segment.choose("History")
    page.record._turn("History")
    office.settle()
    told = page.record._made["History"].table.cell(0, 1).note
    assert told.startswith("Name: A name that is so long")
    assert "Street: 12 Shop Street" in told


def test_a_page_that_is_not_listed_yet_does_not_take_the_keys_from_a_new_record(open_office):
    office = open_office()
    office.window.begin("clients", "client")
    office.settle()
    assert office.window.focusWidget() is office.sheet().boxes["name"].control.line


@pytest.mark.parametrize("field", ["name", "tax_id", "email"])
def test_enter_goes_on_from_every_field_of_the_first_step(kit, qtbot, tmp_path, field):
    page = WelcomePage(kit, tmp_path / "desk.accord", fakes.RESOURCES / "countries", THROUGH)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.keyClick(getattr(page.who, field), Qt.Key.Key_Return)
    assert page.steps.currentIndex() == 1
    page.where.country.show_value("IE")
    qtbot.keyClick(page.where.country.lineEdit(), Qt.Key.Key_Return)
    assert page.steps.currentIndex() == 2
