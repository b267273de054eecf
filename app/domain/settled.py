"""What is settled: the part of a client's past that was billed exactly, to the last unit.

A client is settled until a day when no service period reaches over that day and everything that
begins before it is billed as it is owed. The fingerprint stands for all facts as they were before
the day; while it is the same, nothing before the day needs to be computed again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.catalog import Per
from app.domain.coverage import advance, finish, stock_of
from app.domain.facts import Verdict
from app.domain.labour import covered_work
from app.domain.schedule import horizon, renewed, services_of
from app.domain.stock import Pool, Settlement

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.charge import Charge
    from app.domain.facts import Book, ClientFacts
    from app.domain.fingerprint import Fingerprints
    from app.domain.schedule import Service
    from app.domain.stock import Stock

WORTHWHILE = 100
"""With fewer rows behind it than these, a past is computed as fast as it is checked."""


def can_settle(client: ClientFacts) -> bool:
    """Whether the client's past can be left alone at all.

    Not where a change of the cycle looks at all that was billed, nor where what is taken off rests
    on the whole past.
    """
    return not (
        client.deposits
        or client.discounts
        or any(len(agreement.cycle.steps) > 1 for agreement in client.agreements)
    )


def settled_until(
    services: Mapping[str, Sequence[Service]], open_days: Iterable[date], through: date
) -> date | None:
    """The last day over which no period reaches and before which nothing is open.

    `open_days` are the first days of all that is not billed as it is owed. The last period stays
    with the present, to be compared with.
    """
    turns = [service for found in services.values() for service in found]
    running = (turn.period.start for turn in turns if turn.period.end >= through)
    bound = min([through + timedelta(days=1), *open_days, *running])
    days = {turn.period.start for turn in turns} | {turn.period.end for turn in turns} | {bound}
    for day in sorted((day for day in days if day <= bound), reverse=True):
        if not any(turn.period.start < day < turn.period.end for turn in turns):
            return day
    return None


def open_days(
    client: ClientFacts, owed: Mapping[str, Charge], issued: Container[str]
) -> Iterator[date]:
    """The first days of all that is not billed as it is owed, once some charges are issued.

    What is waived is not waited for; that it is will be noticed where the decision is written.
    """
    for key in {**owed, **client.ledger}:
        decision = client.decisions.get(key)
        if key in issued or (decision and decision.verdict is Verdict.WAIVE):
            continue
        charge, billed = owed.get(key), client.ledger.get(key)
        due, before = charge.net.minor if charge else 0, billed.net.minor if billed else 0
        is_kept = charge is not None and charge.no_refund and due < before
        if due != before and not is_kept:
            yield charge.period.start if charge else client.ledger[key].period.start


def settlement_of(
    book: Book, client: ClientFacts, through: date, day: date, fingerprints: Fingerprints
) -> Settlement | None:
    """The client's settlement once all that is due is issued; nothing where it would be no use."""
    settled = client.settled
    if settled and day <= settled.until:
        return settled
    behind = sum(entry.day < day for entry in client.time) + len(client.ledger)
    is_young = settled is None and behind < WORTHWHILE
    if is_young or not can_settle(client) or _rounds_tickets(book, client, day):
        return settled
    present = renewed(client, through)
    services = services_of(book, present, horizon(present, through))
    stock = _stock_on(book, present, services, day)
    return Settlement(
        day,
        fingerprints.of(client, day),
        {number: pool.kept() for number, pool in stock.pools.items()},
        {lot.block.name: lot.left for lot in stock.blocks},
    )


def _rounds_tickets(book: Book, client: ClientFacts, day: date) -> bool:
    """Whether later work on a ticket would be counted together with work before the day."""
    return any(
        entry.ticket
        and entry.day < day
        and book.work_types[entry.work_type].per.at(entry.day, Per.ENTRY) is Per.TICKET
        for entry in client.time
    )


def _stock_on(
    book: Book, client: ClientFacts, services: Mapping[str, Sequence[Service]], day: date
) -> Stock:
    """What work can still draw from when a day begins."""
    stock = stock_of(client)
    earlier = replace(client, time=tuple(entry for entry in client.time if entry.day < day))
    for _ in covered_work(earlier, book, services, stock):
        pass
    for agreement in client.agreements:
        before = [turn for turn in services[agreement.number] if turn.period.start < day]
        if agreement.allowance and before:
            pool = stock.pools.setdefault(agreement.number, Pool())
            advance(pool, agreement, before, before[-1])
            finish(pool, agreement, before[-1])
    return stock
