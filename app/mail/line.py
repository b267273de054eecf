"""The line to a mail server: verified, never plain by accident, its faults told apart."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.mail_account import LOCAL_HOSTS, Login, MailTroubleError, Security, Trouble
from app.mail.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from app.domain.mail_account import MailAccount

_PASSWORDS_OFF = ("5.7.30", "5.7.139", "5.7.9 ", "basic authentication")
TROUBLED = (smtplib.SMTPException, OSError)
"""Whatever a line can break with."""


class Line:
    """A connection to a server, signed in; many letters may go over it."""

    def __init__(
        self,
        account: MailAccount,
        secret: Callable[[], str],
        patience: Patience | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """Say where to and as whom; `secret` gives a password or a token when it is needed."""
        self._account = account
        self._secret = secret
        self.patience = patience or Patience()
        self._trust = trust or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    @property
    def smtp(self) -> smtplib.SMTP:
        """The open connection."""
        assert self._smtp is not None, "the line is closed"
        return self._smtp

    def __enter__(self) -> Self:
        """Open it and sign in; raises MailTroubleError."""
        try:
            self._smtp = self._opened()
            self._sign_in()
        except MailTroubleError:
            self.close()
            raise
        except TROUBLED as error:
            self.close()
            raise trouble_of(error, self._account) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye where somebody still listens."""
        smtp, self._smtp = self._smtp, None
        if smtp and smtp.sock:
            with suppress(*TROUBLED):
                smtp.sock.settimeout(2)
                smtp.quit()
            with suppress(*TROUBLED):
                smtp.close()

    def cut(self) -> None:
        """Break the connection at once, from any thread: whoever waits for an answer is woken."""
        smtp = self._smtp
        sock: socket.socket | None = smtp.sock if smtp else None
        if sock:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def wait_at_most(self, seconds: float) -> None:
        """How long the next answers may take."""
        if self.smtp.sock:
            self.smtp.sock.settimeout(seconds)

    def _opened(self) -> smtplib.SMTP:
        account, patience = self._account, self.patience
        if not account.server:
            raise MailTroubleError(Trouble.NO_ACCOUNT, account)
        if account.security is Security.NONE and account.server not in LOCAL_HOSTS:
            raise MailTroubleError(Trouble.PLAIN, account)
        if account.security is Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                account.server, account.door, timeout=patience.connect, context=self._trust
            )
        else:
            smtp = smtplib.SMTP(account.server, account.door, timeout=patience.connect)
        self._smtp = smtp
        smtp.ehlo_or_helo_if_needed()
        if account.security is Security.STARTTLS:
            if not smtp.has_extn("starttls"):
                raise MailTroubleError(Trouble.NO_TLS, account)
            # Without a context Python would take any certificate.
            code, reply = smtp.starttls(context=self._trust)
            if code != 220:  # noqa: PLR2004 - "ready to begin TLS"
                raise MailTroubleError(Trouble.NO_TLS, account, _words(code, reply))
            smtp.ehlo_or_helo_if_needed()
        self.wait_at_most(patience.command)
        return smtp

    def _sign_in(self) -> None:
        account, smtp = self._account, self.smtp
        if account.login is Login.NONE:
            return
        if not smtp.has_extn("auth"):
            raise MailTroubleError(Trouble.NO_LOGIN, account)
        secret = self._secret()
        if not secret:
            raise MailTroubleError(Trouble.NO_SECRET, account)
        if account.login is Login.PASSWORD:
            smtp.login(account.who, secret)
            return
        told = f"user={account.who}\x01auth=Bearer {secret}\x01\x01"

        def answer(challenge: bytes | None = None) -> str:
            # The server tells of an error in a challenge, which wants an empty answer.
            return told if challenge is None else ""

        smtp.auth("XOAUTH2", answer)


def trouble_of(error: Exception, account: MailAccount) -> MailTroubleError:
    """What an error of the line means."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = _words(error.smtp_code, error.smtp_error)
        return MailTroubleError(_told_by(error, said), account, said)
    said = str(error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        # The library makes a silence a closed line.
        is_silent = isinstance(error.__context__, TimeoutError)
        return MailTroubleError(Trouble.NO_ANSWER if is_silent else Trouble.LOST, account, said)
    if isinstance(error, smtplib.SMTPException):
        return MailTroubleError(Trouble.NO_LOGIN, account, said)
    if isinstance(error, socket.gaierror):
        offline = error.errno in {socket.EAI_AGAIN, getattr(socket, "EAI_NODATA", None)}
        return MailTroubleError(Trouble.OFFLINE if offline else Trouble.NOT_FOUND, account, said)
    found = next((trouble for kind, trouble in _FAULTS if isinstance(error, kind)), Trouble.OFFLINE)
    return MailTroubleError(found, account, said)


_FAULTS: tuple[tuple[type[Exception], Trouble], ...] = (
    (ssl.SSLCertVerificationError, Trouble.BAD_CERTIFICATE),
    # Usually TLS was spoken to a port that begins without it.
    (ssl.SSLError, Trouble.NO_TLS),
    (TimeoutError, Trouble.NO_ANSWER),
    (ConnectionRefusedError, Trouble.REFUSED),
    (ConnectionError, Trouble.LOST),
)
"""The first kind that fits tells; what is left is a network that is not there."""


def _told_by(error: smtplib.SMTPResponseException, said: str) -> Trouble:  # noqa: PLR0911 - one return a trouble
    code, small = error.smtp_code, said.casefold()
    if any(sign in small for sign in _PASSWORDS_OFF):
        return Trouble.PASSWORDS_OFF
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Trouble.BUSY if 400 <= code < 500 else Trouble.BAD_LOGIN  # noqa: PLR2004
    if code in {530, 535}:
        return Trouble.NO_RELAY if code == 530 else Trouble.BAD_LOGIN  # noqa: PLR2004
    if code == 552 or "5.3.4" in small:  # noqa: PLR2004
        return Trouble.TOO_LARGE
    if "relay" in small:
        return Trouble.NO_RELAY
    if isinstance(error, smtplib.SMTPSenderRefused) and code >= 500:  # noqa: PLR2004
        return Trouble.BAD_SENDER
    if code == -1:
        return Trouble.STRANGE
    return Trouble.BUSY if 400 <= code < 500 else Trouble.STRANGE  # noqa: PLR2004


def _words(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:500]
