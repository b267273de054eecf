"""From documents to mails: look at them, put them into the outbox, and perhaps send them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.sentence import N_
from app.ui.errors import present
from app.ui.jobs import Job
from app.ui.outbox.asking import How, SendSheet
from app.ui.outbox.page import write_draft
from app.ui.outbox.poster import Poster
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.domain.mail_account import MailAccount
    from app.domain.outbox import Draft
    from app.domain.progress import Progress
    from app.services.mail import Queued
    from app.ui.desk import Desk


class Sender(QObject):
    """Asks what is to be done with some documents, and does it."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kit = desk.kit
        self._over = over
        self._mail = desk.services.mail
        self.poster = Poster(desk, over)
        self._put: Callable[[bool], Queued] | None = None
        self._how = How.LATER

    def ask(self, numbers: Sequence[str]) -> None:
        """Show the mails that these documents become."""
        wanted = tuple(numbers)
        self.ask_for(
            lambda: self._mail.drafts(wanted),
            lambda again: self._mail.queue(wanted, again=again),
        )

    def ask_for(self, look: Callable[[], Sequence[Draft]], put: Callable[[bool], Queued]) -> None:
        """Show mails as they would be written, and put them into the outbox once that is wanted.

        `put` is told whether what was sent before goes once more.
        """
        self._put = put

        def work(progress: Progress) -> tuple[Sequence[Draft], MailAccount]:
            progress.step(0, 1)
            return look(), self._mail.account()

        self._start(work, self._ask)

    def hand_over(self, ids: Sequence[int], folder: Path) -> None:
        """Write drafts for another mail program into a folder."""

        def work(progress: Progress) -> int:
            for done, id_ in enumerate(ids):
                progress.step(done, len(ids))
                name, content = self._mail.hand_over(id_)
                write_draft(folder / name, content)
            return len(ids)

        self._start(work, self._handed_over)

    def _ask(self, found: tuple[Sequence[Draft], MailAccount]) -> None:
        sheet = SendSheet(self._kit, self._over.window(), *found)
        sheet.confirmed.connect(self._queue)
        sheet.open(sheet.now)

    def _queue(self, how: How, again: bool) -> None:
        self._how = how
        put = self._put
        assert put

        def work(progress: Progress) -> Queued:
            progress.step(0, 1)
            return put(again)

        self._start(work, self._queued)

    def _queued(self, queued: Queued) -> None:
        if self._how is How.NOW:
            self.poster.send()
        elif self._how is How.DRAFTS:
            self._ask_for_folder(queued.mails)
        else:
            count = len(queued.mails)
            text = self._kit.counted(
                count, N_("1 mail is in the outbox"), N_("{count} mails are in the outbox")
            )
            self._tell(text)

    def _ask_for_folder(self, ids: Sequence[int]) -> None:
        dialog = QFileDialog(self._over, self._kit.language.say("Save the drafts in a folder"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self._write, ids))
        dialog.open()

    def _write(self, ids: Sequence[int], folder: str) -> None:
        self.hand_over(ids, Path(folder))

    def _handed_over(self, count: int) -> None:
        self._tell(
            self._kit.counted(
                count,
                N_("1 draft is saved; open it in your mail program"),
                N_("{count} drafts are saved; open them in your mail program"),
            )
        )

    def _tell(self, text: str) -> None:
        show = self._kit.language.say("Show the outbox")
        Toast(self._kit.theme, self._over.window(), text, show, self._show_outbox)

    def _show_outbox(self) -> None:
        self._desk.go("outbox", None)

    def _start(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        job = Job(work)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _failed(self, error: Exception) -> None:
        present(self._kit, self._over.window(), error)
