"""Sending from any page: on a lane of its own, asking for the password where it is needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.delivery import State
from app.domain.mail_account import Login, MailTroubleError, Trouble
from app.domain.sentence import N_
from app.ui.errors import present
from app.ui.form.fields import Choices, Field
from app.ui.jobs import Job
from app.ui.records.asking import AskSheet
from app.ui.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.mail_account import MailAccount
    from app.domain.progress import Progress
    from app.mail.probe import Found
    from app.services.mail import Sent
    from app.ui.desk import Desk
    from app.ui.form.fields import Record


class Poster(QObject):
    """Sends what is due, tries the account, and takes the password for both."""

    changed = Signal()
    """It has begun or ended to work."""
    progressed = Signal(int, int)
    """So many of so many mails were dealt with."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._kit = desk.kit
        self._mail = desk.services.mail
        self._over = over
        self._then: Callable[[], None] | None = None
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether it works."""
        return self._job is not None

    def send(self) -> None:
        """Send all that is due."""
        self._begin(self._mail.send, self._sent)

    def stop(self) -> None:
        """End sending; what is under way is kept as what it then is."""
        self._mail.stop()

    def test(self) -> None:
        """Try the account without sending anything."""

        def work(progress: Progress) -> Found:
            progress.step(0, 1)
            return self._mail.probe()

        self._begin(work, self._probed)

    def ask_for_secret(self, then: Callable[[], None] | None = None) -> None:
        """Ask for the password, or let the person sign in; then go on with what needs it."""
        self._then = then
        account = self._mail.account()
        is_google = account.login is Login.GOOGLE
        if account.login is Login.MICROSOFT:
            self._sign_in("")
            return
        say = self._kit.language.say
        title = say("Sign in") if is_google else say("Keep the password")
        text = (
            say("Google's secret of your own client. The browser opens for the rest.")
            if is_google
            else say(
                "The password of {user} at {server}. It is kept in the key store of this computer; "
                "where there is none, until Accord is closed. It is never in your data.",
                user=account.who or "–",
                server=account.server or "–",
            )
        )
        field = Field("secret", N_("Client secret") if is_google else N_("Password"), span=6)
        choices = Choices(self._kit.language, self._desk.services.today(), {})
        sheet = AskSheet(self._desk, self._over.window(), title, text, (field,), choices)
        line = sheet.boxes["secret"].control.first()
        if isinstance(line, QLineEdit):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        sheet.answered.connect(partial(self._answered, is_google=is_google))
        sheet.begin({})

    def _answered(self, found: Record, *, is_google: bool) -> None:
        secret = str(found.get("secret") or "")
        if is_google:
            self._sign_in(secret)
        elif secret:
            self._begin(partial(_keep, self._mail.keep_secret, secret), self._kept)

    def _sign_in(self, client_secret: str) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        job = Job(lambda progress: self._mail.sign_in(client_secret, browse, goes_on(progress)))

        def browse(address: str) -> bool:
            return QDesktopServices.openUrl(QUrl(address))

        def goes_on(progress: Progress) -> Callable[[], bool]:
            def asks() -> bool:
                progress.step(0, 1)
                return True

            return asks

        self._start(job, self._kept)

    def _begin(self, work: Callable[[Progress], object], then: Callable[..., None]) -> None:
        self._start(Job(work, self._mail.stop), then)

    def _start(self, job: Job, then: Callable[..., None]) -> None:
        if self._job:
            return
        self._job = job
        job.progressed.connect(self.progressed)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._kit.jobs.start_beside(job)
        self.changed.emit()

    def _end(self) -> None:
        self._job = None
        self.changed.emit()

    def _sent(self, sent: Sent) -> None:
        self._end()
        gone = sum(mail.state is State.SENT for mail in sent.mails)
        if gone:
            self._say(self._kit.counted(gone, N_("1 mail was sent"), N_("{count} mails were sent")))
        elif not sent.mails and not sent.trouble:
            self._say(self._kit.language.say("Nothing waits to be sent."))
        if sent.trouble:
            self._trouble(sent.trouble, self.send)

    def _probed(self, found: Found) -> None:
        self._end()
        say = self._kit.language.say
        account: MailAccount = self._mail.account()
        if found.protection:
            text = say(
                "{server} takes mail from you. The line is protected by {protection}.",
                server=account.server,
                protection=found.protection,
            )
        else:
            text = say("{server} takes mail from you.", server=account.server)
        self._say(text)

    def _kept(self, is_kept: object) -> None:
        self._end()
        say = self._kit.language.say
        self._say(
            say("The password is kept in the key store of this computer.")
            if is_kept
            else say("The password is known until Accord is closed.")
        )
        then, self._then = self._then, None
        if then:
            then()

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, MailTroubleError):
            self._trouble(error, self.test)
        else:
            present(self._kit, self._over.window(), error)

    def _trouble(self, trouble: MailTroubleError, again: Callable[[], None]) -> None:
        if trouble.trouble is Trouble.NO_SECRET:
            self.ask_for_secret(again)
        else:
            present(self._kit, self._over.window(), trouble)

    def _cancelled(self) -> None:
        self._end()

    def _say(self, text: str) -> None:
        Toast(self._kit.theme, self._over.window(), text)


def _keep(keep: Callable[[str], bool], secret: str, progress: Progress) -> bool:
    progress.step(0, 1)
    return keep(secret)
