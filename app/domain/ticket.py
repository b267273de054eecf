"""A ticket and what happened to it: the only thing its clocks are told by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.sla_policy import Category, Metric


class EventType(StrEnum):
    """What can happen to a ticket."""

    CREATED = "created"
    STATUS = "status"
    AGENT_REPLY = "agent_reply"
    CLIENT_CONTACT = "client_contact"
    CLIENT_MESSAGE = "client_message"
    NOTE = "note"
    ASSIGN = "assign"
    NOTIFY = "notify"
    PRIORITY = "priority"
    AGREEMENT = "agreement"
    OVERRIDE = "override"
    EXCUSE = "excuse"
    RETRACTION = "retraction"

    def __init__(self, word: str) -> None:
        """Know whether the client heard from a person of ours."""
        self.is_contact = word in {"agent_reply", "client_contact"}


class Basis(StrEnum):
    """Since when a new priority counts: it was so all along, or things got worse just now."""

    FROM_START = "from_start"
    FROM_CHANGE = "from_change"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when it was true, when it was written down, and what it says.

    `to` is a status's name, a priority, an agreement or a person; `category` is what the status
    meant then. Only the fields that its type speaks of bear anything; what a rule did by itself
    says of which metric, and at which percent of its target.
    """

    type: EventType
    at: datetime
    recorded_at: datetime | None = None
    id: str = ""
    to: str = ""
    category: Category = Category.ACTIVE
    basis: Basis = Basis.FROM_START
    metric: Metric | None = None
    due: datetime | None = None
    reason: str = ""
    retracts: str = ""
    automatic: bool = False
    counts_as_response: bool = False
    actor: str = ""
    percent: int | None = None
    note: str = ""

    @property
    def known(self) -> datetime:
        """Since when it has been on record."""
        return self.recorded_at or self.at


@dataclass(frozen=True, slots=True)
class Ticket:
    """A piece of work for a client, as it was opened, and its events in the order written."""

    number: str
    client: str
    opened: datetime
    priority: str = ""
    agreement: str = ""
    summary: str = ""
    events: tuple[Event, ...] = ()
