"""Finding, going and doing by typing."""

import pytest
from PySide6.QtCore import Qt

from app.ui.choices import entry_of
from app.ui.entry import Entry
from app.ui.finding import fit, fitting, spans
from app.ui.icons import Icon
from app.ui.palette import Palette
from app.ui.preferences import Preferences
from tests.ui.windows import page_key

CONTROL = Qt.KeyboardModifier.ControlModifier


def entry(text, note=""):
    return Entry("Group", text, Icon.SEARCH, lambda: None, note)


@pytest.mark.parametrize(
    ("typed", "text", "rank"),
    [
        ("bri", "Brightside Law LLP", 0),
        ("law", "Brightside Law LLP", 1),
        ("law bri", "Brightside Law LLP", 1),
        ("ight", "Brightside Law LLP", None),
        ("bri zz", "Brightside Law LLP", None),
        ("mun", "Müller Näherei", None),
        ("mull", "Müller Näherei", 0),
        ("naherei", "Müller Näherei", 1),
        ("", "anything", 0),
        ("inv-2026", "INV-2026-00031", 0),
    ],
)
def test_each_typed_word_begins_a_word(typed, text, rank):
    assert fit(typed, text) == rank


def test_what_begins_so_comes_first_and_else_the_order_stays():
    entries = [entry("Go to Clients"), entry("Clients"), entry("Import"), entry("New client")]
    found = [one.text for one in fitting("cli", entries)]
    assert found == ["Clients", "Go to Clients", "New client"]


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [("bri", "Brightside", ["Bri"]), ("law bri", "Brightside Law", ["Bri", "Law"]), ("x", "y", [])],
)
def test_what_was_typed_is_marked(typed, text, marked):
    assert [text[start:end] for start, end in spans(typed, text)] == marked


@pytest.fixture
def palette(desk):
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_K, CONTROL)
    return desk.window.findChild(Palette)


def texts(palette):
    lines = [palette.list.item(i) for i in range(palette.list.count())]
    return [one.text() for one in lines if entry_of(one)]


def test_with_nothing_typed_it_offers_where_to_go(desk, palette):
    assert {"Month end", "Documents"} <= set(texts(palette))
    assert desk.window.focusWidget() is palette.field


def test_typing_finds_and_enter_goes_there(desk, palette):
    desk.qtbot.keyClicks(palette.field, "docu")
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    desk.settle()
    assert desk.documents.isVisible()


def test_records_are_found_and_remembered(desk, palette):
    desk.qtbot.keyClicks(palette.field, "acme")
    assert texts(palette) == ["Acme Dental Practice"]
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    desk.settle()
    desk.window._open.search()
    again = desk.window._open._palette
    assert texts(again)[0] == "Acme Dental Practice"


def test_what_was_opened_is_offered_again_after_the_next_start(open_desk):
    desk = open_desk()
    desk.window._open.search()
    desk.window._open._palette.field.setText("acme")
    desk.window._open._palette.act()
    desk.settle()
    kept = desk.window.kept()
    again = open_desk(preferences=kept)
    assert again.window._open._offers.all("")[0].text == "Acme Dental Practice"
    assert again.window.kept().habit("recent") == kept.habit("recent")


def test_what_was_taken_away_is_not_offered_again(open_desk):
    desk = open_desk()
    offers = desk.window._open._offers
    offers.remember("document", "GONE", "Gone Ltd", "")
    assert "Gone Ltd" not in [entry.text for entry in offers.all("")]
    assert offers.kept() == ""


@pytest.mark.parametrize("kept", ["", "{", "7", "[[1]]", '[["moon", "a", "b", "c"]]'])
def test_what_nobody_understands_is_not_offered(open_desk, kept):
    desk = open_desk(preferences=Preferences().keeping("recent", kept))
    assert "Recent" not in {entry.group for entry in desk.window._open._offers.all("")}


def test_after_the_sign_for_commands_there_is_nothing_but_commands(desk, palette):
    desk.qtbot.keyClicks(palette.field, "> dark")
    assert texts(palette) == ["Light or dark"]
    before = desk.window._kit.theme.colours.name
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.window._kit.theme.colours.name != before


def test_arrows_choose_past_captions_and_round(desk, palette):
    lines = texts(palette)
    seen = [palette.list.entry.text]
    for _ in lines:
        desk.qtbot.keyClick(palette.field, Qt.Key.Key_Down)
        seen.append(palette.list.entry.text)
    assert seen == [*lines, lines[0]]
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.entry.text == lines[-1]


def test_nothing_found_is_said(desk, palette):
    palette.field.setText("zzzz")
    assert palette._nothing.isVisible()
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_escape_gives_the_focus_and_the_keys_back(desk):
    before = desk.window.focusWidget()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_K, CONTROL)
    palette = desk.window.findChild(Palette)
    desk.qtbot.keyClick(palette.field, page_key("documents"), CONTROL)
    assert desk.month_end.isVisible()
    desk.qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is before
    desk.qtbot.keyClick(before, page_key("documents"), CONTROL)
    desk.settle()
    assert desk.documents.isVisible()


def test_a_press_beside_it_takes_it_away(desk, palette):
    desk.qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()


def test_the_search_button_opens_it_once(desk):
    desk.window.shell.top.search_button.click()
    desk.window.shell.top.search.emit()
    assert len(desk.window.findChildren(Palette)) == 1
