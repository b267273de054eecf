"""Timers beside a real data file: whatever happens to the program, no clock is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import services_over
from app.domain.timers import About
from app.storage.store import Store
from app.storage.timers import timers_file

NINE = datetime(2026, 11, 25, 9, 0, 0, 7, tzinfo=UTC)
WHOLE = NINE.replace(microsecond=0)
ABOUT = About("ACME", "T-1", "", "Remote", "Engineer", "Rebuilt “tunnel” ä")


class Clock:
    def __init__(self):
        self.moment = NINE

    def now(self):
        return self.moment

    def go_on(self, **length):
        self.moment += timedelta(**length)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_again(tmp_path, clock):
    """The services over the same file, as after a crash: nothing said goodbye."""
    held = []

    def open_it(*, read_only=False):
        for store in held:
            store.close()
        held.clear()
        data = tmp_path / "desk.accord"
        held.append(Store.open(data, create=not read_only, clock=clock, read_only=read_only))
        return services_over(held[0], clock).timers

    yield open_it
    for store in held:
        store.close()


def test_every_timer_is_found_again_as_it_was(open_again, clock):
    timers = open_again()
    first = timers.start(ABOUT)
    clock.go_on(minutes=5)
    timers.start(About(ticket="T-2"))
    clock.go_on(minutes=1)
    before = timers.timers
    again = open_again().timers
    assert again == before
    assert again.of(first.id).about == ABOUT
    assert [timer.is_running for timer in again.all] == [False, True]


def test_after_a_crash_the_time_since_one_was_last_seen_is_in_question(open_again, clock):
    timers = open_again()
    timer = timers.start(ABOUT)
    clock.go_on(minutes=2)
    assert timers.beat() is None
    clock.go_on(hours=3)
    found = open_again().found()
    assert found.timer.id == timer.id
    assert found.absence.since == WHOLE + timedelta(minutes=2)
    assert found.absence.until == WHOLE + timedelta(minutes=182)


def test_a_short_break_of_the_program_is_not_asked_about(open_again, clock):
    open_again().start(ABOUT)
    clock.go_on(minutes=3)
    assert open_again().found() is None


@pytest.mark.parametrize(
    ("answer", "seconds", "runs"),
    [("keep", 7320, True), ("go on", 120, True), ("rest", 120, False)],
)
def test_a_found_timer_is_kept_cut_or_put_to_rest(open_again, clock, answer, seconds, runs):
    timers = open_again()
    timer = timers.start(ABOUT)
    clock.go_on(minutes=2)
    timers.beat()
    clock.go_on(hours=2)
    timers = open_again()
    absence = timers.found().absence
    if answer == "keep":
        timers.keep_absence(absence)
    else:
        timers.cut_absence(absence, go_on=answer == "go on")
    assert timers.found() is None
    now = open_again().timers
    assert now.of(timer.id).seconds(timers.now()) == seconds
    assert now.of(timer.id).is_running is runs


def test_a_computer_that_slept_is_noticed_by_the_next_beat(open_again, clock):
    timers = open_again()
    timers.start(ABOUT)
    clock.go_on(minutes=40)
    absence = timers.beat()
    assert absence.until - absence.since == timedelta(minutes=40)
    other = timers.split_absence(absence, About(ticket="T-2"))
    assert other.seconds(timers.now()) == 2400
    assert timers.timers.running.about == ABOUT


def test_a_timer_that_was_taken_away_comes_back_at_rest(open_again, clock):
    timers = open_again()
    timer = timers.start(ABOUT)
    clock.go_on(minutes=10)
    taken = timers.drop(timer.id)
    assert timers.timers.all == ()
    timers.give_back(taken)
    clock.go_on(minutes=10)
    assert open_again().timers.of(timer.id).seconds(timers.now()) == 600


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format": "other/1"}', b"[]"])
def test_a_file_that_cannot_be_read_is_set_aside(open_again, tmp_path, content):
    open_again()
    path = timers_file(tmp_path / "desk.accord")
    path.write_bytes(content)
    timers = open_again()
    assert timers.timers.all == ()
    timers.start(ABOUT)
    assert path.with_name(f"{path.name}.unreadable").read_bytes() == content


def test_nothing_is_left_where_no_timer_is(open_again, tmp_path):
    timers = open_again()
    timers.drop(timers.start(ABOUT).id)
    assert sorted(found.name for found in tmp_path.iterdir() if "timers" in found.name) == []


def test_a_file_that_can_only_be_read_keeps_no_timers(open_again, tmp_path):
    open_again()
    open_again(read_only=True).start(ABOUT)
    assert not timers_file(tmp_path / "desk.accord").exists()
