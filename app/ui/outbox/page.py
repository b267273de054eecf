"""The outbox: every mail and what became of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from app.domain.changes import Changes, Kind
from app.domain.delivery import State, Step
from app.domain.outbox import Mail
from app.domain.sentence import N_
from app.ui.buttons import Button
from app.ui.buttons import Kind as Loud
from app.ui.cells import Column, Pair, Words
from app.ui.empty import Empty
from app.ui.errors import present
from app.ui.filter_field import FilterField
from app.ui.icons import Icon
from app.ui.jobs import Job
from app.ui.labels import Role, label
from app.ui.layout import column, framed, line, row
from app.ui.outbox import words
from app.ui.outbox.detail import MailPane
from app.ui.outbox.poster import Poster
from app.ui.outbox.texts import Texts
from app.ui.page import Page
from app.ui.save_pdf import CannotWriteError
from app.ui.table import Table
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.progress import Progress
    from app.i18n import Language
    from app.ui.desk import Desk


def columns(language: Language) -> tuple[Column[Mail], ...]:
    """What the list shows of a mail."""

    def when(mail: Mail) -> Words:
        return Words(words.moment(language, mail.delivery.tried_at or mail.created))

    return (
        Column(
            N_("Client"),
            lambda mail: Pair(mail.client_name, ", ".join(mail.documents) or mail.subject),
            is_stretched=True,
        ),
        Column(N_("State"), lambda mail: words.pill(language, mail)),
        Column(N_("When"), when, rank=1),
    )


class OutboxPage(Page):
    """Lists what waits and what was sent, newest first."""

    watches: ClassVar[Changes] = frozenset({Kind.MAIL, Kind.COMPANY})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kit = desk.kit
        self._mail = desk.services.mail
        self._mails: tuple[Mail, ...] = ()
        self._wanted: int | None = None
        self.poster = Poster(desk, self)
        self.texts = Texts(desk, self)
        self.words = Button(self._kit.theme, self._kit.language.say("Texts…"), icon=Icon.EDIT)
        self.words.clicked.connect(self.texts.ask)
        self._build()
        self.narrow.textChanged.connect(self._list_rows)
        self.table.chosen.connect(self._show_chosen)
        self.pane.asked.connect(self.take)
        self.poster.changed.connect(self._show_tools)
        self._show_tools()

    def refresh(self) -> None:
        """Look up all mails."""

        def work(progress: Progress) -> tuple[Mail, ...]:
            progress.step(0, 1)
            return self._mail.list()

        job = Job(work)
        job.succeeded.connect(self._listed)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def title(self) -> tuple[str, str]:
        """The page's name."""
        return self._kit.language.say("Outbox"), ""

    def tools(self) -> Sequence[QWidget]:
        """The texts, and to begin and end sending."""
        return (self.words, self.stop, self.send)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def filter(self) -> None:
        """Put the cursor into the filter."""
        self.narrow.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.narrow.selectAll()

    def show_what(self, what: object) -> None:
        """Choose a mail by its number."""
        if isinstance(what, int):
            self.narrow.clear()
            self._wanted = what
            self.table.choose(what)

    def take(self, step: Step) -> None:
        """Do what the person decided about the chosen mail."""
        mail = self.table.current
        if not mail:
            return
        if step is Step.HAND_OVER:
            self._ask_for_file(mail)
            return
        act = {
            Step.SETTLE: self._mail.settle,
            Step.AGAIN: self._mail.again,
            Step.RELEASE: self._mail.release,
            Step.WITHDRAW: self._mail.withdraw,
        }[step]
        id_ = mail.id

        def work(progress: Progress) -> Mail:
            progress.step(0, 1)
            return act(id_)

        job = Job(work)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def hand_over(self, id_: int, path: str) -> None:
        """Write a draft for another mail program."""

        def work(progress: Progress) -> Path:
            progress.step(0, 1)
            return write_draft(Path(path), self._mail.hand_over(id_)[1])

        job = Job(work)
        job.succeeded.connect(self._handed_over)
        job.failed.connect(self._failed)
        self._kit.jobs.start(job)

    def _build(self) -> None:
        kit, say = self._kit, self._kit.language.say
        self.send = Button(kit.theme, say("Send now"), Loud.PRIMARY, Icon.SEND)
        self.stop = Button(kit.theme, say("Stop"), icon=Icon.CLOSE)
        self.send.clicked.connect(self.poster.send)
        self.stop.clicked.connect(self.poster.stop)
        self.narrow = FilterField(kit.theme, say("Filter the outbox"), say("Filter the outbox"))
        self.narrow.setMaximumWidth(kit.theme.scaled(320))
        self._count = label(role=Role.MUTED)
        tools = framed(
            "Pane", row((self.narrow, 2), None, self._count, gap=10, margins=(20, 12, 16, 12))
        )
        self.table = Table[Mail](kit.theme, kit.language, columns(kit.language), lambda one: one.id)
        self.table.setAccessibleName(say("Outbox"))
        self.table.setMinimumWidth(380)
        self.pane = MailPane(kit)
        self.pane.setMinimumWidth(340)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.pane)
        split.setSizes([620, 580])
        self._work = QWidget()
        self._work.setLayout(column(tools, line(), (split, 1), gap=0))
        to_documents = Button(kit.theme, say("Go to the documents"), Loud.PRIMARY, Icon.DOCUMENTS)
        to_documents.clicked.connect(self._show_documents)
        self._nothing = Empty(kit.theme, Icon.SEND, to_documents)
        self._nothing.say(
            say("Nothing in the outbox"),
            say(
                "Choose documents and press Send: the mails wait here until you send them, and "
                "each says what became of it."
            ),
        )
        self._stack = QStackedWidget()
        for view in (framed("Well", column()), self._work, self._nothing):
            self._stack.addWidget(view)
        self.setLayout(column((self._stack, 1), gap=0))

    def _show_documents(self) -> None:
        self._desk.go("documents", None)

    def _listed(self, mails: tuple[Mail, ...]) -> None:
        self._mails = mails
        self._stack.setCurrentWidget(self._work if mails else self._nothing)
        self._list_rows()
        if self._wanted is not None:
            self.table.choose(self._wanted)
            self._wanted = None
        self._show_tools()
        self.counted.emit(sum(mail.needs_a_person for mail in mails))

    def _list_rows(self) -> None:
        self.table.show_rows(
            [
                mail
                for mail in self._mails
                if self.narrow.finds(mail.client_name, mail.subject, *mail.documents)
            ]
        )
        self._count.setText(self._kit.counted(len(self._mails), N_("1 mail"), N_("{count} mails")))
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.pane.show_mail(self.table.current)

    def _show_tools(self) -> None:
        is_sending = any(mail.state is State.SENDING for mail in self._mails)
        is_busy = self.poster.is_busy or is_sending
        self.stop.setVisible(is_busy)
        waits = any(mail.state is State.PENDING for mail in self._mails)
        self.send.setEnabled(waits and not is_busy)

    def _ask_for_file(self, mail: Mail) -> None:
        dialog = QFileDialog(self, self._kit.language.say("Hand over as a draft"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("eml")
        dialog.selectFile(f"{mail.documents[0] if mail.documents else mail.id}.eml")
        dialog.fileSelected.connect(partial(self.hand_over, mail.id))
        dialog.open()

    def _handed_over(self, path: Path) -> None:
        say = self._kit.language.say
        text = say("Saved as {file}", file=path.name)
        Toast(self._kit.theme, self.window(), text, say("Open it"), partial(_open, path))

    def _failed(self, error: Exception) -> None:
        present(self._kit, self.window(), error)


def write_draft(path: Path, content: bytes) -> Path:
    """Write a draft where the person said."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWriteError(file=path.name, reason=error.strerror or str(error)) from error
    return path


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
