"""Time as it is kept: days and weeks, live coverage, approval, and what was billed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from app.bootstrap import services_over
from app.domain.clock import StoppedClock
from app.domain.live import Verdict
from app.domain.proposal import Level
from app.services.timekeeping import Draft
from app.storage.store import Store

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
OFFICE = {
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "roles": [{"name": "Engineer", "rates": "110.00"}],
    "work_types": [
        {"name": "Remote", "minimum_minutes": 15, "increment_minutes": 15},
        {"name": "Project"},
    ],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme",
            "agreements": [
                {
                    "number": "A-1",
                    "start": "2026-10-01",
                    "fee": "500.00",
                    "allowance": {"hours": "10"},
                    "coverage": [
                        {"work_types": ["Project"], "then": "billable"},
                        {"then": "included"},
                    ],
                    "rates": [{"work_type": "Project", "rate": "120.00"}],
                },
                {"number": "A-2", "start": "2026-10-01"},
            ],
        },
        {"code": "SOLO", "timezone": "Asia/Tokyo"},
    ],
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "agreement": "A-1",
            "summary": "VPN down",
            "opened": "2026-11-20T09:00:00+00:00",
        }
    ],
    "time": [
        {
            "id": id_,
            "client": client,
            "start": start,
            "minutes": minutes,
            "work_type": kind,
            "role": "Engineer",
            **more,
        }
        for id_, client, start, minutes, kind, more in (
            ("t0", "ACME", "2026-10-05T09:00:00+00:00", 60, "Project", {"agreement": "A-1"}),
            ("t1", "ACME", "2026-11-23T09:00:00+00:00", 50, "Remote", {"ticket": "T-1"}),
            ("t2", "SOLO", "2026-11-24T23:30:00+00:00", 60, "Remote", {"approved": True}),
            ("t3", "ACME", "2026-11-25T08:00:00+00:00", 30, "Project", {"agreement": "A-2"}),
        )
    ],
}


@pytest.fixture
def office(tmp_path):
    clock = StoppedClock(NOW)
    with Store.open(tmp_path / "desk.accord", create=True, clock=clock) as store:
        services = services_over(store, clock)
        services.editing.save(OFFICE)
        yield services


def week(services):
    return {row.id: row for row in services.time.entries(MONDAY, MONDAY + timedelta(7))}


def bill(services, through=date(2026, 11, 30)):
    proposals = services.billing.review(through).proposals
    return [found.number for found in services.billing.issue(proposals, through)]


def test_a_week_shows_what_each_entry_comes_to(office):
    rows = week(office)
    assert list(rows) == ["t1", "t2", "t3"]
    assert [(r.told.verdict, r.told.minutes, str(r.told.net)) for r in rows.values()] == [
        (Verdict.COVERED, 60, "0.00 EUR"),
        (Verdict.BILLABLE, 60, "110.00 EUR"),
        (Verdict.BILLABLE, 30, "55.00 EUR"),
    ]
    assert (rows["t1"].agreement, rows["t1"].summary, rows["t1"].client_name) == (
        "A-1",
        "VPN down",
        "Acme",
    )
    assert rows["t2"].day == date(2026, 11, 24)


def test_live_coverage_counts_what_was_worked_before(office):
    bench = office.time.bench("ACME")
    start = datetime(2026, 11, 25, 11, tzinfo=UTC)
    found = bench.told(Draft("new", start, 130, "Remote", "Engineer", "A-1"))
    assert (found.verdict, found.minutes) == (Verdict.COVERED, 135)
    assert [(meter.used, meter.left) for meter in found.meters] == [(3.25, 6.75)]
    found = bench.told(Draft("new", start, 60, "Project", "Engineer", "A-1"))
    assert (found.verdict, str(found.net)) == (Verdict.BILLABLE, "120.00 EUR")
    assert office.time.bench("NOBODY") is None


def test_the_day_of_an_entry_is_the_clients(office):
    start = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    bench = office.time.bench("SOLO")
    assert Draft("new", start, 5, "Remote").entry(bench.zone).day == date(2026, 11, 25)


def test_moving_a_ticket_to_another_agreement_covers_its_unbilled_time_anew(office):
    before = week(office)["t1"]
    office.editing.save({"tickets": [{"number": "T-1", "agreement": "A-2"}]})
    after = week(office)["t1"]
    assert (before.told.verdict, after.told.verdict) == (Verdict.COVERED, Verdict.BILLABLE)
    assert after.agreement == "A-2"


def test_billed_time_is_locked_and_a_correction_is_adjusted(office):
    [number] = bill(office, date(2026, 11, 1))
    [row] = office.time.entries(date(2026, 10, 5), date(2026, 10, 6))
    assert (row.document, row.is_locked) == (number, True)
    office.editing.save({"time": [{"id": "t0", "minutes": 90, "unlocked": "Typed wrong"}]})
    [row] = office.time.entries(date(2026, 10, 5), date(2026, 10, 6))
    assert (row.document, row.is_locked, row.unlocked) == (number, False, "Typed wrong")
    lines = {
        line.charge: line
        for proposal in office.billing.review(date(2026, 11, 2)).proposals
        for line in proposal.lines
    }
    assert (lines["time/t0"].kind, str(lines["time/t0"].net)) == ("adjustment", "60.00 EUR")


def test_time_that_was_credited_in_full_is_open_again(office):
    [number] = bill(office, date(2026, 11, 1))
    office.documents.credit(number, reason="All of it was wrong", on=date(2026, 11, 2))
    [row] = office.time.entries(date(2026, 10, 5), date(2026, 10, 6))
    assert (row.document, row.is_locked) == ("", False)


def test_unapproved_time_stands_out_at_month_end_where_approval_is_wanted(office):
    def looks():
        return [
            found.sentence.plain()
            for found in office.billing.review(date(2026, 12, 1)).exceptions
            if found.level is Level.LOOK and "approved" in found.sentence.text
        ]

    assert looks() == []
    office.editing.save({"company": {"approve_time": True}})
    assert looks() == ["2 time entries, 3/2 h, are not approved."]
    assert [row.id for row in office.time.waiting()] == ["t0", "t1", "t3"]
    office.editing.save({"time": [{"id": "t3", "approved": True}]})
    assert looks() == ["1 time entry, 1 h, is not approved."]
    office.editing.save({"time": [{"id": "t0", "approved": True}]})
    assert looks() == []


def test_an_id_is_free_and_says_when(office):
    start = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert office.time.free_id(start) == "261125-0800"
    for id_ in ("261125-0800", "261125-0800-2"):
        office.editing.save({"time": [{**OFFICE["time"][3], "id": id_}]})
    assert office.time.free_id(start) == "261125-0800-3"


def test_what_can_be_logged_names_tickets_agreements_and_what_was_usual(office):
    found = office.time.loggable()
    assert [(each.number, each.client, each.agreement) for each in found.tickets] == [
        ("T-1", "ACME", "A-1")
    ]
    assert found.agreements == {"ACME": ("A-1", "A-2")}
    assert found.usual == {"work_type": "Project", "role": "Engineer"}


def test_approval_and_unlocking_go_through_a_workbook_and_back(office, tmp_path):
    office.editing.save({"time": [{"id": "t1", "unlocked": "Wrong ticket", "approved": True}]})
    office.editing.save({"company": {"approve_time": True}})
    first = office.workbook.hand_out()
    clock = StoppedClock(NOW)
    with Store.open(tmp_path / "other.accord", create=True, clock=clock) as store:
        services = services_over(store, clock)
        services.workbook.take_in([first])
        assert services.workbook.hand_out() == first
    entries = {each["id"]: each for each in json.loads(first)["time"]}
    assert entries["t1"]["approved"] is entries["t2"]["approved"] is True
    assert entries["t1"]["unlocked"] == "Wrong ticket"
    assert "approved" not in entries["t0"]
    assert b'"approve_time": true' in first
