"""How much of what is included is used as of a day: an agreement's allowance, a client's blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Measure
from app.domain.coverage import advance, share_of, stock_of
from app.domain.labour import covered_work
from app.domain.period import NEVER
from app.domain.schedule import services_of
from app.domain.stock import NOTHING, Pool, in_stock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.agreement import Agreement
    from app.domain.facts import Book, ClientFacts
    from app.domain.period import Period
    from app.domain.schedule import Service
    from app.domain.stock import Stock


@dataclass(frozen=True, slots=True)
class Meter:
    """What there was to draw from and what is left of it, in hours or in money.

    `name` is a block's; without one it is the allowance of the period, with what was carried.
    """

    name: str
    measure: Measure
    given: Fraction
    left: Fraction
    carried: Fraction = NOTHING
    period: Period | None = None
    expires: date | None = None

    @property
    def used(self) -> Fraction:
        """What was drawn."""
        return self.given - self.left


def meters(client: ClientFacts, book: Book, number: str, day: date) -> tuple[Meter, ...]:
    """The meters of an agreement at the end of a day, drawn by the engine that bills."""
    agreements = tuple(agreement.renewed(day) for agreement in client.agreements)
    done = tuple(entry for entry in client.time if entry.day <= day)
    client = replace(client, agreements=agreements, time=done)
    services = services_of(book, client, day + timedelta(days=1))
    stock = stock_of(client)
    for _ in covered_work(client, book, services, stock):
        pass  # Only what is left of the stock is asked.
    agreement = next((a for a in agreements if a.number == number), None)
    return left_of(stock, services, agreement, day)


def left_of(
    stock: Stock,
    services: Mapping[str, Sequence[Service]],
    agreement: Agreement | None,
    day: date,
) -> tuple[Meter, ...]:
    """The meters of stock that was drawn down to the end of a day."""
    found = list[Meter]()
    terms = agreement.allowance.at(day, None) if agreement else None
    turns = services.get(agreement.number, ()) if agreement else ()
    turn = next((s for s in turns if day in s.period), None)
    if agreement and terms and turn:
        pool = stock.pools.setdefault(agreement.number, Pool())
        advance(pool, agreement, turns, turn)
        pool.change(terms, share_of(turn))
        measure = pool.base.measure
        carried = sum((lot.left for lot in pool.carried if lot.measure is measure), NOTHING)
        given, left = _shown(pool.given, measure), _shown(pool.base.left, measure)
        found.append(Meter("", measure, given, left, _shown(carried, measure), turn.period))
    return (*found, *_blocks(stock, day))


def _blocks(stock: Stock, day: date) -> Iterator[Meter]:
    for lot in stock.blocks:
        block = lot.block
        if block.is_open(day):
            given = _shown(in_stock(block.amount, block.measure), block.measure)
            left = _shown(lot.left, lot.measure)
            expires = None if block.expires == NEVER else block.expires
            yield Meter(block.name, block.measure, given, left, expires=expires)


def _shown(amount: Fraction, measure: Measure) -> Fraction:
    """Stock's minutes as hours; money as it is."""
    return amount / 60 if measure is Measure.HOURS else amount
