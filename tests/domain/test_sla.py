"""SLA clocks, rule by rule."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.dated import Dated
from app.domain.hours import open_seconds
from app.domain.sla_intervals import Counted, intervals
from app.domain.sla_policy import Category, Metric, Reopen, SlaPolicy, Target, UpdateMode
from app.domain.sla_rules import SlaRules, Versions, single
from app.domain.sla_state import State
from tests.domain.tickets import (
    ALWAYS,
    HOUR,
    OFFICE,
    RESOLUTION,
    RESPONSE,
    UPDATE,
    at,
    event,
    hours,
    judged,
    policy,
    ticket,
)


def test_the_second_it_is_due_in_is_in_time_and_the_next_is_not():
    answered = ticket(event("agent_reply", "mon 11:00"))
    assert judged(answered, "tue 09:00").current(RESPONSE).state is State.MET
    late = replace(answered.events[0], at=at("mon 11:00") + timedelta(seconds=1))
    clock = judged(ticket(late), "tue 09:00").current(RESPONSE)
    assert (clock.state, clock.elapsed, clock.remaining) == (State.MISSED, 2 * HOUR + 1, -1)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("mon 10:29", State.ON_TRACK),
        ("mon 10:30", State.AT_RISK),
        ("mon 11:00", State.AT_RISK),
        ("mon 11:01", State.BREACHED),
    ],
)
def test_it_is_at_risk_from_three_quarters_on_and_breached_after_the_whole(now, state):
    assert judged(ticket(), now).current(RESPONSE).state is state


def test_a_pause_takes_business_time_only():
    paused = ticket(
        event("status", "fri 16:00", "waiting_client"),
        event("status", "mon2 10:00", "active"),
        opened="fri 15:00",
    )
    clock = judged(paused, "mon2 10:00").current(RESOLUTION)
    assert clock.elapsed == HOUR
    assert clock.due == at("mon2 17:00")
    assert clock.reading.paused_seconds == 2 * HOUR


def test_a_paused_clock_says_what_is_left_and_not_when_it_is_due():
    waiting = ticket(event("status", "mon 10:00", "waiting_client"))
    clock = judged(waiting, "wed 11:00").current(RESOLUTION)
    assert (clock.state, clock.remaining, clock.due) == (State.PAUSED, 7 * HOUR, None)
    assert clock.resumed == at("thu 10:00")


def test_what_is_overdue_stays_so_however_long_it_waits():
    waiting = ticket(event("status", "tue 10:00", "waiting_client"))
    clock = judged(waiting, "fri 10:00").current(RESOLUTION)
    assert (clock.state, clock.due) == (State.BREACHED, at("mon 17:00"))


@pytest.mark.parametrize(
    ("status", "choices", "state"),
    [
        ("waiting_client", {}, State.PAUSED),
        ("waiting_vendor", {}, State.AT_RISK),
        ("scheduled", {}, State.AT_RISK),
        ("waiting_vendor", {"pauses": frozenset({Category.WAITING_VENDOR})}, State.PAUSED),
        ("waiting_client", {"pauses": frozenset()}, State.AT_RISK),
    ],
)
def test_only_waiting_for_the_client_pauses_unless_the_policy_says_more(status, choices, state):
    waiting = ticket(event("status", "mon 09:00", status))
    assert judged(waiting, "mon 16:00", **choices).current(RESOLUTION).state is state


def test_the_first_response_does_not_pause_unless_the_policy_says_so():
    waiting = ticket(event("status", "mon 09:30", "waiting_client"))
    assert judged(waiting, "mon 12:00").current(RESPONSE).state is State.BREACHED
    paused = judged(waiting, "mon 12:00", pause_metrics=frozenset(Metric)).current(RESPONSE)
    assert (paused.state, paused.elapsed) == (State.PAUSED, HOUR // 2)


@pytest.mark.parametrize(
    "kind",
    ["note", "client_message", "excuse"],
    ids="an internal note,a message,an excuse".split(","),
)
def test_only_a_person_of_ours_responds(kind):
    found = judged(ticket(event(kind, "mon 09:30", metric="first_response")), "mon 10:00")
    assert found.current(RESPONSE).state is State.ON_TRACK


@pytest.mark.parametrize("kind", ["agent_reply", "client_contact"])
def test_a_reply_or_a_call_responds_even_in_the_save_that_pauses(kind):
    found = judged(
        ticket(event("status", "mon 10:00", "waiting_client"), event(kind, "mon 10:00")),
        "tue 12:00",
    )
    assert (found.current(RESPONSE).state, found.current(RESPONSE).elapsed) == (State.MET, HOUR)
    assert found.current(RESOLUTION).state is State.PAUSED


def test_resolving_without_a_word_is_the_response_unless_the_policy_says_no():
    resolved = ticket(event("status", "mon 10:00", "resolved"))
    assert judged(resolved, "mon 12:00").current(RESPONSE).state is State.MET
    clock = judged(resolved, "mon 12:00", resolve_counts_as_response=False).current(RESPONSE)
    assert (clock.state, clock.elapsed, clock.running) == (State.PAUSED, HOUR, False)


def test_a_ticket_typed_in_during_the_call_was_answered_at_once():
    typed = ticket(event("created", "mon 09:00", counts_as_response=True))
    clock = judged(typed, "mon 12:00").current(RESPONSE)
    assert (clock.state, clock.elapsed) == (State.MET, 0)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("closed", State.MET),
        ("resolved", State.MET),
        ("waiting_client", State.PAUSED),
        ("spam", State.EXCLUDED),
    ],
)
def test_the_status_it_was_opened_with_counts(status, state):
    clock = judged(ticket(event("created", "mon 09:00", status=status)), "fri 12:00")
    assert (clock.current(RESOLUTION).state, clock.current(RESOLUTION).elapsed) == (state, 0)


def test_closing_what_was_resolved_does_not_move_its_end():
    found = ticket(event("status", "mon 10:00", "resolved"), event("status", "fri 10:00", "closed"))
    assert judged(found, "fri 12:00").current(RESOLUTION).stop == at("mon 10:00")


@pytest.mark.parametrize("category", ["cancelled", "merged", "spam"])
def test_a_ticket_that_was_none_counts_nowhere(category):
    found = judged(
        ticket(event("agent_reply", "mon 09:10"), event("status", "mon 10:00", category)),
        "tue 9:00",
    )
    assert {found.current(metric).state for metric in (RESPONSE, RESOLUTION)} == {State.EXCLUDED}
    assert found.badge is None


REOPENED = (
    event("agent_reply", "mon 09:10"),
    event("status", "mon 12:00", "resolved"),
    event("status", "wed 09:00", "active"),
)


def test_a_reopened_ticket_goes_on_where_it_stopped():
    found = judged(ticket(*REOPENED), "wed 10:00")
    clock = found.current(RESOLUTION)
    assert (clock.elapsed, clock.due, found.reopened) == (4 * HOUR, at("wed 14:00"), 1)


def test_or_counts_a_second_time_and_keeps_its_first_result():
    found = judged(ticket(*REOPENED), "wed 10:00", reopen=Reopen.RESTART)
    first, second = (clock for clock in found.clocks if clock.metric is RESOLUTION)
    assert (first.state, first.elapsed) == (State.MET, 3 * HOUR)
    assert (second.number, second.state, second.elapsed) == (2, State.ON_TRACK, HOUR)


def test_news_is_owed_from_the_first_unanswered_message_after_the_first_response():
    found = ticket(
        event("client_message", "mon 09:30"),
        event("agent_reply", "mon 10:00"),
        event("client_message", "mon 11:00"),
        event("client_message", "mon 13:00"),
        event("agent_reply", "mon 14:00"),
        event("client_message", "tue 10:00"),
    )
    first, second = (c for c in judged(found, "tue 11:00").clocks if c.metric is UPDATE)
    assert (first.start, first.state, first.elapsed) == (at("mon 11:00"), State.MET, 3 * HOUR)
    assert (second.start, second.state, second.due) == (
        at("tue 10:00"),
        State.ON_TRACK,
        at("tue 14:00"),
    )


def test_a_client_who_says_thanks_after_the_end_starts_no_clock_until_it_is_reopened():
    thanks = (*REOPENED[:2], event("client_message", "mon 13:00"))
    assert judged(ticket(*thanks), "tue 16:00").current(UPDATE).state is State.NOT_STARTED
    again = judged(ticket(*thanks, REOPENED[2]), "wed 10:00").current(UPDATE)
    assert (again.start, again.elapsed) == (at("wed 09:00"), HOUR)


def test_what_the_client_wrote_before_it_was_reopened_is_asked_once():
    events = (
        *REOPENED[:2],
        event("client_message", "mon 13:00"),
        REOPENED[2],
        event("status", "wed 10:00", "resolved"),
        event("status", "thu 10:00", "active"),
    )
    found = [
        clock for clock in judged(ticket(*events), "fri 10:00").clocks if clock.metric is UPDATE
    ]
    assert [(clock.start, clock.stop) for clock in found] == [(at("wed 09:00"), at("wed 10:00"))]


def test_periodic_news_is_owed_from_each_contact_to_the_next_and_not_while_waiting():
    found = ticket(
        event("agent_reply", "mon 09:30"),
        event("client_contact", "mon 12:00"),
        event("status", "mon 13:00", "waiting_client"),
    )
    state = judged(found, "fri 12:00", update_mode=UpdateMode.PERIODIC)
    first, second = (clock for clock in state.clocks if clock.metric is UPDATE)
    assert (first.state, first.elapsed) == (State.MET, HOUR * 5 // 2)
    assert (second.state, second.elapsed) == (State.PAUSED, HOUR)


def test_a_last_word_and_the_resolution_in_one_save_owe_no_more_news():
    found = ticket(event("agent_reply", "mon 10:00"), event("status", "mon 10:00", "resolved"))
    state = judged(found, "mon 12:00", update_mode=UpdateMode.PERIODIC)
    assert state.current(UPDATE).state is State.NOT_STARTED


def test_a_client_who_writes_ends_the_waiting_for_the_client_but_a_bounce_does_not():
    waiting = event("status", "mon 10:00", "waiting_client")
    written = judged(ticket(waiting, event("client_message", "mon 12:00")), "mon 13:00")
    assert (written.category, written.current(RESOLUTION).elapsed) == (Category.ACTIVE, 2 * HOUR)
    bounced = judged(
        ticket(waiting, event("client_message", "mon 12:00", automatic=True)), "mon 13:00"
    )
    assert (bounced.category, bounced.current(RESOLUTION).elapsed) == (
        Category.WAITING_CLIENT,
        HOUR,
    )


def test_a_raised_priority_counts_from_the_start_unless_things_got_worse_now():
    triaged = judged(ticket(event("priority", "mon 12:00", "P1")), "mon 12:30")
    assert triaged.current(RESOLUTION).due == at("mon 13:00")
    worse = judged(
        ticket(event("priority", "mon 12:00", "P1", basis="from_change")), "mon 12:30"
    ).current(RESOLUTION)
    assert (worse.elapsed, worse.due, worse.priority) == (HOUR // 2, at("mon 16:00"), "P1")


def test_a_priority_changed_after_the_end_rewrites_nothing():
    found = ticket(event("status", "mon 16:00", "resolved"), event("priority", "tue 9:00", "P1"))
    clock = judged(found, "tue 12:00").current(RESOLUTION)
    assert (clock.state, clock.priority, clock.target) == (State.MET, "P2", 8 * HOUR)


def test_room_made_by_a_lower_priority_does_not_hide_that_it_was_overdue():
    lowered = ticket(event("priority", "mon 12:00", "P3"))
    clock = judged(lowered, "mon 12:00").current(RESPONSE)
    assert (clock.state, clock.overdue_before) == (State.AT_RISK, at("mon 11:00"))
    in_time = ticket(event("priority", "mon 10:00", "P3"))
    assert judged(in_time, "mon 12:00").current(RESPONSE).overdue_before is None


def test_an_agreed_due_time_takes_the_place_of_the_target():
    agreed = event(
        "override", "mon 10:00", metric="resolution", due="thu 12:00", reason="Part on order"
    )
    clock = judged(ticket(agreed), "wed 09:00").current(RESOLUTION)
    assert (clock.state, clock.due, clock.remaining) == (State.ON_TRACK, at("thu 12:00"), 11 * HOUR)
    assert judged(ticket(agreed), "thu 12:00").current(RESOLUTION).state is State.AT_RISK
    assert judged(ticket(agreed), "thu 12:01").current(RESOLUTION).state is State.BREACHED
    late = ticket(agreed, event("status", "thu 13:00", "resolved"))
    assert judged(late, "fri 09:00").current(RESOLUTION).state is State.MISSED
    taken_back = event("override", "mon 11:00", metric="resolution", due=None)
    assert judged(ticket(agreed, taken_back), "tue 09:01").current(RESOLUTION).state is (
        State.BREACHED
    )


def test_an_excuse_is_kept_with_the_miss_it_is_for():
    excuse = event("excuse", "tue 09:00", metric="first_response", reason="Flood")
    found = judged(ticket(event("agent_reply", "mon 15:00"), excuse), "wed 09:00")
    clock = found.current(RESPONSE)
    assert (clock.state, clock.excuse.reason) == (State.MISSED, "Flood")
    assert found.current(RESOLUTION).excuse is None


def test_what_was_entered_late_counts_from_when_it_was_true():
    late = ticket(event("status", "mon 10:00", "waiting_client", recorded_at="mon 15:00"))
    assert judged(late, "mon 15:30").current(RESOLUTION).elapsed == HOUR
    shown = judged(late, "mon 14:00", known_at="mon 14:00").current(RESOLUTION)
    assert (shown.state, shown.elapsed) == (State.ON_TRACK, 5 * HOUR)


def test_what_was_taken_back_is_as_if_it_never_was():
    wrong = event("status", "mon 10:00", "resolved", id="e1")
    back = event("retraction", "mon 12:00", retracts="e1")
    assert judged(ticket(wrong, back), "mon 13:00").current(RESOLUTION).elapsed == 4 * HOUR
    before = judged(ticket(wrong, back), "mon 11:00", known_at="mon 11:00")
    assert before.current(RESOLUTION).state is State.MET


def test_a_ticket_that_was_not_opened_yet_has_not_started():
    assert judged(ticket(opened="wed 09:00"), "mon 09:00").current(RESPONSE).state is (
        State.NOT_STARTED
    )


def test_nothing_is_promised_without_a_target_or_a_policy():
    unknown = judged(ticket(priority="P9"), "fri 09:00")
    assert {clock.state for clock in unknown.clocks} == {State.NONE}
    nobody = judged(ticket(), "fri 09:00", SlaRules({}, {}))
    assert {clock.state for clock in nobody.clocks} == {State.NONE}


def test_the_badge_is_the_open_clock_with_the_least_left():
    assert judged(ticket(), "mon 10:00").badge.metric is RESPONSE
    answered = ticket(event("agent_reply", "mon 10:00"))
    assert judged(answered, "mon 11:00").badge.metric is RESOLUTION


def test_thresholds_are_instants_of_open_time():
    clock = judged(ticket(opened="fri 12:00"), "fri 12:00").current(RESOLUTION)
    assert clock.thresholds == (
        (75, at("mon2 10:00")),
        (100, at("mon2 12:00")),
        (110, at("mon2 12:48")),
    )


def test_the_intervals_say_what_counted_and_why_the_rest_did_not():
    calendar = replace(OFFICE, closed=frozenset({at("tue 00:00").date()}))
    rules = single(policy(), calendar)
    found = ticket(
        event("status", "mon 16:00", "waiting_client"),
        event("status", "mon 16:30", "active"),
        event("status", "wed 10:00", "resolved"),
        opened="mon 15:00",
    )
    clock = judged(found, "fri 09:00", rules).current(RESOLUTION)
    told = list(intervals(clock.reading))
    assert [(each.start, each.counted, each.seconds) for each in told] == [
        (at("mon 15:00"), Counted.COUNTED, HOUR),
        (at("mon 16:00"), Counted.PAUSED, HOUR // 2),
        (at("mon 16:30"), Counted.COUNTED, HOUR // 2),
        (at("mon 17:00"), Counted.CLOSED, 0),
        (at("tue 00:00"), Counted.CLOSED_DAY, 0),
        (at("wed 00:00"), Counted.CLOSED, 0),
        (at("wed 09:00"), Counted.COUNTED, HOUR),
    ]
    assert sum(each.seconds for each in told if each.counted is Counted.COUNTED) == clock.elapsed


def changed(before, after, when):
    return Versions(before, ((at(when), after),))


@pytest.mark.parametrize(
    ("events", "now", "target"),
    [
        ((), "tue 12:00", 8 * HOUR),
        ((), "wed 12:00", 16 * HOUR),
        ((event("status", "tue 12:00", "resolved"),), "fri 12:00", 8 * HOUR),
        ((event("status", "thu 12:00", "resolved"),), "fri 12:00", 16 * HOUR),
    ],
)
def test_a_new_policy_holds_for_what_is_open_and_leaves_what_is_finished(events, now, target):
    easier = policy(targets={"P2": Target(hours(resolution=16))})
    rules = SlaRules(
        {"Gold": changed(policy(), easier, "wed 09:00")},
        {"Office": Versions(OFFICE)},
        default="Gold",
    )
    assert judged(ticket(*events), now, rules).current(RESOLUTION).target == target


def test_a_holiday_added_later_gives_time_back_to_open_tickets_only():
    holiday = replace(OFFICE, closed=frozenset({at("tue 00:00").date()}))
    rules = SlaRules(
        {"Gold": Versions(policy())},
        {"Office": changed(OFFICE, holiday, "thu 09:00")},
        default="Gold",
    )
    open_ = judged(ticket(), "thu 10:00", rules).current(RESOLUTION)
    assert open_.elapsed == open_seconds(holiday, at("mon 09:00"), at("thu 10:00"))
    resolved = ticket(event("status", "wed 10:00", "resolved"))
    finished = judged(resolved, "thu 10:00", rules).current(RESOLUTION)
    assert finished.elapsed == open_seconds(OFFICE, at("mon 09:00"), at("wed 10:00"))


def test_the_agreement_comes_before_the_client_and_the_client_before_the_company():
    names = ("Agreed", "Own", "House")
    rules = SlaRules(
        {name: Versions(SlaPolicy(name)) for name in names},
        {},
        {"A-1": Dated.always("Agreed"), "A-2": Dated.always("")},
        default="House",
    )
    own = replace(rules, own=Dated.always("Own"))
    assert rules.policy("A-1", at("mon 09:00")).name == "Agreed"
    assert rules.policy("A-2", at("mon 09:00")).name == "House"
    assert own.policy("A-2", at("mon 09:00")).name == "Own"
    assert own.policy("", at("mon 09:00")).name == "Own"


def test_a_ticket_moved_to_another_agreement_is_judged_by_that_one():
    gold, silver = (
        policy(),
        replace(policy(), name="Silver", targets={"P2": Target(hours(resolution=40))}),
    )
    rules = SlaRules(
        {"Gold": Versions(gold), "Silver": Versions(silver)},
        {"Office": Versions(OFFICE)},
        {"A-1": Dated.always("Gold"), "A-2": Dated.always("Silver")},
    )
    moved = ticket(event("agreement", "tue 12:00", "A-2"), agreement="A-1")
    clock = judged(moved, "tue 13:00", rules).current(RESOLUTION)
    assert (clock.policy, clock.target, clock.overdue_before) == (
        "Silver",
        40 * HOUR,
        at("mon 17:00"),
    )


def test_a_priority_may_have_a_calendar_of_its_own():
    targets = {"P1": Target(hours(resolution=4), "Always")}
    clock = judged(ticket(opened="sat 02:00", priority="P1"), "sat 03:00", targets=targets)
    assert clock.current(RESOLUTION).due == at("sat 06:00")
    assert clock.current(RESOLUTION).calendar == ALWAYS.name


def test_the_first_end_stays_visible_though_the_ticket_was_opened_again():
    found = ticket(
        event("status", "mon 12:00", "resolved"),
        event("status", "mon 16:00", "active"),
    )
    clock = judged(found, "tue 16:00").current(RESOLUTION)
    assert clock.state is State.BREACHED
    assert (clock.first.state, clock.first.at, clock.first.elapsed) == (
        State.MET,
        at("mon 12:00"),
        3 * HOUR,
    )
    assert judged(ticket(), "tue 16:00").current(RESOLUTION).first is None
