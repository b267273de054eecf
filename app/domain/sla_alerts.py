"""When a clock passes one of its thresholds, so that somebody can be told, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.sla_policy import Metric
from app.domain.sla_state import Clock, State, TicketState

_SILENT = {State.NONE, State.NOT_STARTED, State.EXCLUDED}
_RUNNING = {State.ON_TRACK, State.AT_RISK, State.BREACHED}


@dataclass(frozen=True, slots=True, order=True)
class Alert:
    """A threshold that a ticket's clock passed, and the true instant at which it did.

    Two that are equal are the same news. A due time that moved makes it other news.
    """

    at: datetime
    ticket: str
    metric: Metric
    cycle: int
    percent: int
    due: datetime | None = None


def passed(states: Iterable[TicketState], since: datetime, until: datetime) -> tuple[Alert, ...]:
    """What was passed after an instant and up to another, such as while nobody looked."""
    found = (alert for state in states for alert in _alerts(state))
    return tuple(sorted(alert for alert in found if since < alert.at <= until))


def pressing(states: Iterable[TicketState], now: datetime) -> tuple[Alert, ...]:
    """What clocks that still run have passed by now, the oldest first."""
    found = (
        alert
        for state in states
        for clock in state.clocks
        if clock.state in _RUNNING
        for alert in _of(state, clock)
    )
    return tuple(sorted(alert for alert in found if alert.at <= now))


def next_alert(states: Iterable[TicketState], now: datetime) -> datetime | None:
    """The earliest instant at which there will be news if nothing happens."""
    coming = (alert.at for state in states for alert in _alerts(state) if alert.at > now)
    return min(coming, default=None)


def _alerts(state: TicketState) -> Iterator[Alert]:
    for clock in state.clocks:
        if clock.state not in _SILENT:
            yield from _of(state, clock)


def _of(state: TicketState, clock: Clock) -> Iterator[Alert]:
    for percent, at in clock.thresholds:
        if at is not None and not _was_stopped_by(clock, at):
            yield Alert(at, state.number, clock.metric, clock.number, percent, clock.due)


def _was_stopped_by(clock: Clock, at: datetime) -> bool:
    return clock.stop is not None and clock.stop < at
