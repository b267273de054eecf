"""Business hours: readings of the wall clock, real seconds, and edges."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hours import (
    Calendar,
    after,
    before,
    cut,
    is_open,
    open_minutes,
    open_seconds,
    open_stretches,
)
from app.domain.openings import DAY, Opening

NINE_TO_FIVE = (Opening.read("09:00", "17:00"),)
WEEKDAYS = (NINE_TO_FIVE,) * 5 + ((), ())
NIGHTS = ((Opening.read("22:00", "06:00"),),) * 7
ALL_DAY = ((Opening.read("00:00", "24:00"),),) * 7


def desk(zone="UTC", week=WEEKDAYS, **more):
    return Calendar("Desk", zone, week, **more)


def at(text):
    return datetime.fromisoformat(text)


def hours(calendar, start, end):
    return open_seconds(calendar, at(start), at(end)) / 3600


@pytest.mark.parametrize(
    ("calendar", "start", "end", "expected"),
    [
        (desk(), "2026-11-02T08:00Z", "2026-11-02T10:00Z", 1),
        (desk(), "2026-11-06T16:00Z", "2026-11-09T10:00Z", 2),
        (desk(), "2026-11-02T17:00Z", "2026-11-03T09:00Z", 0),
        (desk(), "2026-11-03T10:00Z", "2026-11-02T10:00Z", 0),
        (desk(closed=frozenset({date(2026, 11, 3)})), "2026-11-02Z", "2026-11-05Z", 16),
        (desk(days={date(2026, 11, 3): ()}), "2026-11-02Z", "2026-11-05Z", 16),
        (desk(closed_yearly=frozenset({(11, 3)})), "2026-11-02Z", "2026-11-05Z", 16),
        (
            desk(days={date(2026, 11, 7): (Opening.read("10:00", "12:30"),)}),
            "2026-11-07Z",
            "2026-11-08Z",
            2.5,
        ),
        (desk(week=ALL_DAY), "2026-12-31T12:00Z", "2027-01-01T12:00Z", 24),
        (desk(always_open=True, week=((),) * 7), "2025-01-01Z", "2027-01-01Z", 2 * 365 * 24),
        (desk("Europe/Dublin", ALL_DAY), "2026-10-25T00:00+01:00", "2026-10-26T00:00Z", 25),
        (desk("Europe/Dublin", ALL_DAY), "2026-03-29T00:00Z", "2026-03-30T00:00+01:00", 23),
        (desk("Australia/Lord_Howe", ALL_DAY), "2026-04-04T13:00Z", "2026-04-05T13:30Z", 24.5),
        (desk("America/New_York", NIGHTS), "2026-03-08T03:00Z", "2026-03-08T16:00Z", 7),
    ],
)
def test_open_time_is_counted_in_real_hours(calendar, start, end, expected):
    def moment(text):
        return f"{text[:10]}T00:00Z" if len(text) == 11 else text

    assert hours(calendar, moment(start), moment(end)) == expected


def test_a_closed_day_takes_only_its_own_half_of_the_night():
    nights = desk(week=NIGHTS, closed=frozenset({date(2026, 3, 10)}))
    found = open_stretches(nights, at("2026-03-09T12:00Z"), at("2026-03-11T12:00Z"))
    assert [(stretch.start, stretch.end) for stretch in found] == [
        (at("2026-03-09T22:00Z"), at("2026-03-10T00:00Z")),
        (at("2026-03-11T00:00Z"), at("2026-03-11T06:00Z")),
    ]


def test_the_night_of_a_day_with_other_hours_ends_on_the_next():
    once = desk(week=((),) * 7, days={date(2026, 3, 9): (Opening.read("20:00", "02:00"),)})
    found = open_stretches(once, at("2026-03-09T00:00Z"), at("2026-03-11T00:00Z"))
    assert [(stretch.start, stretch.end) for stretch in found] == [
        (at("2026-03-09T20:00Z"), at("2026-03-10T02:00Z"))
    ]


def test_a_night_is_one_stretch_across_midnight_and_new_year():
    found = open_stretches(desk(week=NIGHTS), at("2026-12-31T12:00Z"), at("2027-01-01T12:00Z"))
    assert [stretch.seconds for stretch in found] == [8 * 3600]


def test_time_that_runs_out_at_closing_ends_there_and_not_at_the_next_opening():
    assert after(desk(), at("2026-11-06T16:00Z"), 3600) == at("2026-11-06T17:00Z")
    assert after(desk(), at("2026-11-06T16:00Z"), 3601) == at("2026-11-09T09:00:01Z")
    assert before(desk(), at("2026-11-09T10:00Z"), 3600) == at("2026-11-09T09:00Z")
    assert before(desk(), at("2026-11-09T10:00Z"), 3601) == at("2026-11-06T16:59:59Z")


def test_no_time_at_all_needs_no_opening():
    assert after(desk(), at("2026-11-07T10:00Z"), 0) == at("2026-11-07T10:00Z")


def test_a_desk_that_never_opens_again_has_no_such_instant():
    once = desk(week=((),) * 7, days={date(2026, 11, 2): NINE_TO_FIVE})
    assert after(once, at("2020-01-01T00:00Z"), 8 * 3600) == at("2026-11-02T17:00Z")
    assert after(once, at("2026-01-01T00:00Z"), 8 * 3600 + 1) is None
    assert before(once, at("2030-01-01T00:00Z"), 8 * 3600) == at("2026-11-02T09:00Z")
    assert before(once, at("2030-01-01T00:00Z"), 8 * 3600 + 1) is None


def test_a_calendar_without_openings_is_never_open():
    assert not desk(week=((),) * 7, days={date(2026, 1, 1): ()}).ever_open
    assert desk(week=((),) * 7, days={date(2026, 1, 1): NINE_TO_FIVE}).ever_open
    assert desk(week=((),) * 7, always_open=True).ever_open


def test_work_is_cut_where_the_desk_opens_and_closes_and_where_a_closed_day_begins():
    calendar = desk("Europe/Dublin", closed=frozenset({date(2026, 12, 25)}))
    found = cut(calendar, at("2026-12-24T16:30Z"), at("2026-12-26T01:00Z"))
    assert [(piece.start, piece.end, piece.open, piece.closed_day) for piece in found] == [
        (at("2026-12-24T16:30Z"), at("2026-12-24T17:00Z"), True, False),
        (at("2026-12-24T17:00Z"), at("2026-12-25T00:00Z"), False, False),
        (at("2026-12-25T00:00Z"), at("2026-12-26T00:00Z"), False, True),
        (at("2026-12-26T00:00Z"), at("2026-12-26T01:00Z"), False, False),
    ]


@pytest.mark.parametrize(
    ("when", "opened", "closed_day"),
    [
        ("2026-11-02T09:00Z", True, False),
        ("2026-11-02T17:00Z", False, False),
        ("2026-11-03T12:00Z", False, True),
    ],
)
def test_work_without_length_is_one_piece_judged_at_its_start(when, opened, closed_day):
    calendar = desk(closed=frozenset({date(2026, 11, 3)}))
    (piece,) = cut(calendar, at(when), at(when))
    assert (piece.open, piece.closed_day, piece.seconds) == (opened, closed_day, 0)


ZONES = ("UTC", "Europe/Dublin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe")
openings = st.tuples(st.integers(0, 24 * 4), st.integers(0, 24 * 4)).map(
    lambda ends: Opening(ends[0] * 900, ends[1] * 900)
)
some_days = st.dates(date(2026, 3, 1), date(2026, 4, 30))
calendars = st.builds(
    Calendar,
    name=st.just("Desk"),
    zone=st.sampled_from(ZONES),
    week=st.tuples(*[st.lists(openings, max_size=3).map(tuple)] * 7),
    closed=st.frozensets(some_days, max_size=3),
    days=st.dictionaries(some_days, st.lists(openings, max_size=2).map(tuple), max_size=3),
)
instants = st.integers(0, 61 * DAY).map(
    lambda second: datetime(2026, 3, 1, tzinfo=UTC) + timedelta(seconds=second)
)


def reading(calendar, instant):
    """What the wall shows then, as a day and seconds, and the two readings the day is made of."""
    local = instant.astimezone(ZoneInfo(calendar.zone))
    return local.date(), local.hour * 3600 + local.minute * 60 + local.second


@given(calendars, instants)
def test_away_from_a_clock_change_open_means_that_the_wall_reads_so(calendar, instant):
    zone = ZoneInfo(calendar.zone)
    nearby = {(instant + timedelta(days=d)).astimezone(zone).utcoffset() for d in (-2, 0, 2)}
    if len(nearby) == 1:
        day, second = reading(calendar, instant)
        shown = any(each.start <= second < each.end for each in calendar.openings(day))
        assert is_open(calendar, instant) == shown


@given(calendars, instants, instants, instants)
def test_open_time_adds_up(calendar, one, two, three):
    one, two, three = sorted((one, two, three))
    whole = open_seconds(calendar, one, three)
    assert whole == open_seconds(calendar, one, two) + open_seconds(calendar, two, three)
    assert whole == sum(each.seconds for each in open_stretches(calendar, one, three))
    assert open_minutes(calendar, one, three) == whole // 60


@given(calendars, instants, st.integers(1, 40 * 3600))
def test_exactly_the_wanted_time_has_run_and_a_second_before_it_had_not(calendar, start, wanted):
    end = after(calendar, start, wanted)
    if end is not None:
        assert open_seconds(calendar, start, end) == wanted
        assert open_seconds(calendar, start, end - timedelta(seconds=1)) == wanted - 1
        mirror = before(calendar, end, wanted)
        assert open_seconds(calendar, mirror, end) == wanted
        assert mirror >= start


@given(calendars, instants, instants)
def test_the_pieces_cover_the_stretch_and_are_open_or_closed_throughout(calendar, one, two):
    start, end = sorted((one, two))
    end = min(end, start + timedelta(days=3))
    pieces = cut(calendar, start, end)
    assert (pieces[0].start, pieces[-1].end) == (start, end)
    assert all(a.end == b.start for a, b in pairwise(pieces))
    for piece in pieces:
        assert open_seconds(calendar, piece.start, piece.end) == piece.seconds * piece.open
        assert is_open(calendar, piece.start) == piece.open
    same = [(a.open, a.closed_day) == (b.open, b.closed_day) for a, b in pairwise(pieces)]
    assert not any(same)


@given(calendars, instants, st.integers(1, 40 * 3600), st.integers(0, 6), openings)
def test_opening_longer_is_never_due_later(calendar, start, wanted, weekday, more):
    week = list(calendar.week)
    week[weekday] = (*week[weekday], more)
    wider = Calendar("Wider", calendar.zone, tuple(week), calendar.closed, calendar.days)
    due = after(calendar, start, wanted)
    if due is not None:
        assert after(wider, start, wanted) <= due
