"""A month end while it is being looked through: a value that knows nothing of windows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.document import DocumentKind
from app.domain.drafting import kind_of
from app.domain.money import Money
from app.domain.proposal import Level
from app.services.billing import Readiness

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.proposal import Exceptional, Proposal
    from app.services.billing import Issued, Review, ReviewRow

Key = tuple[str, str]
"""A client and the PO number of one of its documents."""
_TAIL = re.compile(r"\d+$")


class Standing(StrEnum):
    """How a row stands in this run."""

    READY = "ready"
    LOOK = "look"
    BLOCKED = "blocked"
    LEFT_OUT = "left out"
    NOTHING = "nothing"


class Show(StrEnum):
    """Which rows the list shows."""

    ALL = "all"
    TO_CHECK = "to check"
    READY = "ready"


_SHOWN = {
    Show.ALL: frozenset(Standing),
    Show.TO_CHECK: frozenset({Standing.LOOK, Standing.BLOCKED}),
    Show.READY: frozenset({Standing.READY}),
}
_ORDER = [Readiness.BLOCKED, Readiness.LOOK, Readiness.READY, Readiness.NOTHING]


def key_of(row: ReviewRow) -> Key:
    """What stays the same of a row when the figures are looked up again."""
    return (row.client, row.proposal.po_number if row.proposal else "")


@dataclass(frozen=True, slots=True)
class Run:
    """Through which day, what was found, and what the person decided about it."""

    through: date
    review: Review | None = None
    left_out: frozenset[Key] = frozenset()
    accepted: frozenset[Exceptional] = frozenset()
    issued: tuple[Issued, ...] = ()

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """All rows: first what must be looked at, last what gets nothing."""
        if self.review is None:
            return ()
        return tuple(
            sorted(
                self.review.rows,
                key=lambda row: (_ORDER.index(row.readiness), row.name.casefold(), key_of(row)),
            )
        )

    @property
    def chosen(self) -> tuple[ReviewRow, ...]:
        """The rows that would be issued now."""
        return self.shown(Show.READY)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What would be issued now."""
        return tuple(row.proposal for row in self.chosen if row.proposal)

    @property
    def can_issue(self) -> bool:
        """Whether there is anything to issue."""
        return bool(self.proposals)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is due and nothing needs a look."""
        return all(self.standing(row) is Standing.NOTHING for row in self.rows)

    def standing(self, row: ReviewRow) -> Standing:
        """How a row stands after what the person decided."""
        if row.readiness in {Readiness.BLOCKED, Readiness.NOTHING}:
            return Standing(row.readiness.value)
        if key_of(row) in self.left_out:
            return Standing.LEFT_OUT
        return Standing.LOOK if self.open_looks(row) else Standing.READY

    def open_looks(self, row: ReviewRow) -> tuple[Exceptional, ...]:
        """What of a row was not accepted yet."""
        return tuple(
            found
            for found in row.exceptions
            if found.level is Level.LOOK and found not in self.accepted
        )

    def shown(self, show: Show) -> tuple[ReviewRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if self.standing(row) in _SHOWN[show])

    def counts(self) -> dict[Show, int]:
        """How many rows there are of each kind."""
        return {show: len(self.shown(show)) for show in Show}

    def totals(self) -> tuple[Money, ...]:
        """What would be issued now, with tax, a sum per currency."""
        return totals(row.total for row in self.chosen)

    def credit_notes(self) -> int:
        """How many of the chosen rows become credit notes."""
        return sum(kind_of(proposal) is DocumentKind.CREDIT_NOTE for proposal in self.proposals)

    def until(self, through: date) -> Run:
        """The same run through another day; its figures are still to be looked up."""
        return replace(self, through=through, issued=())

    def with_review(self, review: Review) -> Run:
        """The run with new figures; a decision about something else than before is forgotten."""
        keys = {key_of(row) for row in review.rows}
        found = {exception for row in review.rows for exception in row.exceptions}
        return replace(
            self,
            review=review,
            left_out=self.left_out & keys,
            accepted=self.accepted & found,
        )

    def toggled(self, row: ReviewRow) -> Run:
        """Leave a row out, or take it in again."""
        if self.standing(row) in {Standing.BLOCKED, Standing.NOTHING}:
            return self
        return replace(self, left_out=self.left_out ^ {key_of(row)})

    def accepting(self, found: Exceptional) -> Run:
        """Accept what was looked at, or take that back."""
        return replace(self, accepted=self.accepted ^ {found})

    def finished(self, issued: tuple[Issued, ...]) -> Run:
        """Remember what was issued; nothing is once the person goes on."""
        return replace(self, issued=issued)


def totals(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """A sum per currency, in alphabetical order of the currencies."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, Money.zero(amount.currency)) + amount
    return tuple(sums[currency] for currency in sorted(sums))


def spans(numbers: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Numbers in a row, told by the first and the last of each row."""
    found: list[list[str]] = []
    for number in numbers:
        if found and _follows(found[-1][-1], number):
            found[-1].append(number)
        else:
            found.append([number])
    return tuple((row[0], row[-1]) for row in found)


def _follows(before: str, number: str) -> bool:
    first, second = _TAIL.search(before), _TAIL.search(number)
    if first is None or second is None:
        return False
    return (
        before[: first.start()] == number[: second.start()]
        and int(second.group()) == int(first.group()) + 1
    )
