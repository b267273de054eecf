"""Mails as they are written from documents, and as they lie in the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.delivery import Delivery, Recipient, Role, State
from app.domain.mail_account import Mails
from app.domain.mail_address import addresses, is_address
from app.domain.mail_template import Purpose
from app.domain.sentence import N_, Sentence, say


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a client who gets bills, with a copy only or as the one who is written to."""

    name: str
    address: str
    in_copy: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail as it would be written, and why it cannot be, or perhaps should not."""

    client: str
    client_name: str
    purpose: Purpose
    documents: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    subject: str
    body: str
    problem: Sentence | None = None
    earlier: tuple[str, ...] = ()
    """Which of the documents a mail for the same purpose has taken along before."""
    papers: tuple[str, ...] = ()
    """What goes with it besides documents."""

    @property
    def can_go(self) -> bool:
        """Whether it can be sent at all."""
        return self.problem is None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the outbox: what was written stays, what becomes of it is its delivery."""

    id: int
    message_id: str
    client: str
    client_name: str
    purpose: Purpose
    subject: str
    body: str
    documents: tuple[str, ...]
    papers: tuple[str, ...]
    created: datetime
    delivery: Delivery

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.delivery.state

    @property
    def needs_a_person(self) -> bool:
        """Whether it goes no further by itself."""
        return self.state in {State.UNCERTAIN, State.FAILED, State.HELD}

    @property
    def is_partly_refused(self) -> bool:
        """Whether it was sent, but not to everyone."""
        return self.state is State.SENT and bool(self.delivery.refused)


def recipients_of(
    people: Sequence[Person], client_address: str, client_name: str, copy_to: str
) -> tuple[Recipient, ...]:
    """Who gets a client's mails: its billing contacts, else its own address; then our copy."""
    writes = [(one, Role.TO) for one in people if not one.in_copy]
    copies = [(one, Role.CC) for one in people if one.in_copy]
    if not writes:
        # Copies alone: the first of them is the one who is written to, where nobody else is.
        own = [(Person(client_name, client_address), Role.TO)] if client_address.strip() else []
        writes = own or [(one, Role.TO) for one, _ in copies[:1]]
    found = [
        Recipient(address, person.name, role)
        for person, role in (*writes, *copies)
        for address in addresses(person.address)
    ]
    if found and copy_to.strip():
        found.append(Recipient(copy_to.strip(), "", Role.BCC))
    once: dict[str, Recipient] = {}
    for one in found:
        once.setdefault(one.address.casefold(), one)
    return tuple(once.values())


def problem_with(recipients: Iterable[Recipient]) -> Sentence | None:
    """Why nothing can be sent to them; nothing where it can."""
    listed = tuple(recipients)
    if not any(one.role is not Role.BCC for one in listed):
        return say(N_("No e-mail address is known. Add one to a billing contact."))
    for one in listed:
        if not is_address(one.address):
            return say(N_("{address} is not an e-mail address."), address=one.address)
    return None


def bundles(
    numbers: Sequence[str], client_of: Mapping[str, str], wishes: Mapping[str, Mails]
) -> tuple[tuple[str, ...], ...]:
    """Which documents go together: all of a client's, unless it wants each in its own mail."""
    found: dict[tuple[str, str], list[str]] = {}
    for number in dict.fromkeys(numbers):
        client = client_of[number]
        apart = number if wishes.get(client) is Mails.EACH else ""
        found.setdefault((client, apart), []).append(number)
    return tuple(tuple(bundle) for bundle in found.values())
