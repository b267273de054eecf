"""Service levels in the real window: looked at, closed, handed out, by keyboard and by mouse."""

import csv
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from app.domain.period import Period
from app.domain.sla_closing import period_of
from app.ui.sla.days import Span, beside, holding
from app.ui.theme import Choice
from tests.ui.books import ACME, COMPANY
from tests.ui.test_audit import nameless, squeezed
from tests.ui.windows import page_key

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def ticket(number, client, done, **more):
    end = {"at": f"2026-10-05T{done}:00+01:00", "type": "status", "to": "resolved"}
    return {
        "number": number,
        "client": client,
        "summary": f"Trouble {number}",
        "priority": "P1",
        "opened": "2026-10-05T09:00:00+01:00",
        "events": [end],
        **more,
    }


BOOK = {
    **COMPANY,
    "calendars": [{"name": "Office", "hours": WEEK}],
    "sla_policies": [
        {
            "name": "Gold",
            "default": True,
            "calendar": "Office",
            "targets": {"P1": {"first_response": "30m", "resolution": "4h"}},
        }
    ],
    "clients": [ACME, {"code": "BETA", "name": "Beta"}, {"code": "CALM", "name": "Calm"}],
    "tickets": [
        ticket("T-1", "ACME", "09:20"),
        ticket("T-2", "ACME", "15:00"),
        ticket("T-3", "BETA", "09:10"),
    ],
}


@pytest.fixture
def office(open_office):
    return open_office(BOOK)


def walk_to(office, wanted):
    """Tab on until a widget has the focus."""
    for _ in range(40):
        if office.window.focusWidget() is wanted:
            return
        office.press(TAB)
    raise AssertionError(wanted)


def clients(page):
    return [row.report.client for row in page.table.rows]


def test_a_month_is_looked_at_closed_and_opened_again_by_keyboard_alone(office):
    office.press(page_key("sla"), CONTROL)
    page = office.window.page("sla")
    assert office.window.focusWidget() is page.table
    assert clients(page) == ["ACME", "BETA"]
    assert page.days.told.text() == "October 2026"
    office.press(Qt.Key.Key_BracketLeft)
    assert page._stack.currentWidget() is page._nothing
    office.press(Qt.Key.Key_BracketRight)
    walk_to(office, page.close_month)
    office.press(ENTER)
    assert [bool(row.closing) for row in page.table.rows] == [True, True]
    assert not page.close_month.isEnabled()
    assert page.close_month.toolTip() == "This month is closed"
    walk_to(office, page.table)
    office.press(Qt.Key.Key_Z, CONTROL)
    assert [row.closing for row in page.table.rows] == [None, None]
    assert page.close_month.isEnabled()


def test_what_is_listed_leads_to_its_ticket(office):
    page = office.go("sla")
    page.pane.segment.choose("listed")
    assert [found.told.ticket for found in page.pane.listed.rows] == ["T-2", "T-2"]
    page.pane.listed.setFocus()
    office.press(ENTER)
    assert office.window.noun == "tickets"
    assert office.window.page("tickets").table.current.number == "T-2"


def test_a_closed_month_that_reads_differently_says_what_was_reported(office):
    services = office.services
    services.editing.save(services.sla_report.closed("2026-10"))
    done = services.editing.record("tickets", "T-2")["events"]
    excuse = {"at": "2026-11-02T09:00:00+00:00", "type": "excuse", "reason": "Flood"}
    excuse["metric"] = "resolution"
    services.editing.save({"tickets": [{"number": "T-2", "events": [*done, excuse]}]})
    page = office.go("sla")
    cells = [page.table.cell(row, 4).text for row in range(2)]
    assert cells == ["Restated", "Closed"]
    assert page.pane._told.isVisible()
    page.table.choose("BETA")
    assert page.pane._row.report.client == "BETA"


def test_the_paper_is_the_one_that_is_saved(office, tmp_path):
    page = office.go("sla")
    page.pane.segment.choose("paper")
    office.settle()
    assert page.pane.paper.page_count == 1
    page.pane.ask()
    dialog = page.pane.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("ACME_2026-10-01_2026-10-31.pdf")
    dialog.fileSelected.emit(str(tmp_path / "acme.pdf"))
    dialog.reject()
    office.settle()
    pdf = (tmp_path / "acme.pdf").read_bytes()
    assert pdf == office.services.sla_report.pdf("ACME", period_of("2026-10"))


def test_tables_and_papers_are_handed_out(office, tmp_path):
    page = office.go("sla")
    for text, name in (
        ("Figures as CSV…", "figures.csv"),
        ("What is listed by name as CSV…", "listed.csv"),
        ("A PDF for each client…", ""),
    ):
        page.offer_exports()
        menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
        next(act for act in menu.actions() if act.text() == text).trigger()
        menu.close()
        dialog = page.findChildren(QFileDialog)[-1]
        dialog.fileSelected.emit(str(tmp_path / name))
        dialog.reject()
        office.settle()
    with (tmp_path / "listed.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["ticket"] for row in csv.DictReader(file)] == ["T-2", "T-2"]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "ACME_2026-10-01_2026-10-31.pdf",
        "BETA_2026-10-01_2026-10-31.pdf",
    ]


def test_words_narrow_the_clients(office):
    page = office.go("sla")
    office.press(Qt.Key.Key_F, CONTROL)
    office.type("bet")
    assert clients(page) == ["BETA"]
    assert page.pane._row.report.client == "BETA"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)], ids=str)
@pytest.mark.parametrize("locale", ["en_IE", "de_DE"])
def test_everything_has_a_name_and_room(open_office, theme, size, locale):
    theme.choose(Choice.DARK, 130)
    office = open_office(BOOK, locale=locale, size=size)
    page = office.go("sla")
    for span in Span:
        page.days.span.choose(span)
        for view in ("figures", "listed", "paper"):
            page.pane.segment.choose(view)
            office.settle()
            assert nameless(office.window) == []
            assert squeezed(office.window, theme) == []


@pytest.mark.parametrize(
    ("span", "day", "first", "end"),
    [
        (Span.MONTH, "2026-02-28", "2026-02-01", "2026-03-01"),
        (Span.QUARTER, "2026-12-31", "2026-10-01", "2027-01-01"),
        (Span.QUARTER, "2026-05-01", "2026-04-01", "2026-07-01"),
        (Span.YEAR, "2026-05-01", "2026-01-01", "2027-01-01"),
    ],
)
def test_a_span_holds_a_day_and_has_neighbours(span, day, first, end):
    of = date.fromisoformat
    period = holding(span, of(day))
    assert period == Period(of(first), of(end))
    assert beside(span, period, -1).end == period.start
    assert beside(span, period, 1).start == period.end
    assert beside(span, beside(span, period, 1), -1) == period


def test_any_days_have_as_many_days_beside_them():
    period = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert beside(Span.DAYS, period, 1) == Period(date(2026, 1, 31), date(2026, 3, 2))
    assert beside(Span.DAYS, period, -1) == Period(date(2025, 12, 2), date(2026, 1, 1))
