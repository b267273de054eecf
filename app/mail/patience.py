"""How long a server may take, and how many mails it is given a minute."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Event


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds; the last answer may take long, for giving up then leaves one in doubt."""

    connect: float = 20
    command: float = 90
    data: float = 180
    last_answer: float = 600


@dataclass
class Pace:
    """Lets so many go a minute; a stop ends all waiting."""

    per_minute: int
    stop: Event = field(default_factory=Event)
    _next: float = 0.0

    def wait(self) -> bool:
        """Wait until the next may go; says whether it may, or a stop was asked for."""
        now = time.monotonic()
        pause = max(0.0, self._next - now)
        if self.stop.wait(pause) if pause else self.stop.is_set():
            return False
        self._next = max(now + pause, self._next) + 60 / max(self.per_minute, 1)
        return True
