"""Saving papers as files, where the person says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import StoreError
from app.domain.sentence import N_
from app.services.writing import write_out
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.progress import Progress
    from app.services.documents import DocumentService
    from app.ui.kit import Kit


class CannotWriteError(StoreError):
    """The file or folder takes nothing."""

    text = N_("{file} cannot be written: {reason}")


class PdfSaver(QObject):
    """Asks for a place and writes there in the background."""

    saved = Signal(object)

    def __init__(self, kit: Kit, documents: DocumentService, over: QWidget) -> None:
        super().__init__(over)
        self._kit = kit
        self._documents = documents
        self._over = over
        self._numbers: tuple[str, ...] = ()

    def ask_for_file(self, number: str) -> None:
        """Save one document."""
        self._numbers = (number,)
        dialog = self._dialog(self._kit.language.say("Save PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(number))
        dialog.fileSelected.connect(self.write_file)
        dialog.open()

    def ask_for_folder(self, numbers: Sequence[str]) -> None:
        """Save several documents into one folder."""
        self._numbers = tuple(numbers)
        dialog = self._dialog(self._kit.language.say("Save PDFs in a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.write_folder)
        dialog.open()

    def write_file(self, path: str) -> None:
        """Write the one document."""
        self._write([(self._numbers[0], Path(path))])

    def write_folder(self, path: str) -> None:
        """Write all documents, each under its number."""
        folder = Path(path)
        self._write([(number, folder / file_name(number)) for number in self._numbers])

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._over, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _write(self, places: list[tuple[str, Path]]) -> None:
        def work(progress: Progress) -> tuple[Path, ...]:
            for done, (number, path) in enumerate(places):
                progress.step(done, len(places))
                _write(path, self._documents.pdf(number))
            return tuple(path for _, path in places)

        job = Job(work)
        job.succeeded.connect(self._tell)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _tell(self, paths: tuple[Path, ...]) -> None:
        say = self._kit.language.say
        if len(paths) == 1:
            text = say("Saved as {file}", file=paths[0].name)
        else:
            text = say(
                "{count} PDFs saved in {folder}", count=len(paths), folder=paths[0].parent.name
            )
        Toast(self._kit.theme, self._over, text)
        self.saved.emit(paths)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over, error)


def file_name(number: str) -> str:
    """A document's file name; what a file system would not take becomes a dash."""
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in number) + ".pdf"


def _write(path: Path, pdf: bytes) -> None:
    try:
        write_out(path, pdf)
    except OSError as error:
        raise CannotWriteError(file=path.name, reason=error.strerror or str(error)) from error
