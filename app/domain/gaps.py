"""Gaps: the time between entries of a day for which nothing is logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHORTEST = timedelta(minutes=10)
"""Nobody asks where five minutes went."""


@dataclass(frozen=True, slots=True)
class Gap:
    """From one instant until another."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds()) // 60


def gaps(stretches: Iterable[tuple[datetime, int]]) -> Iterator[Gap]:
    """What lies between entries, each given by its start and its minutes; they may overlap."""
    end: datetime | None = None
    for start, minutes in sorted(stretches):
        if end and start - end >= SHORTEST:
            yield Gap(end, start)
        here = start + timedelta(minutes=minutes)
        end = max(end, here) if end else here
