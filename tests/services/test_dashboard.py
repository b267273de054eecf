"""The dashboard's figures over a small desk."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.money import Money

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
BOOK = {
    "format": "accord/1",
    "company": {"name": "Quay IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "taxes": [{"code": "V", "name": "VAT", "rates": [["2020-01-01", "20"]]}],
    "roles": [{"name": "Engineer", "rates": [["2026-01-01", "100.00"]]}],
    "work_types": [
        {"name": "Remote", "taxes": ["V"]},
        {"name": "Travel", "billable": False},
    ],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme",
            "terms": {"net_days": 14},
            "agreements": [
                {
                    "number": "A-1",
                    "name": "Care",
                    "kind": "fixed_fee",
                    "start": "2026-09-01",
                    "end": "2026-12-15",
                    "cycle": {
                        "every": 1,
                        "unit": "month",
                        "anchor": "2026-01-01",
                        "timing": "advance",
                    },
                    "fee": [["2026-09-01", "100.00"], ["2026-10-01", "150.00"]],
                    "fee_taxes": ["V"],
                    "coverage": [{"then": "billable"}],
                }
            ],
        },
        {
            "code": "YEAR",
            "name": "Yearly",
            "agreements": [
                {
                    "number": "A-2",
                    "name": "Hosting",
                    "kind": "fixed_fee",
                    "start": "2026-10-01",
                    "cycle": {
                        "every": 1,
                        "unit": "year",
                        "anchor": "2026-10-01",
                        "timing": "advance",
                    },
                    "fee": [["2026-10-01", "1200.00"]],
                }
            ],
        },
    ],
    "time": [
        {
            "id": f"t{i}",
            "client": "ACME",
            "start": start,
            "minutes": minutes,
            "work_type": kind,
            "role": "Engineer",
        }
        for i, (start, minutes, kind) in enumerate(
            [
                ("2026-11-23T00:30:00+00:00", 60, "Remote"),
                ("2026-11-22T23:30:00+00:00", 500, "Remote"),
                ("2026-11-25T08:00:00+00:00", 30, "Travel"),
                ("2026-10-06T08:00:00+00:00", 120, "Remote"),
            ]
        )
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=StoppedClock(NOW)) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        for day in (date(2026, 9, 30), date(2026, 10, 31)):
            review = found.billing.review(day, on=day)
            found.billing.issue(review.proposals, day)
        yield found


def eur(text):
    return Money.rounded(text, "EUR")


def test_a_new_desk_has_begun_nothing(tmp_path):
    with desk(tmp_path / "new.accord", create=True, clock=StoppedClock(NOW)) as found:
        shown = found.dashboard.show()
    assert not any((shown.begun.has_client, shown.begun.has_agreement, shown.begun.has_invoice))
    assert (shown.minutes, shown.open, shown.monthly) == (0, (), eur(0))
    assert [row.total for row in shown.revenue] == [eur(0)] * 8


def test_the_moment_is_told_in_the_companys_zone(services):
    shown = services.dashboard.show()
    assert (shown.today, shown.moment.hour) == (date(2026, 11, 25), 9)


def test_what_is_owed_grows_with_invoices_and_shrinks_with_payments(services):
    first = services.dashboard.show()
    assert first.owed[0].total == eur(120 + 180 + 1200 + 240)
    number = first.open[0].bill.number
    pay = {"id": "p1", "document": number, "date": "2026-11-02", "amount": "100.00"}
    services.workbook.take_in([json.dumps({"format": "accord/1", "payments": [pay]}).encode()])
    then = services.dashboard.show()
    assert then.owed[0].total == first.owed[0].total - eur(100)
    assert then.open[0].left == eur(20)
    assert next(found.bill.number for found in then.overdue) == number
    services.documents.credit(number, "Goodwill", waive=True)
    assert number not in {found.bill.number for found in services.dashboard.show().open}


def test_revenue_is_told_by_month_and_apart_from_time(services):
    rows = {row.month.month: row for row in services.dashboard.show().revenue}
    assert (rows[9].recurring, rows[9].other) == (eur(100), eur(0))
    assert (rows[10].recurring, rows[10].other) == (eur(1350), eur(200))
    assert rows[11].total == eur(0)
    assert list(rows) == [4, 5, 6, 7, 8, 9, 10, 11]


def test_a_credit_note_is_less_revenue(services):
    number = services.dashboard.show().open[0].bill.number
    services.documents.credit(number, "Goodwill", waive=True, on=date(2026, 11, 3))
    rows = {row.month.month: row for row in services.dashboard.show().revenue}
    assert rows[11].recurring == eur(-100)


def test_a_year_paid_at_once_counts_a_month_at_a_time(services):
    shown = services.dashboard.show()
    assert shown.monthly == eur(150 + 100)
    assert shown.monthly_before == eur(100)
    assert shown.agreements == 2


def test_the_week_begins_on_monday_in_the_companys_zone(services):
    shown = services.dashboard.show()
    assert (shown.minutes, shown.billable_minutes) == (90, 60)


def test_an_agreement_that_ends_soon_is_told(services):
    (row,) = services.dashboard.show().ending
    assert (row.number, row.client, row.end) == ("A-1", "Acme", date(2026, 12, 15))


def test_the_search_finds_by_prefix_first(services):
    found = services.search.find("a")
    assert next(row.key for row in found if row.kin == "client") == "ACME"
    assert {row.key for row in services.search.find("care acme")} == {"A-1"}
    assert services.search.find("  ") == ()
    assert services.search.find("%") == ()


def test_a_copy_bears_its_moment(services, tmp_path):
    copy = services.backups.keep().path
    assert copy.name.startswith("desk-20261125-090000")
    with desk(copy) as again:
        assert again.company.show().name == "Quay IT"


def test_tickets_are_told_of_as_soon_as_there_is_one(services):
    assert not services.dashboard.show().has_tickets
    ticket = {"number": "T-1", "client": "ACME", "opened": "2026-11-25T08:00:00+00:00"}
    services.workbook.take_in([json.dumps({"format": "accord/1", "tickets": [ticket]}).encode()])
    assert services.dashboard.show().has_tickets
