"""What became of the promises of a period."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from app.domain.dated import Dated
from app.domain.period import Period
from app.domain.sla_closing import (
    Closing,
    closing_of,
    figures_of,
    is_over,
    month_of,
    period_of,
)
from app.domain.sla_report import client_report, in_percent
from app.domain.sla_rules import SlaRules, Versions, single
from tests.domain.tickets import (
    ALWAYS,
    HOUR,
    OFFICE,
    RESOLUTION,
    RESPONSE,
    at,
    event,
    policy,
    ticket,
)

WEEK = Period(date(2026, 11, 2), date(2026, 11, 9))
LATER = datetime.fromisoformat("2026-12-05T00:00:00+00:00")


def reported(*tickets, period=WEEK, now="fri2 12:00", rules=None):
    rules = rules or single(policy(), OFFICE, ALWAYS, zone="Europe/Dublin")
    return client_report("ACME", "Acme", [(each, rules) for each in tickets], period, at(now))


def counts(report, metric):
    return [
        (each.priority, each.met, each.missed) for each in report.counts if each.metric is metric
    ]


def resolved(when, *events, **more):
    return ticket(*events, event("status", when, "resolved"), **more)


def test_met_and_missed_are_counted_by_metric_and_priority():
    report = reported(
        resolved("mon 10:00"),
        resolved("mon 12:00"),
        resolved("tue 12:00", priority="P1"),
    )
    assert counts(report, RESPONSE) == [("P1", 0, 1), ("P2", 1, 1)]
    assert counts(report, RESOLUTION) == [("P1", 0, 1), ("P2", 2, 0)]
    assert report.share == Fraction(3, 6)


def test_median_and_worst_and_the_paused_share_stand_beside_the_counts():
    paused = event("status", "mon 11:00", "waiting_client")
    report = reported(resolved("mon 10:00"), resolved("mon 12:00", paused), resolved("mon 15:00"))
    found = next(each for each in report.counts if each.metric is RESOLUTION)
    assert (found.median, found.worst) == (2 * HOUR, 6 * HOUR)
    assert found.paused_share == Fraction(1, 1 + 2 + 1 + 6)


def test_a_clock_belongs_to_the_days_in_which_it_stopped():
    found = resolved("mon2 09:30", opened="fri 16:30")
    assert not reported(found).counts
    assert counts(reported(found, period=Period(WEEK.end, date(2026, 11, 16))), RESOLUTION)


def test_what_is_done_in_the_first_second_after_the_period_was_open_in_it():
    found = resolved("mon2 00:00", event("agent_reply", "mon 10:00"))
    report = reported(found)
    assert [told.clock.metric for told in report.overdue] == [RESOLUTION]
    after = reported(found, period=Period(WEEK.end, date(2026, 11, 16)))
    assert counts(after, RESOLUTION) == [("P2", 0, 1)]


def test_a_ticket_reopened_after_the_period_leaves_the_period_as_it_was():
    found = resolved("fri 10:00", opened="fri 09:00")
    again = ticket(*found.events, event("status", "mon2 09:00", "active"), opened="fri 09:00")
    assert reported(found).counts == reported(again).counts


def test_open_and_overdue_is_listed_and_in_no_ratio():
    report = reported(ticket(event("agent_reply", "mon 10:00")))
    assert [told.clock.metric for told in report.overdue] == [RESOLUTION]
    assert report.share == 1


def test_an_excused_miss_is_listed_with_its_reason_and_in_no_ratio():
    excuse = event("excuse", "wed 09:00", metric="resolution", reason="Flood")
    report = reported(ticket(*resolved("tue 12:00").events, excuse))
    assert [told.clock.excuse.reason for told in report.excused] == ["Flood"]
    assert counts(report, RESOLUTION) == []
    assert counts(report, RESPONSE) == [("P2", 0, 1)]


def test_a_kept_promise_needs_no_excuse():
    excuse = event("excuse", "wed 09:00", metric="resolution", reason="Flood")
    report = reported(ticket(*resolved("mon 12:00").events, excuse))
    assert counts(report, RESOLUTION) == [("P2", 1, 0)]


@pytest.mark.parametrize("status", ["cancelled", "merged", "spam"])
def test_what_was_no_ticket_is_counted_nowhere(status):
    report = reported(ticket(event("status", "fri 12:00", status)))
    assert (report.counts, report.overdue, report.share) == ((), (), None)


def test_what_was_opened_before_anything_was_promised_is_left_out():
    rules = SlaRules(
        {"Gold": Versions(policy())},
        {"Office": Versions(OFFICE)},
        own=Dated(((date(2026, 11, 3), "Gold"),)),
    )
    report = reported(resolved("wed 10:00"), resolved("wed 12:00", opened="wed 10:00"), rules=rules)
    assert counts(report, RESOLUTION) == [("P2", 1, 0)]


def test_reopened_tickets_are_told():
    found = ticket(
        event("status", "mon 10:00", "resolved"),
        event("status", "mon 11:00", "active"),
        event("status", "mon 12:00", "resolved"),
    )
    assert reported(found).reopened == 1


def test_an_excuse_that_is_given_after_the_period_counts_for_it():
    excuse = event("excuse", "mon2 09:00", metric="resolution", reason="Flood")
    report = reported(ticket(*resolved("tue 12:00").events, excuse))
    assert [told.clock.excuse.reason for told in report.excused] == ["Flood"]
    assert counts(report, RESOLUTION) == []


def test_what_was_overdue_before_a_change_made_room_is_told():
    lowered = event("priority", "mon 16:00", "P3")
    found = ticket(*resolved("mon 17:00", lowered).events, priority="P1")
    report = reported(found)
    assert counts(report, RESOLUTION) == [("P3", 1, 0)]
    assert {told.clock.metric for told in report.relieved} == {RESOLUTION}


def test_a_closed_month_is_restated_by_a_later_excuse_and_by_nothing_else():
    found = resolved("tue 12:00")
    period = period_of("2026-11")
    before = reported(found, period=period)
    closing = Closing("ACME", "2026-11", at("fri2 12:00"), figures_of(before))
    assert not closing.is_restated_by(reported(found, period=period))
    excuse = event("excuse", "fri2 13:00", metric="resolution", reason="Flood")
    after = reported(ticket(*found.events, excuse), period=period, now="fri2 14:00")
    assert closing.is_restated_by(after)
    assert (closing.figures.share, after.share) == (0, 0)
    assert [each.reason for each in figures_of(after).excused] == ["Flood"]


@pytest.mark.parametrize("month", ["2026-01", "2026-02", "2026-12", "2027-11"])
def test_a_month_is_a_period_by_its_name(month):
    assert month_of(period_of(month)) == month
    assert month_of(Period(period_of(month).start, date(2030, 1, 1))) is None


@pytest.mark.parametrize(
    ("share", "told"),
    [((1, 1), "100.0"), ((999, 1000), "99.9"), ((9999, 10000), "99.9"), ((0, 3), "0.0")],
)
def test_a_share_with_a_miss_in_it_is_never_told_as_all(share, told):
    assert f"{in_percent(Fraction(*share))}" == told


def test_a_closing_says_which_versions_of_the_rules_judged_it():
    november = period_of("2026-11")
    rules = SlaRules(
        {
            "Gold": Versions(policy(), ((at("tue 09:00"), policy(at_risk_percent=50)),)),
            "Unused": Versions(policy()),
        },
        {
            "Office": Versions(OFFICE, ((LATER, OFFICE),)),
            "Always": Versions(ALWAYS),
        },
        default="Gold",
        zone="Europe/Dublin",
    )
    report = reported(resolved("tue 12:00"), period=november, rules=rules)
    closing = closing_of(report, "2026-11", LATER, rules, "2026.6")
    assert closing.policies == {"Gold": at("tue 09:00")}
    assert closing.calendars == {"Office": None}
    assert (closing.client, closing.figures, closing.tzdata) == (
        "ACME",
        figures_of(report),
        "2026.6",
    )


@pytest.mark.parametrize(
    ("zone", "hour", "over"),
    [
        ("UTC", "2026-11-30T23:59:59", False),
        ("UTC", "2026-12-01T00:00:00", True),
        ("Pacific/Auckland", "2026-11-30T11:00:00", True),
        ("America/New_York", "2026-12-01T04:59:59", False),
    ],
)
def test_a_month_is_over_where_the_client_is(zone, hour, over):
    now = datetime.fromisoformat(f"{hour}+00:00")
    assert is_over(period_of("2026-11"), zone, now) is over
