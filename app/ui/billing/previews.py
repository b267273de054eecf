"""Papers of proposals, drawn in the background; the one asked for last is the one shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.jobs import Job

if TYPE_CHECKING:
    from datetime import date

    from app.domain.progress import Progress
    from app.domain.proposal import Proposal
    from app.services.billing import BillingService
    from app.ui.kit import Kit

_KEPT = 24


class Previews(QObject):
    """Draws previews and keeps the last few."""

    drawn = Signal(bytes)
    waiting = Signal()
    failed = Signal(Exception)

    def __init__(self, kit: Kit, billing: BillingService) -> None:
        super().__init__()
        self._kit = kit
        self._billing = billing
        self._kept: dict[tuple[Proposal, date], bytes] = {}
        self._job: Job | None = None
        self._wanted: tuple[Proposal, date] | None = None

    def want(self, proposal: Proposal, on: date) -> None:
        """Have a paper drawn; whatever was wanted before is not any more."""
        wanted = (proposal, on)
        if wanted == self._wanted:
            return
        self.want_nothing()
        self._wanted = wanted
        if pdf := self._kept.get(wanted):
            self.drawn.emit(pdf)
            return
        self.waiting.emit()

        def work(progress: Progress) -> bytes:
            progress.step(0, 1)
            return self._billing.preview(proposal, on)

        job = Job(work)
        job.succeeded.connect(self._drawn)
        job.failed.connect(self._failed)
        self._job = self._kit.jobs.start(job)

    def want_nothing(self) -> None:
        """Show no paper; one that is being drawn comes too late."""
        self._wanted = None
        if self._job:
            self._job.cancel()
            self._job = None

    def forget(self) -> None:
        """The data changed, so every paper may look otherwise."""
        self._kept.clear()
        self.want_nothing()

    def _drawn(self, pdf: bytes) -> None:
        if self.sender() is self._job and self._wanted:
            self._kept[self._wanted] = pdf
            while len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
            self.drawn.emit(pdf)

    def _failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self.failed.emit(error)
