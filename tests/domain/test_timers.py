"""Timers: one runs, none is lost, and what they counted becomes entries."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timers import (
    About,
    Absence,
    BadStartError,
    NoSuchTimerError,
    Timer,
    Timers,
    Worked,
    cut_out,
    split_off,
    worked,
)

NINE = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
DUBLIN = ZoneInfo("Europe/Dublin")


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def begun(id_="a", when=NINE, ticket=""):
    return Timer(id_, About(ticket=ticket), since=when)


def test_a_second_timer_pauses_the_first_and_keeps_it():
    timers = Timers().with_timer(begun("a"), NINE).with_timer(begun("b", at(10)), at(10))
    assert timers.running.id == "b"
    assert timers.of("a").seconds(at(60)) == 600
    assert timers.of("b").seconds(at(60)) == 3000


def test_switching_back_and_forth_loses_no_second():
    timers = Timers().with_timer(begun("a"), NINE).with_timer(begun("b", at(10)), at(10))
    timers = timers.resumed("a", at(15)).resumed("b", at(40)).paused(at(41))
    assert timers.running is None
    assert (timers.of("a").seconds(at(99)), timers.of("b").seconds(at(99))) == (35 * 60, 6 * 60)


def test_the_start_can_be_moved_while_it_runs_and_after_a_pause():
    timers = Timers().with_timer(begun(), NINE).began_at("a", at(-30), at(5))
    assert timers.of("a").seconds(at(5)) == 35 * 60
    timers = timers.paused(at(5)).resumed("a", at(20)).began_at("a", at(0), at(30))
    assert timers.of("a").seconds(at(30)) == 15 * 60


@pytest.mark.parametrize("start", [31, 6])
def test_a_start_in_the_future_or_after_the_first_pause_is_refused(start):
    timers = Timers().with_timer(begun(), NINE).paused(at(5)).resumed("a", at(20))
    with pytest.raises(BadStartError):
        timers.began_at("a", at(start), at(30))


def test_a_timer_that_was_stopped_is_named():
    with pytest.raises(NoSuchTimerError):
        Timers().resumed("a", NINE)


def test_an_absence_is_taken_out_and_the_timer_goes_on_or_rests():
    timers = Timers().with_timer(begun(), NINE)
    absence = Absence("a", at(20), at(50))
    on, off = (cut_out(timers, absence, go_on=go_on) for go_on in (True, False))
    assert (on.of("a").seconds(at(60)), on.running.id) == (30 * 60, "a")
    assert (off.of("a").seconds(at(60)), off.running) == (20 * 60, None)


def test_an_absence_becomes_a_timer_of_its_own():
    timers = Timers().with_timer(begun(ticket="T-1"), NINE)
    timers = split_off(timers, Absence("a", at(20), at(50)), "b", About(ticket="T-2"))
    assert timers.running.about.ticket == "T-1"
    assert timers.of("a").seconds(at(60)) == 30 * 60
    assert timers.of("b").seconds(at(60)) == 30 * 60


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        ([(0, 90)], [(0, 90)]),
        ([(0, 30), (40, 60)], [(0, 50)]),
        ([(0, 30), (120, 150)], [(0, 30), (120, 30)]),
        ([(0, 0)], [(0, 1)]),
        ([(870, 930)], [(870, 30), (900, 30)]),
    ],
    ids=["one", "short pause", "long pause", "no time at all", "over midnight"],
)
def test_a_timer_is_entered_by_day_and_beside_long_pauses(stretches, expected):
    timer = Timer("a", About())
    for start, end in stretches:
        timer = Timers((timer,)).resumed("a", at(start)).paused(at(end)).of("a")
    assert worked(timer, DUBLIN, at(2000)) == tuple(Worked(at(s), m) for s, m in expected)


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=12))
def test_entries_add_up_to_what_the_clock_showed(lengths):
    timers, now = Timers((Timer("a", About()),)), NINE
    for place, length in enumerate(lengths):
        timers = timers.paused(now) if place % 2 else timers.resumed("a", now)
        now += timedelta(seconds=length)
    timer = timers.of("a")
    total = sum(each.minutes for each in worked(timer, DUBLIN, now))
    assert abs(total * 60 - timer.seconds(now)) <= 30 or total == 1
