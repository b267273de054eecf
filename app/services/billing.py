"""The month end: review what each client owes, look at the paper, issue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.progress import QUIET, Progress

if TYPE_CHECKING:
    from datetime import date

    from app.domain.billing import Exceptional, Proposal
    from app.domain.money import Money
    from app.domain.sentence import Sentence


class Readiness(StrEnum):
    """How far a client's proposal is from being issued."""

    READY = "ready"
    LOOK = "look"
    BLOCKED = "blocked"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One document a client would get now (or why it gets none), as the month end lists it.

    `recurring` is fees, additions and their adjustments; `work` is time, expenses and blocks.
    """

    client: str
    name: str
    summary: Sentence
    readiness: Readiness
    currency: str
    recurring: Money
    work: Money
    total: Money
    proposal: Proposal | None
    exceptions: tuple[Exceptional, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What all clients owe by a day, and the date their documents would bear."""

    through: date
    date: date
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that was issued: its number and what it comes to."""

    number: str
    client: str
    total: Money


class BillingService:
    """The month end."""

    def review(
        self, through: date, *, client: str | None = None, on: date | None = None
    ) -> Review:
        """What each client owes by a day; raises RuleError for a client that is not there."""
        raise NotImplementedError

    def preview(self, proposal: Proposal, on: date) -> bytes:
        """The PDF as it would be issued, marked as a draft."""
        raise NotImplementedError

    def issue(
        self, proposals: tuple[Proposal, ...], on: date, progress: Progress = QUIET
    ) -> tuple[Issued, ...]:
        """Issue all or none; raises ProposalOutdatedError when the figures have changed."""
        raise NotImplementedError
