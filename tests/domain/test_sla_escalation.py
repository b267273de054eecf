"""What rules do by themselves as clocks run out: once, and as of the moment it fell due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sla_escalation import SYSTEM, fallen_due
from app.domain.sla_policy import Escalation, Reopen
from app.domain.sla_rules import SlaRules, Versions, single
from app.domain.sla_state import State
from app.domain.ticket import Basis
from tests.domain.tickets import (
    ALWAYS,
    OFFICE,
    RESOLUTION,
    RESPONSE,
    at,
    event,
    judged,
    policy,
    ticket,
)

ANSWERED = event("agent_reply", "mon 09:05")


def due(found, now, *rules):
    return fallen_due(found, rules_of(*rules), at(now))


def rules_of(*rules):
    return single(policy(escalations=rules), OFFICE, ALWAYS, zone="Europe/Dublin")


def kept(found, *events):
    return ticket(*found.events, *events, priority=found.priority)


def told(events):
    return [(e.type.value, e.to or e.note, e.at) for e in events]


def test_all_a_rule_asks_for_is_true_as_of_the_moment_it_fell_due():
    rule = Escalation(100, RESOLUTION, assign="Ann", notify="Bob", note="Call them")
    found = due(ticket(ANSWERED), "wed 11:00", rule)
    assert told(found) == [
        ("assign", "Ann", at("mon 17:00")),
        ("notify", "Bob", at("mon 17:00")),
        ("note", "Call them", at("mon 17:00")),
    ]
    assert {(e.actor, e.recorded_at, e.metric, e.percent) for e in found} == {
        (SYSTEM, at("wed 11:00"), RESOLUTION, 100)
    }


def test_nothing_falls_due_before_its_percent_has_run():
    rule = Escalation(50, RESOLUTION, note="Half")
    assert not due(ticket(ANSWERED), "mon 12:59", rule)
    assert told(due(ticket(ANSWERED), "mon 13:00", rule)) == [("note", "Half", at("mon 13:00"))]


def test_what_was_done_is_not_done_again():
    rule = Escalation(50, note="Look")
    found = ticket(ANSWERED)
    first = due(found, "mon 13:00", rule)
    assert not due(kept(found, *first), "fri 13:00", rule)


def test_a_retracted_act_is_not_done_again():
    rule = Escalation(50, RESOLUTION, assign="Ann")
    (done,) = due(ticket(ANSWERED), "mon 13:00", rule)
    back = event("retraction", "mon 14:00", retracts=done.id)
    assert not due(kept(ticket(ANSWERED), done, back), "fri 13:00", rule)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=4, unique=True), st.integers(0, 90))
def test_looking_often_does_what_looking_once_does(percents, looks):
    rules = [
        Escalation(percent, priority="P1" if percent % 2 else "", note=f"{percent}")
        for percent in percents
    ]
    often = ticket(priority="P3")
    for hour in sorted({*range(0, looks, 7), 90}):
        now = at(f"{'mon tue wed thu'.split()[hour // 24]} {hour % 24:02}:00")
        often = kept(often, *fallen_due(often, rules_of(*rules), now))
    once = fallen_due(ticket(priority="P3"), rules_of(*rules), now)
    assert [(e.id, e.at) for e in often.events] == [(e.id, e.at) for e in once]


def test_a_ticket_raised_in_time_gets_the_new_target_from_then_on():
    found = ticket(ANSWERED, priority="P2")
    (raised,) = due(found, "mon 15:30", Escalation(75, RESOLUTION, priority="P1"))
    assert (raised.at, raised.basis) == (at("mon 15:00"), Basis.FROM_CHANGE)
    clock = judged(kept(found, raised), "mon 15:30").current(RESOLUTION)
    assert (clock.priority, clock.state, clock.due) == ("P1", State.ON_TRACK, at("tue 11:00"))


def test_a_ticket_raised_when_it_is_overdue_stays_so():
    found = ticket(ANSWERED, priority="P2")
    (raised,) = due(found, "tue 10:00", Escalation(100, RESOLUTION, priority="P1"))
    assert (raised.at, raised.basis) == (at("mon 17:00"), Basis.FROM_START)
    assert judged(kept(found, raised), "tue 10:00").current(RESOLUTION).state is State.BREACHED


@pytest.mark.parametrize("priority", ["P3", "P2", "P9"])
def test_a_ticket_is_never_lowered_nor_given_what_promises_nothing(priority):
    assert not due(ticket(ANSWERED), "tue 10:00", Escalation(50, RESOLUTION, priority=priority))


def test_a_rule_speaks_of_its_metric_and_its_priorities_alone():
    rule = Escalation(50, RESPONSE, frozenset({"P1"}), note="Quick")
    assert [e.metric for e in due(ticket(priority="P1"), "tue 10:00", rule)] == [RESPONSE]
    assert not due(ticket(priority="P2"), "tue 10:00", rule)


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled", "merged", "spam"])
def test_a_ticket_that_is_done_is_left_alone(status):
    found = ticket(ANSWERED, event("status", "mon 16:00", status))
    assert not due(found, "tue 10:00", Escalation(50, RESOLUTION, note="Late"))


def test_what_fell_due_before_a_pause_is_done_and_what_would_after_it_is_not():
    found = ticket(ANSWERED, event("status", "mon 14:00", "waiting_client"))
    rules = [Escalation(50, RESOLUTION, note="Half"), Escalation(75, RESOLUTION, note="Most")]
    assert told(due(found, "wed 10:00", *rules)) == [("note", "Half", at("mon 13:00"))]


def test_a_rule_does_nothing_before_it_was_there():
    rule = Escalation(50, RESOLUTION, note="Half")
    plain, ruled = policy(), policy(escalations=(rule,))
    rules = SlaRules(
        {"Gold": Versions(plain, ((at("tue 09:00"), ruled),))},
        {"Office": Versions(OFFICE)},
        default="Gold",
        zone="Europe/Dublin",
    )
    assert told(fallen_due(ticket(ANSWERED), rules, at("tue 10:00"))) == [
        ("note", "Half", at("tue 09:00"))
    ]


def test_a_priority_changed_by_hand_makes_nothing_fall_due_before_it():
    raised = event("priority", "mon 14:00", "P1", basis="from_start")
    found = ticket(ANSWERED, raised, priority="P3")
    assert told(due(found, "mon 15:00", Escalation(100, RESOLUTION, note="Late"))) == [
        ("note", "Late", at("mon 14:00"))
    ]


def test_a_second_clock_has_its_own_turn():
    again = policy(reopen=Reopen.RESTART, escalations=(Escalation(50, RESOLUTION, note="Half"),))
    rules = single(again, OFFICE, ALWAYS, zone="Europe/Dublin")
    found = ticket(ANSWERED)
    first = fallen_due(found, rules, at("mon 13:00"))
    found = kept(
        found,
        *first,
        event("status", "mon 14:00", "resolved"),
        event("status", "tue 09:00", "active"),
    )
    assert told(fallen_due(found, rules, at("tue 14:00"))) == [("note", "Half", at("tue 13:00"))]
