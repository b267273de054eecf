"""What a benchmark gives back, and how its times are taken."""

import gc
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured figure and the most it may be, or the least where more is better."""

    name: str
    value: float
    limit: float
    unit: str = "×"
    at_least: bool = False
    note: str = ""

    @property
    def holds(self):
        """Whether it keeps to its limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True)
class Skipped:
    """A figure that cannot be taken here, and why."""

    name: str
    why: str


def seconds(work, *given, clock=time.perf_counter):
    """How long one call takes, with no garbage of others to collect in it."""
    gc.collect()
    began = clock()
    work(*given)
    return clock() - began
