"""What a person decides while looking through a month end, kept until it is issued."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.proposal import Exceptional, Matter, Proposal


class What(StrEnum):
    """What was decided of a client's document, or of something to look at."""

    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Mark:
    """One decision in a run; `name` tells which document or which matter of the client."""

    client: str
    what: What
    name: str


@dataclass(frozen=True, slots=True)
class Habit:
    """A matter that the person accepts of a client without being asked."""

    client: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Marks:
    """All that was decided in the run through a day, and what is never asked again."""

    marks: frozenset[Mark] = field(default_factory=frozenset[Mark])
    habits: frozenset[Habit] = field(default_factory=frozenset[Habit])


def accepted(found: Exceptional) -> Mark:
    """That something was looked at as it is; it is another one once it says something else."""
    name = f"{found.matter.value}|{found.charge}|{found.sentence.plain()}"
    return Mark(found.client, What.ACCEPTED, name)


def reviewed(client: str, entry: str) -> Mark:
    """That work is for no agreement knowingly."""
    return Mark(client, What.ACCEPTED, f"work|{entry}")


def left_out(client: str, po_number: str) -> Mark:
    """That a document waits for another time."""
    return Mark(client, What.LEFT_OUT, po_number)


def checked(proposal: Proposal) -> Mark:
    """That a document was looked at as it is: not once it comes to another amount."""
    name = f"{proposal.po_number}|{proposal.total.plain()}|{len(proposal.lines)}"
    return Mark(proposal.client, What.CHECKED, name)


def habit(found: Exceptional) -> Habit:
    """That matters like this one are accepted of the client."""
    return Habit(found.client, found.matter)
