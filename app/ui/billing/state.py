"""A month end while it is being looked through: a value that knows nothing of windows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.document import DocumentKind
from app.domain.drafting import kind_of
from app.domain.money import Money
from app.domain.month_end import Mark, Marks, accepted, checked, habit, left_out, reviewed
from app.domain.proposal import Level, Matter
from app.services.billing import Readiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from app.domain.comparison import Comparison
    from app.domain.proposal import Exceptional, Proposal
    from app.services.billing import Issued, Review, ReviewRow
    from app.services.month_end import Sending
    from app.services.timekeeping import Unreviewed

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


class Stage(StrEnum):
    """A step of the month end; all can be gone back to at any time."""

    REVIEW = "review"
    EXCEPTIONS = "exceptions"
    PREVIEW = "preview"
    ISSUE = "issue"
    SEND = "send"


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
class Found:
    """What was looked up: the figures, how they differ from last time, what had been decided.

    Also the work that nobody reviewed, and what was issued in this run before.
    """

    review: Review
    compared: Mapping[str, Comparison]
    marks: Marks | None
    unreviewed: tuple[Unreviewed, ...] = ()
    sendings: tuple[Sending, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Through which day, what was found, and what the person decided about it."""

    through: date
    review: Review | None = None
    decided: Marks | None = None
    """What was decided so far; nothing while it is still looked up."""
    compared: Mapping[str, Comparison] = field(default_factory=dict[str, "Comparison"])
    firsts: frozenset[Key] = frozenset()
    """The first document of each client."""
    issued: tuple[Issued, ...] = ()
    change: tuple[Money, ...] = ()
    """By how much what was issued differs from last time, a sum per currency."""
    unreviewed: tuple[Unreviewed, ...] = ()
    sendings: tuple[Sending, ...] = ()
    """What was issued in the run through this day, whenever that was."""

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
        if self._is_marked(left_out(*key_of(row))):
            return Standing.LEFT_OUT
        return Standing.LOOK if self.open_looks(row) else Standing.READY

    def open_looks(self, row: ReviewRow) -> tuple[Exceptional, ...]:
        """What of a row was not accepted yet."""
        return tuple(
            found
            for found in row.exceptions
            if found.level is Level.LOOK and not self.is_accepted(found)
        )

    def is_accepted(self, found: Exceptional) -> bool:
        """Whether it was looked at, or is a matter that is not asked about."""
        is_known = found.matter is Matter.UNMAPPED and self._is_marked(
            reviewed(found.client, found.charge.removeprefix("time/"))
        )
        return is_known or self._is_marked(accepted(found)) or self.is_habit(found)

    @property
    def to_review(self) -> tuple[Unreviewed, ...]:
        """The work that nobody approved, or that is for no agreement without anybody's word."""
        return tuple(
            found
            for found in self.unreviewed
            if not found.entry.is_approved or not self._is_marked(_reviewed(found))
        )

    def reviewing(self, found: Unreviewed) -> Run:
        """Let work be for no agreement."""
        mark = _reviewed(found)
        return self if self._is_marked(mark) else self._marking(mark)

    def is_checked(self, row: ReviewRow) -> bool:
        """Whether somebody looked at the paper as it now is."""
        return row.proposal is not None and self._is_marked(checked(row.proposal))

    @property
    def unchecked(self) -> int:
        """How many of the chosen documents nobody has ticked."""
        return sum(not self.is_checked(row) for row in self.chosen)

    @property
    def unsent(self) -> tuple[Sending, ...]:
        """What was issued in this run and lies neither in the outbox nor with the client."""
        return tuple(one for one in self.sendings if one.is_to_send)

    def left(self, timers: int = 0) -> dict[Stage, int]:
        """How much is left to do in each step."""
        return {
            Stage.REVIEW: len(self.to_review) + timers,
            Stage.EXCEPTIONS: len(self.shown(Show.TO_CHECK)),
            Stage.PREVIEW: self.unchecked,
            Stage.ISSUE: len(self.proposals),
            Stage.SEND: sum(not one.is_sent for one in self.sendings),
        }

    def next_stage(self, timers: int = 0) -> Stage:
        """Where to go on: at the first step that was begun and is not done."""
        left = self.left(timers)
        begun = self.decided is not None and bool(self.decided.marks)
        if left[Stage.REVIEW] and not begun:
            return Stage.REVIEW
        if left[Stage.EXCEPTIONS]:
            return Stage.EXCEPTIONS
        return Stage.SEND if not left[Stage.ISSUE] and self.sendings else Stage.PREVIEW

    def is_habit(self, found: Exceptional) -> bool:
        """Whether matters like this are accepted of the client without asking."""
        return self.decided is not None and habit(found) in self.decided.habits

    def change_of(self, row: ReviewRow) -> Comparison | None:
        """How the client's sum differs from last time; told on the first of its documents."""
        return self.compared.get(row.client) if key_of(row) in self.firsts else None

    def shown(self, show: Show) -> tuple[ReviewRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if self.standing(row) in _SHOWN[show])

    def counts(self) -> dict[Show, int]:
        """How many rows there are of each kind."""
        return {show: len(self.shown(show)) for show in Show}

    def totals(self) -> tuple[Money, ...]:
        """What would be issued now, with tax, a sum per currency."""
        return totals(row.total for row in self.chosen)

    def changes(self) -> tuple[Money, ...]:
        """By how much what would be issued now differs from last time, net.

        Only clients that had a last time, and get all of theirs now, can be compared.
        """
        chosen = {key_of(row) for row in self.chosen}
        partly = {row.client for row in self.rows if row.proposal and key_of(row) not in chosen}
        return totals(
            found.delta
            for client in dict.fromkeys(row.client for row in self.chosen)
            if client not in partly and (found := self.compared.get(client)) and found.last
        )

    def credit_notes(self) -> int:
        """How many of the chosen rows become credit notes."""
        return sum(kind_of(proposal) is DocumentKind.CREDIT_NOTE for proposal in self.proposals)

    def until(self, through: date) -> Run:
        """A run through another day; its figures are still to be looked up."""
        return replace(self, through=through, decided=None, issued=(), unreviewed=(), sendings=())

    def with_review(
        self,
        review: Review,
        compared: Mapping[str, Comparison] | None = None,
        decided: Marks | None = None,
    ) -> Run:
        """The run with new figures; what was kept of it counts when it is first looked up."""
        known = self.decided or decided or Marks()
        now = replace(self, review=review, compared=compared or {}, decided=known)
        firsts = {row.client: key_of(row) for row in reversed(now.rows) if row.proposal}
        return replace(now, firsts=frozenset(firsts.values()))

    def with_found(self, found: Found) -> Run:
        """The run with all that was looked up."""
        now = self.with_review(found.review, found.compared, found.marks)
        return replace(now, unreviewed=found.unreviewed, sendings=found.sendings)

    def checking(self, row: ReviewRow) -> Run:
        """Tick a document as looked at, or take that back."""
        return self._marking(checked(row.proposal)) if row.proposal else self

    def toggled(self, row: ReviewRow) -> Run:
        """Leave a row out, or take it in again."""
        if self.standing(row) in {Standing.BLOCKED, Standing.NOTHING}:
            return self
        return self._marking(left_out(*key_of(row)))

    def accepting(self, found: Exceptional) -> Run:
        """Accept what was looked at, or take that back."""
        return self._marking(accepted(found))

    def remembering(self, found: Exceptional) -> Run:
        """Accept matters like this of the client from now on, or ask again."""
        decided = self.decided
        if decided is None:
            return self
        return replace(self, decided=replace(decided, habits=decided.habits ^ {habit(found)}))

    def finished(self, issued: tuple[Issued, ...], change: tuple[Money, ...] = ()) -> Run:
        """Remember what was issued; nothing is once the person goes on."""
        return replace(self, issued=issued, change=change)

    def _is_marked(self, mark: Mark) -> bool:
        return self.decided is not None and mark in self.decided.marks

    def _marking(self, mark: Mark) -> Run:
        if self.decided is None:
            return self
        return replace(self, decided=replace(self.decided, marks=self.decided.marks ^ {mark}))


def _reviewed(found: Unreviewed) -> Mark:
    return reviewed(found.entry.client, found.entry.id)


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
