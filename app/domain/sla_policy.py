"""What a policy promises: targets by priority, the calendar that counts, and what pauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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

    @property
    def done(self) -> bool:
        """Whether the work is finished."""
        return self in {Category.RESOLVED, Category.CLOSED}

    @property
    def excluded(self) -> bool:
        """Whether the ticket counts for nothing."""
        return self in {Category.CANCELLED, Category.MERGED, Category.SPAM}

    @property
    def stopped(self) -> bool:
        """Whether no clock runs."""
        return self.done or self.excluded


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
    """What one priority is promised, in seconds of open time, and by which calendar."""

    seconds: Mapping[Metric, int] = field(default_factory=dict[Metric, int])
    calendar: str = ""


NOTHING = Target()


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

    def target(self, priority: str) -> Target:
        """What a priority is promised; nothing where the policy does not name it."""
        return self.targets.get(priority, NOTHING)

    def paused(self, metric: Metric, category: Category) -> bool:
        """Whether this status stops this clock for a while."""
        return category in self.pauses and metric in self.pause_metrics


NO_POLICY = SlaPolicy("")
"""What holds where nothing was promised."""
