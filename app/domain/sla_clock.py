"""One clock measured: the spells of its life, the open time that counted, and when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from app.domain.hours import Calendar, after, open_seconds
from app.domain.openings import instant_of
from app.domain.sla_cycles import Cycle
from app.domain.sla_log import Log
from app.domain.sla_policy import SlaPolicy


class Spell(StrEnum):
    """What a clock does for a while, whatever the calendar says."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    RESTARTED = "restarted"
    """Before a change of priority that made it start again."""


@dataclass(frozen=True, slots=True)
class Stint:
    """A stretch of a clock's life in which it did one thing."""

    start: datetime
    end: datetime
    spell: Spell


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock as it reads at its end or now: its stints and the open seconds that counted."""

    calendar: Calendar
    stints: tuple[Stint, ...]
    elapsed: int
    running: bool
    stopped: bool
    at: datetime

    def reached(self, seconds: int) -> datetime | None:
        """When so much had counted, or will have if it runs on; nothing while it stands still."""
        if seconds <= self.elapsed:
            left = seconds
            for stint in self.stints:
                if stint.spell is Spell.RUNNING:
                    run = open_seconds(self.calendar, stint.start, stint.end)
                    if run >= left:
                        return after(self.calendar, stint.start, left)
                    left -= run
        return self.resumed(seconds) if self.running or self.stopped else None

    def resumed(self, seconds: int) -> datetime | None:
        """When so much will have counted if it runs from here on."""
        return after(self.calendar, self.at, seconds - self.elapsed)

    @property
    def paused_seconds(self) -> int:
        """The open time for which it was paused."""
        return sum(
            open_seconds(self.calendar, stint.start, stint.end)
            for stint in self.stints
            if stint.spell is Spell.PAUSED
        )


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
    stints = tuple(_joined(_stints(log, cycle, terms, end)))
    elapsed = sum(
        open_seconds(calendar, stint.start, stint.end)
        for stint in stints
        if stint.spell is Spell.RUNNING
    )
    category = log.categories.at(end)
    stopped = cycle.stop is not None and cycle.stop <= until
    still = stopped or category.stopped or policy.paused(cycle.metric, category)
    return Reading(calendar, stints, elapsed, not still, stopped, instant_of(end))


def _stints(log: Log, cycle: Cycle, terms: Terms, end: int) -> Iterator[tuple[int, int, Spell]]:
    restart = min(max(terms.again or 0, cycle.start), end)
    if cycle.start < restart:
        yield cycle.start, restart, Spell.RESTARTED
    inside = [second for second in log.categories.seconds if restart < second < end]
    for start, until in pairwise([restart, *inside, end]):
        category = log.categories.at(start)
        if category.stopped:
            spell = Spell.STOPPED
        elif terms.policy.paused(cycle.metric, category):
            spell = Spell.PAUSED
        else:
            spell = Spell.RUNNING
        if start < until:
            yield start, until, spell


def _joined(parts: Iterator[tuple[int, int, Spell]]) -> Iterator[Stint]:
    """Neighbours that do the same become one."""
    held: tuple[int, int, Spell] | None = None
    for start, end, spell in parts:
        if held and held[2] is spell:
            held = (held[0], end, spell)
            continue
        if held:
            yield Stint(instant_of(held[0]), instant_of(held[1]), held[2])
        held = (start, end, spell)
    if held:
        yield Stint(instant_of(held[0]), instant_of(held[1]), held[2])
