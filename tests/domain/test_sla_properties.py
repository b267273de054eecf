"""SLA clocks against what must always hold, and against a second opinion that counts minutes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.hours import Calendar, after, is_open, open_seconds
from app.domain.openings import Opening
from app.domain.sla import evaluate
from app.domain.sla_intervals import Counted, intervals
from app.domain.sla_policy import Category, Metric, SlaPolicy, Target
from app.domain.sla_rules import single
from app.domain.sla_state import State
from app.domain.ticket import Event, EventType, Ticket

START = datetime(2026, 3, 23, tzinfo=UTC)
MINUTES = 14 * 24 * 60
"""Two weeks in which the clocks of Europe change."""
TARGETS = {Metric.FIRST_RESPONSE: 2 * 3600, Metric.RESOLUTION: 12 * 3600}


def minute(number):
    return START + timedelta(minutes=number)


minutes = st.integers(0, MINUTES - 1)
openings = st.lists(
    st.tuples(st.integers(16, 48), st.integers(48, 96)).map(
        lambda quarters: Opening(quarters[0] * 900, quarters[1] * 900)
    ),
    max_size=2,
).map(tuple)
calendars = st.builds(
    Calendar,
    name=st.just("Office"),
    zone=st.sampled_from(["UTC", "Europe/Dublin", "Africa/Cairo", "Asia/Kolkata"]),
    week=st.tuples(*[openings] * 7),
    closed=st.frozensets(st.dates(date(2026, 3, 23), date(2026, 4, 6)), max_size=3),
)
statuses = st.sampled_from(
    [Category.ACTIVE, Category.WAITING_CLIENT, Category.WAITING_VENDOR, Category.RESOLVED]
)
happenings = st.one_of(
    st.builds(Event, st.just(EventType.STATUS), minutes.map(minute), category=statuses),
    st.builds(Event, st.just(EventType.AGENT_REPLY), minutes.map(minute)),
    st.builds(Event, st.just(EventType.NOTE), minutes.map(minute)),
)
logs = st.lists(happenings, max_size=8, unique_by=lambda event: event.at)


def rules_of(calendar, **choices):
    return single(SlaPolicy("Gold", "Office", {"P1": Target(TARGETS)}, **choices), calendar)


def state_of(calendar, events, now, opened=START, **choices):
    ticket = Ticket("T", "C", opened, "P1", events=tuple(events))
    return evaluate(ticket, rules_of(calendar, **choices), now)


@given(calendars, logs, minutes)
def test_exactly_the_target_has_run_when_a_clock_is_due(calendar, events, now):
    past = [event for event in events if event.at <= minute(now)]
    clock = state_of(calendar, past, minute(now)).current(Metric.RESOLUTION)
    if clock.running and clock.state is not State.BREACHED and clock.due:
        then = state_of(calendar, past, clock.due).current(Metric.RESOLUTION)
        assert then.elapsed == clock.target
        assert then.state is State.AT_RISK
        late = clock.due + timedelta(seconds=1)
        breached = state_of(calendar, past, late).current(Metric.RESOLUTION).state is State.BREACHED
        assert breached == is_open(calendar, clock.due)


@given(calendars, minutes, minutes, minutes)
def test_a_pause_moves_the_due_time_by_the_paused_business_time(calendar, opened, pause, more):
    opened, start = sorted((opened, pause))
    start, end = minute(start), minute(start) + timedelta(minutes=more)
    paused = (
        Event(EventType.STATUS, start, category=Category.WAITING_CLIENT),
        Event(EventType.STATUS, end, category=Category.ACTIVE),
    )
    plain = state_of(calendar, (), start, minute(opened)).current(Metric.RESOLUTION)
    if plain.state is State.BREACHED or plain.due is None or plain.due <= start:
        return
    clock = state_of(calendar, paused, end, minute(opened)).current(Metric.RESOLUTION)
    took = open_seconds(calendar, start, end)
    assert clock.elapsed == plain.elapsed
    assert clock.due == after(calendar, end, clock.remaining)
    assert clock.due == after(calendar, minute(opened), clock.target + took)


@given(calendars, logs, minutes)
def test_the_intervals_cover_a_clocks_life_and_those_that_counted_add_up(calendar, events, now):
    for clock in state_of(calendar, events, minute(now)).clocks:
        if clock.reading is None:
            continue
        told = list(intervals(clock.reading))
        counted = sum(each.seconds for each in told if each.counted is Counted.COUNTED)
        assert counted == clock.elapsed
        edges = [clock.start, *(each.end for each in told)]
        assert all(each.start == edge for each, edge in zip(told, edges, strict=False))
        assert edges[-1] == (clock.stop or minute(now))


@given(calendars, logs, minutes, st.randoms(use_true_random=False))
def test_the_order_in_which_events_were_written_does_not_matter(calendar, events, now, random):
    shuffled = random.sample(events, len(events))
    assert state_of(calendar, events, minute(now)) == state_of(calendar, shuffled, minute(now))


@given(calendars, logs, minutes)
def test_what_happens_later_changes_nothing_now(calendar, events, now):
    past = [event for event in events if event.at <= minute(now)]
    assert state_of(calendar, events, minute(now)) == state_of(calendar, past, minute(now))


def naive(calendar, events, opened, now):
    """Walk from minute to minute with the wall clock in view, and count."""
    zone, spent, category = ZoneInfo(calendar.zone), 0, Category.ACTIVE
    answered = resolved = None
    here = opened
    while True:
        for event in sorted(events, key=lambda found: found.at):
            if event.at == here:
                done = event.category is Category.RESOLVED and event.type is EventType.STATUS
                if answered is None and (done or event.type is EventType.AGENT_REPLY):
                    answered = spent
                if event.type is EventType.STATUS:
                    category = event.category
                    resolved = (resolved or here) if done else None
        if here >= now:
            return spent, answered, resolved
        local = here.astimezone(zone)
        reading = local.hour * 3600 + local.minute * 60
        hours = () if local.date() in calendar.closed else calendar.week[local.weekday()]
        opened_now = any(each.start <= reading < each.end for each in hours)
        spent += 60 * (opened_now and category not in {Category.WAITING_CLIENT, Category.RESOLVED})
        here += timedelta(minutes=1)


@settings(max_examples=40, deadline=None)
@given(calendars, logs, minutes, minutes)
def test_a_second_opinion_that_counts_minutes_agrees(calendar, events, opened, now):
    opened, now = (minute(each) for each in sorted((opened, now)))
    events = [event for event in events if event.at >= opened]
    total, answered, resolved = naive(calendar, events, opened, now)
    state = state_of(calendar, events, now, opened, pause_metrics=frozenset(Metric))
    response, resolution = (state.current(metric) for metric in TARGETS)
    assert response.elapsed == (total if answered is None else answered)
    assert (response.stop is None) == (answered is None)
    assert resolution.elapsed == total
    assert resolution.stop == resolved
    assert (resolution.state in {State.MISSED, State.BREACHED}) == (total > 12 * 3600)
