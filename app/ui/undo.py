"""Undo: what was done can be taken back, by its name, until the program ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.ui.jobs import JobRunner


@dataclass(frozen=True, slots=True)
class Undo:
    """What was done, as one says it ("Acme Dental archived"), and what takes it back."""

    done: Sentence
    back: Callable[[], object]
    """Runs in the background; a service call that writes is what it is made for."""


class Undos(QObject):
    """The last things done, newest last; each is taken back once."""

    pushed = Signal(object)
    """An Undo: say that it was done, and offer to take it back."""
    undone = Signal(object)
    """An Undo: it was taken back."""
    failed = Signal(Exception)

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._jobs = jobs
        self._stack: list[Undo] = []
        self._at_work: Undo | None = None

    @property
    def next(self) -> Undo | None:
        """What would be taken back now."""
        return self._stack[-1] if self._stack else None

    def push(self, done: Sentence, back: Callable[[], object]) -> Undo:
        """Remember how to take back what was just done, and tell the person."""
        undo = Undo(done, back)
        self._stack.append(undo)
        self.pushed.emit(undo)
        return undo

    def undo(self) -> None:
        """Take back the newest; nothing happens where there is none, or one is being taken back."""
        if self._stack:
            self.take_back(self._stack[-1])

    def take_back(self, undo: Undo) -> None:
        """Take back a certain one: the one that a toast offers."""
        if self._at_work or undo not in self._stack:
            return
        self._at_work = undo

        def work(progress: Progress) -> object:
            progress.step(0, 1)
            return undo.back()

        job = Job(work)
        job.succeeded.connect(self._taken_back)
        job.failed.connect(self._not_taken_back)
        job.cancelled.connect(self._stopped)
        self._jobs.start(job)

    def forget(self) -> None:
        """Nothing can be taken back any more: something was done that cannot be undone."""
        self._stack.clear()

    def _taken_back(self) -> None:
        undo, self._at_work = self._at_work, None
        if undo in self._stack:
            self._stack.remove(undo)
        self.undone.emit(undo)

    def _not_taken_back(self, error: Exception) -> None:
        self._at_work = None
        self.failed.emit(error)

    def _stopped(self) -> None:
        self._at_work = None
