"""Setting up through the real window over a real data file: by keyboard and by mouse."""

import re
import sys
from datetime import date
from decimal import Decimal
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from babel import Locale
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.i18n import Language, Languages
from app.ui.agreements.raising import RaiseSheet
from app.ui.clients.telling import Teller
from app.ui.records.asking import AskSheet
from app.ui.records.new import NewSheet
from app.ui.settings.following import FollowSheet
from app.ui.settings.holidays import HolidaysSheet
from app.ui.theme import Choice
from tests.ui.books import ACME, BUSY, COMPANY, paths
from tests.ui.fakes import RESOURCES
from tests.ui.test_audit import Bracketed, Longer, is_words, nameless, squeezed, unmarked

ENTER = Qt.Key.Key_Return


@pytest.fixture
def office(open_office):
    return open_office({**COMPANY, "clients": [ACME]})


def test_a_first_client_is_billed_by_keyboard_alone(open_office):
    office = open_office()
    page = office.go("clients")
    assert page._stack.currentWidget() is page._nothing
    office.press(ENTER)
    office.type("Acme Dental")
    assert office.sheet().boxes["code"].control.value() == "ACME"
    office.press(ENTER)
    assert office.services.editing.record("clients", "ACME")["name"] == "Acme Dental"
    assert page.title()[0] == "Acme Dental"

    office.go("agreements")
    office.press(ENTER)
    sheet = office.sheet()
    assert sheet.boxes["client"].control.value() == "ACME"
    assert sheet.boxes["type"].control.value() == "Managed IT"
    sheet.boxes["fee"].control.first().setFocus()
    office.type("250")
    office.press(ENTER)
    office.settle()
    made = office.services.editing.record("clients", "ACME", "agreements", "A-100")
    assert (made["fee"], made["start"], made["fee_taxes"]) == ("250.00", "2026-11-01", ["VAT23"])
    months = office.window.page("agreements").year.bars._months
    assert str(months[0].net) == "250.00 EUR"

    month_end = office.go("billing")
    assert [row.client for row in month_end.table.rows] == ["ACME"]
    office.press(ENTER, Qt.KeyboardModifier.ControlModifier)
    office.press(ENTER)
    assert str(office.services.documents.list()[0].total) == "307.50 EUR"


def test_the_same_with_the_mouse_and_a_device(open_office):
    office = open_office()
    left = Qt.MouseButton.LeftButton
    page = office.go("clients")
    office.qtbot.mouseClick(page._nothing_new, left)
    sheet = office.sheet()
    sheet.boxes["name"].control.line.setText("Beta")
    sheet.boxes["name"].control.changed.emit()
    office.qtbot.mouseClick(sheet.create_button, left)
    office.settle()
    page.record.segment.choose("Devices")
    office.settle()
    tab = page.record._made["Devices"]
    office.qtbot.mouseClick(tab.new, left)
    sheet = office.sheet()
    sheet.boxes["name"].control.line.setText("PC-01")
    office.qtbot.mouseClick(sheet.create_button, left)
    office.settle()
    assert office.services.editing.record("clients", "BETA", "devices", "PC-01") == {
        "name": "PC-01",
        "type": "workstation",
        "active": [["2026-11-25", None]],
    }


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(office):
    page = office.open("clients", "clients", "ACME")
    pane = page.record.pane
    pane.view.boxes["terms"].control._parts["net_days"].line.setText("soon")
    pane.view.boxes["terms"].control._parts["net_days"].changed.emit()
    assert pane.view.boxes["terms"]._below.text() == "Enter a whole number such as 14"
    assert pane.bar.told.text() == "1 field needs attention"
    before = office.services.workbook.hand_out()
    pane.save()
    office.settle()
    assert office.services.workbook.hand_out() == before
    pane.discard()
    assert not pane.bar.isVisible()
    pane.change("timezone", "Mars/Olympus")
    office.checked(pane)
    assert "is not a time zone" in pane.view.boxes["timezone"]._below.text()


def test_a_saved_change_is_undone_by_one_key(office):
    page = office.open("clients", "clients", "ACME")
    line = page.record.pane.view.boxes["phone"].control.line
    line.setFocus()
    office.type("021 1234")
    office.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert office.services.editing.record("clients", "ACME")["phone"] == "021 1234"
    office.settle()
    office.window.undos.undo()
    office.settle()
    assert "phone" not in office.services.editing.record("clients", "ACME")


def test_a_row_taken_out_is_taken_away_and_comes_back(office):
    page = office.open("clients", "clients", "ACME")
    rows = page.record.pane.view.boxes["contacts"].control
    rows._taker(0)()
    page.record.pane.save()
    office.settle()
    assert [c["name"] for c in office.services.editing.record("clients", "ACME")["contacts"]] == [
        "Pat"
    ]
    office.window.undos.undo()
    office.settle()
    names = [c["name"] for c in office.services.editing.record("clients", "ACME")["contacts"]]
    assert sorted(names) == ["Jo", "Pat"]


def test_a_draft_outlives_the_window(open_office):
    office = open_office({**COMPANY, "clients": [ACME]})
    page = office.open("clients", "clients", "ACME")
    page.record.pane.change("phone", "021 99")
    page.show_list()
    page.open_path(("clients", "ACME"))
    office.settle()
    assert page.record.pane.view.boxes["phone"].control.value() == "021 99"
    kept = office.window.kept()
    office.window.close()
    again = open_office({**COMPANY, "clients": [ACME]}, kept=kept)
    page = again.open("clients", "clients", "ACME")
    assert page.record.pane.view.boxes["phone"].control.value() == "021 99"
    assert page.record.pane.bar.isVisible()
    page.record.pane.discard()
    assert again.window.kept().habit("clients.drafts") == ""


def test_a_change_of_price_asks_from_when_and_shows_what_it_means(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    fee = page.record.pane.view.boxes["fee"].control
    assert not fee._steps[0][1].isVisible()
    fee._add()
    assert fee.value() == [["2026-01-01", "100.00"], ["2026-12-01", "100.00"]]
    fee._steps[-1][1].line.setText("120")
    fee._steps[-1][1].changed.emit()
    page.year._timer.stop()
    page.year.look()
    office.settle()
    months = page.year.bars._months
    assert [str(m.difference) for m in months[:3]] == ["0.00 EUR", "20.00 EUR", "20.00 EUR"]
    assert "more than without the change" in page.year._sum.text()
    page.record.pane.save()
    office.settle()
    assert office.services.editing.record("clients", "ACME", "agreements", "A-100")["fee"][-1] == [
        "2026-12-01",
        "120.00",
    ]


def test_devices_say_what_they_come_to_and_since_when(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    told = [page.year._now.itemAt(i).widget().text() for i in range(page.year._now.count())]
    assert told == ["PCs: 2 × €45.00, was 1 until 14 Mar 2026"]


def test_the_tabs_of_a_client_lead_to_its_agreements_and_documents(office):
    services = office.services
    through = date(2026, 11, 30)
    services.billing.issue(services.billing.review(through).proposals, through)
    for tab, noun, key in (
        ("Agreements", "agreements", "A-100"),
        ("Documents", "documents", services.documents.list()[0].number),
    ):
        page = office.open("clients", "clients", "ACME")
        page.record._turn(tab)
        office.settle()
        made = page.record._made[tab]
        assert [row.number for row in made.table.rows] == [key]
        made.table.choose(key)
        made.open_current()
        office.settle()
        assert office.window.noun == noun


def test_what_is_used_of_what_is_included_is_shown(open_office):
    agreement = {
        **ACME["agreements"][0],
        "allowance": {"hours": "10"},
        "coverage": [{"then": "included"}],
    }
    work = {
        "id": "T-1",
        "client": "ACME",
        "agreement": "A-100",
        "start": "2026-11-02T09:00:00+00:00",
        "minutes": 90,
        "work_type": "Remote",
        "role": "Engineer",
    }
    block = {"name": "Projects", "hours": "20", "bought": "2026-01-01", "price": "900.00"}
    client = {**ACME, "agreements": [agreement], "blocks": [block]}
    office = open_office({**COMPANY, "clients": [client], "time": [work]})
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    told = [page.year._used.itemAt(i).widget() for i in range(page.year._used.count())]
    assert [line.accessibleName() for line in told] == [
        "Included from 1 Nov 2026 to 30 Nov 2026: 1.5 h of 10 h used",
        "Projects: 20 h of 20 h left",
    ]


def test_an_end_is_a_draft_with_its_last_invoice(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    page.acts.end()
    sheet = office.sheet(AskSheet)
    assert sheet.boxes["day"].control.value() == "2026-12-01"
    sheet.answer()
    page.year._timer.stop()
    page.year.look()
    office.settle()
    assert all(not month.net for month in page.year.bars._months[1:])
    assert "end" not in office.services.editing.record("clients", "ACME", "agreements", "A-100")
    page.record.pane.save()
    office.settle()
    assert (
        office.services.editing.record("clients", "ACME", "agreements", "A-100")["end"]
        == "2026-12-01"
    )


def test_suspend_and_renew_write_dated_terms(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    page.acts.suspend()
    office.sheet(AskSheet).answer()
    assert page.record.pane.draft.now["status"] == [
        ["1900-01-01", "active"],
        ["2026-11-25", "suspended"],
    ]
    page.record.pane.discard()
    page.acts.renew()
    sheet = office.sheet(AskSheet)
    sheet.boxes["percent"].control.line.setText("10")
    sheet.answer()
    now = page.record.pane.draft.now
    assert now["fee"] == [["2026-01-01", "100.00"], ["2026-12-01", "110.00"]]
    assert now["additions"][0]["price"] == [["2026-01-01", "45.00"], ["2026-12-01", "49.50"]]
    office.checked(page.record.pane)
    assert page.record.pane.bar.told.text() == "2 changes not saved"


def test_a_copy_is_a_new_agreement(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    page.acts.copy()
    office.sheet().make_it()
    office.settle()
    copy = office.services.editing.record("clients", "ACME", "agreements", "A-101")
    assert copy["additions"][0]["name"] == "PCs"
    assert copy["start"] == "2026-12-01"


def test_many_prices_are_raised_at_once_and_back(office):
    page = office.go("agreements")
    page.raising.click()
    office.settle()
    sheet = office.sheet(RaiseSheet)
    assert [(r.number, str(r.before), str(r.after)) for r in sheet.table.rows] == [
        ("A-100", "145.00 EUR", "149.35 EUR")
    ]
    before = office.services.editing.record("clients", "ACME")
    sheet.raise_them()
    office.settle()
    assert office.services.editing.record("clients", "ACME") != before
    office.window.undos.undo()
    office.settle()
    assert office.services.editing.record("clients", "ACME") == before


def test_a_type_that_agreements_follow_asks_before_it_changes(office):
    page = office.open("settings", "agreement_types", "Managed IT")
    page.record.pane.change("sla", None)
    page.record.pane.save()
    ask = office.sheet(FollowSheet)
    assert [(each.number, each.follows) for each in ask.table.rows] == [("A-100", ("sla",))]
    assert "sla" in office.services.editing.record("agreement_types", "Managed IT")
    ask.ok.click()
    office.settle()
    assert "sla" not in office.services.editing.record("agreement_types", "Managed IT")


def test_a_type_may_change_for_new_agreements_alone(office):
    page = office.open("settings", "agreement_types", "Managed IT")
    page.record.pane.change("kind", "per_user")
    page.record.pane.save()
    office.sheet(FollowSheet).stay.click()
    office.settle()
    editing = office.services.editing
    assert editing.record("agreement_types", "Managed IT")["kind"] == "per_user"
    agreement = editing.record("clients", "ACME", "agreements", "A-100")
    assert agreement["kind"] == "fixed_fee"
    office.window.undos.undo()
    office.settle()
    assert editing.record("agreement_types", "Managed IT")["kind"] == "fixed_fee"
    assert "kind" not in editing.record("clients", "ACME", "agreements", "A-100")


def test_a_record_gets_another_name_wherever_it_is_mentioned(office):
    page = office.open("catalog", "taxes", "VAT23")
    page.rename(("taxes", "VAT23"))
    sheet = office.sheet(AskSheet)
    sheet.boxes["name"].control.line.setText("VAT")
    sheet.answer()
    office.settle()
    assert office.services.editing.record("items", "WS")["taxes"] == ["VAT"]
    office.window.undos.undo()
    office.settle()
    assert office.services.editing.record("items", "WS")["taxes"] == ["VAT23"]


def test_an_agreement_that_ends_renews_itself_no_more_and_shows_its_last_invoice(open_office):
    agreement = {**ACME["agreements"][0], "end": "2027-01-01", "renewal": {"months": 12}}
    office = open_office({**COMPANY, "clients": [{**ACME, "agreements": [agreement]}]})
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    page.acts.end()
    sheet = office.sheet(AskSheet)
    sheet.boxes["day"].control.show_value("2027-02-01")
    sheet.answer()
    page.year._timer.stop()
    page.year.look()
    office.settle()
    assert page.year.bars.month.through == date(2027, 1, 31)
    assert not any(month.lines for month in page.year.bars._months[3:])


def test_a_draft_that_cannot_be_read_yet_is_still_there_when_it_is_opened_again(office):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    line = page.record.pane.view.boxes["start"].control.line
    line.setText("soon")
    line.textEdited.emit("soon")
    page.show_list()
    page.open_path(("clients", "ACME", "agreements", "A-100"))
    office.settle()
    control = page.record.pane.view.boxes["start"].control
    assert control.line.text() == "soon"
    assert control.own_problem == "Type a date such as 30 Nov 2026"


def test_a_new_device_says_what_it_makes_of_the_invoices(office):
    page = office.open("clients", "clients", "ACME")
    page.record.segment.choose("Devices")
    office.settle()
    page.record._made["Devices"].begin()
    sheet = office.sheet()
    sheet.boxes["name"].control.line.setText("PC-09")
    sheet.boxes["since"].control.show_value("2026-12-01")
    sheet.look()
    office.settle()
    assert sheet.effect.text() == (
        "The invoice of December 2026 becomes €235.00 instead of €190.00; "
        "in twelve months that makes €495.00."
    )


def test_the_history_tells_an_edit_in_the_words_of_the_forms(office):
    teller = Teller(office.services.language)
    was = {"phone": None, "agreements": [{"number": "A-100", "fee": [["2026-01-01", "100.00"]]}]}
    fee = [["2026-01-01", "100.00"], ["2026-12-01", "120.00"]]
    now = {"phone": "021", "agreements": [{"number": "A-100", "fee": fee}]}
    assert list(teller.told(was, now)) == [
        "Phone: 021",
        "A-100 (Fixed fee a period: 100.00 from 1 Jan 2026 → 120.00 from 1 Dec 2026)",
    ]


def test_a_tax_can_be_tried(office):
    page = office.open("catalog", "taxes", "VAT23")
    page.record.segment.choose("Try it")
    tab = page.record._made["Try it"]
    tab.amount.line.setText("50")
    tab.look()
    assert tab.told.text() == "€11.50"
    assert tab.more.text() == "23 % on €50.00, €61.50 in all"


def test_the_week_is_painted_and_typed(office):
    page = office.open("settings", "calendars", "Office")
    week = page.record.pane.view.boxes["hours"].control
    strip = week._strips["sat"]
    strip.resize(480, 28)
    office.qtbot.mouseClick(
        strip,
        Qt.MouseButton.LeftButton,
        pos=strip.rect().topLeft() + type(strip.rect().topLeft())(205, 10),
    )
    assert week.value()["sat"] == [["10:00", "10:30"]]
    week._lines["sun"].setText("9-12, 13:30-15")
    week._lines["sun"].textEdited.emit("")
    assert week.value()["sun"] == [["09:00", "12:00"], ["13:30", "15:00"]]
    page.record.pane.save()
    office.settle()
    hours = office.services.editing.record("calendars", "Office")["hours"]
    assert set(hours) == {"mon", "sat", "sun"}


def test_holidays_come_from_the_library_where_it_is_installed(office, monkeypatch):
    def country_holidays(country, *, years):
        assert country == "IE"
        return {date(y, m, d): "" for y in years for m, d in ((12, 25), (3, 17))}

    library = ModuleType("holidays")
    library.country_holidays = country_holidays
    library.list_supported_countries = lambda: {"IE": []}
    library.__spec__ = ModuleSpec("holidays", None)
    monkeypatch.setitem(sys.modules, "holidays", library)
    page = office.open("settings", "calendars", "Office")
    page._ask_for_holidays()
    sheet = office.sheet(HolidaysSheet)
    assert [box.text() for _, box in sheet._boxes] == [
        "Tuesday 17 March 2026",
        "Friday 25 December 2026",
    ]
    sheet.year.line.setText("2027")
    sheet.look()
    sheet._boxes[1][1].setChecked(False)
    sheet.add.click()
    page.record.pane.save()
    office.settle()
    closed = office.services.editing.record("calendars", "Office")["closed"]
    assert closed == ["2026-12-25", "2027-03-17"]


def test_what_is_used_is_not_removed_and_says_why(office, monkeypatch):
    told = []
    monkeypatch.setattr(
        "app.ui.records.page.present", lambda kit, over, error: told.append(str(error))
    )
    page = office.open("catalog", "items", "WS")
    page.remove(("items", "WS"))
    assert told == ["WS cannot be removed: it is used by 1 addition."]
    page.remove(("roles", "Engineer"))
    assert office.services.editing.record("roles", "Engineer") == {}
    office.window.undos.undo()
    office.settle()
    assert office.services.editing.record("roles", "Engineer")


@pytest.mark.parametrize(
    ("key", "expected"), [("t", "25 Nov 2026"), ("+", "11 Mar 2026"), ("-", "9 Mar 2026")]
)
def test_a_date_goes_by_keys(office, key, expected):
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    line = page.record.pane.view.boxes["start"].control.line
    line.show_day(date(2026, 3, 10))
    office.qtbot.keyClicks(line, key)
    assert line.text() == expected


def test_esc_leads_back_to_the_list_and_enter_into_the_record(office):
    page = office.go("clients")
    office.press(ENTER)
    assert page._stack.currentWidget() is page.record
    office.qtbot.keyClick(page.record.pane, Qt.Key.Key_Escape)
    assert page._stack.currentWidget() is page._work
    assert office.window.focusWidget() is page.table


def test_a_retired_device_does_not_count_any_more(office):
    page = office.open("clients", "clients", "ACME")
    page.record.segment.choose("Devices")
    office.settle()
    tab = page.record._made["Devices"]
    tab.table.choose("PC-02")
    tab.end()
    office.sheet().make_it()
    office.settle()
    asset = office.services.editing.record("clients", "ACME", "devices", "PC-02")
    assert asset["active"] == [["2026-03-14", "2026-11-25"]]
    preview = office.services.agreements.preview_year(
        {"clients": [{"code": "ACME"}]}, ("clients", "ACME", "agreements", "A-100")
    )
    assert preview.now[0].plain().startswith("PCs: 1 ×")


def views(office):
    """Every view of setting up, one after the other."""
    for noun in ("clients", "agreements", "catalog", "settings"):
        page = office.go(noun)
        page.show_list()
        yield noun
        for section in getattr(page, "sections", {noun: ""}):
            if section != "company":
                page.begin(section)
                office.settle()
                yield f"new {section}"
                office.sheet().dismiss()
    for noun, path in paths(office.services):
        page = office.open(noun, *path)
        yield "/".join(path)
        for tab in page.record._tabs:
            page.record.segment.choose(tab.text)
            office.settle()
            yield f"{'/'.join(path)}, {tab.text}"
    page = office.open("clients", "clients", "ACME")
    page.record.segment.choose("Devices")
    office.settle()
    tab = page.record._made["Devices"]
    for act in ("begin", "end", "hand_over"):
        getattr(tab, act)()
        office.settle()
        yield f"device, {act}"
        office.sheet().dismiss()
    page = office.open("agreements", "clients", "ACME", "agreements", "A-100")
    for act, kind in (
        ("copy", NewSheet),
        ("renew", AskSheet),
        ("suspend", AskSheet),
        ("end", AskSheet),
        ("rename", AskSheet),
    ):
        getattr(page.acts, act)()
        yield act
        office.sheet(kind).dismiss()
    page.record.pane.change("name", "Managed")
    yield "a draft"
    page.record.pane.discard()
    page = office.go("agreements")
    page.show_list()
    page.raising.click()
    office.settle()
    yield "raise"
    office.sheet(RaiseSheet).dismiss()
    page = office.open("settings", "agreement_types", "Managed IT")
    page.record.pane.change("kind", "per_user")
    page.record.pane.save()
    yield "a type that changes"
    office.sheet(FollowSheet).dismiss()
    page.record.pane.discard()
    office.go("tickets")
    yield "tickets"


def test_everything_the_keyboard_reaches_has_a_name(office):
    found = {view: nameless(office.window) for view in views(office)}
    assert {view: names for view, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("size", "code"), [((1366, 720), "en_IE"), ((1024, 640), "de_DE")], ids=str
)
@pytest.mark.thorough
def test_no_word_on_a_button_or_chip_is_cut(open_office, theme, size, code):
    theme.choose(Choice.LIGHT, 130)
    language = Languages(RESOURCES / "locale").get(code)
    office = open_office(BUSY, size=size, language=language)
    cut = {}
    for view in views(office):
        QApplication.processEvents()
        cut[view] = squeezed(office.window, theme)
    assert {view: found for view, found in cut.items() if found} == {}


@pytest.mark.parametrize("size", [(1366, 720), (1024, 640)], ids=str)
def test_longer_words_find_room_too(open_office, size):
    language = Language(Locale.parse("de_DE"), Longer())
    office = open_office({**COMPANY, "clients": [ACME]}, language=language, size=size)
    cut = {}
    for view in views(office):
        QApplication.processEvents()
        cut[view] = squeezed(office.window, None)
    assert {view: found for view, found in cut.items() if found} == {}


def test_every_word_can_be_translated(open_office):
    language = Language(Locale.parse("en_IE"), Bracketed())
    office = open_office({**COMPANY, "clients": [ACME]}, language=language)
    given = re.compile("|".join(map(re.escape, sorted(names(language.locale), reverse=True))))
    found = {
        view: {text for text in unmarked(office.window) if is_words(given.sub("", text))}
        for view in views(office)
    }
    assert {view: texts for view, texts in found.items() if texts} == {}


def names(locale):
    """What is no sentence: what was typed, and days and months, which come from the locale."""

    def strings(part):
        if isinstance(part, str):
            yield part
        elif isinstance(part, (list, dict)):
            for one in part.values() if isinstance(part, dict) else part:
                yield from strings(one)

    for kinds in (locale.days, locale.months):
        for width in ("wide", "abbreviated"):
            yield from kinds["format"][width].values()
    yield from (one for one in strings([COMPANY, ACME]) if len(one) > 1)


def round_by_tab(office):
    """The widgets one comes through by Tab, until one is met again."""
    seen = []
    while True:
        office.qtbot.keyClick(office.window.focusWidget(), Qt.Key.Key_Tab)
        now = office.window.focusWidget()
        if now in seen:
            return seen
        seen.append(now)


@pytest.mark.parametrize(
    ("noun", "path"),
    [
        ("clients", ("clients", "ACME")),
        ("agreements", ("clients", "ACME", "agreements", "A-100")),
        ("settings", ("company",)),
        ("settings", ("calendars", "Office")),
        ("settings", ("sla_policies", "Gold")),
        ("settings", ("agreement_types", "Managed IT")),
        ("catalog", ("items", "WS")),
        ("catalog", ("roles", "Engineer")),
        ("catalog", ("work_types", "Remote")),
        ("catalog", ("taxes", "VAT23")),
    ],
)
def test_tab_goes_down_a_form_in_the_order_in_which_it_is_read(office, noun, path):
    page = office.open(noun, *path)
    view = page.record.pane.view
    boxes = list(view.boxes.values())
    met = []
    for widget in round_by_tab(office):
        box = next((one for one in boxes if one.isAncestorOf(widget)), None)
        if box and box not in met:
            met.append(box)
    points = [box.mapTo(view, QPoint()) for box in met]
    places = [(point.y(), point.x()) for point in points]
    begin = places.index(min(places))
    assert len(met) > 1
    assert places[begin:] + places[:begin] == sorted(places)


@pytest.mark.parametrize(
    ("locale", "typed", "value"),
    [
        ("de_DE", "1.234,5", "1234.50"),
        ("de_DE", "85.00", "85.00"),
        ("en_IE", "1,234.5", "1234.50"),
        ("de_DE", "1.250", "1250.00"),
    ],
)
def test_amounts_are_typed_as_one_writes_them(open_office, locale, typed, value):
    from app.ui.form.fields import Choices, Field, Kind
    from app.ui.form.text import NumberControl

    office = open_office(locale=locale)
    kit = office.window._kit
    control = NumberControl(
        kit, Field("x", "Price", Kind.AMOUNT), Choices(kit.language, date(2026, 1, 1), {})
    )
    office.qtbot.addWidget(control)
    control.line.setText(typed)
    assert control.value() == value
    assert Decimal(value) >= 0
