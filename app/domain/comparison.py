"""What a client gets now beside what it got last time, and why it differs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.charge import ChargeKind
from app.domain.document import DocumentKind
from app.domain.labour_words import shown_hours
from app.domain.money import Money, Rate
from app.domain.sentence import N_, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from app.domain.document import Document, DocumentLine
    from app.domain.period import Period
    from app.domain.proposal import Line, Proposal
    from app.domain.sentence import Sentence

_RECURRING = {ChargeKind.FEE, ChargeKind.RECURRING}
_A_MONTH_OR_SO = 3
"""Months differ by so many days and are whole all the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that costs more or less than last time, by how much, and why."""

    title: Sentence
    before: Money
    now: Money
    why: Sentence

    @property
    def delta(self) -> Money:
        """By how much it is more than before."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Net totals of last time and of now, and what makes the difference; dearest first.

    `last` is the day through which the last time was billed; none where there was no last time.
    """

    last: date | None
    before: Money
    now: Money
    changes: tuple[Change, ...]

    @property
    def delta(self) -> Money:
        """By how much it is more than before."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of either side, as far as it is compared."""

    title: Sentence
    kind: ChargeKind
    period: Period
    quantity: Decimal
    price: Rate
    net: Money
    hours: Fraction | None


_Thing = tuple[str, ...]
"""What is the same thing on both sides: a kind and what names it."""


def compare(last: Sequence[Document], proposals: Sequence[Proposal], currency: str) -> Comparison:
    """What the proposals hold beside the documents of the last time, in one currency.

    What a credit note gave back counts as less. The changes add up to the difference.
    """
    before: dict[_Thing, list[_Part]] = {}
    for document in last:
        for line in document.lines if document.currency == currency else ():
            part = _old(line, gives_back=document.kind is DocumentKind.CREDIT_NOTE)
            before.setdefault(_thing(part, line), []).append(part)
    now: dict[_Thing, list[_Part]] = {}
    for proposal in proposals:
        for line in proposal.lines if proposal.currency == currency else ():
            part = _new(line)
            now.setdefault(_thing(part, line), []).append(part)
    changes = [
        change
        for thing in dict.fromkeys([*now, *before])
        if (change := _change(before.get(thing, []), now.get(thing, []), currency)).delta
    ]
    return Comparison(
        max((document.through or document.date for document in last), default=None),
        _sum([part for parts in before.values() for part in parts], currency),
        _sum([part for parts in now.values() for part in parts], currency),
        tuple(sorted(changes, key=lambda change: -abs(change.delta).minor)),
    )


def _thing(part: _Part, line: Line | DocumentLine) -> _Thing:
    match line.kind:
        case ChargeKind.FEE | ChargeKind.RECURRING:
            return ("recurring", line.charge.rpartition("/")[0])
        case ChargeKind.TIME:
            return ("work", line.agreement)
        case ChargeKind.DISCOUNT:
            return ("discount", line.agreement, part.title.plain())
        case ChargeKind.ADJUSTMENT:
            return ("adjustment", line.agreement)
        case ChargeKind.EXPENSE | ChargeKind.BLOCK:
            return ("once", line.charge)


def _new(line: Line) -> _Part:
    parts = (line.period, line.quantity, line.price, line.net, line.hours)
    return _Part(line.title, line.kind, *parts)


def _old(line: DocumentLine, *, gives_back: bool) -> _Part:
    title, price = say("{name}", name=line.description), Rate(line.price, line.net.currency)
    net = -line.net if gives_back else line.net
    return _Part(title, line.kind, line.period, line.quantity, price, net, line.hours)


def _sum(parts: Iterable[_Part], currency: str) -> Money:
    return Money.total((part.net for part in parts), currency)


def _change(before: Sequence[_Part], now: Sequence[_Part], currency: str) -> Change:
    first = (now or before)[0]
    title = first.title
    if first.kind is ChargeKind.TIME:
        title = say(N_("Work"))
    elif first.kind is ChargeKind.ADJUSTMENT:
        title = say(N_("Adjustments"))
    return Change(title, _sum(before, currency), _sum(now, currency), _why(before, now))


def _why(before: Sequence[_Part], now: Sequence[_Part]) -> Sentence:
    kind = (now or before)[0].kind
    if kind is ChargeKind.ADJUSTMENT:
        return say(N_("Earlier periods turned out otherwise.")) if now else _GONE[kind]
    if kind is ChargeKind.TIME:
        return _why_work(_hours(before), _hours(now))
    if not now:
        return _GONE.get(kind, _NOT_DUE)
    if not before:
        return _COME.get(kind, _NOT_LAST_TIME)
    if kind in _RECURRING:
        return _why_recurring(before, now)
    return say(N_("It follows what it is on."))


def _why_work(before: Decimal, now: Decimal) -> Sentence:
    if now == before:
        return say(N_("{now} h as last time, at other rates."), now=now)
    return say(N_("{now} h billed, last time {before} h."), now=now, before=before)


def _why_recurring(before: Sequence[_Part], now: Sequence[_Part]) -> Sentence:
    if len(before) != len(now):
        return say(
            N_("Periods on it: {now}, last time {before}."), now=len(now), before=len(before)
        )
    old, new = before[-1], now[-1]
    if abs(old.period.days - new.period.days) > _A_MONTH_OR_SO:
        return say(
            N_("For {now} days, last time for {before}."),
            now=new.period.days,
            before=old.period.days,
        )
    if old.quantity != new.quantity and old.price != new.price:
        return say(
            N_("{now} × {price}, last time {before} × {old}."),
            now=new.quantity,
            price=new.price,
            before=old.quantity,
            old=old.price,
        )
    if old.quantity != new.quantity:
        return say(N_("{now} instead of {before}."), now=new.quantity, before=old.quantity)
    return say(N_("{now} each instead of {before}."), now=new.price, before=old.price)


def _hours(parts: Iterable[_Part]) -> Decimal:
    return shown_hours(sum((part.hours or Fraction(0) for part in parts), Fraction(0)))


_NOT_DUE = say(N_("Nothing of it is due this time."))
_NOT_LAST_TIME = say(N_("It was not on the last one."))
_ONCE = say(N_("Billed once."))
_WAS_ONCE = say(N_("It was billed once."))
_COME = {ChargeKind.EXPENSE: _ONCE, ChargeKind.BLOCK: _ONCE}
_GONE = {
    ChargeKind.EXPENSE: _WAS_ONCE,
    ChargeKind.BLOCK: _WAS_ONCE,
    ChargeKind.ADJUSTMENT: say(N_("There is nothing to correct this time.")),
}
