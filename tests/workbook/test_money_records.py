"""Payments, reminders, marks and quotes: in and out the same; what is wrong has its place."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
LEVELS = [
    {"days": 7},
    {"days": 21, "fee": "5.00", "percent": "9", "texts": {"de": "Bitte zahlen."}},
]
BOOK = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "quote_number": "Q{seq:03}",
        "dunning": {"levels": LEVELS, "bill_fees": False},
        "books": {"account": "4400", "tax_codes": {"VAT23": "IE23"}},
        "bank": {"iban": "IE29AIBK93115212345678", "link": "https://pay.example/{number}"},
    },
    "items": [{"sku": "WS", "name": "Workstation", "price": "45.00"}],
    "clients": [
        {"code": "ACME", "reminders_held": "in dispute", "agreements": []},
        {"code": "BOLT", "currency": "USD"},
    ],
}
AGREEMENTS = [
    {"number": "A-1", "start": "2026-09-01", "fee": "100.00"},
]
QUOTE = {
    "number": "Q001",
    "client": "ACME",
    "date": "2026-11-02",
    "valid_until": "2026-11-30",
    "lines": [{"item": "WS", "quantity": "3", "price": "45.00", "every": "month"}],
}
LINES = [
    {"id": "p1", "document": "INV-2026-00001", "date": "2026-10-02", "amount": "100.00"},
    {
        "id": "p2",
        "client": "ACME",
        "date": "2026-11-02",
        "amount": "150.00",
        "applied": [["INV-2026-00002", "60.00"]],
        "reference": "RF18",
    },
    {
        "id": "p3",
        "document": "INV-2026-00002",
        "date": "2026-11-02",
        "amount": "2.00",
        "kind": "discount",
    },
    {
        "id": "p4",
        "client": "ACME",
        "date": "2026-11-03",
        "amount": "-100.00",
        "applied": [["INV-2026-00001", "-100.00"]],
        "reverses": "p1",
    },
]
REMINDER = {
    "id": "R-1",
    "client": "ACME",
    "date": "2026-11-20",
    "currency": "EUR",
    "items": [{"document": "INV-2026-00002", "level": 1, "left": "38.00", "days": 7}],
}
MARK = {
    "document": "INV-2026-00002",
    "no_reminder": "paid in cash",
    "exported": {"xero": "2026-11-20"},
}


def taken(services, **records):
    return services.workbook.take_in([json.dumps({"format": "accord/1", **records}).encode()])


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        clients = [{**BOOK["clients"][0], "agreements": AGREEMENTS}, BOOK["clients"][1]]
        taken(found, **{**BOOK, "clients": clients})
        for day in (date(2026, 9, 30), date(2026, 10, 31)):
            review = found.billing.review(day, on=day)
            found.billing.issue(review.proposals, day)
        yield found


def everything(services):
    return taken(
        services, payments=LINES, reminders=[REMINDER], marks=[MARK], quotes=[QUOTE]
    ).changed


def test_all_of_it_goes_out_and_into_an_empty_file_and_out_the_same(services, tmp_path):
    assert everything(services) == {"payments": 4, "reminders": 1, "marks": 1, "quotes": 1}
    first = services.workbook.hand_out()
    with desk(tmp_path / "b.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([first])
        assert other.workbook.hand_out() == first


def test_the_same_file_twice_changes_nothing(services):
    everything(services)
    assert everything(services) == {}


def test_what_a_payment_leaves_open_is_what_was_not_applied(services):
    everything(services)
    left = {found.bill.number: found.left.plain() for found in services.dashboard.show().open}
    assert left == {"INV-2026-00001": "100.00", "INV-2026-00002": "38.00"}


def pay(**more):
    return {"id": "p9", "date": "2026-11-02", "amount": "10.00", **more}


@pytest.mark.parametrize(
    ("records", "place"),
    [
        ({"payments": [pay(document="INV-9")]}, "payments[0].document"),
        ({"payments": [pay(client="NONE")]}, "payments[0].client"),
        ({"payments": [pay()]}, "payments[0]"),
        ({"payments": [pay(client="BOLT", document="INV-2026-00001")]}, "payments[0].document"),
        ({"payments": [pay(currency="USD", document="INV-2026-00001")]}, "payments[0].document"),
        ({"payments": [{**pay(client="ACME"), "amount": "0.001"}]}, "payments[0].amount"),
        ({"payments": [pay(client="ACME", applied=[["INV-2026-00001", "11.00"]])]}, "payments[0]"),
        ({"payments": [pay(client="ACME", kind="write_off")]}, "payments[0]"),
        ({"marks": [{**MARK, "document": "INV-9"}]}, "marks[0].document"),
        ({"reminders": [{**REMINDER, "client": "NONE"}]}, "reminders[0].client"),
        ({"quotes": [{**QUOTE, "lines": [{"item": "NONE", "price": "1"}]}]}, "quotes[0].lines"),
        (
            {"company": {"dunning": {"levels": [{"days": 9}, {"days": 9}]}}},
            "company.dunning",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(services, records, place):
    before = services.workbook.hand_out()
    with pytest.raises(InvalidError) as refused:
        taken(services, **records)
    assert place in {problem.place for problem in refused.value.problems}
    assert services.workbook.hand_out() == before


def test_a_payment_can_be_taken_away_again_by_its_undo(services):
    before = services.workbook.hand_out()
    undo = services.editing.save({"payments": LINES[:1]})
    services.editing.undo(undo)
    left = json.loads(services.workbook.hand_out())
    assert "payments" not in left
    assert left["documents"] == json.loads(before)["documents"]
