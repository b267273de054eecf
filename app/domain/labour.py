"""Charges for work: from time entries over coverage and rates to amounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.after_hours import cut_steps, parts_of
from app.domain.agreement import Answer
from app.domain.charge import Charge, ChargeKind, priced, rounding_step
from app.domain.coverage import Covered, Work, cover, stock_of
from app.domain.labour_groups import group_of, together
from app.domain.labour_words import detail_of, shown_hours, title_of, worked_of
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.pieces import Piece, by_rate, net_of
from app.domain.rates import FoundRate, NoRateError, overage_rate_of, rate_of
from app.domain.sentence import N_, Sentence, say
from app.domain.timekeeping import counted, counting_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.after_hours import Part
    from app.domain.facts import Book, ClientFacts
    from app.domain.schedule import Service
    from app.domain.stock import Stock


def works(
    client: ClientFacts, book: Book, services: Mapping[str, Sequence[Service]]
) -> Iterator[Work]:
    """The entries in the order of the work, with their billed minutes and their periods.

    What another tool has billed, and work under an agreement that does not bill, is left out.
    """
    agreements = {agreement.number: agreement for agreement in client.agreements}
    floors = {"": book.billed_until} | {
        number: max(filter(None, (book.billed_until, agreement.billed_until)), default=None)
        for number, agreement in agreements.items()
    }
    ours = [
        entry
        for entry in client.time
        if (floor := floors.get(entry.agreement, book.billed_until)) is None or entry.day >= floor
    ]
    for entry, found in counted(ours, book.work_types):
        agreement = agreements.get(entry.agreement)
        service = None
        if agreement and entry.day in agreement.term:
            status = agreement.status.at(entry.day, None)
            if status is None or not status.bills:
                continue
            service = _holding(services[agreement.number], entry.day)
        else:
            agreement = None
        parts = parts_of(entry, found.minutes, agreement, book)
        yield Work(entry, found, parts, book.work_types[entry.work_type], agreement, service)


def labour_charges(
    client: ClientFacts, book: Book, services: Mapping[str, Sequence[Service]], through: date
) -> Iterator[Charge | NoRateError]:
    """What the client's time entries owe; an entry without a rate yields the error in its place.

    All entries draw from allowances and blocks, in the order the work was done; those that are
    neither due by the day nor billed make no charge yet.
    """
    if not client.time:
        return
    found = list[Charge]()
    for covered in covered_work(client, book, services, stock_of(client)):
        work = covered.work
        if _bill_date(work) > through and not _is_billed(work, client):
            continue
        if covered.error:
            yield covered.error
            continue
        try:
            found.extend(charges_of(covered, client, book))
        except NoRateError as error:
            yield error
    yield from together(_alone(charge, client) for charge in found)


def covered_work(
    client: ClientFacts, book: Book, services: Mapping[str, Sequence[Service]], stock: Stock
) -> Iterator[Covered]:
    """What becomes of each entry, in the order the work was done; draws the stock down."""

    def worth(work: Work, part: Part) -> Rate:
        return rate_of(work.entry, work.agreement, client, book, part.multiplier).rate

    return cover(works(client, book, services), services, stock, worth)


def _alone(charge: Charge, client: ClientFacts) -> Charge:
    """The charge outside of any row where an adjustment is all that can come of it."""
    billed = client.ledger.get(charge.key)
    return replace(charge, group=None) if billed and billed.net else charge


def steps_of(covered: Covered) -> tuple[Sentence, ...]:
    """How an entry was counted, cut and covered, before any price."""
    work = covered.work
    counting = counting_steps(work.entry, work.counted)
    return (*counting, *cut_steps(work.parts), *covered.reasons)


def charges_of(covered: Covered, client: ClientFacts, book: Book) -> Iterator[Charge]:
    """What a covered entry owes: nothing, a charge, or two of them; raises NoRateError."""
    work = covered.work
    entry, agreement = work.entry, work.agreement
    told = steps_of(covered)
    billable = list[tuple[Piece, FoundRate]]()
    overage = list[tuple[Piece, FoundRate]]()
    for part in covered.parts:
        after = part.part.multiplier
        if part.billable:
            rate = rate_of(entry, agreement, client, book, after)
            billable.append((Piece(part.billable, rate.rate), rate))
        if part.overage:
            rate = overage_rate_of(entry, agreement, client, book, after)
            overage.append((Piece(part.overage, rate.rate), rate))
    if not billable and not overage:
        if free := _free(covered, client, book, told):
            yield free
        return
    for suffix, found in (("", billable), ("/overage", overage)):
        if found:
            yield _paid(covered, book, suffix, found, told)


def _paid(
    covered: Covered,
    book: Book,
    suffix: str,
    found: Sequence[tuple[Piece, FoundRate]],
    told: tuple[Sentence, ...],
) -> Charge:
    pieces = by_rate([piece for piece, _ in found])
    exact, net = net_of(pieces)
    hours = sum((piece.minutes for piece in pieces), Fraction(0)) / 60
    one = len(pieces) == 1
    shown = (hours, pieces[0].rate) if one else (Fraction(1), Rate(net.amount(), net.currency))
    quantity, price = priced(*shown, net)
    unit = "hour" if one and quantity == hours else "each"
    steps = dict.fromkeys(step for _, one in found for step in one.found)
    formulas = [
        say(
            N_("{minutes} minutes × {rate} an hour = {exact}."),
            minutes=piece.minutes,
            rate=piece.rate,
            exact=piece.exact,
        )
        for piece in pieces
    ]
    if not one:
        formulas.append(say(N_("Together {exact}."), exact=exact))
    explanation = (*told, *steps, *formulas, *rounding_step(exact, net))
    amounts = (quantity, unit, price, net)
    charge = _charge(covered, suffix, amounts, detail_of(covered.work.entry, pieces), explanation)
    return replace(charge, group=group_of(covered.work, book), hours=hours)


def _free(
    covered: Covered, client: ClientFacts, book: Book, told: tuple[Sentence, ...]
) -> Charge | None:
    """A line at 0.00, where it is to be printed."""
    work = covered.work
    answers = {part.answer for part in covered.parts}
    free = Answer.NO_CHARGE in answers
    if not free and (not _shows_covered(work, book) or answers <= {Answer.HIDDEN, Answer.BILLABLE}):
        return None
    text = (
        N_("{day} · {work_type} · {hours} h, not charged")
        if free
        else N_("{day} · {work_type} · {hours} h, covered by your agreement")
    )
    hours = Fraction(work.minutes, 60)
    day, work_type = work.entry.day, work.entry.work_type
    detail = say(text, day=day, work_type=work_type, hours=shown_hours(hours))
    nothing = Money.zero(client.currency)
    amounts = (Decimal(1), "each", Rate(nothing.amount(), client.currency), nothing)
    group = group_of(work, book)
    if group:
        covered_too = N_("{group}, not charged") if free else N_("{group}, covered")
        group = say(covered_too, group=group)
    return replace(_charge(covered, "", amounts, detail, told), group=group, hours=hours)


def _shows_covered(work: Work, book: Book) -> bool:
    """Whether covered work is printed at 0.00: the agreement's own answer or the company's."""
    if work.agreement is None or work.agreement.show_covered is None:
        return book.show_covered
    return work.agreement.show_covered


def _charge(
    covered: Covered,
    suffix: str,
    amounts: tuple[Decimal, str, Rate, Money],
    detail: Sentence,
    explanation: tuple[Sentence, ...],
) -> Charge:
    work = covered.work
    entry = work.entry
    quantity, unit, price, net = amounts
    bill_date = _bill_date(work)
    return Charge(
        key=f"time/{entry.id}{suffix}",
        kind=ChargeKind.TIME,
        title=title_of(entry),
        bill_date=bill_date,
        period=Period(entry.day, entry.day.fromordinal(entry.day.toordinal() + 1)),
        quantity=quantity,
        unit=unit,
        price=price,
        net=net,
        taxes=work.work_type.taxes.at(bill_date, ()),
        explanation=explanation,
        agreement=work.agreement.number if work.agreement else "",
        po_number=work.agreement.po_number if work.agreement else "",
        detail=detail,
        work=(worked_of(covered),),
    )


def _holding(services: Sequence[Service], day: date) -> Service | None:
    for service in reversed(services):
        if day in service.period:
            return service
        if service.period.end <= day:
            return None
    return None


def _bill_date(work: Work) -> date:
    """The end of the agreement period that holds the entry, or its own day."""
    return work.service.period.end if work.service else work.entry.day


def _is_billed(work: Work, client: ClientFacts) -> bool:
    key = f"time/{work.entry.id}"
    return key in client.ledger or f"{key}/overage" in client.ledger
