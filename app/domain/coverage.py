"""Coverage: what becomes of each entry's minutes, in the order the work was done, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Agreement, Answer
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from app.domain.agreement import Allowance, Block
    from app.domain.catalog import WorkType
    from app.domain.facts import TimeEntry
    from app.domain.schedule import Service


@dataclass(frozen=True, slots=True)
class Work:
    """An entry to be covered: its billed minutes, and the agreement period that holds it."""

    entry: TimeEntry
    minutes: int
    work_type: WorkType
    agreement: Agreement | None = None
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """What became of an entry: minutes covered, minutes to be paid for, and every step's reason."""

    work: Work
    answer: Answer
    covered: int
    billable: int
    overage: int
    reasons: tuple[Sentence, ...]


@dataclass(slots=True)
class Lot:
    """Hours that carry over, until the period with this number begins."""

    left: Fraction
    expires: int


@dataclass(slots=True)
class Stock:
    """What is left of a block while the entries are walked in order, in minutes."""

    block: Block
    left: Fraction


@dataclass(slots=True)
class Pool:
    """The state of one agreement's allowance while its entries are walked in order."""

    index: int = -1
    left: Fraction = Fraction(0)
    lots: list[Lot] = field(default_factory=list[Lot])


def answer_of(work: Work) -> tuple[Answer, Sentence]:
    """The first matching rule's answer, or the agreement's default."""
    entry, agreement = work.entry, work.agreement
    billable = work.work_type.billable.at(entry.day, default=True)
    rules = agreement.coverage.at(entry.day, ()) if agreement else ()
    for place, rule in enumerate(rules, start=1):
        if rule.matches(entry.work_type, entry.role) and (billable or rule.narrows):
            return rule.then, say(
                N_("Coverage rule {place} of agreement {number} matched: {answer}."),
                place=place,
                number=agreement.number if agreement else "",
                answer=rule.then.value,
            )
    if not billable:
        return Answer.NO_CHARGE, say(
            N_("Work of type {work_type} is not billable."), work_type=entry.work_type
        )
    if agreement is None:
        return Answer.BILLABLE, say(N_("The entry belongs to no agreement, so it is billable."))
    if agreement.covers_by_default:
        return Answer.INCLUDED, say(
            N_("Agreement {number} includes all work."), number=agreement.number
        )
    return Answer.BILLABLE, say(
        N_("Agreement {number} includes no work, so it is billable."), number=agreement.number
    )


def cover(
    works: Iterable[Work], services: dict[str, Sequence[Service]], blocks: Sequence[Block]
) -> Iterator[Covered]:
    """Cover each entry: allowance, rolled-over hours, blocks, then what is to be paid for."""
    pools: dict[str, Pool] = {}
    stock = [
        Stock(block, (block.hours - (block.used or 0)) * 60)
        for block in sorted(blocks, key=lambda block: (block.expires, block.bought, block.name))
    ]
    for work in sorted(works, key=lambda work: (work.entry.start, work.entry.id)):
        answer, reason = answer_of(work)
        reasons = [reason]
        left = Fraction(work.minutes)
        agreement, day = work.agreement, work.entry.day
        allowance = agreement.allowance.at(day, None) if agreement else None
        if answer is Answer.INCLUDED and allowance is None:
            left = Fraction(0)
        elif answer is Answer.INCLUDED and agreement and work.service and allowance:
            pool = pools.setdefault(agreement.number, Pool())
            _advance(pool, agreement, services[agreement.number], work.service)
            left = _draw_allowance(pool, left, reasons)
            left = _draw_blocks(stock, day, left, reasons)
        elif answer is Answer.BLOCK:
            left = _draw_blocks(stock, day, left, reasons)
        elif answer in {Answer.NO_CHARGE, Answer.HIDDEN}:
            left = Fraction(0)
        rest = int(left)
        over = rest if allowance and answer is Answer.INCLUDED else 0
        yield Covered(work, answer, work.minutes - rest, rest - over, over, tuple(reasons))


def _draw_allowance(pool: Pool, left: Fraction, reasons: list[Sentence]) -> Fraction:
    drawn = min(left, pool.left)
    if drawn:
        pool.left -= drawn
        left -= drawn
        reasons.append(
            say(
                N_("{minutes} minutes drawn from the period's allowance; {left} hours are left."),
                minutes=int(drawn),
                left=pool.left / 60,
            )
        )
    for lot in sorted(pool.lots, key=lambda lot: lot.expires):
        drawn = min(left, lot.left)
        if drawn:
            lot.left -= drawn
            left -= drawn
            reasons.append(
                say(
                    N_("{minutes} minutes drawn from hours that were carried over."),
                    minutes=int(drawn),
                )
            )
    return left


def _draw_blocks(
    stock: Sequence[Stock], day: date, left: Fraction, reasons: list[Sentence]
) -> Fraction:
    for lot in stock:
        drawn = min(left, lot.left)
        if drawn > 0 and lot.block.bought <= day < lot.block.expires:
            lot.left -= drawn
            left -= drawn
            reasons.append(
                say(
                    N_("{minutes} minutes drawn from block {name}; {left} hours are left."),
                    minutes=int(drawn),
                    name=lot.block.name,
                    left=lot.left / 60,
                )
            )
    return left


def _advance(
    pool: Pool, agreement: Agreement, services: Sequence[Service], service: Service
) -> None:
    """Move the pool to the period of the entry, carrying unused base hours on the way."""
    target = services.index(service)
    while pool.index < target:
        before = services[pool.index].period.start if pool.index >= 0 else None
        old = agreement.allowance.at(before, None) if before else None
        pool.index += 1
        now = agreement.allowance.at(services[pool.index].period.start, None)
        _carry(pool, old, now)
        pool.left = now.hours * 60 if now else Fraction(0)


def _carry(pool: Pool, old: Allowance | None, now: Allowance | None) -> None:
    if pool.index == 0 and now and now.carried:
        pool.lots.append(Lot(now.carried * 60, max(1, now.rollover_periods)))
    if old and old.rollover_periods and pool.left:
        pool.lots.append(Lot(pool.left, pool.index + old.rollover_periods))
    pool.lots = [lot for lot in pool.lots if lot.expires > pool.index and lot.left]
    cap = old.rollover_cap if old else None
    if cap is not None:
        room = cap * 60
        for lot in pool.lots:
            lot.left = min(lot.left, room)
            room -= lot.left
