"""A clock's reading against its target: kept or broken, at risk, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.hours import open_left
from app.domain.sla_clock import Reading
from app.domain.sla_state import State


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a clock stands. An override puts a due time in the place of the target."""

    reading: Reading
    state: State
    target: int
    due: datetime | None
    resumed: datetime | None


def percent(elapsed: int, target: int) -> int:
    """The whole percents of a target that are used up: 100 is all of it, or more."""
    return 100 if elapsed >= target else max(elapsed, 0) * 100 // target


def verdict(
    reading: Reading, seconds: int, at_risk_percent: int, override: datetime | None = None
) -> Verdict:
    """Judge a reading: the second it is due in is still in time."""
    elapsed, target = reading.elapsed, seconds
    late = elapsed > target
    if override is not None:
        late = reading.at > override
        target = elapsed + open_left(reading.calendar, reading.at, override)
    if reading.stopped:
        state = State.MISSED if late else State.MET
    elif late:
        state = State.BREACHED
    elif not reading.running:
        state = State.PAUSED
    elif elapsed * 100 >= target * at_risk_percent:
        state = State.AT_RISK
    else:
        state = State.ON_TRACK
    paused = state is State.PAUSED
    if override is not None:
        return Verdict(reading, state, target, override, override if paused else None)
    due = None if paused else reading.reached(target)
    return Verdict(reading, state, target, due, reading.resumed(target) if paused else None)
