"""One clock measured: the spells of its life, the open time that counted, and when it is due."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.hours import Calendar, second_after, seconds_between
from app.domain.openings import instant_of
from app.domain.sla_cycles import Cycle
from app.domain.sla_log import Log
from app.domain.sla_policy import Category, Metric, SlaPolicy


class Spell(StrEnum):
    """What a clock does for a while, whatever the calendar says."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    RESTARTED = "restarted"
    """Before a change of priority that made it start again."""


@dataclass(frozen=True, slots=True)
class Stint:
    """A stretch of a clock's life in which it did one thing, from a second until before another."""

    first: int
    last: int
    spell: Spell

    @property
    def start(self) -> datetime:
        """The instant it starts at."""
        return instant_of(self.first)

    @property
    def end(self) -> datetime:
        """The instant it ends at."""
        return instant_of(self.last)


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as it reads at its end or now: its stints and the open seconds that counted."""

    calendar: Calendar
    stints: tuple[Stint, ...]
    elapsed: int
    running: bool
    stopped: bool
    second: int

    @property
    def at(self) -> datetime:
        """The instant it was read at."""
        return instant_of(self.second)

    def reached(self, seconds: int) -> datetime | None:
        """When so much had counted, or will have if it runs on; nothing while it stands still."""
        if seconds <= self.elapsed:
            left = seconds
            for stint in self.stints:
                if stint.spell is Spell.RUNNING:
                    run = seconds_between(self.calendar, stint.first, stint.last)
                    if run >= left:
                        return _instant(second_after(self.calendar, stint.first, left))
                    left -= run
        return self.resumed(seconds) if self.running or self.stopped else None

    def resumed(self, seconds: int) -> datetime | None:
        """When so much will have counted if it runs from here on."""
        return _instant(second_after(self.calendar, self.second, seconds - self.elapsed))

    @property
    def paused_seconds(self) -> int:
        """The open time for which it was paused."""
        return _run(self.calendar, self.stints, Spell.PAUSED)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clock is read by; `again` is the second a change of priority made it start anew."""

    policy: SlaPolicy
    calendar: Calendar
    again: int | None = None


def read(log: Log, cycle: Cycle, terms: Terms, until: int) -> Reading:
    """Read a clock at its stop, or at a second before it."""
    policy, calendar = terms.policy, terms.calendar
    end = until if cycle.stop is None else min(cycle.stop, until)
    stints = tuple(_stints(log, cycle, terms, end))
    category = log.categories.at(end)
    stopped = cycle.stop is not None and cycle.stop <= until
    still = stopped or category.stopped or policy.paused(cycle.metric, category)
    elapsed = _run(calendar, stints, Spell.RUNNING)
    return Reading(calendar, stints, elapsed, not still, stopped, end)


def _stints(log: Log, cycle: Cycle, terms: Terms, end: int) -> Iterator[Stint]:
    """What the clock did from its start to its end; neighbours that do the same are one."""
    restart = min(max(terms.again or 0, cycle.start), end)
    if cycle.start < restart:
        yield Stint(cycle.start, restart, Spell.RESTARTED)
    seconds, categories = log.categories.seconds, log.categories.values
    i = max(bisect_right(seconds, restart), 1)
    begun, here, held = restart, restart, _spell(terms.policy, cycle.metric, categories[i - 1])
    while here < end:
        here = min(seconds[i], end) if i < len(seconds) else end
        spell = held
        if here < end:
            spell = _spell(terms.policy, cycle.metric, categories[i])
            i += 1
        if spell is not held or here == end:
            if begun < here:
                yield Stint(begun, here, held)
            begun, held = here, spell


def _spell(policy: SlaPolicy, metric: Metric, category: Category) -> Spell:
    if category.stopped:
        return Spell.STOPPED
    return Spell.PAUSED if policy.paused(metric, category) else Spell.RUNNING


def _run(calendar: Calendar, stints: Iterable[Stint], spell: Spell) -> int:
    return sum(
        seconds_between(calendar, stint.first, stint.last)
        for stint in stints
        if stint.spell is spell
    )


def _instant(second: int | None) -> datetime | None:
    return None if second is None else instant_of(second)
