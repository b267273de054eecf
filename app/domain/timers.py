"""Timers: the clocks one works by. One runs, others may be paused, and none is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import tzinfo

APART = timedelta(hours=1)
"""Work before and after a longer pause is told in entries of its own."""


class NoSuchTimerError(RuleError):
    """The timer is gone."""

    text = N_("This timer was stopped already.")


class BadStartError(RuleError):
    """A timer cannot begin there."""

    text = N_("A timer begins in the past, and before it was first paused.")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one instant until another, in whole seconds of UTC."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds())


@dataclass(frozen=True, slots=True)
class About:
    """What a timer is for; whatever is not known yet is empty."""

    client: str = ""
    ticket: str = ""
    agreement: str = ""
    work_type: str = ""
    role: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timer:
    """One clock: the stretches it ran, and since when it runs now."""

    id: str
    about: About
    stretches: tuple[Stretch, ...] = ()
    since: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return self.since is not None

    @property
    def began(self) -> datetime | None:
        """When it was first started."""
        return self.stretches[0].start if self.stretches else self.since

    def seconds(self, now: datetime) -> int:
        """How long it has run; a clock that was set back takes nothing away."""
        running = max(0, int((now - self.since).total_seconds())) if self.since else 0
        return sum(stretch.seconds for stretch in self.stretches) + running

    def paused(self, at: datetime) -> Timer:
        """The timer at rest since an instant."""
        if self.since is None:
            return self
        ran = Stretch(self.since, max(self.since, at))
        return replace(self, stretches=(*self.stretches, ran), since=None)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a stopped timer makes an entry of."""

    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Timers:
    """All clocks, the newest last, and when the program was last seen alive."""

    all: tuple[Timer, ...] = ()
    seen: datetime | None = None

    @property
    def running(self) -> Timer | None:
        """The one that runs."""
        return next((timer for timer in self.all if timer.is_running), None)

    def of(self, id_: str) -> Timer:
        """The timer of an id; raises NoSuchTimerError."""
        for timer in self.all:
            if timer.id == id_:
                return timer
        raise NoSuchTimerError

    def with_timer(self, timer: Timer, at: datetime) -> Timers:
        """One more, or a stopped one again; where it runs, what ran before is paused."""
        resting = self.paused(at) if timer.is_running else self
        others = tuple(each for each in resting.all if each.id != timer.id)
        return replace(resting, all=(*others, timer))

    def without(self, id_: str) -> Timers:
        """All but one."""
        return replace(self, all=tuple(timer for timer in self.all if timer.id != id_))

    def paused(self, at: datetime) -> Timers:
        """None runs any more."""
        return replace(self, all=tuple(timer.paused(at) for timer in self.all))

    def resumed(self, id_: str, at: datetime) -> Timers:
        """This one runs; what ran before is paused."""
        resting = self.paused(at)
        return resting.changed(id_, lambda timer: replace(timer, since=at))

    def told(self, id_: str, about: About) -> Timers:
        """One of them is for something else."""
        return self.changed(id_, lambda timer: replace(timer, about=about))

    def began_at(self, id_: str, start: datetime, now: datetime) -> Timers:
        """One of them began at another time; raises BadStartError."""

        def moved(timer: Timer) -> Timer:
            if start > now:
                raise BadStartError
            if not timer.stretches:
                return replace(timer, since=start)
            first, *rest = timer.stretches
            if start > first.end:
                raise BadStartError
            return replace(timer, stretches=(Stretch(start, first.end), *rest))

        return self.changed(id_, moved)

    def changed(self, id_: str, change: Callable[[Timer], Timer]) -> Timers:
        """One of them is another; raises NoSuchTimerError."""
        changed = change(self.of(id_))
        return replace(self, all=tuple(changed if t.id == id_ else t for t in self.all))


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which nobody was there while a timer ran."""

    timer: str
    since: datetime
    until: datetime


def cut_out(timers: Timers, absence: Absence, *, go_on: bool) -> Timers:
    """The absence is taken out; the timer goes on after it, or rests since it began."""
    resting = timers.changed(absence.timer, lambda timer: timer.paused(absence.since))
    return resting.resumed(absence.timer, absence.until) if go_on else resting


def split_off(timers: Timers, absence: Absence, id_: str, about: About) -> Timers:
    """The absence becomes a timer of its own, paused; the first one goes on after it."""
    going_on = cut_out(timers, absence, go_on=True)
    away = Timer(id_, about, (Stretch(absence.since, absence.until),))
    return replace(going_on, all=(*going_on.all, away))


def worked(timer: Timer, zone: tzinfo, now: datetime) -> tuple[Worked, ...]:
    """What a timer is to be entered as: one entry, or one a day and beside every long pause.

    Seconds are told in whole minutes, at least one, so that their sum is what the clock showed.
    """
    groups = list[list[Stretch]]()
    for stretch in _days(timer.paused(now).stretches, zone):
        last = groups[-1][-1] if groups else None
        same_day = (
            last and last.start.astimezone(zone).date() == stretch.start.astimezone(zone).date()
        )
        if last and same_day and stretch.start - last.end <= APART:
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    told = total = 0
    found = list[Worked]()
    for group in groups:
        total += sum(stretch.seconds for stretch in group)
        minutes = (total + 30) // 60 - told
        if minutes > 0:
            found.append(Worked(group[0].start, minutes))
            told += minutes
    if not found and groups:
        return (Worked(groups[0][0].start, 1),)
    return tuple(found)


def _days(stretches: tuple[Stretch, ...], zone: tzinfo) -> Iterator[Stretch]:
    """Stretches cut at midnight."""
    for stretch in stretches:
        start = stretch.start
        while True:
            day = start.astimezone(zone).date() + timedelta(days=1)
            midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
            if midnight >= stretch.end:
                yield Stretch(start, stretch.end)
                break
            yield Stretch(start, midnight)
            start = midnight
