"""Backups: their list, how they stand, and what can be done."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.services.writing import write_own
from app.ui.backups.encrypting import EncryptSheet
from app.ui.backups.restoring import Restoring
from app.ui.backups.rows import Row, columns, rows
from app.ui.backups.standing import StandingPane
from app.ui.buttons import Button
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.records.confirming import ConfirmSheet
from app.ui.save_pdf import CannotWriteError
from app.ui.table import Table
from app.ui.toast import Toast
from app.ui.welcome.copy_dialog import CopyDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.progress import Progress
    from app.domain.sentence import Sentence
    from app.services.backups import Backup, Standing
    from app.ui.desk import Desk


class BackupsView(QWidget):
    """Lists what can be put back, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._backups = desk.services.backups
        self._standing: Standing | None = None
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Look what there is."""
        self._do(self._backups.standing, self._show)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_up(self) -> None:
        """Make a backup now."""
        text = self._kit.language.say("A backup is being made and checked…")
        self._work(text, self._backups.keep, self._made)

    def put_back(self) -> None:
        """Look at the chosen one, and ask."""
        if found := self.table.current:
            self.restoring.begin(found.path)

    def put_back_file(self, path: str) -> None:
        """The same with a file from anywhere."""
        self.restoring.begin(Path(path))

    def check(self) -> None:
        """Check all of the data file."""
        text = self._kit.language.say("All of the data file is being checked…")
        self._work(text, self._desk.services.company.check, self._checked)

    def drill(self) -> None:
        """Restore the newest where it harms nothing."""
        text = self._kit.language.say("The newest backup is being restored to look at it…")
        self._work(text, self._backups.drill, self._show)

    def use_second(self, folder: str) -> None:
        """Let every backup go to another folder too; the first goes there now."""

        def work() -> Backup:
            self._backups.put_second(folder)
            return self._backups.keep()

        text = self._kit.language.say("A backup is being made and checked…")
        self._work(text, work, self._made)

    def use_no_second(self) -> None:
        """Keep backups here alone."""
        self._do(partial(self._backups.put_second, ""), self._changed)

    def encrypt(self, passphrase: str) -> None:
        """Encrypt from now on, beginning with one that is made now."""

        def work() -> Backup:
            self._backups.encrypt_with(passphrase)
            return self._backups.keep()

        self._work(self._kit.language.say("The first one is being encrypted…"), work, self._made)

    def encrypt_no_more(self) -> None:
        """Leave backups readable from now on, beginning with one that is made now."""

        def work() -> Backup:
            self._backups.encrypt_no_more()
            return self._backups.keep()

        text = self._kit.language.say("A backup is being made and checked…")
        self._work(text, work, self._made)

    def save_paper(self, passphrase: str, path: str) -> None:
        """Write the recovery sheet, for its owner alone."""

        def work() -> Path:
            try:
                write_own(Path(path), self._backups.recovery_sheet(passphrase))
            except OSError as error:
                reason = error.strerror or str(error)
                raise CannotWriteError(file=Path(path).name, reason=reason) from error
            return Path(path)

        self._do(work, self._saved)

    def _build(self) -> None:
        kit, say = self._kit, self._kit.language.say
        self.restoring = Restoring(kit, self, self._backups.preview)
        self.restore = Button(kit.theme, say("Restore…"), icon=Icon.RESTORE)
        self.other = Button(kit.theme, say("Restore a file…"))
        self.told = label(role=Role.MUTED)
        self.table = Table[Row](kit.theme, kit.language, columns(kit.language), _path)
        self.table.setAccessibleName(say("Backups"))
        nothing = Empty(kit.theme, Icon.HISTORY)
        nothing.say(
            say("No backups yet"),
            say("They are made by themselves as you work; Back up now makes one at once."),
        )
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(nothing)
        self._list.setMinimumWidth(300)
        tools = row(self.restore, self.other, self.told, None, gap=8)
        tools.setContentsMargins(20, 10, 16, 10)
        left = column(framed("Pane", tools), line(), (self._list, 1), gap=0)
        self.pane = StandingPane(kit)
        self.setLayout(row(left, line(upright=True), self.pane, gap=0))
        self.restore.setEnabled(False)

    def _connect(self) -> None:
        pane = self.pane
        self.restore.clicked.connect(self.put_back)
        self.other.clicked.connect(self._ask_for_file)
        self.restoring.wanted.connect(self._desk.put_back)
        self.restoring.working.connect(self._looking)
        self.table.chosen.connect(self._fit)
        self.table.doubleClicked.connect(self.put_back)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.put_back)
        pane.folder.clicked.connect(self._show_folder)
        pane.drill.clicked.connect(self.drill)
        pane.check.clicked.connect(self.check)
        pane.second.clicked.connect(self._ask_for_second)
        pane.no_second.clicked.connect(self.use_no_second)
        pane.encrypt.clicked.connect(self._ask_to_encrypt)
        pane.plain.clicked.connect(self._ask_to_stop_encrypting)
        pane.paper.clicked.connect(partial(self._ask_for_paper, ""))

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        found = rows(standing)
        self.table.show_rows(found)
        self._list.setCurrentIndex(0 if found else 1)
        self.pane.show_standing(standing)
        self._rest()

    def _made(self, made: Backup) -> None:
        self._rest()
        text = self._kit.language.say("Backup made and checked: {file}", file=made.path.name)
        Toast(self._kit.theme, self.window(), text)
        self.refresh()

    def _checked(self, found: Sequence[Sentence]) -> None:
        self._rest()
        if self._standing:
            self._do(self._backups.standing, partial(self._tell_checked, found))

    def _tell_checked(self, found: Sequence[Sentence], standing: Standing) -> None:
        self.pane.show_findings(found, standing.seen)

    def _changed(self) -> None:
        self.refresh()

    def _saved(self, path: Path) -> None:
        text = self._kit.language.say(
            "Saved as {file}. Print it, then delete the file.", file=path.name
        )
        Toast(self._kit.theme, self.window(), text)

    def _looking(self, is_at_it: bool) -> None:
        if is_at_it:
            self._begin(self._kit.language.say("The backup is being opened and checked…"))
        else:
            self._rest()

    def _ask_for_file(self) -> None:
        dialog = CopyDialog(self._kit, self.window())
        dialog.fileSelected.connect(self.put_back_file)
        dialog.open()

    def _ask_for_second(self) -> None:
        title = self._kit.language.say("Choose a folder on another drive")
        dialog = QFileDialog(self.window(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.use_second)
        dialog.open()

    def _ask_to_encrypt(self) -> None:
        backups = self._backups
        sheet = EncryptSheet(self._kit, self.window(), backups.suggest, backups.SHORTEST)
        sheet.chosen.connect(self.encrypt)
        sheet.sheet_wanted.connect(self._ask_for_paper)
        sheet.open(sheet.line)

    def _ask_to_stop_encrypting(self) -> None:
        say = self._kit.language.say
        title = say("Stop encrypting the backups")
        text = say(
            "Whoever has one of those made from now on can read it. Those there are stay "
            "encrypted, and this computer forgets their passphrase: keep the recovery sheet."
        )
        sheet = ConfirmSheet(self._kit, self.window(), title, text, say("Stop encrypting"))
        sheet.confirmed.connect(self.encrypt_no_more)
        sheet.open(sheet.cancel)

    def _ask_for_paper(self, passphrase: str) -> None:
        say = self._kit.language.say
        dialog = QFileDialog(self.window(), say("Save the recovery sheet"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(say("recovery-sheet") + ".pdf")
        dialog.fileSelected.connect(partial(self.save_paper, passphrase))
        dialog.open()

    def _show_folder(self) -> None:
        if self._standing:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._standing.folder)))

    def _work(self, text: str, work: Callable[[], object], then: Callable[..., None]) -> None:
        self._begin(text)
        self._do(work, then)

    def _do(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        def at_work(progress: Progress) -> object:
            progress.step(0, 1)
            return work()

        job = Job(at_work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        self._rest()
        present(self._kit, self.window(), error)

    def _begin(self, text: str) -> None:
        self.told.setText(text)
        for button in (*self.pane.buttons, self.restore, self.other):
            button.setEnabled(False)

    def _rest(self) -> None:
        self.told.setText("")
        for button in (*self.pane.buttons, self.other):
            button.setEnabled(True)
        self._fit()

    def _fit(self) -> None:
        self.restore.setEnabled(self.table.current is not None and not self.told.text())


def _path(found: Row) -> Path:
    return found.path
