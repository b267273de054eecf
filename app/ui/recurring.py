"""Opens recurring tickets as they fall due: at the start, and as long as the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import AppError
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.domain.progress import Progress
    from app.services import Services
    from app.services.recurring import Opening
    from app.ui.kit import Kit

_FIRST = 3_000
"""The pages come first, in milliseconds."""
_EVERY = 900_000


class Recurring(QObject):
    """Each rule by itself: one that cannot be followed keeps none of the others."""

    opened = Signal(object)
    """The Openings that opened a ticket."""
    failed = Signal(str, Exception)
    """Which rule could not be followed, and why; told once for each reason."""

    def __init__(self, kit: Kit, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = kit.jobs
        self._services = services
        self._told: set[tuple[str, str]] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        if not services.is_read_only:
            self._timer.start(_FIRST)

    def look(self) -> None:
        """Open what is due now."""
        self._timer.start(_EVERY)

        def work(progress: Progress) -> tuple[list[Opening], list[tuple[str, AppError]]]:
            progress.step(0, 1)
            done, undone = list["Opening"](), list[tuple[str, AppError]]()
            for opening in self._services.recurring.due():
                try:
                    self._services.editing.save(opening.patch)
                except AppError as error:
                    undone.append((opening.rule, error))
                else:
                    done.append(opening)
            return done, undone

        job = Job(work)
        job.succeeded.connect(self._looked)
        self._jobs.start(job)

    def stop(self) -> None:
        """Open no more."""
        self._timer.stop()

    def _looked(self, found: tuple[list[Opening], list[tuple[str, AppError]]]) -> None:
        done, undone = found
        if tickets := [opening for opening in done if opening.ticket]:
            self.opened.emit(tickets)
        for rule, error in undone:
            if (rule, str(error)) not in self._told:
                self._told.add((rule, str(error)))
                self.failed.emit(rule, error)
