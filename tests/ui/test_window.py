import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.first_frame import FirstFrame
from app.ui.key_sheet import KeySheet
from app.ui.look_menu import LookButton
from app.ui.preferences import Preferences
from app.ui.theme import Choice
from app.ui.tokens import DARK, LIGHT, SIDEBAR, SIDEBAR_COLLAPSED, Density, Ink
from tests.ui import fakes
from tests.ui.windows import page_key


def test_the_sidebar_names_the_company_and_counts_what_needs_a_look(desk):
    button = desk.window.shell.buttons["billing"]
    assert button.accessibleName() == "Month end, 3 to check"
    assert desk.window.windowTitle() == "Sam Carter IT – Accord"


def test_a_narrow_window_shows_only_icons(desk):
    assert desk.window.shell.sidebar.width() == SIDEBAR
    desk.window.resize(1024, 640)
    assert desk.window.shell.sidebar.width() == SIDEBAR_COLLAPSED
    desk.window.resize(1366, 720)
    assert desk.window.shell.sidebar.width() == SIDEBAR


def test_keys_turn_pages_and_change_the_theme(desk, theme):
    control = Qt.KeyboardModifier.ControlModifier
    desk.qtbot.keyClick(desk.window, page_key("documents"), control)
    desk.settle()
    assert desk.documents.isVisible()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_L, control | Qt.KeyboardModifier.ShiftModifier)
    assert theme.colours.name == "dark"


def test_the_sheet_of_keys_keeps_the_keyboard_until_it_goes(desk):
    before = desk.window.focusWidget()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    sheet = desk.window.findChild(KeySheet)
    assert desk.window.focusWidget() is sheet.close_button
    desk.qtbot.keyClick(sheet.close_button, Qt.Key.Key_Tab)
    assert sheet.isAncestorOf(desk.window.focusWidget())
    desk.qtbot.keyClick(
        sheet.close_button, page_key("documents"), Qt.KeyboardModifier.ControlModifier
    )
    assert desk.month_end.isVisible()
    desk.window.resize(1200, 800)
    assert sheet.size() == desk.window.size()
    with desk.qtbot.waitSignal(sheet.closed):
        desk.qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is before
    desk.qtbot.keyClick(before, page_key("documents"), Qt.KeyboardModifier.ControlModifier)
    assert desk.documents.isVisible()


def test_habits_outlive_the_window(open_desk, theme):
    first = open_desk()
    first.window.resize(1200, 700)
    first.month_end._split.setSizes([500, 600])
    theme.choose(Choice.DARK, 90)
    habits = first.window.kept()
    assert (habits.theme, habits.text_size) == ("dark", 90)
    left, right = map(int, habits.month_end_split.split())
    assert left < right
    second = open_desk(preferences=habits, size=(1200, 700))
    assert second.month_end._split.sizes() == [left, right]


def test_the_room_of_a_page_that_was_never_opened_keeps_its_usual_shape(desk):
    assert desk.window.kept().documents_split == ""


def test_a_geometry_nobody_understands_is_passed_over(open_desk):
    assert open_desk(preferences=Preferences(geometry="no geometry")).window.isVisible()


def test_the_menu_changes_the_look(desk, theme):
    button = desk.window.findChild(LookButton)
    actions = {action.text(): action for action in button._menu.actions()}
    actions["Dark"].trigger()
    assert theme.colours.name == "dark"
    actions["130 %"].trigger()
    assert (theme.colours.name, theme.percent) == ("dark", 130)
    assert actions["Dark"].isChecked()


def test_tab_walks_through_the_month_end_as_one_reads(desk):
    page = desk.month_end
    page.narrow.setFocus()
    walked = []
    for _ in range(24):
        walked.append(desk.window.focusWidget())
        desk.qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    order = [page.narrow, page.through, page.table, page.footer.button]
    assert walked[:4] == order
    assert page.detail.paper in walked
    assert page.detail.lines.table in walked
    assert page.detail.lines.why in walked


def test_a_window_can_be_closed_at_once(open_desk):
    desk = open_desk(fakes.Services())
    desk.month_end.refresh()
    desk.window.close()
    assert not [one for one in desk.window.findChildren(QWidget) if one.isVisible()]


def test_dense_lists_show_more_rows(desk, theme):
    high = desk.month_end.table.rowHeight(0)
    theme.choose(theme.choice, theme.percent, Density.DENSE)
    assert desk.month_end.table.rowHeight(0) < high
    assert desk.window.kept().density == "dense"
    theme.choose(theme.choice, theme.percent, Density.ROOMY)


def test_the_shell_is_walked_from_search_to_the_page(desk):
    top = desk.window.shell.top
    top.search_button.setFocus()
    seen = []
    for _ in range(5):
        seen.append(desk.window.focusWidget())
        desk.qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    first = [top.search_button, top.new, top.look, top.help]
    assert seen[:4] == [one for one in first if one.isVisible()]


def test_in_a_short_window_every_page_can_still_be_reached(open_desk):
    desk = open_desk(size=(1024, 640))
    for button in desk.window.shell.buttons.values():
        button.setFocus()
        desk.settle()
        assert not button.visibleRegion().isEmpty()


@pytest.mark.parametrize("kept", ["light", "dark"])
def test_the_first_frame_has_the_colours_of_the_theme(qtbot, kept):
    frame = FirstFrame(Preferences(theme=kept))
    qtbot.addWidget(frame)
    frame.resize(1000, 600)
    image = frame.grab().toImage()
    colours = {"light": LIGHT, "dark": DARK}[kept]
    assert image.pixelColor(10, 300).name() == colours[Ink.SIDEBAR]
    assert image.pixelColor(600, 300).name() == colours[Ink.BG]
    assert image.pixelColor(600, 10).name() == colours[Ink.SURFACE]
