"""Progress: how far a long piece of work is, and the place where a stop is noticed."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far the work is; raises CancelledError when the person asked to stop."""

    def step(self, done: int, total: int) -> None:
        """So many of so many are done."""
        ...


class _Quiet:
    def step(self, done: int, total: int) -> None:
        """Nobody is watching."""


QUIET: Progress = _Quiet()
