"""How a ticket's promises stand: one clock for each thing promised, and each time it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.sla_clock import Reading
from app.domain.sla_policy import Category, Metric
from app.domain.ticket import Event


class State(StrEnum):
    """How a promise stands."""

    NONE = "none"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    PAUSED = "paused"
    BREACHED = "breached"
    MET = "met"
    MISSED = "missed"
    EXCLUDED = "excluded"

    @property
    def open(self) -> bool:
        """Whether it can still be kept or broken."""
        return self in {State.ON_TRACK, State.AT_RISK, State.PAUSED, State.BREACHED}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a promise stood when the work seemed finished, before the ticket was opened again."""

    at: datetime
    state: State
    elapsed: int
    target: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise: how it stands, in seconds of open time, and by what it was judged.

    `due` is empty while it is paused, for it moves; `resumed` is the due time if it ran on now.
    `overdue_before` is when it was first due under what held before a change that made room;
    `first` is how it ended the first time, if it was opened again and went on counting.
    """

    metric: Metric
    number: int
    state: State
    priority: str
    policy: str
    calendar: str = ""
    start: datetime | None = None
    stop: datetime | None = None
    elapsed: int = 0
    target: int | None = None
    due: datetime | None = None
    resumed: datetime | None = None
    running: bool = False
    percents: tuple[int, ...] = ()
    overdue_before: datetime | None = None
    override: Event | None = None
    excuse: Event | None = None
    reading: Reading | None = field(default=None, repr=False)
    first: Ended | None = None
    policy_since: datetime | None = None
    """Since when the policy says what it was judged by; nothing where it always did."""
    calendar_since: datetime | None = None

    @property
    def remaining(self) -> int | None:
        """What is left of the target; less than nothing once it is overdue."""
        return None if self.target is None else self.target - self.elapsed

    @property
    def thresholds(self) -> tuple[tuple[int, datetime | None], ...]:
        """The instants at which these percents of the target have counted, where known."""
        if self.reading is None or self.target is None:
            return ()
        shares = ((percent, -(-self.target * percent // 100)) for percent in self.percents)
        return tuple((percent, self.reading.reached(share)) for percent, share in shares)


@dataclass(frozen=True, slots=True)
class TicketState:
    """A ticket's status and priority, and all its clocks in the order they were started."""

    number: str
    client: str
    category: Category
    priority: str
    agreement: str
    clocks: tuple[Clock, ...]
    reopened: int = 0

    def current(self, metric: Metric) -> Clock:
        """The metric's latest clock."""
        return next(clock for clock in reversed(self.clocks) if clock.metric is metric)

    @property
    def pressing(self) -> State | None:
        """The worse of breached and at risk, where any latest clock is so; else nothing."""
        states = {self.current(metric).state for metric in Metric}
        return next((one for one in (State.BREACHED, State.AT_RISK) if one in states), None)

    @property
    def badge(self) -> Clock | None:
        """The open clock with the least time left."""
        left = [
            (remaining, clock)
            for clock in map(self.current, Metric)
            if clock.state.open and (remaining := clock.remaining) is not None
        ]
        return min(left, key=lambda entry: entry[0])[1] if left else None
