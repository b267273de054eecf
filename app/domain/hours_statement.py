"""A client's prepaid and included hours over a time: what there was, what came, what went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from app.domain.agreement import Agreement, Block, Measure
from app.domain.coverage import Drawn, advance, finish, stock_of
from app.domain.facts import Book, ClientFacts, TimeEntry
from app.domain.labour import covered_work
from app.domain.period import NEVER, Period
from app.domain.schedule import Service, services_of
from app.domain.stock import NOTHING, Lot, Pool, Stock, in_stock

_Draws = list[tuple[TimeEntry, Drawn]]


@dataclass(frozen=True, slots=True)
class Use:
    """What work took: of a ticket all together, and of other work each on its own."""

    period: Period
    ticket: str
    what: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Source:
    """A block, or what an agreement includes in one of its periods; in hours or in money.

    What is there at the start, and what comes, goes into use, expires, or is carried on.
    """

    name: str
    measure: Measure
    opening: Fraction
    added: Fraction
    uses: tuple[Use, ...]
    expired: Fraction
    period: Period | None = None
    """Of an allowance: the period it is for."""
    expires: date | None = None
    """Of a block: the first day on which it is of no use any more."""

    @property
    def used(self) -> Fraction:
        """What work took."""
        return sum((use.amount for use in self.uses), NOTHING)

    @property
    def closing(self) -> Fraction:
        """What is carried on."""
        return self.opening + self.added - self.used - self.expired


@dataclass(frozen=True, slots=True)
class HoursAccount:
    """All that a client could draw from in a time."""

    period: Period
    blocks: tuple[Source, ...]
    allowances: tuple[Source, ...]


def hours_account(client: ClientFacts, book: Book, period: Period) -> HoursAccount:
    """What became of a client's stock, drawn by the engine that bills; the facts are all of it."""
    agreements = tuple(agreement.renewed(period.last) for agreement in client.agreements)
    client = replace(client, agreements=agreements)
    services = services_of(book, client, period.end)
    draws: _Draws = []
    _walk(client, book, services, period.end, draws)
    blocks = tuple(
        _block(block, draws, period)
        for block in sorted(client.blocks, key=lambda block: (block.bought, block.name))
        if block.bought < period.end and block.expires > period.start
    )
    allowances = tuple(
        _allowance(agreement, turn, (client, book, services), draws, period.end)
        for agreement in agreements
        for turn in services[agreement.number]
        if turn.period.within(period) and agreement.allowance.at(turn.period.last, None)
    )
    return HoursAccount(period, blocks, allowances)


def _walk(
    client: ClientFacts,
    book: Book,
    services: Mapping[str, Sequence[Service]],
    until: date,
    draws: _Draws | None = None,
) -> Stock:
    """The stock after all work before a day."""
    stock = stock_of(client)
    done = tuple(entry for entry in client.time if entry.day < until)
    for covered in covered_work(replace(client, time=done), book, services, stock):
        if draws is not None:
            draws += [(covered.work.entry, drawn) for part in covered.parts for drawn in part.drawn]
    return stock


def _block(block: Block, draws: _Draws, period: Period) -> Source:
    own = [(entry, drawn) for entry, drawn in draws if drawn.block == block.name]
    before = sum((drawn.amount for entry, drawn in own if entry.day < period.start), NOTHING)
    whole = in_stock(block.amount - (block.used or 0), block.measure)
    is_new = block.bought >= period.start
    uses = tuple(_uses(own, block.measure, period))
    left = _shown(whole - before, block.measure) - sum((use.amount for use in uses), NOTHING)
    return Source(
        block.name,
        block.measure,
        NOTHING if is_new else _shown(whole - before, block.measure),
        _shown(whole, block.measure) if is_new else NOTHING,
        uses,
        left if block.expires <= period.end else NOTHING,
        expires=None if block.expires == NEVER else block.expires,
    )


def _allowance(
    agreement: Agreement,
    turn: Service,
    facts: tuple[ClientFacts, Book, Mapping[str, Sequence[Service]]],
    draws: _Draws,
    until: date,
) -> Source:
    """One period of an agreement's allowance, as far as it has come by a day."""
    client, book, services = facts
    number, turns = agreement.number, services[agreement.number]
    begun = _pool(_walk(client, book, services, turn.period.start), agreement, turns, turn)
    ends = min(turn.period.end, until)
    ended = _pool(_walk(client, book, services, ends), agreement, turns, turn)
    measure = ended.base.measure
    opening = _left(begun.carried, measure)
    closing = _left(ended.lots, measure)
    own = [
        (entry, drawn)
        for entry, drawn in draws
        if not drawn.block and entry.agreement == number and entry.day in turn.period
    ]
    expired, after = NOTHING, turn.period.end
    if agreement.end <= after <= until:
        expired = closing
    elif after <= until:
        ended.turn(agreement.allowance.at(after, None))
        expired = closing - _left(ended.carried, measure)
    uses = tuple(_uses(own, measure, turn.period))
    # What the terms grant may change within the period; what was there is what went and is left.
    granted = _shown(closing - opening, measure) + sum((use.amount for use in uses), NOTHING)
    return Source(
        agreement.name or number,
        measure,
        _shown(opening, measure),
        granted,
        uses,
        _shown(expired, measure),
        period=turn.period,
    )


def _pool(stock: Stock, agreement: Agreement, turns: Sequence[Service], turn: Service) -> Pool:
    """An agreement's pool in one of its periods."""
    pool = stock.pools.setdefault(agreement.number, Pool())
    advance(pool, agreement, turns, turn)
    finish(pool, agreement, turn)
    return pool


def _left(lots: Iterable[Lot], measure: Measure) -> Fraction:
    return sum((lot.left for lot in lots if lot.measure is measure), NOTHING)


def _uses(draws: _Draws, measure: Measure, period: Period) -> Iterator[Use]:
    groups: dict[tuple[str, str], _Draws] = defaultdict(list)
    for entry, drawn in draws:
        if entry.day in period:
            groups[entry.ticket, "" if entry.ticket else entry.id].append((entry, drawn))
    for (ticket, _), found in groups.items():
        days = [entry.day for entry, _ in found]
        first = found[0][0]
        yield Use(
            Period(min(days), max(days) + timedelta(days=1)),
            ticket,
            first.summary if ticket else first.note or first.work_type,
            _shown(sum((drawn.amount for _, drawn in found), NOTHING), measure),
        )


def _shown(amount: Fraction, measure: Measure) -> Fraction:
    """Stock's minutes as hours; money as it is."""
    return amount / 60 if measure is Measure.HOURS else amount
