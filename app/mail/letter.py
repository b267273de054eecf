"""A letter as the bytes that servers take, or as a draft that a mail program opens."""

from __future__ import annotations

from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from app.domain.delivery import Recipient, Role
from app.domain.mail_address import lines, on_the_wire, one_line

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST_NAME = 120
_LONGEST_PLAIN = 60
_KEPT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A paper that goes with a letter."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """All there is to a mail; who gets it is told apart from what the head says of that."""

    message_id: str
    sender: str
    sender_name: str
    recipients: tuple[Recipient, ...]
    subject: str
    body: str
    enclosures: tuple[Enclosure, ...] = ()
    reply_to: str = ""
    written: datetime | None = None

    @property
    def needs_utf8(self) -> bool:
        """Whether an address has letters before its @ that only newer servers take."""
        every = (self.sender, self.reply_to, *(one.address for one in self.recipients))
        return not all(on_the_wire(address).isascii() for address in every)


def as_message(letter: Letter) -> bytes:
    """The bytes for a server; blind copies are not in them."""
    heads = _heads(letter, (Role.TO, Role.CC))
    heads.append(("Message-ID", one_line(letter.message_id)))
    if letter.written:
        heads.append(("Date", format_datetime(letter.written)))
    return _bytes(letter, heads)


def as_draft(letter: Letter) -> bytes:
    """The bytes of a draft: mail programs open it to be looked at and sent."""
    return _bytes(letter, [*_heads(letter, (Role.TO, Role.CC, Role.BCC)), ("X-Unsent", "1")])


def safe_name(name: str) -> str:
    """A file name that any system takes: letters, digits, dots and dashes."""
    seen = "".join(sign if sign in _KEPT else "-" for sign in name).strip("-.")
    return seen[-_LONGEST_NAME:].lstrip("-.") or "document.pdf"


def _heads(letter: Letter, shown: tuple[Role, ...]) -> list[tuple[str, str]]:
    heads = [("From", _person(letter.sender, letter.sender_name))] if letter.sender else []
    for role in shown:
        found = [_person(one.address, one.name) for one in letter.recipients if one.role is role]
        if found:
            heads.append((role.value.title(), ",\r\n ".join(found)))
    if letter.reply_to:
        heads.append(("Reply-To", _person(letter.reply_to, "")))
    return [*heads, ("Subject", _words(one_line(letter.subject), "Subject"))]


def _bytes(letter: Letter, heads: list[tuple[str, str]]) -> bytes:
    # The library writes long names so that a comma in them begins another address: our own heads
    # are written here, and only the parts below them by the library. Seven bits pass every server.
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message.set_content(lines(letter.body), charset="utf-8")
    for enclosure in letter.enclosures:
        message.add_attachment(
            enclosure.pdf,
            maintype="application",
            subtype="pdf",
            filename=safe_name(enclosure.name),
        )
    told = "".join(f"{name}: {value}\r\n" for name, value in heads)
    return told.encode() + message.as_bytes()


def _person(address: str, name: str) -> str:
    name, address = one_line(name), on_the_wire(address)
    if not name:
        return address
    if _is_plain(name):
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"\r\n <{address}>'
    return f"{_encoded(name, 'Reply-To')}\r\n <{address}>"


def _words(text: str, head: str) -> str:
    return text if _is_plain(text) else _encoded(text, head)


def _is_plain(text: str) -> bool:
    return text.isascii() and len(text) <= _LONGEST_PLAIN and "=?" not in text


def _encoded(text: str, head: str) -> str:
    return Header(text, "utf-8", header_name=head).encode(linesep="\r\n")
