"""The dashboard: figures that lead somewhere."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from app.ui.bar_chart import Bar, BarChart
from app.ui.billing.state import Show
from app.ui.buttons import Button
from app.ui.icons import Icon
from app.ui.kpi_card import KpiCard
from tests.ui import fakes

DOCUMENTS = tuple(fakes.document(f"INV-2026-000{i}") for i in range(10, 40))


@pytest.fixture
def open_dashboard(open_desk):
    def open_it(found=None, **options):
        services = fakes.Services(documents=DOCUMENTS)
        if found:
            services.dashboard.found = found
        desk = open_desk(services, page="dashboard", **options)
        desk.page = desk.window.page("dashboard")
        return desk

    return open_it


@pytest.fixture
def desk(open_dashboard):
    return open_dashboard()


def words(widget):
    found = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    return {one.accessibleName() or one.text() for one in found}


def offers(panel):
    found = [one for one in panel.findChildren(Button) if one.isVisible()]
    return {one.accessibleName(): one for one in found}


def test_the_greeting_tells_day_and_needs(desk):
    title, beside = desk.page.title()
    assert title == "Good morning"
    assert beside == "Wednesday, 25 November 2026  ·  4 things need you"


@pytest.mark.parametrize(
    ("card", "told"),
    [
        ("unbilled", "3 to check"),
        ("owed", "£614.00, 1 overdue, oldest 36 days"),
        ("monthly", "£9,350.00, +4.1%, 11 agreements"),
        ("worked", "23 h 40 m, 81 % billable"),
    ],
)
def test_each_figure_is_said_with_what_one_should_know(desk, card, told):
    assert told in getattr(desk.page.board, card).accessibleName()


def test_without_tickets_the_hours_of_the_week_are_shown(desk):
    assert desk.page.board.worked.isVisible()
    assert not desk.page.board.promises.isVisible()


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (fakes.pressing(1, 2), "SLA at risk, 3, 2 overdue, T-200 of Orchard Lettings"),
        (fakes.pressing(1, 0), "SLA at risk, 1, At risk, T-100 of Orchard Lettings"),
        (fakes.pressing(0, 0), "SLA at risk, 0, All on track"),
    ],
)
def test_with_tickets_the_promises_at_risk_are_shown(open_dashboard, found, told):
    desk = open_dashboard(fakes.dashboard(has_tickets=True))
    desk.services.sla.found = found
    desk.page.refresh()
    desk.settle()
    assert desk.page.board.promises.accessibleName() == told
    assert desk.page.board.promises.isVisible()
    assert not desk.page.board.worked.isVisible()


def test_the_promises_lead_to_the_tickets_or_their_client(open_dashboard):
    desk = open_dashboard(fakes.dashboard(has_tickets=True))
    gone = []
    page = desk.page
    for nouns in (frozenset({"tickets"}), frozenset()):
        page._desk = replace(page._desk, nouns=nouns, go=lambda *where: gone.append(where))
        page.board.promises.click()
    assert gone == [("tickets", None), ("clients", "ORCHARD")]


def test_the_unbilled_sum_leads_to_the_month_end(desk):
    desk.page.board.unbilled.click()
    assert desk.month_end.isVisible()


def test_what_is_owed_leads_to_the_open_invoices(desk):
    desk.qtbot.keyClick(desk.page.board.owed, Qt.Key.Key_Return)
    desk.settle()
    shown = {row.number for row in desk.documents.table.rows}
    assert shown == {"INV-2026-00012", "INV-2026-00030"}
    desk.documents.all.click()
    assert len(desk.documents.table.rows) == len(DOCUMENTS)


def test_a_months_bar_leads_to_its_documents(desk):
    desk.page.board.chart.chosen.emit(7)
    desk.settle()
    assert desk.documents.narrow.text() == "2026-11"


def test_what_needs_attention_leads_to_the_client(desk):
    shown = offers(desk.page.board.attention)
    blocked = next(name for name in shown if "Zentrum" in name)
    shown[blocked].click()
    desk.settle()
    assert desk.month_end.table.current.client == "ZENTRUM"


def test_the_month_end_is_told_by_how_far_it_is(desk):
    shown = offers(desk.page.board.ready)
    assert {
        "Review: 8 documents ready to issue",
        "Look: 2 need a look",
        "Fix: 1 is blocked",
    } == set(shown)
    shown["Look: 2 need a look"].click()
    desk.settle()
    assert desk.month_end.segment.value is Show.TO_CHECK


def test_the_week_is_told(desk):
    assert {"23 h 40 m logged", "19 h 15 m billable (81 %)"} <= words(desk.page.board.week)


def test_on_a_first_day_the_first_steps_take_the_place_of_the_lower_row(open_dashboard):
    desk = open_dashboard(fakes.NEW)
    page = desk.page
    assert page.board.get_started.isVisible()
    assert not page.board.ready.isVisible()
    assert not page.board.week.isVisible()
    done = [one for one in words(page.board.get_started) if one == "Done"]
    assert done == ["Done"]
    assert "Open the month end: Issue your first invoice" in offers(page.board.get_started)


def test_the_steps_tick_themselves(open_dashboard):
    desk = open_dashboard(fakes.NEW)
    desk.services.dashboard.found = fakes.dashboard()
    desk.services.tell()
    desk.qtbot.waitUntil(desk.page.board.week.isVisible)
    assert not desk.page.board.get_started.isVisible()


def test_a_folder_for_backups_gets_its_first_copy_and_is_kept(open_dashboard, tmp_path):
    desk = open_dashboard(fakes.NEW)
    offers(desk.page.board.get_started)["Choose…: Choose a folder for backups"].click()
    dialog = desk.page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    desk.settle()
    assert desk.window.kept().backup_folder == str(tmp_path)
    assert "Choose…: Choose a folder for backups" not in offers(desk.page.board.get_started)


def test_nothing_to_do_is_said_calmly(open_dashboard):
    desk = open_dashboard(fakes.dashboard(open=()))
    desk.services.billing.rows = ()
    desk.page.refresh()
    desk.settle()
    assert desk.page.title()[1].endswith("Nothing needs you now")
    desk.qtbot.waitUntil(lambda: "Well done." in words(desk.page.board.attention))


@pytest.fixture
def chart(qtbot, theme):
    made = BarChart(theme, "Revenue", lambda minor: f"{minor}")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_bars([Bar(label, (3, 4), f"{label}: 7") for label in ("Oct", "Nov")])
    made.show()
    return made


def test_the_chart_is_read_aloud(chart):
    assert chart.accessibleName() == "Revenue: Oct: 7; Nov: 7"


def test_the_chart_goes_by_keyboard(qtbot, chart):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == [0]


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 200), (3, 4), (7, 8), (9, 20), (1_423_500, 2_000_000), (400, 400), (401, 800)],
)
def test_the_scale_is_round_and_above_every_bar(qtbot, theme, highest, top):
    made = BarChart(theme, "Revenue", str)
    qtbot.addWidget(made)
    made.show_bars([Bar("Nov", (highest, 0), "")])
    assert made._top() == top


def test_a_long_figure_stays_on_its_card(qtbot, theme):
    card = KpiCard(theme, "Owed", Icon.HOURGLASS)
    qtbot.addWidget(card)
    card.resize(card.minimumWidth(), card.sizeHint().height())
    card.show_figure("JP¥123,456,789,012", None, "a note that is far too long for the card")
    card.show()
    image = card.grab().toImage()
    ground = image.pixelColor(card.width() - 8, card.height() // 2)
    column = [image.pixelColor(card.width() - 6, y) for y in range(20, card.height() - 20)]
    assert all(colour == ground for colour in column)
