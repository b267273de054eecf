"""The files that are kept with a record: added by a button or dropped, opened, saved, removed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.errors import AppError, RuleError
from app.domain.file_names import runs, safe_name
from app.domain.sentence import N_, say
from app.services.files import FileRow, check_size
from app.ui.buttons import Button
from app.ui.cells import Column, Figure, Words
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.import_workbook import CannotReadError
from app.ui.jobs import Job
from app.ui.layout import column, framed, row
from app.ui.save_pdf import CannotWriteError
from app.ui.table import Table
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QAbstractButton

    from app.domain.progress import Progress
    from app.i18n import Language
    from app.services.editing import Undo
    from app.services.files import Owner
    from app.ui.desk import Desk

_KILO = 1_000
R = TypeVar("R")


class ProgramError(RuleError):
    """What would be opened would run."""

    text = N_("{file} is a program and is not opened from here. Save it, and look at it with care.")


class FilesTab(QWidget):
    """Lists the files of a client or a ticket."""

    def __init__(self, desk: Desk, owner: Owner) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._owner = owner
        words = desk.kit.language.say
        self.add = Button(desk.kit.theme, words(N_("Add files…")), icon=Icon.PLUS)
        self.add.clicked.connect(self._ask)
        self.open = self.made_tool(words(N_("Open")), Icon.WINDOW)
        self.open.clicked.connect(self.open_current)
        self.save = self.made_tool(words(N_("Save as…")), Icon.DOWNLOAD)
        self.save.clicked.connect(self._ask_where)
        self.remove = self.made_tool(words(N_("Remove")), Icon.REMOVE)
        self.remove.clicked.connect(self.remove_current)
        self._tools = framed(
            "Pane",
            row(None, self.open, self.save, self.remove, self.add, margins=(20, 12, 20, 12)),
        )
        self.table = Table[FileRow](
            desk.kit.theme, desk.kit.language, _columns(desk.kit.language), lambda found: found.id
        )
        self.table.setAccessibleName(words(N_("Files")))
        self.table.chosen.connect(self._fit)
        self.table.activated.connect(self.open_current)
        for keys in (QKeySequence.StandardKey.Delete, "Backspace"):
            key = QShortcut(QKeySequence(keys), self.table)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(self.remove_current)
        first = Button(desk.kit.theme, words(N_("Add files…")), icon=Icon.PLUS)
        first.clicked.connect(self._ask)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.made_nothing(first))
        self.setLayout(column(self._tools, (self._stack, 1), gap=0))
        self.setAcceptDrops(True)
        self._fit()
        self.look()

    def made_tool(self, text: str, icon: Icon) -> QAbstractButton:
        """A button for what is done with the chosen file."""
        del icon
        return Button(self._kit.theme, text)

    def made_nothing(self, add: Button) -> QWidget:
        """What stands there while there are no files."""
        words = self._kit.language.say
        made = Empty(self._kit.theme, Icon.DOCUMENTS, add)
        made.say(
            words(N_("No files yet")),
            words(N_("Drop them here, or add them. They are kept in the data file, 10 MB each.")),
        )
        return made

    def look(self) -> None:
        """Look them up."""

        def work(progress: Progress) -> tuple[FileRow, ...]:
            progress.step(0, 1)
            return self._desk.services.files.list(self._owner)

        self._start(work, self._listed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here, and nothing else."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what is dropped."""
        event.acceptProposedAction()
        self.take(dropped(event))

    def take(self, paths: Sequence[str]) -> None:
        """Keep files, all of them or none."""

        def work(progress: Progress) -> tuple[Undo, tuple[str, ...]]:
            found: list[tuple[str, bytes]] = []
            for done, path in enumerate(map(Path, paths)):
                progress.step(done, len(paths))
                found.append((path.name, _read(path)))
            services = self._desk.services
            undo = services.editing.save(services.files.kept(self._owner, found))
            return undo, tuple(name for name, _ in found)

        self._start(work, self._taken)

    def open_current(self) -> None:
        """Give a copy of the chosen file to the program that is made for it."""
        if (found := self.table.current) is None:
            return
        if runs(found.name):
            present(self._kit, self.window(), ProgramError(file=found.name))
            return

        def work(progress: Progress) -> Path:
            progress.step(0, 1)
            folder = Path(_copies().name) / safe_name(found.id)
            folder.mkdir(exist_ok=True)
            return self._write(found, folder / safe_name(found.name))

        self._start(work, self._show)

    def write_current(self, path: str) -> None:
        """Save the chosen file elsewhere."""
        if (found := self.table.current) is not None:

            def work(progress: Progress) -> Path:
                progress.step(0, 1)
                return self._write(found, Path(path))

            self._start(work, self._saved)

    def remove_current(self) -> None:
        """Take the chosen file away; Undo brings it back."""
        if (found := self.table.current) is None:
            return
        editing = self._desk.services.editing
        try:
            undo = editing.remove("attachments", found.id)
        except AppError as error:
            self._failed(error)
            return
        self._desk.undos.push(say(N_("{what} removed"), what=found.name), self._back(undo))

    def _back(self, undo: Undo) -> partial[Undo]:
        return partial(self._desk.services.editing.undo, undo)

    def _write(self, found: FileRow, path: Path) -> Path:
        try:
            path.write_bytes(self._desk.services.files.content(found.id))
        except OSError as error:
            reason = error.strerror or str(error)
            raise CannotWriteError(file=path.name, reason=reason) from error
        return path

    def _ask(self) -> None:
        dialog = QFileDialog(self, self._kit.language.say("Add files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.take)
        dialog.open()

    def _ask_where(self) -> None:
        if (found := self.table.current) is not None:
            dialog = QFileDialog(self, self._kit.language.say("Save as"))
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(safe_name(found.name))
            dialog.fileSelected.connect(self.write_current)
            dialog.open()

    def _start(self, work: Callable[[Progress], R], then: Callable[[R], None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _taken(self, done: tuple[Undo, tuple[str, ...]]) -> None:
        undo, names = done
        told = (
            say(N_("{what} added"), what=names[0])
            if len(names) == 1
            else say(N_("{count} files added"), count=len(names))
        )
        self._desk.undos.push(told, self._back(undo))

    def _show(self, copy: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _saved(self, path: Path) -> None:
        text = self._kit.language.say("Saved as {file}", file=path.name)
        Toast(self._kit.theme, self.window(), text)

    def _listed(self, rows: tuple[FileRow, ...]) -> None:
        self.table.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._tools.setVisible(bool(rows))
        self._fit()

    def _fit(self) -> None:
        for button in (self.open, self.save, self.remove):
            button.setEnabled(self.table.current is not None)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)


def _columns(language: Language) -> tuple[Column[FileRow], ...]:
    def size(found: FileRow) -> str:
        if found.size < _KILO * _KILO:
            return f"{language.number(max(found.size // _KILO, 1))} kB"
        return f"{language.number(Decimal(found.size // 100_000) / 10)} MB"

    return (
        Column(N_("File"), lambda found: Words(found.name, is_strong=True), is_stretched=True),
        Column(
            N_("Added"),
            lambda found: Words(f"{language.date(found.added.date())}, {found.added:%H:%M}"),
            rank=1,
        ),
        Column(N_("Size"), lambda found: Figure(size(found)), is_right=True),
    )


@cache
def _copies() -> TemporaryDirectory[str]:
    """Where copies lie that were opened; it goes when the program ends."""
    return TemporaryDirectory(prefix="accord-", ignore_cleanup_errors=True)


def dropped(event: QDropEvent) -> list[str]:
    """The files on this computer that are being dropped."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


def _read(path: Path) -> bytes:
    try:
        check_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise CannotReadError(file=path.name, reason=error.strerror or str(error)) from error
