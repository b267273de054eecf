import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from app.domain.changes import Kind
from app.domain.comparison import Comparison
from app.domain.errors import RuleError
from app.domain.money import Money
from app.ui.billing.below import Tell
from app.ui.billing.confirm import Confirm
from app.ui.billing.state import Show, Standing
from tests.ui import fakes
from tests.ui.windows import page_key

BRIGHTSIDE = ("BRIGHTSIDE", "BL-4471")
ACME = ("ACME", "")
ZERO = Money(0, "GBP")


def choose(desk, key):
    desk.month_end.table.choose(key)
    desk.settle()


def standing(desk, key):
    run = desk.month_end._run
    return next(run.standing(row) for row in run.rows if (row.client, key[1]) == key)


def spoken(table):
    model = table.model()
    return [
        [model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(7)]
        for row in range(model.rowCount())
    ]


def buttons(widget, text):
    return [
        one
        for one in widget.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName() == text
    ]


def test_it_shows_every_client_with_its_own_currency(desk):
    rows = {cells[2].split(",")[0]: cells for cells in spoken(desk.month_end.table)}
    assert len(rows) == len(fakes.ROWS)
    assert rows["Brightside Law LLP"][1:] == [
        "Look",
        "Brightside Law LLP, The net total is £1,268.45; the last one was £803.20.",
        "992.20",
        "276.25",
        "+£465.25",
        "£1,522.14",
    ]
    assert rows["Sakura Trading"][6] == "JP¥744,000"


def test_the_paper_the_lines_and_the_reason_stand_beside_the_client(desk):
    choose(desk, BRIGHTSIDE)
    detail = desk.month_end.detail
    assert detail.paper.page_count == 1
    assert len(detail.lines.table.rows) == 5
    detail.lines.table.selectRow(3)
    words = [one.text() for one in detail.lines.why.findChildren(QLabel)]
    assert "3.25 × £85.00 is £276.25." in words
    assert "£276.25" in words


def test_a_client_who_gets_nothing_has_no_paper(desk):
    choose(desk, BRIGHTSIDE)
    choose(desk, ("ORCHARD", ""))
    assert desk.month_end.detail.paper.page_count == 0
    assert not desk.month_end.detail.lines.isVisible()


def test_a_paper_that_was_drawn_is_not_drawn_again(desk):
    for key in (BRIGHTSIDE, ACME, BRIGHTSIDE):
        choose(desk, key)
    drawn = [one.client for one in desk.services.billing.previews]
    assert drawn.count("BRIGHTSIDE") == 1


def test_of_papers_asked_for_in_haste_only_the_last_is_shown(desk, qtbot):
    gate, shown = threading.Event(), []

    def pdf(proposal, on):
        gate.wait(10)
        return fakes.blank_pdf(2 if proposal.client == "ACME" else 3)

    desk.services.billing.pdf = pdf
    desk.month_end._previews.drawn.connect(shown.append)
    for key in (BRIGHTSIDE, ("KETTLE", ""), ACME):
        desk.month_end.table.choose(key)
    gate.set()
    desk.settle()
    assert len(shown) == 1
    assert desk.month_end.detail.paper.page_count == 2


def test_a_paper_that_cannot_be_drawn_is_told(desk, qtbot):
    def pdf(proposal, on):
        raise RuleError(detail="no font")

    desk.services.billing.pdf = pdf
    choose(desk, BRIGHTSIDE)
    box = desk.window.findChild(QMessageBox)
    assert "no font" in box.text()
    box.close()


def test_the_segment_narrows_the_list(desk):
    desk.month_end.segment.choose(Show.TO_CHECK)
    assert len(desk.month_end.table.rows) == 3
    desk.month_end.segment.choose(Show.READY)
    assert len(desk.month_end.table.rows) == 8


def test_the_filter_narrows_the_list_and_gives_it_back(desk, qtbot):
    desk.month_end.narrow.setText("zentrum gmbh")
    assert [row.client for row in desk.month_end.table.rows] == ["ZENTRUM"]
    desk.month_end.narrow.setText("nobody")
    [button] = buttons(desk.month_end, "Show all clients")
    button.click()
    assert len(desk.month_end.table.rows) == len(fakes.ROWS)


def test_accepting_all_that_was_to_be_looked_at_makes_a_client_ready(desk):
    choose(desk, ("HARBOUR", ""))
    for left in (1, 0):
        buttons(desk.month_end.detail, "Accept")[0].click()
        desk.settle()
        assert len(desk.month_end._run.open_looks(desk.month_end.table.current)) == left
    assert standing(desk, ("HARBOUR", "")) is Standing.READY
    assert desk.month_end.table.current.client == "HARBOUR"


def test_what_differs_from_last_time_is_told_in_amounts_and_words(desk):
    choose(desk, BRIGHTSIDE)
    below = desk.month_end.detail.below
    assert not below.differences.isVisible()
    below.tell.choose(Tell.DIFFERENCES)
    words = [one.text() for one in below.differences.findChildren(QLabel) if one.isVisible()]
    assert words[:6] == [
        "Last time, through 31 Oct 2026", "£803.20", "This time", "£1,268.45",
        "Difference", "+£465.25",
    ]  # fmt: skip
    assert words[6:9] == ["Work", "+£276.25", "3.25 h billed, last time 0 h."]


def test_a_client_who_is_billed_for_the_first_time_has_nothing_to_compare(desk):
    below = desk.month_end.detail.below
    below.show_document(None, Comparison(None, ZERO, ZERO, ()))
    words = [one.text() for one in below.differences.findChildren(QLabel)]
    assert words == ["It is billed for the first time, so there is nothing to compare."]


def test_a_month_end_is_gone_on_with_where_it_was_left(open_desk):
    services = fakes.Services()
    desk = open_desk(services)
    choose(desk, ACME)
    desk.month_end.toggle()
    choose(desk, BRIGHTSIDE)
    desk.month_end.accept_next()
    desk.settle()
    again = open_desk(services)
    assert standing(again, ACME) is Standing.LEFT_OUT
    assert standing(again, BRIGHTSIDE) is Standing.READY


def test_every_day_has_decisions_of_its_own(desk, qtbot):
    choose(desk, ACME)
    desk.month_end.toggle()
    desk.month_end.through.show_day(date(2026, 12, 31))
    desk.settle()
    assert standing(desk, ACME) is Standing.READY
    desk.month_end.through.show_day(date(2026, 11, 30))
    desk.settle()
    assert standing(desk, ACME) is Standing.LEFT_OUT


def test_another_day_is_looked_up(desk, qtbot):
    titled = []
    desk.month_end.titled.connect(lambda: titled.append(desk.month_end.title()))
    desk.month_end.through.setFocus()
    qtbot.keyClick(desk.month_end.through, Qt.Key.Key_PageDown)
    desk.settle()
    assert desk.services.billing.reviews[-1] == date(2026, 12, 31)
    assert titled[-1] == ("Month end", "December 2026")


def test_decisions_survive_news_and_the_choice_does_not_jump(desk):
    choose(desk, ACME)
    desk.month_end.toggle()
    with desk.qtbot.waitSignal(desk.window._open.feed.changed):
        desk.services.tell(Kind.WORK)
    desk.settle()
    assert standing(desk, ACME) is Standing.LEFT_OUT
    assert desk.month_end.table.current.client == "ACME"


def test_the_confirmation_names_count_sums_and_date(desk):
    desk.month_end.ask()
    sheet = desk.window.findChild(Confirm)
    words = [one.text() for one in sheet.findChildren(QLabel)]
    assert "Issue 8 documents?" in words
    assert "£1,711.20" in words
    assert "30 Nov 2026" in words
    assert "3 to check" in words


def test_issuing_tells_the_numbers_and_leads_to_the_documents(desk):
    desk.services.documents.rows = (
        fakes.document("INV-2026-00031"),
        fakes.document("INV-2026-00032"),
    )
    desk.month_end.issue()
    desk.settle()
    done = desk.month_end.done
    assert done.isVisible()
    assert done.title.text() == "8 invoices issued"
    assert "INV-2026-00031 – INV-2026-00038" in done.text.text()
    done.show_button.click()
    desk.settle()
    assert desk.documents.isVisible()
    assert desk.documents.table.current.number == "INV-2026-00031"


def test_what_stays_unbilled_is_told_with_its_reason(desk):
    choose(desk, ACME)
    desk.month_end.toggle()
    choose(desk, BRIGHTSIDE)
    desk.month_end.accept_next()
    desk.month_end.issue()
    desk.settle()
    done = desk.month_end.done
    assert "Against the last time: +£465.25 net" in done.text.text()
    words = [one.text() for one in done.rest.findChildren(QLabel) if one.isVisible()]
    assert words[0] == "What stays unbilled"
    assert words[words.index("Acme Dental Practice") :][:3] == [
        "Acme Dental Practice", "£412.00", "Left out of this month end.",
    ]  # fmt: skip
    assert any(text.startswith("Tax standard has no rate") for text in words)
    assert any(text.startswith("Not accepted yet: Harbour") for text in words)


def test_after_issuing_the_rest_is_still_there(desk):
    desk.month_end.issue()
    desk.settle()
    desk.services.tell(Kind.DOCUMENTS)
    desk.qtbot.waitUntil(lambda: len(desk.services.billing.reviews) > 1)
    desk.settle()
    desk.month_end.done.back.emit()
    assert desk.month_end.table.isVisible()
    assert not desk.month_end.footer.button.isEnabled()
    assert desk.month_end.footer.button.accessibleName() == "Issue"


def test_a_stop_in_the_middle_issues_nothing(desk):
    reached, gate = threading.Event(), threading.Event()

    def at_step(done):
        if done == 3:
            reached.set()
            gate.wait(10)

    desk.services.billing.at_step = at_step
    desk.month_end.issue()
    assert reached.wait(10)
    desk.qtbot.waitUntil(lambda: desk.month_end.footer._bar.value() == 3)
    assert not desk.month_end.through.isEnabled()
    assert desk.month_end.footer.stop.isVisible()
    desk.month_end.footer.stop.click()
    gate.set()
    desk.settle()
    assert desk.services.billing.issued == []
    assert desk.month_end.footer.button.isEnabled()
    assert desk.month_end.through.isEnabled()


def test_while_it_issues_nothing_can_be_changed(desk):
    reached, gate = threading.Event(), threading.Event()
    desk.services.billing.at_step = lambda done: (reached.set(), gate.wait(10))
    before = desk.month_end._run
    desk.month_end.issue()
    assert reached.wait(10)
    desk.month_end.toggle()
    desk.month_end.accept_next()
    desk.month_end.ask()
    assert desk.month_end._run == before
    assert desk.window.findChild(Confirm) is None
    gate.set()
    desk.settle()


def test_closing_the_window_stops_what_is_under_way(desk):
    reached, gate = threading.Event(), threading.Event()

    def at_step(done):
        reached.set()
        gate.wait(10)

    desk.services.billing.at_step = at_step
    desk.month_end.issue()
    assert reached.wait(10)
    job = desk.month_end._issuing
    job.cancel()
    gate.set()
    desk.window.close()
    assert desk.services.billing.issued == []
    assert desk.services.listeners == []


def test_figures_that_changed_meanwhile_are_told_and_looked_up_again(desk):
    desk.services.billing.refusal = RuleError(detail="changed meanwhile")
    desk.month_end.issue()
    desk.settle()
    box = desk.window.findChild(QMessageBox)
    assert "changed meanwhile" in box.text()
    assert len(desk.services.billing.reviews) == 2
    box.close()


def test_when_all_is_billed_the_next_month_is_a_step_away(open_desk):
    desk = open_desk(fakes.Services([fakes.row("Orchard Lettings")]))
    assert desk.month_end._nothing.isVisible()
    [button] = buttons(desk.month_end, "Look at the next month")
    button.click()
    desk.settle()
    assert desk.services.billing.reviews[-1] == date(2026, 12, 31)


def test_without_clients_a_workbook_can_be_imported(open_desk, tmp_path):
    desk = open_desk(fakes.Services([]))
    [button] = buttons(desk.month_end, "Import a workbook…")
    assert button.isEnabled()
    file = tmp_path / "desk.json"
    file.write_bytes(b"{}")
    desk.window._open._import.take_in(str(file))
    desk.settle()
    assert desk.services.workbook.taken == [[b"{}"]]


def test_a_file_that_cannot_be_read_is_told(desk, tmp_path):
    desk.window._open._import.take_in(str(tmp_path / "none.json"))
    desk.settle()
    box = desk.window.findChild(QMessageBox)
    assert "none.json cannot be read" in box.text()
    box.close()


def test_the_papers_of_a_run_are_saved_into_a_folder(desk, tmp_path):
    desk.month_end.issue()
    desk.settle()
    saver = desk.month_end._saver
    saver._numbers = desk.month_end._numbers()
    with desk.qtbot.waitSignal(saver.saved):
        saver.write_folder(str(tmp_path))
    assert len(list(tmp_path.glob("INV-2026-*.pdf"))) == 8
    assert (tmp_path / "INV-2026-00031.pdf").read_bytes() == fakes.PDF


@pytest.mark.parametrize("percent", [100, 130])
def test_the_whole_month_end_goes_by_keyboard(desk, theme, percent):
    theme.choose(theme.choice, percent)
    qtbot, window, page = desk.qtbot, desk.window, desk.month_end

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(window.focusWidget(), key, modifier)
        desk.settle()

    assert window.focusWidget() is page.table
    press(Qt.Key.Key_Down)
    assert page.table.current.client == "BRIGHTSIDE"
    press(Qt.Key.Key_A)
    assert standing(desk, BRIGHTSIDE) is Standing.READY
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert standing(desk, ("HARBOUR", "")) is Standing.LEFT_OUT
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is page.narrow
    qtbot.keyClicks(page.narrow, "acme")
    assert [row.client for row in page.table.rows] == ["ACME"]
    press(Qt.Key.Key_Escape)
    assert len(page.table.rows) == len(fakes.ROWS)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sheet = window.findChild(Confirm)
    assert window.focusWidget() is sheet.issue
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is page.narrow
    assert desk.services.billing.issued == []
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return)
    assert len(desk.services.billing.issued) == 9
    assert window.focusWidget() is page.done.send_button
    press(Qt.Key.Key_Tab)
    assert window.focusWidget() is page.done.show_button
    press(Qt.Key.Key_Return)
    assert desk.documents.isVisible()
    press(page_key("billing"), Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible()
