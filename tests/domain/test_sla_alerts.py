"""News of clocks: each threshold once, at its true instant."""

from app.domain.sla_alerts import next_alert, passed
from tests.domain.tickets import RESOLUTION, RESPONSE, at, event, judged, ticket


def told(state, since, until):
    return [(a.metric, a.percent, a.at) for a in passed([state], at(since), at(until))]


def test_what_was_passed_while_nobody_looked_is_told_with_its_true_instant():
    state = judged(ticket(), "tue 09:00")
    assert told(state, "mon 10:30", "tue 09:00") == [
        (RESPONSE, 100, at("mon 11:00")),
        (RESPONSE, 110, at("mon 11:12")),
        (RESOLUTION, 75, at("mon 15:00")),
        (RESOLUTION, 100, at("mon 17:00")),
    ]
    assert told(state, "mon 17:00", "tue 09:00") == []


def test_a_clock_that_was_stopped_in_time_is_no_news():
    state = judged(ticket(event("status", "mon 10:00", "resolved")), "tue 09:00")
    assert told(state, "mon 09:00", "tue 09:00") == []


def test_a_paused_clock_is_no_news_until_it_goes_on():
    waiting = event("status", "mon 12:00", "waiting_client")
    state = judged(ticket(event("agent_reply", "mon 09:10"), waiting), "tue 09:00")
    assert told(state, "mon 12:00", "wed 09:00") == []
    assert next_alert([state], at("tue 09:00")) is None


def test_a_moved_due_time_is_other_news():
    plain = judged(ticket(event("agent_reply", "mon 09:10")), "tue 09:00")
    (first,) = (a for a in passed([plain], at("mon 09:00"), at("tue 09:00")) if a.percent == 100)
    agreed = event("override", "mon 10:00", metric="resolution", due="tue 12:00")
    later = judged(ticket(event("agent_reply", "mon 09:10"), agreed), "wed 09:00")
    (second,) = (a for a in passed([later], at("mon 09:00"), at("wed 09:00")) if a.percent == 100)
    assert (first.at, second.at) == (at("mon 17:00"), at("tue 12:00"))
    assert first != second


def test_the_next_news_is_the_earliest_of_all_clocks():
    assert next_alert([judged(ticket(), "mon 09:00")], at("mon 09:00")) == at("mon 10:30")
    assert next_alert([judged(ticket(), "mon 11:12")], at("mon 11:12")) == at("mon 15:00")
    assert next_alert([], at("mon 09:00")) is None
