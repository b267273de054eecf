"""Charges for work: from time entries over coverage and rates to amounts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.agreement import Answer
from app.domain.charge import Charge, ChargeKind, Worked, priced, rounding_step
from app.domain.coverage import Covered, Work, cover
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.rates import NoRateError, rate_of
from app.domain.sentence import N_, Sentence, say
from app.domain.timekeeping import billed_minutes, rounding_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.facts import Book, ClientFacts
    from app.domain.schedule import Service


def works(
    client: ClientFacts, book: Book, services: Mapping[str, Sequence[Service]]
) -> Iterator[Work]:
    """The entries with their billed minutes and the agreement period that holds each."""
    agreements = {agreement.number: agreement for agreement in client.agreements}
    for entry in client.time:
        agreement = agreements.get(entry.agreement)
        work_type = book.work_types[entry.work_type]
        minutes = billed_minutes(entry.minutes, work_type, entry.day)
        if agreement and entry.day in agreement.term:
            service = _holding(services[agreement.number], entry.day)
            yield Work(entry, minutes, work_type, agreement, service)
        else:
            yield Work(entry, minutes, work_type)


def labour_charges(
    client: ClientFacts, book: Book, services: dict[str, Sequence[Service]], through: date
) -> Iterator[Charge | NoRateError]:
    """What the client's time entries owe; an entry without a rate yields the error in its place.

    All entries draw from allowances and blocks, in the order the work was done; those that are
    neither due by the day nor billed make no charge yet.
    """
    for covered in cover(works(client, book, services), services, client.blocks):
        work = covered.work
        if _too_early(work, book) or not _bills(work):
            continue
        if _bill_date(work) > through and not _is_billed(work, client):
            continue
        try:
            yield from _charges_of(covered, client, book)
        except NoRateError as error:
            yield error


def _charges_of(covered: Covered, client: ClientFacts, book: Book) -> Iterator[Charge]:
    work = covered.work
    entry, agreement = work.entry, work.agreement
    told = (rounding_sentence(entry.minutes, work.minutes, work.work_type, entry.day),)
    told += covered.reasons
    shown = covered.answer is Answer.NO_CHARGE or (
        agreement is not None and agreement.show_covered and covered.answer is not Answer.HIDDEN
    )
    if not covered.billable and not covered.overage:
        if shown:
            yield _free(covered, client, told)
        return
    if covered.billable:
        found = rate_of(entry, agreement, client, book)
        yield _paid(covered, "", covered.billable, found.rate, (*told, *found.found))
    if covered.overage:
        allowance = agreement.allowance.at(entry.day, None) if agreement else None
        if entry.rate is None and allowance and allowance.overage_rate:
            rate = allowance.overage_rate
            found_text: tuple[Sentence, ...] = (
                say(N_("Hours beyond the allowance cost {rate}."), rate=rate),
            )
        else:
            found = rate_of(entry, agreement, client, book)
            rate, found_text = found.rate, found.found
        yield _paid(covered, "/overage", covered.overage, rate, (*told, *found_text))


def _paid(
    covered: Covered, suffix: str, minutes: int, rate: Rate, told: tuple[Sentence, ...]
) -> Charge:
    hours = Fraction(minutes, 60)
    exact = hours * Fraction(rate.amount)
    net = Money.rounded(exact, rate.currency)
    quantity, price = priced(hours, rate, net)
    work = covered.work
    formula = say(
        N_("{minutes} minutes × {rate} an hour = {exact}."), minutes=minutes, rate=rate, exact=exact
    )
    detail = say(
        N_("{day} · {work_type}, {role} · {minutes} min at {rate} an hour"),
        day=work.entry.day,
        work_type=work.entry.work_type,
        role=work.entry.role or "-",
        minutes=minutes,
        rate=rate,
    )
    unit = "hour" if quantity == hours else "each"
    explanation = (*told, formula, *rounding_step(exact, net))
    return _charge(covered, suffix, (quantity, unit, price, net), detail, explanation)


def _free(covered: Covered, client: ClientFacts, told: tuple[Sentence, ...]) -> Charge:
    work = covered.work
    text = (
        N_("{day} · {work_type} · {minutes} min, not charged")
        if covered.answer is Answer.NO_CHARGE
        else N_("{day} · {work_type} · {minutes} min, covered by your agreement")
    )
    detail = say(text, day=work.entry.day, work_type=work.entry.work_type, minutes=work.minutes)
    nothing = Money.zero(client.currency)
    amounts = (Decimal(1), "each", Rate(nothing.amount(), client.currency), nothing)
    return _charge(covered, "", amounts, detail, told)


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
    title = (
        say("{ticket}: {note}", ticket=entry.ticket, note=entry.note or entry.work_type)
        if entry.ticket
        else say("{note}", note=entry.note or entry.work_type)
    )
    return Charge(
        key=f"time/{entry.id}{suffix}",
        kind=ChargeKind.TIME,
        title=title,
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
        work=(_worked(covered),),
    )


def _worked(covered: Covered) -> Worked:
    """The entry as the log of the work tells it."""
    entry, counted = covered.work.entry, covered.work.minutes
    paid = covered.billable + covered.overage
    if covered.answer is Answer.NO_CHARGE:
        outcome = say(N_("not charged"))
    elif paid == 0:
        outcome = say(N_("covered"))
    elif paid == counted:
        outcome = say(N_("charged"))
    else:
        outcome = say(N_("{minutes} min charged, the rest covered"), minutes=paid)
    return Worked(
        entry.start,
        entry.day,
        entry.ticket,
        entry.role,
        entry.work_type,
        entry.minutes,
        counted,
        outcome,
        entry.note,
    )


def _holding(services: Sequence[Service], day: date) -> Service | None:
    for service in reversed(services):
        if day in service.period:
            return service
        if service.period.end <= day:
            return None
    return None


def _too_early(work: Work, book: Book) -> bool:
    """Whether another tool has billed the entry."""
    until = [book.billed_until, work.agreement.billed_until if work.agreement else None]
    return any(day is not None and work.entry.day < day for day in until)


def _bill_date(work: Work) -> date:
    """The end of the agreement period that holds the entry, or its own day."""
    return work.service.period.end if work.service else work.entry.day


def _is_billed(work: Work, client: ClientFacts) -> bool:
    key = f"time/{work.entry.id}"
    return key in client.ledger or f"{key}/overage" in client.ledger


def _bills(work: Work) -> bool:
    """Whether the agreement's status on the day lets its work be billed."""
    if work.agreement is None:
        return True
    status = work.agreement.status.at(work.entry.day, None)
    return status is not None and status.bills
