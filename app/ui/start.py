"""The program on the screen: one window that opens a file, begins one, or says why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.domain.errors import AppError, CancelledError
from app.i18n import FALLBACK, Languages
from app.ui import preferences
from app.ui.application import application
from app.ui.errors import hook, is_locked, present
from app.ui.jobs import Job, JobRunner
from app.ui.kit import Kit
from app.ui.main_window import MainWindow
from app.ui.problem import Act, ProblemPage
from app.ui.theme import Theme, load_fonts
from app.ui.tokens import Density

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.dashboard import Dashboard
    from app.domain.progress import Progress
    from app.ui.backups.restoring import Restoring
    from app.ui.doors import Beginning, Doors, Opened, PutBack
    from app.ui.one_window import Listener
    from app.ui.preferences import Preferences
    from app.ui.welcome.page import WelcomePage


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the screen finds what is not code, and keeps its habits."""

    preferences: Path
    fonts: Path
    icons: Path
    locale: Path
    countries: Path


def run(
    doors: Doors, around: Surroundings, kept: Preferences, window: MainWindow | None = None
) -> int:
    """Fill the window, show it until it is closed, and return the exit code."""
    app = application()
    load_fonts(around.fonts)
    theme = Theme(app, around.icons)
    theme.choose(kept.choice, kept.text_size, Density(kept.density))
    program = Program(doors, around, kept, theme, window)
    program.begin()
    from app.ui.interrupts import Interrupts

    interrupts = Interrupts()
    interrupts.asked.connect(program.window.close)
    try:
        return app.exec()
    finally:
        interrupts.stop()
        program.end()


class Program(QObject):
    """Goes from one state of the window to the next; it knows no page but the first ones."""

    def __init__(
        self,
        doors: Doors,
        around: Surroundings,
        kept: Preferences,
        theme: Theme,
        window: MainWindow | None = None,
    ) -> None:
        super().__init__()
        self._doors = doors
        self._around = around
        self._kept: Preferences = kept
        self._welcomed: WelcomePage | None = None
        self._jobs = JobRunner()
        self._listener: Listener | None = None
        self._languages = Languages(around.locale)
        language = self._languages.on_screen(kept.locale or FALLBACK, kept.language)
        self.kit = Kit(language, theme, self._jobs)
        self.window = window or MainWindow(kept)
        self.window.furnish(self.kit)
        self.window.start_own.connect(self._start_own)
        self.window.language_wanted.connect(self._speak)
        self.window.put_back_wanted.connect(self._put_back)
        self._beginning: Beginning | None = None
        self._wanted: PutBack | None = None
        self._to_tell = ""
        self._error: AppError | None = None
        self._shown: Opened | None = None
        self._found: Dashboard | None = None

    def begin(self) -> None:
        """Show the window at once, and fill it as soon as it is painted."""
        if self._doors.is_there():
            self.window.wait_for_data()
        else:
            self._welcome()
        if self._doors.is_there():
            # The shell first: loading the libraries would hold it up.
            QTimer.singleShot(0, self._glance)
        self.window.show()
        hook(self.kit, self.window)

    def end(self) -> None:
        """Keep the habits, and let go of the file."""
        self._leave()
        preferences.save(self._around.preferences, self._kept)

    def _glance(self) -> None:
        """Show what can be read at once, then open the file in earnest."""

        def work(progress: Progress) -> Dashboard | None:
            progress.step(0, 1)
            return self._doors.glance(accept_place=self._kept.accepted_place)

        self._do(work, self._glanced, self._refused)

    def _glanced(self, found: Dashboard | None) -> None:
        self._found = found
        if found:
            self.window.show_glance(found)
        # Once more after what is waiting to be painted.
        QTimer.singleShot(0, self._open)

    def _open(self) -> None:
        self.window.wait_for_data()
        accept = self._kept.accepted_place

        def work(progress: Progress) -> Opened:
            return self._doors.open(progress, accept_place=accept)

        self._do(work, self._opened, self._refused)

    def _opened(self, opened: Opened) -> None:
        from app.ui.one_window import Listener

        self._listener = Listener(opened.data)
        self._listener.asked.connect(self._raise)
        self._show(opened)
        if self._to_tell:
            from app.ui.toast import Toast

            Toast(self.kit.theme, self.window, self._to_tell)
            self._to_tell = ""

    def _show(self, opened: Opened) -> None:
        self._shown = opened
        found, self._found = self._found, None
        language = self._languages.on_screen(opened.services.language.code, self._kept.language)
        self.kit = replace(self.kit, language=language)
        self.window.receive(self.kit, replace(opened, glanced=found))
        self._kept = replace(self.window.kept(self._kept), in_sample=opened.is_sample)

    def _refused(self, error: Exception) -> None:
        self._found = None
        if isinstance(error, CancelledError):
            self.window.close()
        elif isinstance(error, AppError):
            self._error = error
            page = ProblemPage(self.kit, error, self._doors.data)
            page.asked.connect(self._act)
            self.window.show_alone(page, page.first)
        else:
            present(self.kit, self.window, error)

    def _act(self, act: Act) -> None:
        acts = {
            Act.RAISE: self._raise_other,
            Act.AGAIN: self._open,
            Act.OTHER: self._ask_for_file,
            Act.RESTORE: self._ask_for_copy,
            Act.FOLDER: self._show_folder,
            Act.NEW: self._welcome,
            Act.HOME: self._move_home,
            Act.HERE: self._accept_place,
            Act.UPGRADE: self._open,
            Act.CLOSE: self.window.close,
        }
        acts[act]()

    def _welcome(self) -> None:
        from app.ui.welcome.page import WelcomePage

        page = WelcomePage(self.kit, self._doors.data, self._around.countries, self._doors.today())
        page.chosen.connect(self._begin)
        self._welcomed = page
        self.window.show_alone(page, page.first)

    @cached_property
    def _restoring(self) -> Restoring:
        """Looks at copies while no file is open."""
        from app.ui.backups.restoring import Restoring

        found = Restoring(self.kit, self.window, self._doors.preview)
        found.wanted.connect(self._restore)
        return found

    def _begin(self, beginning: Beginning) -> None:
        self._beginning = beginning
        job = self._do(partial(self._doors.begin, beginning), self._begun, self._not_begun)
        if self._welcomed:
            self._welcomed.begin_work(job)

    def _begun(self) -> None:
        self._welcomed = None
        self._open()

    def _not_begun(self, error: Exception) -> None:
        if self._welcomed and self.window.alone is self._welcomed:
            self._welcomed.end_work()
        if is_locked(error) and self._beginning:
            self._ask_for_passphrase(error, self._beginning)
        else:
            present(self.kit, self.window, error)

    def _ask_for_passphrase(self, error: Exception, beginning: Beginning) -> None:
        from app.ui.backups.passphrase import PassphraseSheet
        from app.ui.errors import sentence_of

        sheet = PassphraseSheet(self.kit, self.window, sentence_of(self.kit, error))
        sheet.answered.connect(partial(self._begin_with, beginning))
        sheet.open(sheet.line)

    def _begin_with(self, beginning: Beginning, passphrase: str) -> None:
        self._begin(replace(beginning, passphrase=passphrase))

    def _start_own(self) -> None:
        self._leave()
        self._doors.use_own()
        if self._doors.is_there():
            self._open()
        else:
            self._welcome()

    def _speak(self, code: str) -> None:
        """Put every page up anew in another language; the file stays open."""
        if not (self._shown and self.window.is_open) or code == self.kit.language.spoken:
            return
        self._kept = replace(self.window.kept(self._kept), language=code)
        place = self.window.noun
        self.window.leave()
        self.window.take_up(self._kept)
        self._show(self._shown)
        self.window.go(place)

    def _leave(self) -> None:
        """Let go of the file that is open, if one is."""
        self._leave_pages()
        self._doors.close()

    def _leave_pages(self) -> None:
        if self.window.is_open:
            self._kept = self.window.kept(self._kept)
            self.window.leave()
        if self._listener:
            self._listener.stop()
            self._listener = None
        self._jobs.wait()

    def _raise(self) -> None:
        self.window.come_to_front()

    def _raise_other(self) -> None:
        from app.ui.one_window import raise_other

        if raise_other(self._doors.data):
            self.window.close()
        else:
            self._open()

    def _ask_for_file(self) -> None:
        self._ask(self.kit.language.say("Open another file"), self._use)

    def _ask_for_copy(self) -> None:
        from app.ui.welcome.copy_dialog import CopyDialog

        dialog = CopyDialog(self.kit, self.window)
        dialog.setDirectory(str(self._doors.data.parent))
        dialog.fileSelected.connect(self._look_into)
        dialog.open()

    def _look_into(self, path: str) -> None:
        self._restoring.begin(Path(path))

    def _ask(self, title: str, take: object) -> None:
        dialog = DataFileDialog(self.kit, self.window, title, self._doors.data.parent)
        dialog.fileSelected.connect(take)
        dialog.open()

    def _use(self, path: str) -> None:
        self._doors.use(Path(path))
        self._open()

    def _restore(self, wanted: PutBack) -> None:
        """Put a copy in the place of a file that is not open."""
        self._replace(wanted, self._doors.restore, self._not_begun)

    def _put_back(self, wanted: PutBack) -> None:
        """Put a backup in the place of the file that is open, and open that."""
        self._leave_pages()
        self.window.wait_for_data()
        self._replace(wanted, self._doors.put_back, self._not_put_back)

    def _replace(
        self,
        wanted: PutBack,
        replace_with: Callable[[Path, str], Path | None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        file = wanted.file
        assert file
        self._wanted, self._beginning = wanted, None

        def work(progress: Progress) -> Path | None:
            progress.step(0, 1)
            return replace_with(file, wanted.passphrase)

        self._do(work, self._replaced, otherwise)

    def _replaced(self, kept: Path | None) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted and wanted.is_undo:
            from app.ui.doors import UpgradeUndoneError

            self._refused(UpgradeUndoneError(file=str(self._doors.data)))
            return
        if kept:
            self._to_tell = self.kit.language.say(
                "Restored. The file as it was before is kept: {file}", file=kept.name
            )
        else:
            self._to_tell = self.kit.language.say("Restored")
        self._begun()

    def _not_put_back(self, error: Exception) -> None:
        """The file is as it was: open it again, and say why."""
        present(self.kit, self.window, error)
        self._open()

    def _move_home(self) -> None:
        def work(progress: Progress) -> None:
            progress.step(0, 1)
            self._doors.move_home()

        self._do(work, self._begun, self._not_begun)

    def _accept_place(self) -> None:
        self._kept = replace(self._kept, accepted_place=str(self._doors.data))
        self._open()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._doors.data.parent)))

    def _do(self, work: object, then: object, otherwise: object) -> Job:
        job = Job(work)  # pyright: ignore[reportArgumentType]
        job.succeeded.connect(then)
        job.failed.connect(otherwise)
        return self._jobs.start(job)


class DataFileDialog(QFileDialog):
    """Asks for a data file."""

    def __init__(self, kit: Kit, over: MainWindow, title: str, folder: Path) -> None:
        super().__init__(over, title, str(folder))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        say = kit.language.say
        self.setNameFilters([say("Accord files") + " (*.accord)", say("All files") + " (*)"])
