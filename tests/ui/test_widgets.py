"""The parts of the window, one by one."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.sentence import N_
from app.ui.cells import Column, Figure, Pair, Pill, Tick, Words
from app.ui.date_field import DateField
from app.ui.filter_field import FilterField
from app.ui.labels import ElidedLabel
from app.ui.month_grid import MonthGrid, MonthPopup
from app.ui.pdf_pane import PdfPane
from app.ui.segment import Segment
from app.ui.table import Table
from app.ui.toast import Toast
from app.ui.tokens import Tone
from tests.ui import fakes

COLUMNS = (
    Column("", lambda row: Tick("ticked", is_on=row % 2 == 0)),
    Column(N_("Name"), lambda row: Pair(f"Client {row}", "note"), is_stretched=True),
    Column(N_("State"), lambda row: Pill("Ready", Tone.OK), rank=2),
    Column(N_("Note"), lambda row: Words("some words"), rank=1),
    Column(N_("Sum"), lambda row: Figure(f"{row:,}.00"), is_right=True),
)


@pytest.fixture
def show(qtbot):
    def it(widget, width=600, height=400):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return it


@pytest.fixture
def table(kit, show):
    made = Table(kit.theme, kit.language, COLUMNS, lambda row: row)
    made.show_rows(range(10))
    return show(made)


def test_a_table_begins_with_its_first_row(table):
    assert table.current == 0


def test_what_was_chosen_stays_chosen_when_rows_come_and_go(table):
    table.choose(7)
    table.show_rows([9, 8, 7, 6])
    assert table.current == 7
    table.show_rows([9, 8, 6])
    assert table.current == 6


def test_a_table_that_runs_empty_says_so(table, qtbot):
    with qtbot.waitSignal(table.chosen):
        table.show_rows([])
    assert table.current is None


def test_space_and_a_click_on_the_box_tick(table, qtbot):
    with qtbot.waitSignal(table.toggled):
        qtbot.keyClick(table, Qt.Key.Key_Space)
    box = table.visualRect(table.model().index(3, 0)).center()
    with qtbot.waitSignal(table.toggled):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert table.current == 3
    name = table.visualRect(table.model().index(4, 1)).center()
    with qtbot.assertNotEmitted(table.toggled):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=name)


def test_columns_make_room_in_the_order_of_their_rank(table):
    def hidden():
        return [column for column in range(5) if table.isColumnHidden(column)]

    assert hidden() == []
    table.resize(400, 400)
    assert hidden() == [2]
    table.resize(300, 400)
    assert hidden() == [2, 3]
    table.resize(600, 400)
    assert hidden() == []


def test_the_row_under_the_mouse_is_shown(table, qtbot):
    table._hover(table.model().index(2, 1))
    assert table.hovered == 2
    QApplication.sendEvent(table, _leave())
    assert table.hovered == -1


def _leave():
    from PySide6.QtCore import QEvent

    return QEvent(QEvent.Type.Leave)


def test_a_table_speaks_its_cells_and_headings(table):
    model = table.model()
    speak = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 1).data(speak) == "Client 1, note"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Name"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.index(1, 1).data(Qt.ItemDataRole.DecorationRole) is None


@pytest.fixture
def field(kit, show):
    return show(DateField(kit, "Bill through", date(2026, 11, 30)), 150, 32)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Up, date(2026, 12, 1)),
        (Qt.Key.Key_Down, date(2026, 11, 29)),
        (Qt.Key.Key_PageUp, date(2026, 10, 31)),
        (Qt.Key.Key_PageDown, date(2026, 12, 31)),
    ],
)
def test_a_date_is_stepped_with_keys(field, qtbot, key, day):
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field, key)
    assert field.day == day


def test_a_typed_date_counts_once_it_is_finished(field, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "15 dec")
    assert field.day == date(2026, 11, 30)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.day, field.text()) == (date(2026, 12, 15), "15 Dec 2026")


def test_what_cannot_be_read_is_marked_and_says_what_to_type(field, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    with qtbot.assertNotEmitted(field.changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("wrong") is True
    assert "30 Nov 2026" in field.accessibleDescription()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.property("wrong") is False
    assert field.text() == "30 Nov 2026"


def test_a_day_is_picked_from_the_month(field, qtbot):
    qtbot.keyClick(field, Qt.Key.Key_F4)
    popup = field.findChild(MonthPopup)
    qtbot.keyClick(popup.grid, Qt.Key.Key_Left)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(popup.grid, Qt.Key.Key_Return)
    assert field.day == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, date(2026, 11, 29)),
        (Qt.Key.Key_Right, date(2026, 12, 1)),
        (Qt.Key.Key_Up, date(2026, 11, 23)),
        (Qt.Key.Key_Down, date(2026, 12, 7)),
        (Qt.Key.Key_PageUp, date(2026, 10, 30)),
        (Qt.Key.Key_PageDown, date(2026, 12, 30)),
        (Qt.Key.Key_Home, date(2026, 11, 1)),
        (Qt.Key.Key_End, date(2026, 11, 30)),
    ],
)
def test_keys_walk_through_the_month(kit, show, qtbot, key, day):
    grid = show(MonthGrid(kit, date(2026, 11, 30)), 240, 240)
    qtbot.keyClick(grid, key)
    assert grid.day == day
    assert str(day.year) in grid.accessibleName()


def test_a_click_picks_the_day_under_it(kit, show, qtbot):
    grid = show(MonthGrid(kit, date(2026, 11, 30)), 240, 240)
    spot = grid._box(grid._days().index(date(2026, 11, 12))).center()
    qtbot.mouseMove(grid, spot)
    with qtbot.waitSignal(grid.picked):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=spot)
    assert grid.day == date(2026, 11, 12)


def test_the_arrows_of_the_popup_turn_months(kit, show, qtbot):
    over = show(QWidget())
    popup = MonthPopup(kit, over, date(2026, 1, 31))
    popup._on()
    assert popup._title.text() == "February 2026"
    popup._back()
    popup._back()
    assert popup._title.text() == "December 2025"
    popup.deleteLater()


@pytest.fixture
def pane(kit, show):
    made = show(PdfPane(kit), 400, 300)
    yield made
    made.clear()


def test_a_paper_fits_the_width_and_shows_all_pages(pane):
    pane.show_pdf(fakes.blank_pdf(3))
    assert pane.page_count == 3
    assert pane.accessibleName() == "The paper, 3 pages"
    assert pane.horizontalScrollBar().maximum() == 0
    assert pane.verticalScrollBar().maximum() > 3 * 300


def test_a_paper_is_white_and_lies_on_a_well(pane):
    pane.show_pdf(fakes.PDF)
    image = pane.grab().toImage()
    assert image.pixelColor(200, 150).name() == "#ffffff"
    assert image.pixelColor(4, 150).name() == "#f0f2f5"


def test_keys_zoom_and_read_on(pane, qtbot):
    pane.show_pdf(fakes.PDF)
    before = pane._scale()
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    assert pane._scale() > before
    qtbot.keyClick(pane, Qt.Key.Key_Minus)
    assert pane._scale() == pytest.approx(before)
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    qtbot.keyClick(pane, Qt.Key.Key_0)
    assert pane._scale() == pytest.approx(before)
    bar = pane.verticalScrollBar()
    qtbot.keyClick(pane, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(pane, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    qtbot.keyClick(pane, Qt.Key.Key_Space)
    assert bar.value() > 0
    qtbot.keyClick(pane, Qt.Key.Key_Home)
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    assert bar.value() > 0


def test_the_wheel_zooms_while_control_is_held(pane):
    pane.show_pdf(fakes.PDF)
    before = pane._scale()
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier):
        event = QWheelEvent(
            QPointF(100, 100),
            QPointF(pane.mapToGlobal(QPoint(100, 100))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt takes it by position
        )
        QApplication.sendEvent(pane.viewport(), event)
    assert pane._scale() == pytest.approx(before * 1.2)


def test_a_whole_page_can_be_seen_at_once(pane):
    pane.show_pdf(fakes.PDF)
    pane.fit(page=True)
    assert pane.verticalScrollBar().maximum() == 0


def test_what_is_no_paper_is_told(pane):
    pane.show_pdf(b"no pdf")
    assert pane.accessibleName() == "This paper cannot be shown."
    assert pane.page_count == 0
    pane.grab()


def test_waiting_long_takes_the_old_paper_away(pane, qtbot):
    pane.show_pdf(fakes.PDF)
    pane.wait()
    pane.grab()
    assert pane.page_count == 1
    qtbot.waitUntil(lambda: pane.page_count == 0)
    assert "being drawn" in pane.accessibleName()


def test_only_a_few_pictures_are_kept(pane):
    pane.show_pdf(fakes.blank_pdf(12))
    pane.fit(page=True)
    for page in range(12):
        pane._image(page, 0.5)
    assert len(pane._images) <= 6


def test_the_filter_wants_every_word(theme, show):
    field = show(FilterField(theme, "Filter", "Filter"))
    field.setText("dental ACME")
    assert field.finds("Acme", "Dental Practice")
    assert not field.finds("Acme", "Bakery")


def test_a_segment_tells_what_is_pressed(theme, show, qtbot):
    segment = show(Segment(theme, "Show", {1: "All", 2: "Ready"}))
    segment.count({1: 12, 2: 3})
    with qtbot.waitSignal(segment.changed):
        segment.choose(2)
    assert segment.value == 2
    assert [button.accessibleName() for button in segment._buttons.values()] == [
        "All  12",
        "Ready  3",
    ]


def test_long_words_end_in_an_ellipsis_and_stay_whole_in_the_tool_tip(show):
    words = show(ElidedLabel(), 80, 20)
    words.show_text("Harbour & Finch Architects")
    assert words.text().endswith("…")
    assert words.toolTip() == words.accessibleName() == "Harbour & Finch Architects"
    words.resize(400, 20)
    assert words.text() == "Harbour & Finch Architects"


def test_a_toast_stands_at_the_bottom_in_the_middle(theme, show):
    over = show(QWidget())
    toast = Toast(theme, over, "Saved as INV-2026-00001.pdf")
    assert abs(toast.geometry().center().x() - 300) <= 1
    assert toast.geometry().bottom() < 400
