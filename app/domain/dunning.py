"""Reminders: which overdue invoice is due for which level, and what being late costs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.outstanding import OpenBill

_YEAR = 365
_SECOND = 2


@dataclass(frozen=True, slots=True)
class Level:
    """From how many days late, for which fee and interest a year, with words of one's own."""

    days: int
    fee: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)
    texts: tuple[tuple[str, str], ...] = ()


class Tone(StrEnum):
    """How a letter sounds."""

    FIRST = "first"
    AGAIN = "again"
    LAST = "last"


def tone_of(level: int, levels: int) -> Tone:
    """The tone of one of so many levels: of two, the second is not the last word yet."""
    if level == 1:
        return Tone.FIRST
    return Tone.LAST if _SECOND < level == levels else Tone.AGAIN


@dataclass(frozen=True, slots=True)
class Rule:
    """The levels, mildest first; fees become a line on the next invoice, or are only told."""

    levels: tuple[Level, ...]
    bills_fees: bool = True


USUAL = Rule((Level(7), Level(21), Level(35)))
"""Unless the company says otherwise."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A level an invoice was reminded of before."""

    document: str
    level: int
    day: date


@dataclass(frozen=True, slots=True)
class Item:
    """One overdue invoice in a reminder: its level, what is left, and what being late costs."""

    document: str
    level: int
    issued: date
    due: date
    days: int
    left: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class Letter:
    """All that one client is to be reminded of in one currency."""

    client: str
    day: date
    currency: str
    items: tuple[Item, ...]

    @property
    def level(self) -> int:
        """The sternest of its items gives the tone."""
        return max(item.level for item in self.items)

    @property
    def left(self) -> Money:
        """What is overdue."""
        return Money.total((item.left for item in self.items), self.currency)

    @property
    def fees(self) -> Money:
        """What being late costs this time."""
        return Money.total((item.fee for item in self.items), self.currency)


@dataclass(frozen=True, slots=True)
class Holds:
    """Who is not reminded, and of what; each with its reason."""

    clients: Mapping[str, str] = field(default_factory=dict[str, str])
    documents: Mapping[str, str] = field(default_factory=dict[str, str])


def next_level(rule: Rule, late: int, before: Sequence[Sent], day: date) -> int:
    """The level an invoice is due for, from 1; 0 where none is.

    Levels follow one another, each once, and lie at least as far apart as the rule says, so a
    first reminder that went out late is not followed by the second on the next day.
    """
    done = max((sent.level for sent in before), default=0)
    if done >= len(rule.levels) or late < rule.levels[done].days:
        return 0
    if done:
        apart = rule.levels[done].days - rule.levels[done - 1].days
        if (day - max(sent.day for sent in before)).days < apart:
            return 0
    return done + 1


def late_fee(level: Level, left: Money, days: int) -> Money:
    """A fixed fee, and interest on what is left for so many days at a percentage a year."""
    share = Fraction(level.percent) / 100 * Fraction(days, _YEAR)
    exact = Fraction(level.fee) + Fraction(left.amount()) * share
    return Money.rounded(exact, left.currency)


def letters(
    owing: Iterable[OpenBill], rule: Rule, sent: Iterable[Sent], holds: Holds, day: date
) -> tuple[Letter, ...]:
    """The reminders that are due, a letter for each client and currency."""
    before: dict[str, list[Sent]] = defaultdict(list)
    for each in sent:
        before[each.document].append(each)
    found: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for open_ in owing:
        bill, late = open_.bill, open_.days_late(day)
        if bill.client in holds.clients or bill.number in holds.documents or not bill.due:
            continue
        earlier = before[bill.number]
        if level := next_level(rule, late, earlier, day):
            # Interest runs on from the last time it was asked for.
            since = max([bill.due, *(each.day for each in earlier)])
            fee = late_fee(rule.levels[level - 1], open_.left, (day - since).days)
            item = Item(bill.number, level, bill.day or bill.due, bill.due, late, open_.left, fee)
            found[bill.client, open_.left.currency].append(item)
    return tuple(
        Letter(client, day, currency, tuple(items))
        for (client, currency), items in sorted(found.items())
    )


def held_back(
    owing: Iterable[OpenBill], rule: Rule, sent: Iterable[Sent], holds: Holds, day: date
) -> tuple[tuple[Letter, str], ...]:
    """The reminders that would be due if nothing were held, each with why it is held."""
    found = list[tuple[Letter, str]]()
    for letter in letters(tuple(owing), rule, sent, Holds(), day):
        if reason := holds.clients.get(letter.client):
            found.append((letter, reason))
            continue
        items = tuple(item for item in letter.items if item.document in holds.documents)
        if items:
            reasons = dict.fromkeys(holds.documents[item.document] for item in items)
            found.append((replace(letter, items=items), ", ".join(reasons)))
    return tuple(found)
