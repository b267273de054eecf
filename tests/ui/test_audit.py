"""What must hold on every page, in every size and language."""

from gettext import NullTranslations

import pytest
from babel import Locale
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from app.i18n import Language
from app.ui.buttons import Button
from app.ui.cells import Pill
from app.ui.chip import Chip
from app.ui.key_sheet import KeySheet
from app.ui.labels import ElidedLabel
from app.ui.nav import NavButton
from app.ui.problem import ProblemPage
from app.ui.shortcuts import native
from app.ui.table import Table
from app.ui.theme import Choice
from app.ui.welcome.page import WelcomePage
from tests.ui import fakes

SIZES = [(1440, 900), (1366, 720), (1024, 640)]
DOCUMENTS = tuple(fakes.document(f"INV-2026-{i:05}") for i in range(1, 30))


def views(desk):
    """Every view of the window, one after the other."""
    desk.window.go("dashboard")
    desk.settle()
    yield "dashboard"
    desk.services.dashboard.found, usual = fakes.NEW, desk.services.dashboard.found
    desk.window.page("dashboard").refresh()
    desk.settle()
    yield "dashboard, first run"
    desk.services.dashboard.found = usual
    desk.window._open.search()
    yield "palette"
    desk.window._open._palette.field.setText("a")
    yield "palette, something typed"
    desk.window._open._palette.dismiss()
    desk.window.go("billing")
    desk.settle()
    page = desk.month_end
    for row in page.table.rows:
        page.table.choose((row.client, row.proposal.po_number if row.proposal else ""))
        desk.settle()
        yield f"month end, {row.client}"
    page.narrow.setText("nobody")
    yield "month end, no match"
    page.narrow.clear()
    page.ask()
    sheet = page.window().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)[
        -1
    ]
    yield "month end, confirmation"
    sheet.dismiss()
    page.issue()
    desk.settle()
    yield "month end, done"
    page.done.back.emit()
    desk.window.go("documents")
    desk.settle()
    yield "documents"
    sheet = KeySheet(desk.window._kit, desk.window)
    sheet.open(sheet.close_button)
    yield "keys"
    sheet.dismiss()


def visible(widget, kind):
    return [one for one in widget.findChildren(kind) if one.isVisible()]


def nameless(window):
    found = []
    for widget in visible(window, QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_everything_the_keyboard_reaches_has_a_name(open_desk):
    desk = open_desk(fakes.Services(documents=DOCUMENTS))
    assert {view: nameless(desk.window) for view in views(desk) if nameless(desk.window)} == {}


@pytest.mark.parametrize("page", ["welcome", "problem"])
def test_everything_on_the_start_pages_has_a_name(qtbot, kit, tmp_path, page):
    from app.domain.errors import StoreError

    made = (
        WelcomePage(kit, tmp_path, fakes.RESOURCES / "countries", fakes.THROUGH)
        if page == "welcome"
        else ProblemPage(kit, StoreError(detail="x"), tmp_path)
    )
    qtbot.addWidget(made)
    made.show()
    assert nameless(made) == []


def squeezed(window, theme):
    """Buttons, chips and figures that are narrower than their words."""
    found = []
    for button in visible(window, QAbstractButton):
        needed = button.sizeHint()
        if isinstance(button, NavButton):
            continue
        if isinstance(button, (QPushButton, QCheckBox, Chip)) and button.width() < needed.width():
            found.append(f"button {button.text()!r}: {button.width()} < {needed.width()}")
    found += [
        f"chip {chip.accessibleName()!r}"
        for chip in visible(window, Chip)
        if chip.width() < chip.sizeHint().width()
    ]
    for table in visible(window, Table):
        model = table.model()
        columns = [i for i in range(model.columnCount()) if not table.isColumnHidden(i)]
        room = sum(table.columnWidth(column) for column in columns)
        if room > table.viewport().width():
            found.append(f"{table.accessibleName()}: {room} > {table.viewport().width()}")
    found += [
        f"label {one.text()!r}"
        for one in visible(window, QLabel)
        if not isinstance(one, ElidedLabel)
        and not one.wordWrap()
        and one.text()
        and one.width() < one.sizeHint().width()
    ]
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("percent", [100, 130])
def test_no_word_on_a_button_or_chip_is_cut(open_desk, theme, size, percent):
    theme.choose(Choice.LIGHT, percent)
    desk = open_desk(fakes.Services(documents=DOCUMENTS), size=size)
    assert (desk.window.width(), desk.window.height()) == size
    cut = {view: squeezed(desk.window, theme) for view in views(desk)}
    assert {view: found for view, found in cut.items() if found} == {}


class Longer(NullTranslations):
    """Says everything at greater length, as German and Dutch do."""

    def gettext(self, message):
        blanks = message.count("{")
        return message if blanks and len(message) < 12 else f"{message}{'nn' * (len(message) // 6)}"


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_longer_words_find_room_too(open_desk, theme, size):
    language = Language(Locale.parse("de_DE"), Longer())
    services = fakes.Services(documents=DOCUMENTS, language=language)
    desk = open_desk(services, size=size, language=language)
    assert (desk.window.width(), desk.window.height()) == size
    cut = {view: squeezed(desk.window, theme) for view in views(desk)}
    assert {view: found for view, found in cut.items() if found} == {}


@pytest.mark.thorough
def test_every_page_is_painted_in_both_themes(open_desk, theme):
    desk = open_desk(fakes.Services(documents=DOCUMENTS))
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.choose(choice, 100)
        for _ in views(desk):
            image = desk.window.grab().toImage()
            assert image.pixelColor(300, 3).lightness() > 128 or choice is Choice.DARK


class Bracketed(NullTranslations):
    """Marks every sentence that went through the catalogue."""

    def gettext(self, message):
        return f"⟦{message}⟧"


GIVEN = {
    "Accord",
    "A",
    "•",
    "S",
    *(row.name for row in fakes.ROWS),
    *(
        native(keys)
        for keys in (
            "Up",
            "Down",
            "PgUp",
            "PgDown",
            "Space",
            "Return",
            "Enter",
            "Del",
            "Esc",
            "F1",
            "F4",
            "A",
        )
    ),
}


def unmarked(window):
    labels = [one for one in visible(window, QLabel) if not isinstance(one, ElidedLabel)]
    texts = [
        *(one.text() for one in labels),
        *(one.text() for one in visible(window, QAbstractButton)),
        *(one.placeholderText() for one in visible(window, QLineEdit)),
        *(one.accessibleName() for one in visible(window, QWidget)),
        *(cell.text for cell in pills(window)),
    ]
    return {text for text in texts if text and "⟦" not in text and is_words(text)}


def pills(window):
    for table in visible(window, Table):
        for row in range(len(table.rows)):
            for column in range(table.model().columnCount()):
                cell = table.cell(row, column)
                if isinstance(cell, Pill):
                    yield cell


def is_words(text):
    """Whether it is anything a translator would have to see."""
    letters = [sign for sign in text if sign.isalpha()]
    names = [
        *GIVEN,
        "JP¥",
        "Sam Carter IT",
        "INV-",
        "CN-",
        "QU-",
        "GBP",
        "JPY",
        "KWD",
        "EUR",
        "Ctrl+",
        "Shift+",
        "Alt+",
    ]
    return len(letters) > 1 and not any(name in text for name in names if len(name) > 1)


def test_every_word_can_be_translated(open_desk):
    language = Language(Locale.parse("en_GB"), Bracketed())
    desk = open_desk(fakes.Services(documents=DOCUMENTS, language=language), language=language)
    found = {view: unmarked(desk.window) - months(desk) for view in views(desk)}
    assert {view: texts for view, texts in found.items() if texts} == {}


def months(desk):
    """Dates come from the locale, not from the catalogue."""
    language = desk.window._kit.language
    return {
        desk.month_end.title()[1],
        language.date(fakes.THROUGH),
        language.date(fakes.THROUGH, "full"),
        language.date(fakes.THROUGH, "LLLL"),
    }


def test_a_button_says_what_its_words_say(qtbot, theme):
    button = Button(theme, "Issue 12 invoices")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Issue 12 invoices"
