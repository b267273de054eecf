"""What must be seen before anything of a client is issued, besides what cannot be computed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.charge import ChargeKind
from app.domain.mapping import Claims, agreement_for
from app.domain.money import Money
from app.domain.period import Period, add_months
from app.domain.proposal import Exceptional, Level, Matter
from app.domain.quantity import quantity_of
from app.domain.sentence import N_, say
from app.domain.tax import Treatment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from app.domain.agreement import Addition
    from app.domain.facts import Book, ClientFacts, Decision
    from app.domain.proposal import Line

CATCHING_UP = 2
"""More periods than this of one thing in one proposal is worth a look."""
_A_LOT = 4
"""A change by more than one part of so many is worth a look."""
_FEW = 2
"""A count that changed by no more than this is not."""


def held(client: ClientFacts, line: Line, decision: Decision) -> Exceptional:
    """A charge that would be billed now, were it not held."""
    sentence = say(
        N_("Held: {reason} ({what}, {amount})."),
        reason=decision.reason or "–",
        what=line.title,
        amount=line.net,
    )
    return Exceptional(client.code, Level.LOOK, sentence, line.charge, Matter.HELD)


def looks(
    book: Book, client: ClientFacts, lines: Sequence[Line], through: date
) -> Iterator[Exceptional]:
    """What should be seen, or solved, before these lines are issued."""
    if not lines:
        return
    if client.treatment is Treatment.REVERSE_CHARGE and not client.tax_id:
        yield Exceptional(
            client.code,
            Level.BLOCK,
            say(N_("Reverse charge needs the tax id of {client}."), client=client.name),
            matter=Matter.TAX_ID,
        )
    if client.po_required and not any(line.po_number for line in lines):
        yield Exceptional(
            client.code,
            Level.LOOK,
            say(N_("{client} wants a PO number, and there is none."), client=client.name),
            matter=Matter.PO_NUMBER,
        )
    yield from _catching_up(client, lines, through)
    yield from _counts(client, lines)
    if book.approve_time:
        yield from _unapproved(client, lines)
    yield from _unmapped(client, lines)
    yield from _renewals(client, through)
    net = Money.total((line.net for line in lines), client.currency)
    last = client.last_net
    if last and last.currency == net.currency and _A_LOT * abs(net - last).minor > last.minor > 0:
        yield Exceptional(
            client.code,
            Level.LOOK,
            say(N_("The net total is {net}; the last one was {last}."), net=net, last=last),
            matter=Matter.TOTAL,
        )


def _catching_up(
    client: ClientFacts, lines: Iterable[Line], through: date
) -> Iterator[Exceptional]:
    """Things that bill more than two periods at once, some of them due for over a month."""
    periods: dict[str, list[date]] = {}
    for line in lines:
        if line.kind in {ChargeKind.FEE, ChargeKind.RECURRING}:
            periods.setdefault(line.charge.rpartition("/")[0], []).append(line.bill_date)
    for name, days in periods.items():
        if len(days) > CATCHING_UP and min(days) < add_months(through, -1):
            yield Exceptional(
                client.code,
                Level.LOOK,
                say(N_("{name} catches up on {count} periods."), name=name, count=len(days)),
                name,
                Matter.CATCHING_UP,
            )


def _unapproved(client: ClientFacts, lines: Iterable[Line]) -> Iterator[Exceptional]:
    """Work that nobody has approved and that would be billed now."""
    due = {line.charge.split("/")[1] for line in lines if line.charge.startswith("time/")}
    waiting = [entry for entry in client.time if entry.id in due and not entry.approved]
    if waiting:
        hours = Fraction(sum(entry.minutes for entry in waiting), 60)
        text = (
            N_("1 time entry, {hours} h, is not approved.")
            if len(waiting) == 1
            else N_("{count} time entries, {hours} h, are not approved.")
        )
        sentence = say(text, count=len(waiting), hours=hours)
        charge = f"time/{waiting[0].id}"
        yield Exceptional(client.code, Level.LOOK, sentence, charge, Matter.APPROVAL)


def _unmapped(client: ClientFacts, lines: Iterable[Line]) -> Iterator[Exceptional]:
    """Work that would be billed outside every agreement, though it may be for one of several."""
    due = {line.charge.split("/")[1] for line in lines if line.charge.startswith("time/")}
    claims = Claims(client.name, client.agreements)
    found = [
        (entry, mapped)
        for entry in client.time
        if entry.id in due and not entry.agreement
        if (mapped := agreement_for(claims, entry.day)).is_open
    ]
    if found:
        first, mapped = found[0]
        hours = Fraction(sum(entry.minutes for entry, _ in found), 60)
        text = (
            N_("1 time entry, {hours} h, is for no agreement. {reason}.")
            if len(found) == 1
            else N_("{count} time entries, {hours} h, are for no agreement. {reason}.")
        )
        sentence = say(text, count=len(found), hours=hours, reason=mapped.reason)
        yield Exceptional(client.code, Level.LOOK, sentence, f"time/{first.id}", Matter.UNMAPPED)


def _renewals(client: ClientFacts, through: date) -> Iterator[Exceptional]:
    """Agreements about to go on by themselves, while one can still say no."""
    for agreement in client.agreements:
        end = agreement.renewed(through).end
        renewal = agreement.renewal.at(through, None)
        if renewal and through in renewal.notice(end):
            yield Exceptional(
                client.code,
                Level.LOOK,
                say(
                    N_(
                        "The term of {number} ends on {day} and is renewed for {months} months, "
                        "unless its renewal is ended before."
                    ),
                    number=agreement.number,
                    day=Period(end, end).last,
                    months=renewal.months,
                ),
                agreement.number,
                Matter.RENEWAL,
            )


def _counts(client: ClientFacts, lines: Iterable[Line]) -> Iterator[Exceptional]:
    """Counts that are not at all what they were in the last period that was billed."""
    counted = {
        f"{agreement.number}/{addition.name}": addition
        for agreement in client.agreements
        for addition in agreement.additions
        if addition.counts
    }
    newest: dict[str, Line] = {}
    for line in lines:
        name = line.charge.rpartition("/")[0]
        if line.kind is ChargeKind.RECURRING and name in counted:
            newest[name] = line
    if not newest:
        return
    last: dict[str, date] = {}
    for key, billed in client.ledger.items():
        name = key.rpartition("/")[0]
        if name in newest and billed.net:
            last[name] = max(last.get(name, billed.period.start), billed.period.start)
    for name, day in last.items():
        line = newest[name]
        before, now = _count(counted[name], client, day, line.period.start)
        if abs(now - before) > _FEW and _A_LOT * abs(now - before) > before:
            yield Exceptional(
                client.code,
                Level.LOOK,
                say(
                    N_("{what}: {now} are counted; when it was last billed it was {before}."),
                    what=line.title,
                    now=now,
                    before=before,
                ),
                line.charge,
                Matter.COUNT,
            )


def _count(addition: Addition, client: ClientFacts, *days: date) -> Iterator[Decimal]:
    quantity = quantity_of(addition, client)
    return (quantity.at(day, Decimal(0)) for day in days)
