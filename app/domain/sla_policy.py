"""What a policy promises: targets by priority, the calendar that counts, and what pauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.hours import Calendar


class Metric(StrEnum):
    """What is promised: a first answer, news now and then, and an end."""

    FIRST_RESPONSE = "first_response"
    UPDATE = "update"
    RESOLUTION = "resolution"


class Category(StrEnum):
    """What a ticket's status means to the clocks."""

    ACTIVE = "active"
    WAITING_CLIENT = "waiting_client"
    WAITING_VENDOR = "waiting_vendor"
    SCHEDULED = "scheduled"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    SPAM = "spam"

    def __init__(self, word: str) -> None:
        """Know what it means, for every clock asks at every event."""
        self.done = word in {"resolved", "closed"}
        """Whether the work is finished."""
        self.excluded = word in {"cancelled", "merged", "spam"}
        """Whether the ticket counts for nothing."""
        self.stopped = self.done or self.excluded
        """Whether no clock runs."""


class UpdateMode(StrEnum):
    """When the client is owed news: after writing to us, or after each of our contacts."""

    REPLY = "reply"
    PERIODIC = "periodic"


class Reopen(StrEnum):
    """What a reopened ticket's resolution does: go on counting, or count a second time."""

    CONTINUE = "continue"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Target:
    """What one priority is promised in open time, and by which calendar.

    A day is as long as the calendar is open on an ordinary one.
    """

    seconds: Mapping[Metric, int] = field(default_factory=dict[Metric, int])
    calendar: str = ""
    days: Mapping[Metric, int] = field(default_factory=dict[Metric, int])

    def length(self, metric: Metric, calendar: Calendar) -> int | None:
        """The seconds a metric is promised, if it is."""
        if metric not in self.seconds and metric not in self.days:
            return None
        return self.seconds.get(metric, 0) + self.days.get(metric, 0) * calendar.ordinary_day


NOTHING = Target()


@dataclass(frozen=True, slots=True)
class Escalation:
    """What is done by itself once so many percent of a target have run: 100 is all of it.

    It holds for every metric and priority where it names none. `priority` is raised to, never
    lowered to; `assign` and `notify` are persons.
    """

    percent: int
    metric: Metric | None = None
    priorities: frozenset[str] = frozenset()
    priority: str = ""
    assign: str = ""
    notify: str = ""
    note: str = ""

    def holds(self, metric: Metric, priority: str) -> bool:
        """Whether it speaks of a metric of tickets of a priority."""
        return self.metric in {None, metric} and (
            not self.priorities or priority in self.priorities
        )


@dataclass(frozen=True, slots=True)
class SlaPolicy:
    """Targets per priority; which statuses pause which clocks; and the choices of the house."""

    name: str
    calendar: str = ""
    targets: Mapping[str, Target] = field(default_factory=dict[str, Target])
    at_risk_percent: int = 75
    pauses: frozenset[Category] = frozenset({Category.WAITING_CLIENT})
    pause_metrics: frozenset[Metric] = frozenset({Metric.UPDATE, Metric.RESOLUTION})
    resolve_counts_as_response: bool = True
    update_mode: UpdateMode = UpdateMode.REPLY
    reopen: Reopen = Reopen.CONTINUE
    thresholds: tuple[int, ...] = (75, 100, 110)
    escalations: tuple[Escalation, ...] = ()

    def target(self, priority: str) -> Target:
        """What a priority is promised; nothing where the policy does not name it."""
        return self.targets.get(priority, NOTHING)

    def paused(self, metric: Metric, category: Category) -> bool:
        """Whether this status stops this clock for a while."""
        return category in self.pauses and metric in self.pause_metrics


NO_POLICY = SlaPolicy("")
"""What holds where nothing was promised."""
