"""The last step of a month end: what was issued, and what became of mailing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from app.domain.delivery import State
from app.domain.document import DocumentKind
from app.domain.sentence import N_
from app.services.month_end import Sending
from app.ui.billing import words
from app.ui.billing.state import totals
from app.ui.buttons import Button, Kind
from app.ui.cells import Cell, Column, Figure, Pair, Pill
from app.ui.empty import Empty
from app.ui.icons import Icon
from app.ui.labels import ElidedLabel, Role, label
from app.ui.layout import column, framed, line, row
from app.ui.outbox import words as mail_words
from app.ui.shortcuts import OPEN_MAIL, PRINT, bind
from app.ui.table import Table
from app.ui.tokens import Tone

if TYPE_CHECKING:
    from app.i18n import Language
    from app.ui.billing.state import Run
    from app.ui.kit import Kit
    from app.ui.outbox.sending import Sender


def columns(language: Language) -> tuple[Column[Sending], ...]:
    """What the list says of a document and its mail."""

    def mailed(found: Sending) -> Cell:
        if found.mail and not found.is_to_send:
            return mail_words.pill(language, found.mail)
        if found.problem:
            return Pill(language.say(N_("No address")), Tone.WARN, Icon.WARNING)
        if found.mail:
            return mail_words.pill(language, found.mail)
        return Pill(language.say(N_("Not sent")), Tone.MUTE, Icon.CIRCLE)

    return (
        Column(N_("Mail"), mailed),
        Column(N_("Document"), lambda found: Pair(found.number, found.client_name)),
        Column(
            N_("What became of it"),
            lambda found: Pair(*_told(language, found)),
            is_stretched=True,
            rank=0,
        ),
        Column(N_("Total"), lambda found: Figure(language.money(found.total)), is_right=True),
    )


def _told(language: Language, found: Sending) -> tuple[str, str]:
    """To whom, and how it went; a failure in the server's own words."""
    mail = found.mail
    if found.problem and found.is_to_send:
        return language.tell(found.problem), ""
    people = mail.delivery.recipients if mail else found.recipients
    to = ", ".join(one.address for one in people)
    if mail is None:
        return to, ""
    at = mail.delivery.tried_at
    if mail.state is State.SENT and at:
        return to, mail_words.moment(language, at)
    return to, mail.delivery.evidence or mail_words.why(language, mail)


class SendStep(QWidget):
    """Mails, prints or saves what was issued; a mail that failed says why."""

    save = Signal()
    printed = Signal()
    """All of it is wanted on paper."""
    summary = Signal()
    open_mail = Signal(int)

    def __init__(self, kit: Kit, sender: Sender) -> None:
        super().__init__()
        self._kit = kit
        self._sender = sender
        self._run: Run | None = None
        say = kit.language.say
        self.told = ElidedLabel(Role.H3)
        self.note = ElidedLabel(Role.MUTED)
        self.table = Table[Sending](
            kit.theme, kit.language, columns(kit.language), lambda found: found.number
        )
        self.table.setAccessibleName(say("Documents of this month end"))
        self.send = Button(kit.theme, say("Send…"), Kind.PRIMARY, Icon.SEND)
        self.saving = Button(kit.theme, say("Save PDFs…"), icon=Icon.DOWNLOAD)
        self.recall = Button(kit.theme, say("Summary"))
        sums = column(self.note, self.told, gap=1)
        idle = row(gap=8, margins=(20, 11, 16, 12))
        idle.addLayout(sums, 1)
        self.print = Button(kit.theme, say("Print…"))
        self.print.setToolTip("Ctrl+P")
        for button in (self.recall, self.print, self.saving, self.send):
            idle.addWidget(button)
        self._progress = label(role=Role.SMALL)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say("Progress"))
        self.stop = Button(kit.theme, say("Stop"), icon=Icon.CLOSE)
        working = row(gap=16, margins=(20, 11, 16, 12))
        working.addLayout(column(None, self._progress, self._bar, None, gap=7), 1)
        working.addWidget(self.stop)
        self._foot = QStackedWidget()
        self._foot.addWidget(framed("Pane", idle))
        self._foot.addWidget(framed("Pane", working))
        self.nothing = Empty(kit.theme, Icon.SEND)
        self.nothing.say(
            say("Nothing to send yet"),
            say("What this month end issues is listed here, with what became of each mail."),
        )
        self._list = QWidget()
        self._list.setLayout(column((self.table, 1), line(), self._foot, gap=0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.nothing)
        self.setLayout(column((framed("Pane", column((self._stack, 1), gap=0)), 1), gap=0))
        self._connect()

    def _connect(self) -> None:
        poster = self._sender.poster
        poster.changed.connect(self._turn)
        poster.progressed.connect(self._show_progress)
        self.stop.clicked.connect(poster.stop)
        self.send.clicked.connect(self.ask)
        self.saving.clicked.connect(self.save)
        self.print.clicked.connect(self.printed)
        bind(self, PRINT, self.printed.emit)
        self.recall.clicked.connect(self.summary)
        self.table.doubleClicked.connect(self.show_mail)
        bind(self.table, OPEN_MAIL, self.show_mail)

    def show_run(self, run: Run) -> None:
        """Show what was issued in a run."""
        self._run = run
        say, language = self._kit.language.say, self._kit.language
        self._stack.setCurrentWidget(self._list if run.sendings else self.nothing)
        notes = sum(one.kind is DocumentKind.CREDIT_NOTE for one in run.sendings)
        found = words.documents(self._kit, len(run.sendings), notes)
        sums = totals(
            -one.total if one.kind is DocumentKind.CREDIT_NOTE else one.total
            for one in run.sendings
        )
        self.told.show_text(" · ".join(filter(None, (found, words.sums(language, sums)))))
        sent = sum(one.is_sent for one in run.sendings)
        failed = sum(bool(one.mail and one.mail.needs_a_person) for one in run.sendings)
        parts = (
            say("{count} sent", count=sent) if sent else "",
            say("{count} not sent", count=len(run.unsent)) if run.unsent else "",
            say("{count} need you", count=failed) if failed else "",
        )
        self.note.show_text(", ".join(filter(None, parts)) or say("In the outbox"))
        can_go = [one for one in run.unsent if not one.problem]
        self.send.say(say("Send {count}…", count=len(can_go)) if can_go else say("Send…"))
        self.send.setEnabled(bool(can_go))
        self.table.show_rows(run.sendings)

    def enter(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> None:
        """Show the mails of what is not sent, to be sent now or later."""
        if self._run:
            self._sender.ask([one.number for one in self._run.unsent if not one.problem])

    def show_mail(self) -> None:
        """Open the chosen document's mail in the outbox."""
        found = self.table.current
        if found and found.mail:
            self.open_mail.emit(found.mail.id)

    def _turn(self) -> None:
        is_busy = self._sender.poster.is_busy
        if is_busy:
            self._bar.setRange(0, 0)
            self._progress.setText(self._kit.language.say("Sending"))
        self._foot.setCurrentIndex(int(is_busy))

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._progress.setText(
            self._kit.language.say(
                "Sending {number} of {total}", number=min(done + 1, total), total=total
            )
        )
