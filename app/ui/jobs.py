"""Work in the background: a plain function of Progress, one after the other on one thread."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from app.domain.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.progress import Progress


class Job(QObject):
    """One piece of work. Connect its signals to methods of widgets, never to lambdas.

    A lambda would run on the worker's thread.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    _ended = Signal(object, object)

    def __init__(
        self, work: Callable[[Progress], Any], stop: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self._work = work
        self._stop = stop
        self._is_stopped = False
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop; it does at its next step, or never begins."""
        self._is_stopped = True
        if self._stop:
            self._stop()

    def step(self, done: int, total: int) -> None:
        """So many of so many are done; stops the work where that was asked for."""
        if self._is_stopped:
            raise CancelledError
        self.progressed.emit(done, total)

    def work(self) -> None:
        """Do the work, on the worker's thread."""
        result, error = None, None
        try:
            if self._is_stopped:
                raise CancelledError  # noqa: TRY301 - the same way out as a stop half-way
            result = self._work(self)
        except Exception as caught:  # noqa: BLE001 - whatever it is meets the person in `failed`
            error = caught
        self._ended.emit(result, error)

    def _tell(self, result: object, error: Exception | None) -> None:
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class JobRunner(QObject):
    """Lets jobs queue for the one worker, so that they never fight over the data file.

    Beside it is one for jobs that mostly wait for somebody else, such as a mail server.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._beside = QThreadPool()
        self._beside.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self._told: list[Job] = []

    def start(self, job: Job) -> Job:
        """Queue a job; it is kept alive until it has told how it ended."""
        return self._begin(job, self._pool)

    def start_beside(self, job: Job) -> Job:
        """Queue a job that waits for others; no other job has to wait for it."""
        return self._begin(job, self._beside)

    def wait(self) -> None:
        """Cancel everything, then wait for the worker to come to rest."""
        for job in self._jobs:
            job.cancel()
        self._rest()

    def _begin(self, job: Job, pool: QThreadPool) -> Job:
        # Python's collector must not run on the worker: it would end widgets on the wrong thread.
        # For the same reason no job is let go while the worker may still hold it.
        gc.disable()
        self._jobs.append(job)
        for ending in (job.succeeded, job.failed, job.cancelled):
            ending.connect(self._forget)
        pool.start(_Runnable(job))
        return job

    def _forget(self) -> None:
        sender = self.sender()
        self._told += [job for job in self._jobs if job is sender]
        self._jobs = [job for job in self._jobs if job is not sender]
        if not self._jobs:
            QTimer.singleShot(0, self._rest_if_idle)

    def _rest_if_idle(self) -> None:
        if not self._jobs:
            self._rest()

    def _rest(self) -> None:
        """Wait until the worker has put down its last job; only then may anything be let go."""
        self._pool.waitForDone()
        self._beside.waitForDone()
        self._told.clear()
        gc.enable()


class _Runnable(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.work()
