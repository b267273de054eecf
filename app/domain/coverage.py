"""Coverage: what becomes of each entry's minutes, in the order the work was done, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Agreement, Answer, Measure
from app.domain.rates import NoRateError, weight_of
from app.domain.sentence import N_, Sentence, say
from app.domain.stock import NOTHING, BlockLot, Lot, Pool, Stock, block_lots, open_lots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.domain.after_hours import Part
    from app.domain.agreement import CoverageRule
    from app.domain.catalog import WorkType
    from app.domain.facts import ClientFacts, TimeEntry
    from app.domain.money import Rate
    from app.domain.schedule import Service
    from app.domain.timekeeping import Counted


@dataclass(frozen=True, slots=True)
class Work:
    """An entry to be covered: its billed minutes in parts, and the period that holds it."""

    entry: TimeEntry
    counted: Counted
    parts: tuple[Part, ...]
    work_type: WorkType
    agreement: Agreement | None = None
    service: Service | None = None

    @property
    def minutes(self) -> int:
        """The billed minutes."""
        return self.counted.minutes


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was taken from one source, in minutes or in money; the allowance has no block's name."""

    block: str
    amount: Fraction
    measure: Measure


@dataclass(frozen=True, slots=True)
class CoveredPart:
    """What became of a part: minutes covered, minutes to be paid for, and why."""

    part: Part
    answer: Answer
    covered: Fraction
    billable: Fraction
    overage: Fraction
    reasons: tuple[Sentence, ...]
    drawn: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """What became of an entry; an error where money is drawn and its worth is not known."""

    work: Work
    parts: tuple[CoveredPart, ...] = ()
    error: NoRateError | None = None

    @property
    def reasons(self) -> tuple[Sentence, ...]:
        """Every step's reason, each once."""
        return tuple(dict.fromkeys(reason for part in self.parts for reason in part.reasons))


@dataclass(frozen=True, slots=True)
class Burn:
    """What a minute of work takes from stock: its weight of hours, its worth of money."""

    weight: Fraction
    rate: Callable[[], Rate]

    def cost(self, measure: Measure) -> Fraction:
        """The cost of a minute; raises NoRateError where money is asked and none is known."""
        if measure is Measure.HOURS:
            return self.weight
        return Fraction(self.rate().amount) / 60


_ANSWERS = {
    Answer.INCLUDED: N_("it is included"),
    Answer.BLOCK: N_("it is drawn from a block"),
    Answer.BILLABLE: N_("it is billable"),
    Answer.NO_CHARGE: N_("it is not charged"),
    Answer.HIDDEN: N_("it is neither charged nor shown"),
}


def _meant(rule: CoverageRule) -> Sentence:
    """The work a rule is for."""
    if not rule.narrows:
        return say(N_("all work"))
    names = ", ".join((*rule.work_types, *rule.roles))
    if rule.after_hours is None:
        return say("{names}", names=names)
    when = say(N_("work after hours") if rule.after_hours else N_("work in business hours"))
    return say("{names}, {when}", names=names, when=when) if names else when


def answer_of(work: Work, part: Part) -> tuple[Answer, Sentence]:
    """The first matching rule's answer, or the agreement's default."""
    entry, agreement = work.entry, work.agreement
    billable = work.work_type.billable.at(entry.day, default=True)
    rules = agreement.coverage.at(entry.day, ()) if agreement else ()
    for place, rule in enumerate(rules, start=1):
        matches = rule.matches(entry.work_type, entry.role, after_hours=part.after_hours)
        if matches and (billable or rule.narrows):
            return rule.then, say(
                N_("Rule {place} of agreement {number} is for {what}: {answer}."),
                place=place,
                number=agreement.number if agreement else "",
                what=_meant(rule),
                answer=say(_ANSWERS[rule.then]),
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
    works: Iterable[Work],
    services: Mapping[str, Sequence[Service]],
    stock: Stock,
    rate: Callable[[Work, Part], Rate],
) -> Iterator[Covered]:
    """Cover each entry: allowance, rolled-over hours, blocks, then what is to be paid for.

    `stock` is drawn down on the way; `rate` tells what an hour of a part is worth, where money is
    drawn.
    """
    for work in sorted(works, key=lambda work: (work.entry.start, work.entry.id)):
        agreement = work.agreement
        pool = None
        if agreement and work.service and agreement.allowance:
            pool = stock.pools.setdefault(agreement.number, Pool())
            advance(pool, agreement, services[agreement.number], work.service)
            share = share_of(work.service)
            pool.change(agreement.allowance.at(work.entry.day, None), share)
        try:
            parts = tuple(_cover(work, part, pool, stock.blocks, rate) for part in work.parts)
        except NoRateError as error:
            yield Covered(work, error=error)
        else:
            yield Covered(work, parts)


def stock_of(client: ClientFacts) -> Stock:
    """What there is before the first work that is told: all, or what was left when settled."""
    stock = Stock(block_lots(client.blocks))
    settled = client.settled
    if settled is None:
        return stock
    for lot in stock.blocks:
        lot.left = settled.blocks.get(lot.block.name, lot.left)
    before = settled.until - timedelta(days=1)
    for agreement in client.agreements:
        if kept := settled.pools.get(agreement.number):
            stock.pools[agreement.number] = kept.pool(agreement.allowance.at(before, None))
    return stock


def advance(
    pool: Pool, agreement: Agreement, services: Sequence[Service], service: Service
) -> None:
    """Bring the pool to the first day of a period, turning those on the way."""
    terms = agreement.allowance
    while pool.index < 0 or services[pool.index] != service:
        if pool.index >= 0:
            finish(pool, agreement, services[pool.index])
        following = services[pool.index + 1]
        pool.turn(terms.at(following.period.start, None), share_of(following))


def finish(pool: Pool, agreement: Agreement, service: Service) -> None:
    """Bring the pool to the last day of the period it is in."""
    pool.change(agreement.allowance.at(service.period.last, None), share_of(service))


def share_of(service: Service) -> Fraction:
    """How much of the whole period a service period is, by days."""
    return Fraction(service.period.days, service.whole.days)


def _cover(
    work: Work,
    part: Part,
    pool: Pool | None,
    blocks: Sequence[BlockLot],
    rate: Callable[[Work, Part], Rate],
) -> CoveredPart:
    answer, reason = answer_of(work, part)
    reasons = [reason]
    minutes = Fraction(part.minutes)
    entry, allowance = work.entry, pool.allowance if pool else None
    weight = Fraction(1)
    if allowance and allowance.weighted:
        weight = Fraction(weight_of(entry, work.work_type, part.multiplier))
    burn = Burn(weight, lambda: rate(work, part))
    open_blocks = open_lots(blocks, entry.day, entry.work_type)
    left, drawn = minutes, list[Drawn]()
    if answer is Answer.INCLUDED and pool and allowance:
        left = draw((*pool.lots, *open_blocks), left, burn, reasons, drawn)
    elif answer is Answer.BLOCK:
        left = draw(open_blocks, left, burn, reasons, drawn)
    elif answer is not Answer.BILLABLE:
        left = NOTHING
    over = left if answer is Answer.INCLUDED else NOTHING
    covered = minutes - left
    return CoveredPart(part, answer, covered, left - over, over, tuple(reasons), tuple(drawn))


def draw(
    lots: Iterable[Lot],
    minutes: Fraction,
    burn: Burn,
    reasons: list[Sentence] | None = None,
    told: list[Drawn] | None = None,
) -> Fraction:
    """Draw minutes from lots in their order; returns what none of them covers."""
    for lot in lots:
        if not minutes:
            break
        if lot.left <= 0:
            continue
        cost = burn.cost(lot.measure)
        drawn = lot.draw(minutes, cost)
        minutes -= drawn
        if drawn and reasons is not None:
            reasons.append(_drawn(lot, drawn, cost, burn))
        if drawn and told is not None:
            block = lot.block.name if isinstance(lot, BlockLot) else ""
            told.append(Drawn(block, drawn * cost, lot.measure))
    return minutes


def _drawn(lot: Lot, drawn: Fraction, cost: Fraction, burn: Burn) -> Sentence:
    source = lot.source
    if lot.measure is Measure.MONEY:
        rate = burn.rate()
        return say(
            N_(
                "{minutes} minutes at {rate} an hour drawn from {source}, "
                "leaving {left} {currency}."
            ),
            minutes=drawn,
            rate=rate,
            source=source,
            left=lot.left,
            currency=rate.currency,
        )
    if cost != 1:
        return say(
            N_("{minutes} minutes, counted {weight} times, drawn from {source}, leaving {left} h."),
            minutes=drawn,
            weight=cost,
            source=source,
            left=lot.left / 60,
        )
    return say(
        N_("{minutes} minutes drawn from {source}, leaving {left} h."),
        minutes=drawn,
        source=source,
        left=lot.left / 60,
    )
