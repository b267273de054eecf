"""Timers: start, pause, switch, stop; kept at every turn, found again after a crash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from app.domain.timers import About, Absence, Timer, Timers, cut_out, split_off
from app.storage.timers import keep_timers, read_timers, timers_file

if TYPE_CHECKING:
    from app.domain.clock import Clock
    from app.storage.store import Store

ALIVE = timedelta(minutes=3)
"""Whoever was not seen for longer was not there: the program was gone, or the computer asleep."""


@dataclass(frozen=True, slots=True)
class Found:
    """A timer that was running when the program was last seen."""

    timer: Timer
    absence: Absence


class TimerService:
    """Keeps the clocks one works by."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Keep them beside the data file of a store."""
        self._path = timers_file(store.path)
        self._is_kept = not store.read_only
        self._clock = clock
        self._timers = read_timers(self._path)

    @property
    def timers(self) -> Timers:
        """All clocks as they are."""
        return self._timers

    def now(self) -> datetime:
        """The second it is."""
        return self._clock.now().astimezone(UTC).replace(microsecond=0)

    def start(self, about: About, *, began: datetime | None = None) -> Timer:
        """Start one; what ran before is paused."""
        now = self.now()
        timer = Timer(uuid4().hex[:12], about, since=min(began or now, now))
        self._keep(self._timers.with_timer(timer, now))
        return timer

    def pause(self) -> None:
        """Let the running one rest."""
        self._keep(self._timers.paused(self.now()))

    def resume(self, id_: str) -> None:
        """Let this one run; what ran before is paused."""
        self._keep(self._timers.resumed(id_, self.now()))

    def tell(self, id_: str, about: About) -> None:
        """Say what one is for."""
        self._keep(self._timers.told(id_, about))

    def begin_at(self, id_: str, start: datetime) -> None:
        """One began at another time; raises BadStartError."""
        self._keep(self._timers.began_at(id_, start, self.now()))

    def drop(self, id_: str) -> Timer:
        """Take one away, at rest; it was entered, or was not work."""
        now = self.now()
        timer = self._timers.of(id_).paused(now)
        self._keep(self._timers.without(id_))
        return timer

    def give_back(self, timer: Timer) -> None:
        """Put one that was taken away back, at rest."""
        self._keep(self._timers.with_timer(timer, self.now()))

    def beat(self) -> Absence | None:
        """Say that one is alive; returns since when nobody was, while a timer ran."""
        found = self.found()
        if found is None:
            self._see(self.now())
            return None
        return found.absence

    def found(self) -> Found | None:
        """The timer that ran on while nobody was seen."""
        running, seen, now = self._timers.running, self._timers.seen, self.now()
        if running is None or running.since is None or seen is None or now - seen <= ALIVE:
            return None
        since = max(seen, running.since)
        return Found(running, Absence(running.id, since, now))

    def keep_absence(self, absence: Absence) -> None:
        """It was worked all the same."""
        del absence
        self._see(self.now())

    def cut_absence(self, absence: Absence, *, go_on: bool) -> None:
        """Take an absence out; the timer goes on, or rests."""
        self._keep(cut_out(self._timers, absence, go_on=go_on))

    def split_absence(self, absence: Absence, about: About) -> Timer:
        """Make an absence a timer of its own, paused."""
        id_ = uuid4().hex[:12]
        self._keep(split_off(self._timers, absence, id_, about))
        return self._timers.of(id_)

    def _keep(self, timers: Timers) -> None:
        timers = replace(timers, seen=self.now())
        if self._is_kept:
            keep_timers(self._path, timers)
        self._timers = timers

    def _see(self, now: datetime) -> None:
        self._timers = replace(self._timers, seen=now)
        if self._is_kept and self._timers.running:
            # A heartbeat that is lost costs a minute; waiting for the disk would be felt.
            keep_timers(self._path, self._timers, surely=False)
