"""Trying an account without sending anything: everything up to the letter itself."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.mail_account import MailTroubleError, Trouble
from app.domain.mail_address import is_address, on_the_wire
from app.mail.line import TROUBLED, trouble_of

if TYPE_CHECKING:
    from app.domain.mail_account import MailAccount
    from app.mail.line import Line


@dataclass(frozen=True, slots=True)
class Found:
    """What a server that would take mail says of itself."""

    protection: str
    """`TLSv1.3`, or nothing."""
    largest: int | None
    """The most bytes a mail may have."""


def probe(line: Line, account: MailAccount) -> Found:
    """Sign in and ask whether mail would be taken; raises MailTroubleError."""
    if not is_address(account.sender):
        raise MailTroubleError(Trouble.BAD_SENDER, account)
    with line:
        smtp = line.smtp
        sender = on_the_wire(account.sender)
        try:
            code, reply = smtp.mail(sender)
            if code >= 400:  # noqa: PLR2004
                raise smtplib.SMTPSenderRefused(code, reply, sender)
            code, reply = smtp.rcpt(sender)
            if code >= 400:  # noqa: PLR2004
                raise smtplib.SMTPResponseException(code, reply)
            smtp.rset()
        except TROUBLED as error:
            raise trouble_of(error, account) from error
        sock = smtp.sock
        protection = (sock.version() or "") if isinstance(sock, ssl.SSLSocket) else ""
        size = smtp.esmtp_features.get("size", "")
        return Found(protection, int(size) if size.isdigit() and int(size) else None)
