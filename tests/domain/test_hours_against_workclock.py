"""Business time against `workclock`, a library that was written apart from it, on random desks.

Only the notation is translated: a night is cut at midnight, a half for each day (a closed day takes
its own half), and "24:00" is the next day's 00:00. `workclock` has no days with hours of their own,
so time on those is asked of a second schedule. No convention differs: readings that are skipped
move later, those shown twice are the first, and time that runs out at closing ends there.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workclock import Holidays, NoWorkingTimeError, Schedule, WorkDay

from app.domain.hours import Calendar, after, before, open_seconds, open_stretches
from app.domain.openings import DAY, Opening

ZONES = (
    "UTC",
    "Europe/Dublin",
    "America/New_York",
    "America/Havana",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
)
FIRST, LAST = date(2010, 1, 1), date(2021, 12, 31)
"""A stretch in which each of these zones changed its clocks, and of which all tables know."""

days = st.dates(FIRST, LAST)
seconds = st.integers(0, DAY // 300).map(lambda count: count * 300)
openings = st.builds(Opening, seconds.filter(lambda start: start < DAY), seconds).filter(
    lambda each: each.start != each.end
)
by_day = openings.filter(lambda each: not each.overnight)


@st.composite
def turns(draw, zone):
    """A day on which the zone's clocks may change: desks and tickets are put near to it."""
    day = draw(days)
    while day < LAST and noon(day, zone).utcoffset() == noon(day - timedelta(1), zone).utcoffset():
        day += timedelta(1)
    return day


@st.composite
def desks(draw, hours=openings):
    """A desk with nights, lunches, closed days and changes of the clocks, and a time near one."""
    zone = draw(st.sampled_from(ZONES))
    week = tuple(tuple(each) for each in draw(st.lists(st.lists(hours, max_size=3), **SEVEN)))
    near = draw(turns(zone))
    closed = draw(st.sets(near_by(near), max_size=4))
    start = at(near) + timedelta(seconds=draw(st.integers(-5 * DAY, 5 * DAY)))
    return Calendar("Desk", zone, week, frozenset(closed)), start, near


SEVEN = {"min_size": 7, "max_size": 7}
durations = st.one_of(st.integers(0, 3 * DAY), st.integers(0, 60 * DAY))


def near_by(day):
    return st.integers(-9, 9).map(lambda count: day + timedelta(count))


def noon(day, zone):
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def at(day):
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def schedule(zone, week, closed=()):
    """The same desk in the library's words; nothing where it never opens."""
    rules = list[WorkDay | None]()
    for weekday, hours in enumerate(week):
        for each in hours:
            rules += (
                [work(each.start, DAY, weekday), work(0, each.end, (weekday + 1) % 7)]
                if each.overnight
                else [work(each.start, each.end, weekday)]
            )
    try:
        return Schedule([*(each for each in rules if each), Holidays(closed)], time_zone=zone)
    except NoWorkingTimeError:
        return None


def work(start, end, weekday):
    """One opening within a day; an empty one is none, where the library takes it for a day."""
    if start == end:
        return None
    return WorkDay(reading(start), reading(end), days=[weekday])


def reading(second):
    minutes = second % DAY // 60
    return time(minutes // 60, minutes % 60)


@settings(max_examples=150)
@given(desks(), durations)
def test_time_between_two_instants_is_what_the_library_counts(desk, length):
    calendar, start, _ = desk
    end = start + timedelta(seconds=length)
    theirs = schedule(calendar.zone, calendar.week, calendar.closed)
    expected = theirs.between(start, end).total_seconds() if theirs else 0
    assert open_seconds(calendar, start, end) == expected


@settings(max_examples=150)
@given(desks(), durations)
def test_time_that_is_added_or_taken_off_ends_where_the_librarys_does(desk, length):
    calendar, start, _ = desk
    theirs = schedule(calendar.zone, calendar.week, calendar.closed)
    if theirs is None:
        assert after(calendar, start, length or 1) is None
        assert before(calendar, start, length or 1) is None
        return
    step = timedelta(seconds=length)
    assert after(calendar, start, length) == theirs.add(start, step)
    assert before(calendar, start, length) == theirs.sub(start, step)


@settings(max_examples=100)
@given(desks())
def test_the_first_open_stretch_is_the_librarys_next_period(desk):
    calendar, start, _ = desk
    theirs = schedule(calendar.zone, calendar.week, calendar.closed)
    if theirs is not None:
        opens, closes = theirs.next_period(start)
        first, *_ = open_stretches(calendar, start, closes + timedelta(seconds=1))
        assert (first.start, first.end) == (opens, closes)


@settings(max_examples=120)
@given(desks(by_day), st.data(), durations)
def test_a_day_with_its_own_hours_is_like_a_desk_that_always_has_them(desk, data, length):
    calendar, start, near = desk
    own = data.draw(st.dictionaries(near_by(near), st.lists(by_day, max_size=2), max_size=3))
    own = {day: tuple(hours) for day, hours in own.items() if day not in calendar.closed}
    special = Calendar("Desk", calendar.zone, calendar.week, calendar.closed, own)
    usual = schedule(calendar.zone, calendar.week, {*calendar.closed, *own})
    end = start + timedelta(seconds=length)
    expected = usual.between(start, end).total_seconds() if usual else 0
    for day, hours in own.items():
        others = {day + timedelta(count) for count in range(-60, 61) if count}
        theirs = schedule(calendar.zone, (hours,) * 7, others)
        a, b = (max(start, at(day) - timedelta(2)), min(end, at(day) + timedelta(3)))
        if theirs and a < b:
            expected += theirs.between(a, b).total_seconds()
    assert open_seconds(special, start, end) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_years_of_an_open_desk_counts_once(zone):
    """The library has no desk that is always open, and says so of one that is every day."""
    week = ((Opening(0, DAY),),) * 7
    theirs, ours = schedule(zone, week), Calendar("Desk", zone, week)
    start, end = at(FIRST), at(LAST)
    assert open_seconds(ours, start, end) == theirs.between(start, end).total_seconds()
    assert open_seconds(ours, start, end) == (end - start).total_seconds()
