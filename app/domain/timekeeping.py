"""Worked minutes and billed minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.catalog import Per, Rounding
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from app.domain.catalog import WorkType
    from app.domain.facts import TimeEntry


def rounded_length(length: int, increment: int, rounding: Rounding, grace: int = 0) -> int:
    """A length brought to the increment: up, nearest (exactly half goes up), down, or left alone.

    What is beyond a full increment and not more than the grace is let go. Length, increment and
    grace are in one unit, whichever it is.
    """
    if rounding is Rounding.NONE or increment <= 1:
        return length
    whole, rest = divmod(length, increment)
    if not rest or rest <= grace or rounding is Rounding.DOWN:
        return whole * increment
    if rounding is Rounding.NEAREST and 2 * rest < increment:
        return whole * increment
    return (whole + 1) * increment


@dataclass(frozen=True, slots=True)
class Counting:
    """How the minutes of a type of work are counted on a day."""

    minimum: int = 0
    increment: int = 1
    rounding: Rounding = Rounding.UP
    grace: int = 0
    per: Per = Per.ENTRY

    @classmethod
    def of(cls, work_type: WorkType, day: date) -> Counting:
        """What holds for the type of work on the day."""
        return cls(
            work_type.minimum_minutes.at(day, 0),
            work_type.increment_minutes.at(day, 1),
            work_type.rounding.at(day, Rounding.UP),
            work_type.grace_minutes.at(day, 0),
            work_type.per.at(day, Per.ENTRY),
        )

    def counted(self, worked: int) -> int:
        """How many of worked minutes count: the minimum first, then the rounding."""
        if not worked:
            return 0
        return rounded_length(max(worked, self.minimum), self.increment, self.rounding, self.grace)


@dataclass(frozen=True, slots=True)
class Counted:
    """The minutes of an entry that count.

    Where they are counted together with earlier ones, `before` were worked and `told` counted by
    then; the entry adds what it raises the count by, so that earlier entries never move.
    """

    worked: int
    counting: Counting
    before: int = 0
    told: int = 0

    @property
    def minutes(self) -> int:
        """The billed minutes of the entry."""
        return self.counting.counted(self.before + self.worked) - self.told


def counted(
    entries: Iterable[TimeEntry], work_types: Mapping[str, WorkType]
) -> Iterator[tuple[TimeEntry, Counted]]:
    """The entries of a client in the order of the work, each with its billed minutes."""
    worked: dict[object, int] = {}
    for entry in sorted(entries, key=lambda entry: (entry.start, entry.id)):
        counting = Counting.of(work_types[entry.work_type], entry.day)
        group = _group(entry, counting.per)
        if group is None:
            yield entry, Counted(entry.minutes, counting)
            continue
        key = (entry.agreement, entry.work_type, counting, group)
        before = worked.get(key, 0)
        worked[key] = before + entry.minutes
        yield entry, Counted(entry.minutes, counting, before, counting.counted(before))


def _group(entry: TimeEntry, per: Per) -> object:
    """What the entry is counted together by; nothing where it is counted alone."""
    if per is Per.TICKET:
        return entry.ticket or None
    return entry.day if per is Per.DAY else None


def counting_steps(entry: TimeEntry, found: Counted) -> tuple[Sentence, ...]:
    """What became of the worked minutes."""
    counting = found.counting
    if counting.per is Per.ENTRY or not found.before:
        return (_rule(found.worked, found.minutes, counting),)
    together = (
        N_("{worked} minutes worked, after {before} minutes of such work on ticket {ticket}.")
        if counting.per is Per.TICKET
        else N_("{worked} minutes worked, after {before} minutes of such work on that day.")
    )
    return (
        say(together, worked=found.worked, before=found.before, ticket=entry.ticket),
        say(
            N_("Together: {rule}"),
            rule=_rule(found.before + found.worked, found.told + found.minutes, counting),
        ),
        say(
            N_("{told} of them were counted before, so this entry adds {minutes}."),
            told=found.told,
            minutes=found.minutes,
        ),
    )


def _rule(worked: int, billed: int, counting: Counting) -> Sentence:
    if worked == billed:
        return say(N_("{worked} minutes worked, all of them counted."), worked=worked)
    text = (
        N_("{worked} minutes worked, {billed} counted: at least {minimum}, then {rounding}.")
        if counting.minimum
        else N_("{worked} minutes worked, {billed} counted: {rounding}.")
    )
    return say(
        text,
        worked=worked,
        billed=billed,
        minimum=counting.minimum,
        rounding=_rounding(counting),
    )


_ROUNDED = {
    Rounding.UP: N_("up to a multiple of {increment}"),
    Rounding.NEAREST: N_("to the nearest multiple of {increment}, exactly half up"),
    Rounding.DOWN: N_("down to a multiple of {increment}"),
}


def _rounding(counting: Counting) -> Sentence:
    if counting.rounding is Rounding.NONE or counting.increment <= 1:
        return say(N_("not rounded"))
    found = say(_ROUNDED[counting.rounding], increment=counting.increment)
    if not counting.grace:
        return found
    return say(
        N_("{rounding}, where a rest of {grace} is let go"), rounding=found, grace=counting.grace
    )
