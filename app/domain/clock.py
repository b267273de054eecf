"""The time, asked for in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells what time it is, in UTC."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """Always tells the same moment: for tests and for the sample company."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was stopped at."""
        return self.moment


def today(clock: Clock, timezone: str) -> date:
    """The local calendar date in a zone."""
    return clock.now().astimezone(ZoneInfo(timezone)).date()
