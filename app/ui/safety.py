"""What watches over the file while it is open: backups, the self-check, the monthly drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services import Services
    from app.services.backups import Backup
    from app.ui.kit import Kit

_FIRST_LOOK = 60_000
"""Milliseconds until the file is checked: whoever opens it wants to work first."""
_EVERY = 5 * 60_000


class Safety(QObject):
    """Works in the background, and speaks only where something is not as it should be."""

    def __init__(self, kit: Kit, window: QWidget, services: Services) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._services = services
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.look_over)
        self._first.start(_FIRST_LOOK)
        self._often = QTimer(self)
        self._often.timeout.connect(self._back_up_if_due)
        self._often.start(_EVERY)

    def stop(self) -> None:
        """Look no more."""
        self._first.stop()
        self._often.stop()

    def look_over(self) -> None:
        """Check all of the file, and once a month whether a backup can be restored."""

        def work(progress: Progress) -> Sequence[Sentence]:
            progress.step(0, 1)
            found = self._services.company.check()
            progress.step(0, 1)
            self._services.backups.drill_if_due()
            return found

        job = Job(work)
        job.succeeded.connect(self._looked)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def back_up(self) -> None:
        """Make a backup now."""

        def work(progress: Progress) -> Backup:
            progress.step(0, 1)
            return self._services.backups.keep()

        job = Job(work)
        job.succeeded.connect(self._backed_up)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _back_up_if_due(self) -> None:
        def work(progress: Progress) -> None:
            progress.step(0, 1)
            self._services.backups.if_due()

        job = Job(work)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _looked(self, found: Sequence[Sentence]) -> None:
        if found:
            text = self._kit.language.say(
                "Your data is not as it was written: {what} Restore a backup.", what=found[0]
            )
            Toast(self._kit.theme, self._window, text)

    def _backed_up(self, made: Backup) -> None:
        text = self._kit.language.say("Backup made and checked: {file}", file=made.path.name)
        Toast(self._kit.theme, self._window, text)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._window, error)
