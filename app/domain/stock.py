"""Stock that work draws from: a period's allowance, what was carried over, and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Measure
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from app.domain.agreement import Allowance, Block

NOTHING = Fraction(0)


def in_stock(amount: Fraction, measure: Measure) -> Fraction:
    """An amount as stock keeps it: hours in minutes, money as it is."""
    return amount * 60 if measure is Measure.HOURS else amount


@dataclass(slots=True)
class Lot:
    """What is left of one source, in minutes or in money."""

    left: Fraction
    measure: Measure = Measure.HOURS

    def draw(self, minutes: Fraction, cost: Fraction) -> Fraction:
        """Draw as many of the minutes as there is stock for, where one costs so much."""
        drawn = min(minutes, self.left / cost) if cost else minutes
        self.left -= drawn * cost
        return drawn

    @property
    def source(self) -> Sentence:
        """What it is called in an explanation."""
        return say(N_("the period's allowance"))


@dataclass(slots=True)
class CarriedLot(Lot):
    """What carries over, until the period with this number begins."""

    expires: int = 0

    @property
    def source(self) -> Sentence:
        """What it is called in an explanation."""
        return say(N_("what was carried over"))


@dataclass(slots=True)
class BlockLot(Lot):
    """What is left of a block."""

    block: Block = field(kw_only=True)

    @property
    def source(self) -> Sentence:
        """What it is called in an explanation."""
        return say(N_("block {name}"), name=self.block.name)

    def left_on(self, day: date) -> Fraction:
        """What can still be drawn on the day: nothing before it is bought or once it expired."""
        return self.left if self.block.is_open(day) else NOTHING


def block_lots(blocks: Iterable[Block]) -> list[BlockLot]:
    """The blocks in the order in which they are drawn: soonest to expire, then oldest."""
    ordered = sorted(blocks, key=lambda block: (block.expires, block.bought, block.name))
    return [
        BlockLot(
            in_stock(block.amount - (block.used or 0), block.measure), block.measure, block=block
        )
        for block in ordered
    ]


def open_lots(lots: Iterable[BlockLot], day: date, work_type: str) -> list[BlockLot]:
    """Those of the blocks that work of the type may draw from on the day."""
    return [lot for lot in lots if lot.block.covers(day, work_type)]


@dataclass(slots=True)
class Pool:
    """One agreement's allowance while its entries are walked in order."""

    allowance: Allowance | None = None
    index: int = -1
    begun: bool = False
    given: Fraction = NOTHING
    base: Lot = field(default_factory=lambda: Lot(NOTHING))
    carried: list[CarriedLot] = field(default_factory=list[CarriedLot])

    @property
    def lots(self) -> Sequence[Lot]:
        """What is drawn from, in order: the period's own, then what expires soonest."""
        return (self.base, *self.carried)

    def turn(self, allowance: Allowance | None, share: Fraction = Fraction(1)) -> None:
        """Begin the next period: what is left of the base carries over, as its terms say."""
        before, self.allowance = self.allowance, allowance
        self.index += 1
        if not self.begun and allowance and allowance.carried:
            moved = in_stock(allowance.carried, allowance.measure)
            expires = self.index + max(1, allowance.rollover_periods)
            self.carried.append(CarriedLot(moved, allowance.measure, expires))
        self.begun = True
        if before and before.rollover_periods and self.base.left:
            expires = self.index + before.rollover_periods
            self.carried.append(CarriedLot(self.base.left, self.base.measure, expires))
        self.carried = [lot for lot in self.carried if lot.expires > self.index and lot.left]
        self.carried.sort(key=lambda lot: lot.expires)
        if before and before.rollover_cap is not None:
            self._cap(before.rollover_cap, before.measure)
        self.given = _given(allowance, share)
        self.base = Lot(self.given, allowance.measure if allowance else Measure.HOURS)

    def change(self, allowance: Allowance | None, share: Fraction = Fraction(1)) -> None:
        """Another allowance from here on in the period: its own, less what was drawn so far."""
        if allowance == self.allowance:
            return
        measure = allowance.measure if allowance else Measure.HOURS
        drawn = self.given - self.base.left if measure is self.base.measure else NOTHING
        self.allowance, self.given = allowance, _given(allowance, share)
        self.base = Lot(max(NOTHING, self.given - drawn), measure)
        self.given = self.base.left + drawn

    def kept(self) -> KeptPool:
        """Its state at the end of the period it is in."""
        return KeptPool(
            self.given,
            self.base.left,
            self.base.measure,
            tuple((lot.left, lot.measure, lot.expires - self.index) for lot in self.carried),
        )

    def _cap(self, cap: Fraction, measure: Measure) -> None:
        room = in_stock(cap, measure)
        for lot in self.carried:
            if lot.measure is measure:
                lot.left = min(lot.left, room)
                room -= lot.left


@dataclass(frozen=True, slots=True)
class KeptPool:
    """A pool as it stood when a period ended; lots are kept with the periods they still last."""

    given: Fraction
    left: Fraction
    measure: Measure
    carried: tuple[tuple[Fraction, Measure, int], ...] = ()

    def pool(self, allowance: Allowance | None) -> Pool:
        """The pool to go on with, before the next period begins; the terms are those at the end."""
        return Pool(
            allowance,
            begun=True,
            given=self.given,
            base=Lot(self.left, self.measure),
            carried=[
                CarriedLot(left, measure, periods - 1) for left, measure, periods in self.carried
            ],
        )


@dataclass(frozen=True, slots=True)
class Settlement:
    """How far a client is settled, for which facts, and what was left to draw from on that day.

    `blocks` holds what was left of each by its name, in minutes or money.
    """

    until: date
    fingerprint: str
    pools: Mapping[str, KeptPool] = field(default_factory=dict[str, KeptPool])
    blocks: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])


@dataclass(slots=True)
class Stock:
    """All that a client's work draws from, as it stands while the entries are walked in order."""

    blocks: list[BlockLot]
    pools: dict[str, Pool] = field(default_factory=dict[str, Pool])


def _given(allowance: Allowance | None, share: Fraction) -> Fraction:
    if allowance is None:
        return NOTHING
    whole = in_stock(allowance.amount, allowance.measure)
    return whole * share if allowance.prorate else whole
