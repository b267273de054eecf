"""Taking in a workbook from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.workbook import Imported, WorkbookService
    from app.ui.kit import Kit


class CannotReadError(StoreError):
    """The file gives nothing."""

    text = N_("{file} cannot be read: {reason}")


class WorkbookDialog(QFileDialog):
    """Asks for a workbook."""

    def __init__(self, kit: Kit, over: QWidget) -> None:
        say = kit.language.say
        super().__init__(over, say("Import a workbook"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.setNameFilters([say("Workbooks") + " (*.json)", say("All files") + " (*)"])


class WorkbookImport(QObject):
    """Asks for a file and takes it in, in the background, whole or not at all."""

    def __init__(self, kit: Kit, workbook: WorkbookService, over: QWidget) -> None:
        super().__init__(over)
        self._kit = kit
        self._workbook = workbook
        self._over = over

    def ask(self) -> None:
        """Ask for the file."""
        dialog = WorkbookDialog(self._kit, self._over)
        dialog.fileSelected.connect(self.take_in)
        dialog.open()

    def take_in(self, path: str) -> None:
        """Take a file in."""

        def work(progress: Progress) -> Imported:
            data = _read(Path(path))
            progress.step(0, 1)
            return self._workbook.take_in([data])

        job = Job(work)
        job.succeeded.connect(self._tell)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _tell(self, imported: Imported) -> None:
        count = sum(imported.changed.values())
        text = self._kit.counted(count, N_("1 record imported"), N_("{count} records imported"))
        Toast(self._kit.theme, self._over, text)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over, error)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotReadError(file=path.name, reason=error.strerror or str(error)) from error
