"""Putting a backup back: looked at first, with its passphrase where it needs one, then asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.backups.passphrase import PassphraseSheet
from app.ui.backups.preview import RestoreSheet
from app.ui.doors import PutBack
from app.ui.errors import is_locked, present, sentence_of
from app.ui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.backups import Preview
    from app.ui.kit import Kit


class Restoring(QObject):
    """Shows what a backup would bring and take; nothing is changed before that is agreed to."""

    wanted = Signal(object)
    """A PutBack."""
    working = Signal(bool)

    def __init__(self, kit: Kit, over: QWidget, look: Callable[[Path, str], Preview]) -> None:
        super().__init__(over)
        self._kit = kit
        self._over = over
        self._look = look
        self._asked = PutBack(None)

    def begin(self, file: Path, *, is_undo: bool = False) -> None:
        """Look at a backup; `is_undo` where it is the file from before an upgrade."""
        self._begin(PutBack(file, is_undo=is_undo))

    def _begin(self, asked: PutBack) -> None:
        file = asked.file
        assert file
        self._asked = asked

        def work(progress: Progress) -> Preview:
            progress.step(0, 1)
            return self._look(file, asked.passphrase)

        job = Job(work)
        job.succeeded.connect(self._looked)
        job.failed.connect(self._failed)
        self.working.emit(True)
        self._kit.jobs.start(job)

    def _looked(self, found: Preview) -> None:
        self.working.emit(False)
        asked = self._asked
        sheet = RestoreSheet(self._kit, self._over.window(), found, is_undo=asked.is_undo)
        sheet.confirmed.connect(partial(self.wanted.emit, asked))
        sheet.open(sheet.cancel)

    def _failed(self, error: Exception) -> None:
        self.working.emit(False)
        if is_locked(error):
            asked = self._asked
            text = sentence_of(self._kit, error)
            sheet = PassphraseSheet(self._kit, self._over.window(), text)
            sheet.answered.connect(partial(self._unlock, asked))
            sheet.open(sheet.line)
        else:
            present(self._kit, self._over.window(), error)

    def _unlock(self, asked: PutBack, passphrase: str) -> None:
        self._begin(PutBack(asked.file, passphrase, is_undo=asked.is_undo))
