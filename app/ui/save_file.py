"""Saving what the program makes, where the person says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.services.writing import write_out
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.save_pdf import CannotWriteError
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.ui.kit import Kit

Make = tuple[str, "Callable[[], bytes]"]
"""A file's name, and what makes it on the worker's thread."""


class FileSaver(QObject):
    """Asks for a place, and makes and writes there in the background."""

    saved = Signal(object)

    def __init__(self, kit: Kit, over: QWidget) -> None:
        super().__init__(over)
        self._kit = kit
        self._over = over

    def ask(self, title: str, name: str, make: Callable[[], bytes]) -> QFileDialog:
        """Save one file."""
        dialog = self._dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*{Path(name).suffix}")
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._write_one, make))
        dialog.open()
        return dialog

    def ask_for_folder(self, title: str, makes: list[Make]) -> QFileDialog:
        """Save several files into one folder."""
        dialog = self._dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self._write_all, makes))
        dialog.open()
        return dialog

    def write(self, places: list[tuple[Path, Callable[[], bytes]]]) -> None:
        """Make files and write each whole or not at all."""

        def work(progress: Progress) -> tuple[Path, ...]:
            for done, (path, make) in enumerate(places):
                progress.step(done, len(places))
                _write(path, make())
            return tuple(path for path, _ in places)

        job = Job(work)
        job.succeeded.connect(self._tell)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _write_one(self, make: Callable[[], bytes], path: str) -> None:
        self.write([(Path(path), make)])

    def _write_all(self, makes: list[Make], folder: str) -> None:
        self.write([(Path(folder) / name, make) for name, make in makes])

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._over, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _tell(self, paths: tuple[Path, ...]) -> None:
        say = self._kit.language.say
        if len(paths) == 1:
            text = say("Saved as {file}", file=paths[0].name)
        else:
            text = say(
                "{count} files saved in {folder}", count=len(paths), folder=paths[0].parent.name
            )
        Toast(self._kit.theme, self._over, text)
        self.saved.emit(paths)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over, error)


def _write(path: Path, data: bytes) -> None:
    try:
        write_out(path, data)
    except OSError as error:
        raise CannotWriteError(file=path.name, reason=error.strerror or str(error)) from error
