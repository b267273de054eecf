"""One letter over an open line: who took it, who did not, or that nobody can know."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass, field

from app.domain.delivery import Answer, Fate, Recipient
from app.domain.mail_account import MailAccount, MailTroubleError
from app.domain.mail_address import on_the_wire
from app.mail.letter import Letter, as_message
from app.mail.line import TROUBLED, Line, trouble_of

_GO_ON = 354
_BARE = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Posted:
    """What the server said of each address; `evidence` is its last word."""

    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])
    evidence: str = ""


class UnpostedError(Exception):
    """The line broke before the letter could have been taken: nothing of it left."""

    def __init__(self, trouble: MailTroubleError) -> None:
        """Keep what was wrong with the line."""
        super().__init__(trouble.evidence)
        self.trouble = trouble


class UnknownFateError(Exception):
    """The line broke after the end of the letter was given: it may have been taken."""

    def __init__(self, evidence: str, answers: dict[str, Answer]) -> None:
        """Keep what was heard, and who had been refused before."""
        super().__init__(evidence)
        self.evidence = evidence
        self.answers = answers


def post(line: Line, account: MailAccount, letter: Letter, left: tuple[Recipient, ...]) -> Posted:
    """Give a letter to the server for those who are still to get it.

    Raises UnpostedError or UnknownFateError where the line breaks.
    """
    smtp = line.smtp
    if letter.needs_utf8 and not smtp.has_extn("smtputf8"):
        return _all(left, Fate.REFUSED, "SMTPUTF8 is not offered by the server")
    data = as_message(letter)
    largest = smtp.esmtp_features.get("size", "")
    if largest.isdigit() and 0 < int(largest) < len(data):
        said = f"552 SIZE {largest} < {len(data)}"
        return _all(left, Fate.REFUSED, said)
    try:
        line.wait_at_most(line.patience.command)
        answers, taken = _envelope(smtp, letter, left, len(data))
        if refusal := _envelope_refused(answers, taken):
            smtp.rset()
            return refusal
        code, reply = smtp.docmd("DATA")
        if code != _GO_ON:
            said = _said(code, reply)
            smtp.rset()
            return Posted(answers | _same(taken, code, said), said)
        line.wait_at_most(line.patience.data)
        smtp.send(_body(data))
    except MailTroubleError as trouble:
        raise UnpostedError(trouble) from trouble
    except TROUBLED as error:
        raise UnpostedError(trouble_of(error, account)) from error
    code, said = _end(line, answers)
    if code == -1:
        raise UnknownFateError(said, answers)
    return Posted(answers | _same(taken, code, said), said)


def _envelope(
    smtp: smtplib.SMTP, letter: Letter, left: tuple[Recipient, ...], size: int
) -> tuple[dict[str, Answer], tuple[str, ...]]:
    options = [f"size={size}"] if smtp.has_extn("size") else []
    smtp.command_encoding = "utf-8" if letter.needs_utf8 else "ascii"
    if letter.needs_utf8:
        options += ["BODY=8BITMIME", "SMTPUTF8"]
    sender = on_the_wire(letter.sender)
    code, reply = smtp.mail(sender, options)
    if not _is_fine(code):
        if code == 552:  # noqa: PLR2004 - too large
            return {one.address: Answer(Fate.REFUSED, _said(code, reply)) for one in left}, ()
        raise smtplib.SMTPSenderRefused(code, reply, sender)
    answers: dict[str, Answer] = {}
    taken: list[str] = []
    for one in left:
        code, reply = smtp.rcpt(on_the_wire(one.address))
        if _is_fine(code):
            taken.append(one.address)
        elif code == 421:  # noqa: PLR2004 - the server is closing
            raise smtplib.SMTPServerDisconnected(_said(code, reply))
        elif code == 530:  # noqa: PLR2004 - sign in first
            raise smtplib.SMTPResponseException(code, reply)
        else:
            answers[one.address] = _answer(code, _said(code, reply))
    return answers, tuple(taken)


def _envelope_refused(answers: dict[str, Answer], taken: tuple[str, ...]) -> Posted | None:
    if taken:
        return None
    return Posted(answers, next((one.reply for one in answers.values()), ""))


def _end(line: Line, answers: dict[str, Answer]) -> tuple[int, str]:
    """Say that the letter is complete. From here on a silence means that nobody can know."""
    line.wait_at_most(line.patience.last_answer)
    try:
        line.smtp.send(b"\r\n.\r\n")
        code, reply = line.smtp.getreply()
    except TROUBLED as error:
        raise UnknownFateError(str(error) or type(error).__name__, answers) from error
    return code, _said(code, reply)


def _body(data: bytes) -> bytes:
    """The letter as it travels: lines that begin with a dot have another; the end is apart."""
    return _BARE.sub(b"..", data).removesuffix(b"\r\n")


def _same(taken: tuple[str, ...], code: int, said: str) -> dict[str, Answer]:
    return dict.fromkeys(taken, _answer(code, said))


def _all(left: tuple[Recipient, ...], fate: Fate, said: str) -> Posted:
    return Posted({one.address: Answer(fate, said) for one in left}, said)


def _answer(code: int, said: str) -> Answer:
    if _is_fine(code):
        return Answer(Fate.ACCEPTED, said)
    later = 400 <= code < 500  # noqa: PLR2004
    return Answer(Fate.WAITING if later else Fate.REFUSED, said)


def _is_fine(code: int) -> bool:
    return 200 <= code < 300  # noqa: PLR2004


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:500]
