"""The terms of labour: in, out the same, billed as they say, and what is wrong with them."""

import copy
import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 10, 31, 12, tzinfo=UTC))
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
NIGHT = {"calendar": "Office", "multiplier": "1.5", "closed_multiplier": "2"}
RETAINER = {
    "money": "500.00",
    "rollover_periods": 1,
    "rollover_cap": "250",
    "carried": "40.5",
    "overage_rate": "95.00",
}
WORKBOOK = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "timezone": "Europe/Dublin",
        "after_hours": [["2026-06-01", NIGHT], ["2027-01-01", None]],
        "labour": "ticket",
        "show_covered": True,
    },
    "roles": [{"name": "Engineer", "rates": "100.00"}],
    "work_types": [
        {
            "name": "Remote",
            "minimum_minutes": 15,
            "increment_minutes": 15,
            "per": [["2026-01-01", "ticket"], ["2027-01-01", "day"]],
        },
        {"name": "Project"},
    ],
    "calendars": [{"name": "Office", "hours": WEEK, "closed": ["2026-12-25"]}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "agreements": [
                {
                    "number": "A-1",
                    "start": "2026-10-01",
                    "fee": "500.00",
                    "cycle": {"anchor": "2026-01-01"},
                    "allowance": RETAINER,
                    "after_hours": {"calendar": "Office", "multiplier": "2"},
                    "labour": "one",
                    "show_covered": False,
                    "coverage": [
                        {"after_hours": True, "work_types": ["Project"], "then": "billable"},
                        {"after_hours": False, "then": "included"},
                        {"then": "included"},
                    ],
                },
                {
                    "number": "A-2",
                    "start": "2026-10-01",
                    "cycle": {"anchor": "2026-01-01"},
                    "allowance": [
                        ["2026-10-01", {"hours": "10", "weighted": True, "prorate": True}]
                    ],
                    "after_hours": [["2026-10-01", None]],
                },
            ],
            "blocks": [
                {"name": "H", "hours": "20", "bought": "2026-12-01", "price": "1800.00"},
                {
                    "name": "M",
                    "money": "2000.00",
                    "used": "150.25",
                    "bought": "2026-10-01",
                    "price": "1900.00",
                    "work_types": ["Project"],
                },
            ],
        }
    ],
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "agreement": "A-1",
            "summary": "VPN down",
            "opened": "2026-10-05T09:00:00+01:00",
        },
        {
            "number": "T-2",
            "client": "ACME",
            "summary": "New printer",
            "opened": "2026-10-06T09:00:00+01:00",
        },
    ],
    "time": [
        {
            "id": f"t{i}",
            "client": "ACME",
            "ticket": ticket,
            "start": f"2026-10-{day:02}T16:00:00+01:00",
            "minutes": minutes,
            "work_type": work_type,
            "role": "Engineer",
        }
        for i, (ticket, day, minutes, work_type) in enumerate(
            (
                ("T-1", 5, 20, "Remote"),
                ("T-2", 6, 5, "Remote"),
                ("T-1", 7, 120, "Project"),
                ("T-2", 8, 5, "Remote"),
                ("T-1", 9, 480, "Remote"),
                ("T-2", 9, 90, "Remote"),
            )
        )
    ],
}  # fmt: skip


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=CLOCK) as found:
        yield found


def take_in(services, workbook):
    return services.workbook.take_in([json.dumps(workbook).encode()]).changed


def changed(where, **terms):
    """The workbook with other terms of one record of it."""
    workbook = copy.deepcopy(WORKBOOK)
    client = workbook["clients"][0]
    records = {
        "company": workbook["company"],
        "agreement": client["agreements"][0],
        "block": client["blocks"][0],
        "work_type": workbook["work_types"][0],
    }
    records[where].update(terms)
    return workbook


def test_out_and_in_gives_the_same_bytes(services, tmp_path):
    take_in(services, WORKBOOK)
    review = services.billing.review(date(2026, 11, 1))
    services.billing.issue(review.proposals, date(2026, 10, 31))
    out = services.workbook.hand_out()
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
    assert take_in(services, WORKBOOK) == {}
    told = json.loads(out)
    assert told["company"]["after_hours"] == WORKBOOK["company"]["after_hours"]
    assert (told["company"]["labour"], told["company"]["show_covered"]) == ("ticket", True)
    agreement = told["clients"][0]["agreements"][0]
    assert agreement["allowance"] == RETAINER
    assert (agreement["labour"], agreement["show_covered"]) == ("one", False)
    assert agreement["coverage"][1] == {"after_hours": False, "then": "included"}
    assert told["clients"][0]["blocks"][1]["used"] == "150.25"


def test_it_is_billed_as_it_says(services):
    take_in(services, WORKBOOK)
    (proposal,) = services.billing.review(date(2026, 11, 1)).proposals
    found = [
        (line.charge, line.net.plain(), line.group.plain() if line.group else "")
        for line in proposal.lines
        if line.charge.startswith("time/")
    ]
    assert found == [
        # No agreement: 5 and 5 minutes are one quarter; from 17:00 on the company's 1.5 holds.
        ("time/t1", "25.00", "T-2 New printer"),
        ("time/t5", "175.00", "T-2 New printer"),
        # Half an hour on the 5th and the first one here take 150 of the money; the evening's hour
        # of a project is billed at twice the price.
        ("time/t2", "200.00", "Work in October 2026"),
        # 390.50 remain. The hour before 17:00 takes 100; the evening, at 200 an hour, the rest in
        # 87.15 of its 420 minutes. 332.85 minutes are overage at twice 95.00.
        ("time/t4/overage", "1054.03", "Work in October 2026"),
    ]


@pytest.mark.parametrize(
    ("where", "terms", "place"),
    [
        ("agreement", {"allowance": {"rollover_periods": 1}}, "agreements[0].allowance"),
        ("agreement", {"allowance": {"hours": "1", "money": "1.00"}}, "agreements[0].allowance"),
        ("agreement", {"allowance": {"money": "1.005"}}, "agreements[0].allowance"),
        ("agreement", {"allowance": {"money": "1", "carried": "0.001"}}, "agreements[0].allowance"),
        ("agreement", {"allowance": {"hours": "1", "carried": "0.001"}}, "agreements[0].allowance"),
        ("agreement", {"allowance": {"money": "1", "weighted": True}}, "agreements[0].allowance"),
        ("agreement", {"after_hours": {"multiplier": "2"}}, "agreements[0].after_hours.calendar"),
        (
            "agreement",
            {"after_hours": {"calendar": "Shop", "multiplier": "2"}},
            "agreements[0].after_hours",
        ),
        ("agreement", {"labour": "client"}, "agreements[0].labour"),
        (
            "agreement",
            {"coverage": [{"after_hours": True, "then": "included"}]},
            "agreements[0].coverage",
        ),
        ("company", {"after_hours": {"calendar": "Shop", "multiplier": "2"}}, "after_hours"),
        ("company", {"labour": None, "show_covered": "yes"}, "show_covered"),
        ("block", {"hours": None}, "blocks[0].hours"),
        ("block", {"money": "5.00"}, "blocks[0].hours"),
        ("block", {"used": "20.5"}, "blocks[0].used"),
        ("block", {"used": "0.001"}, "blocks[0].used"),
        ("block", {"work_types": ["Gardening"]}, "blocks[0].work_types"),
        ("work_type", {"per": "week"}, "work_types[0].per"),
    ],
)
def test_what_does_not_fit_is_named(services, where, terms, place):
    with pytest.raises(InvalidError) as caught:
        take_in(services, changed(where, **terms))
    assert any(problem.place.endswith(place) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("where", "terms", "place"),
    [
        ("company", {"after_hours": NIGHT}, "company.after_hours"),
        ("work_type", {"per": "entry"}, "work_types[0].per"),
        ("agreement", {"after_hours": None}, "clients[0].agreements[0].after_hours"),
        (
            "agreement",
            {"after_hours": {"calendar": "Office", "multiplier": "3"}},
            "clients[0].agreements[0].after_hours",
        ),
    ],
)
def test_what_was_billed_changes_by_date_only(services, where, terms, place):
    take_in(services, WORKBOOK)
    review = services.billing.review(date(2026, 11, 1))
    services.billing.issue(review.proposals, date(2026, 10, 31))
    with pytest.raises(InvalidError) as caught:
        take_in(services, changed(where, **terms))
    assert [problem.place for problem in caught.value.problems] == [place]
    assert take_in(services, changed("agreement", labour="ticket", show_covered=True))
