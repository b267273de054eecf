"""Live coverage: what an entry would come to as it is typed, told by the engine that bills."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Answer, Measure
from app.domain.coverage import stock_of
from app.domain.labour import charges_of, covered_work, steps_of
from app.domain.meters import left_of
from app.domain.money import Money
from app.domain.rates import NoRateError
from app.domain.schedule import services_of
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.coverage import Covered
    from app.domain.facts import Book, ClientFacts, TimeEntry
    from app.domain.meters import Meter

NEARLY = Fraction(4, 5)
"""So much of what is included used is worth a warning."""


class Verdict(StrEnum):
    """What becomes of an entry, in a word."""

    COVERED = "covered"
    PARTLY = "partly"
    BILLABLE = "billable"
    FREE = "free"
    NO_RATE = "no_rate"


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry comes to: minutes, money, and every step's reason."""

    verdict: Verdict
    minutes: int
    """The billed length."""
    billable: Fraction
    """Of it, minutes to be paid for."""
    net: Money
    reasons: tuple[Sentence, ...]
    agreement: str = ""
    """The agreement it counts for, where one holds on its day."""
    warnings: tuple[Sentence, ...] = ()
    meters: tuple[Meter, ...] = ()


def told(book: Book, client: ClientFacts, entry: TimeEntry) -> Told:
    """What an entry would come to beside all other work of its client up to its day.

    It takes the place of the entry that has its id.
    """
    agreements = tuple(agreement.renewed(entry.day) for agreement in client.agreements)
    others = (each for each in client.time if each.id != entry.id and each.day <= entry.day)
    client = replace(client, agreements=agreements, time=(*others, entry))
    services = services_of(book, client, entry.day + timedelta(days=1))
    stock = stock_of(client)
    covered = list(covered_work(client, book, services, stock))
    mine = next((found for found in covered if found.work.entry.id == entry.id), None)
    if mine is None:
        return Told(
            Verdict.FREE,
            entry.minutes,
            Fraction(0),
            Money.zero(client.currency),
            (_left_out(client, entry),),
        )
    found = what_of(mine, client, book)
    left = left_of(stock, services, mine.work.agreement, entry.day)
    return replace(found, meters=left, warnings=tuple(_warnings(mine, client, left)))


def told_all(book: Book, client: ClientFacts, ids: Iterable[str]) -> dict[str, Told]:
    """What some of a client's entries come to, by their ids."""
    wanted = set(ids)
    days = [entry.day for entry in client.time if entry.id in wanted]
    if not days:
        return {}
    last = max(days)
    agreements = tuple(agreement.renewed(last) for agreement in client.agreements)
    done = tuple(entry for entry in client.time if entry.day <= last)
    client = replace(client, agreements=agreements, time=done)
    services = services_of(book, client, last + timedelta(days=1))
    return {
        covered.work.entry.id: what_of(covered, client, book)
        for covered in covered_work(client, book, services, stock_of(client))
        if covered.work.entry.id in wanted
    }


def what_of(covered: Covered, client: ClientFacts, book: Book) -> Told:
    """What a covered entry comes to."""
    work = covered.work
    number = work.agreement.number if work.agreement else ""
    net = Money.zero(client.currency)
    payable = sum((part.billable + part.overage for part in covered.parts), Fraction(0))
    try:
        if covered.error:
            raise covered.error
        charges = tuple(charges_of(covered, client, book))
    except NoRateError as error:
        reasons = (*steps_of(covered), error.sentence)
        return Told(Verdict.NO_RATE, work.minutes, payable, net, reasons, number)
    reasons = dict.fromkeys(steps_of(covered))
    for charge in charges:
        net += charge.net
        reasons.update(dict.fromkeys(charge.explanation))
    return Told(_verdict(covered, payable), work.minutes, payable, net, tuple(reasons), number)


def _verdict(covered: Covered, payable: Fraction) -> Verdict:
    if payable:
        drawn = sum((part.covered for part in covered.parts), Fraction(0))
        return Verdict.PARTLY if drawn else Verdict.BILLABLE
    answers = {part.answer for part in covered.parts}
    return Verdict.FREE if answers <= {Answer.NO_CHARGE, Answer.HIDDEN} else Verdict.COVERED


def _left_out(client: ClientFacts, entry: TimeEntry) -> Sentence:
    agreement = next((a for a in client.agreements if a.number == entry.agreement), None)
    if agreement and entry.day in agreement.term:
        status = agreement.status.at(entry.day, None)
        if status is None or not status.bills:
            return say(N_("Agreement {number} bills nothing on that day."), number=agreement.number)
    return say(N_("Work of that day was billed elsewhere."))


def _warnings(mine: Covered, client: ClientFacts, left: Iterable[Meter]) -> Iterator[Sentence]:
    """What of the included is nearly or wholly used up, where the entry could draw from it."""
    if not any(part.answer in {Answer.INCLUDED, Answer.BLOCK} for part in mine.parts):
        return
    for meter in left:
        whole, rest = meter.given + meter.carried, meter.left + meter.carried
        if not meter.given or (meter.name and not _draws(mine, client, meter)):
            continue
        if not rest:
            yield (
                say(N_("Block {name} is used up."), name=meter.name)
                if meter.name
                else say(N_("The allowance is used up."))
            )
        elif rest <= whole * (1 - NEARLY):
            used = int(100 * (whole - rest) / whole)
            yield _nearly(meter, used, rest, client.currency)


def _draws(mine: Covered, client: ClientFacts, meter: Meter) -> bool:
    """Whether the entry may draw from a block."""
    entry = mine.work.entry
    return any(
        block.name == meter.name and block.covers(entry.day, entry.work_type)
        for block in client.blocks
    )


def _nearly(meter: Meter, used: int, rest: Fraction, currency: str) -> Sentence:
    if meter.measure is Measure.MONEY:
        text = (
            N_("{used} % of block {name} is used; {left} are left.")
            if meter.name
            else N_("{used} % of the allowance is used; {left} are left.")
        )
        return say(text, used=used, name=meter.name, left=Money.rounded(rest, currency))
    text = (
        N_("{used} % of block {name} is used; {left} h are left.")
        if meter.name
        else N_("{used} % of the allowance is used; {left} h are left.")
    )
    return say(text, used=used, name=meter.name, left=rest)
