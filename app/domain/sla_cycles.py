"""Which clocks a ticket's log started and stopped under a policy; nothing is measured here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.domain.sla_log import Log
from app.domain.sla_policy import Category, Metric, Reopen, SlaPolicy, UpdateMode
from app.domain.ticket import EventType


@dataclass(frozen=True, slots=True)
class Cycle:
    """One clock: the second it was started in, and the one it was stopped in, if it was."""

    metric: Metric
    start: int
    stop: int | None = None


PolicyAt = Callable[[int], SlaPolicy]
"""The policy in force at a second; it says what an event of that second does to the clocks."""


def cycles(log: Log, policy_at: PolicyAt) -> dict[Metric, tuple[Cycle, ...]]:
    """All clocks of a ticket, each metric's in the order they were started."""
    return {
        Metric.FIRST_RESPONSE: (_first_response(log, policy_at),),
        Metric.UPDATE: tuple(_updates(log, policy_at)),
        Metric.RESOLUTION: tuple(_resolutions(log, policy_at)),
    }


def _first_response(log: Log, policy_at: PolicyAt) -> Cycle:
    """From the opening to the first contact, or to the resolution if that comes first."""
    contact = next((at for at, event in log.events if event.type.is_contact), None)
    stops = [] if contact is None else [contact]
    if log.counts_as_response:
        stops.append(log.opened)
    stops += [at for at, done in turns(log) if done and policy_at(at).resolve_counts_as_response]
    return Cycle(Metric.FIRST_RESPONSE, log.opened, min(stops, default=None))


def _resolutions(log: Log, policy_at: PolicyAt) -> Iterator[Cycle]:
    """From the opening to the last resolution; or one clock for each time it was open."""
    start, stop = log.opened, None
    for at, done in turns(log):
        if done:
            stop = at
        elif policy_at(at).reopen is Reopen.RESTART:
            yield Cycle(Metric.RESOLUTION, start, stop)
            start, stop = at, None
        else:
            stop = None
    yield Cycle(Metric.RESOLUTION, start, stop)


def turns(log: Log) -> Iterator[tuple[int, bool]]:
    """When the work was finished, and when it turned out that it was not."""
    before = False
    for at, category in zip(log.categories.seconds, log.categories.values, strict=True):
        if category.done is not before:
            before = category.done
            yield at, before


@dataclass(slots=True)
class _Updates:
    """Follows a log and notes from when until when the client was owed news."""

    policy_at: PolicyAt
    found: list[Cycle] = field(default_factory=list[Cycle])
    since: int | None = None
    responded: bool = False
    done: bool = False
    asked: bool = False
    """Whether the client has written since the work was finished."""

    def contact(self, at: int) -> None:
        self.stop(at)
        self.responded, self.asked = True, False
        if self.periodic(at) and not self.done:
            self.since = at

    def message(self, at: int) -> None:
        if self.done:
            self.asked = True
        elif self.responded and self.since is None and not self.periodic(at):
            self.since = at

    def turn(self, at: int, category: Category) -> None:
        if category.done and not self.done:
            self.stop(at)
            self.responded = self.responded or self.policy_at(at).resolve_counts_as_response
        elif self.done and not category.done:
            if self.responded and (self.asked or self.periodic(at)):
                self.since = at
            self.asked = False
        self.done = category.done

    def stop(self, at: int) -> None:
        # A contact and the resolution in one save leave no clock in between.
        if self.since is not None and not (self.periodic(at) and self.since == at):
            self.found.append(Cycle(Metric.UPDATE, self.since, at))
        self.since = None

    def periodic(self, at: int) -> bool:
        return self.policy_at(at).update_mode is UpdateMode.PERIODIC


def _updates(log: Log, policy_at: PolicyAt) -> Iterator[Cycle]:
    """The clocks that ask for news, from the first response on."""
    state = _Updates(policy_at)
    state.turn(log.opened, log.categories.values[0])
    if log.counts_as_response:
        state.contact(log.opened)
    for at, event in log.events:
        if event.type.is_contact:
            state.contact(at)
        elif event.type is EventType.CLIENT_MESSAGE and not event.automatic:
            state.message(at)
        elif event.type is EventType.STATUS:
            state.turn(at, event.category)
    yield from state.found
    if state.since is not None:
        yield Cycle(Metric.UPDATE, state.since)
