"""What a client owes by a day: every charge due, less what the ledger says was billed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.charge import Charge, ChargeKind
from app.domain.errors import AppError
from app.domain.extras import block_charge, expense_charge
from app.domain.facts import Verdict
from app.domain.inclusive import with_net, without_tax
from app.domain.kept import kept_charges
from app.domain.labour import labour_charges
from app.domain.looks import held, looks
from app.domain.money import LARGEST, Money, Rate
from app.domain.proposal import Exceptional, Level, Line, Outcome, Proposal, Waived
from app.domain.recurring import charge_of, sources
from app.domain.reductions import reductions
from app.domain.schedule import billed_periods, horizon, renewed, services_of
from app.domain.sentence import N_, Sentence, say
from app.domain.settled import open_days, settled_until
from app.domain.tax import is_treated, taxed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.domain.facts import Billed, Book, ClientFacts
    from app.domain.schedule import Service


def propose(book: Book, client: ClientFacts, through: date) -> Outcome:
    """What the client owes by a day: every charge due, less what the ledger says was billed."""
    client = renewed(client, through)
    until = horizon(client, through)
    services = services_of(book, client, until)
    owed, exceptions = _owed(book, client, services, through, until)
    lines, waived = list[Line](), list[Waived]()
    gone = sorted(key for key in client.ledger if key not in owed)
    for key in [*owed, *gone]:
        decision = client.decisions.get(key)
        try:
            line = line_of(book, client, owed.get(key), key, through)
        except AppError as error:
            if decision is None:
                exceptions.append(Exceptional(client.code, Level.BLOCK, error.sentence, key))
            continue
        if line is None:
            continue
        if decision is None:
            lines.append(line)
        elif decision.verdict is Verdict.HOLD:
            exceptions.append(held(client, line, decision))
        else:
            waived.append(Waived(key, line.title, line.net, decision.reason))
    proposals = tuple(_documents(book, client, lines, through))
    lines = [line for proposal in proposals for line in proposal.lines]
    exceptions.extend(looks(book, client, lines, through))
    issued = {line.charge for line in lines if line.net}
    settled = settled_until(services, open_days(client, owed, issued), through)
    return Outcome(client.code, proposals, tuple(exceptions), tuple(waived), settled)


def _owed(
    book: Book,
    client: ClientFacts,
    services: Mapping[str, Sequence[Service]],
    through: date,
    until: date,
) -> tuple[dict[str, Charge], list[Exceptional]]:
    """Every charge by its key, and what keeps others from being made."""
    owed, exceptions = dict[str, Charge](), list[Exceptional]()
    for found in _charges(book, client, services, through, until):
        if isinstance(found, Charge):
            owed[found.key] = found
        else:
            exceptions.append(Exceptional(client.code, Level.BLOCK, found.sentence))
    owed.update((charge.key, charge) for charge in tuple(kept_charges(client, owed)))
    for charge in reductions(book, client, tuple(owed.values()), until):
        owed[charge.key] = charge
    return owed, exceptions


def _charges(
    book: Book,
    client: ClientFacts,
    services: Mapping[str, Sequence[Service]],
    through: date,
    until: date,
) -> Iterator[Charge | AppError]:
    """Every charge that bears on the day, due or billed already, in the order of the paper."""
    for agreement in client.agreements:
        billed = billed_periods(client, agreement.number)
        for source in sources(agreement, client, until, billed):
            for service in services[agreement.number]:
                try:
                    charge = charge_of(agreement, source, service)
                except AppError as error:
                    yield error
                    break
                if charge:
                    yield charge
    yield from labour_charges(client, book, services, through)
    for expense in client.expenses:
        if not _before(expense.day, book.billed_until):
            yield expense_charge(expense)
    for block in client.blocks:
        if not _before(block.bought, book.billed_until):
            yield block_charge(block, client.code)


def _before(day: date, floor: date | None) -> bool:
    return floor is not None and day < floor


def line_of(
    book: Book,
    client: ClientFacts,
    owed: Charge | None,
    key: str,
    through: date,
) -> Line | None:
    """The difference to bill for one charge; nothing where it is not due or was billed exactly."""
    billed = client.ledger.get(key)
    if owed is None:
        return _given_back(client, billed, key, through) if billed else None
    if min(owed.bill_date, billed.bill_date if billed else owed.bill_date) > through:
        return None
    _same_currency(owed.net, client, key)
    if billed is None or not billed.net:
        if billed and not owed.net:
            return None
        bearing = book.bearing(
            owed.taxes,
            client.treatment,
            client.exemption_reason,
            owed.taxed_on or owed.bill_date,
        )
        if is_treated(bearing.taxes):
            owed = without_tax(owed, book.taxes)
        return Line(
            key,
            owed.kind,
            owed.title,
            owed.detail,
            owed.period,
            owed.bill_date,
            owed.quantity,
            owed.unit,
            owed.price,
            owed.net,
            bearing.taxes,
            (*owed.explanation, *bearing.steps),
            owed.agreement,
            owed.po_number,
            owed.kind.value,
            work=owed.work,
            group=owed.group,
            hours=owed.hours,
        )
    _same_currency(billed.net, client, key)
    if is_treated(billed.taxes):
        owed = without_tax(owed, book.taxes)
    difference = owed.net - billed.net
    if not difference or (owed.no_refund and difference.minor < 0):
        return None
    why = say(
        N_("Due now {due}, billed so far {billed}: the difference is {difference}."),
        due=owed.net,
        billed=billed.net,
        difference=difference,
    )
    return _adjustment(key, owed.title, billed, difference, (*owed.explanation, why))


def _given_back(client: ClientFacts, billed: Billed, key: str, through: date) -> Line | None:
    """What was billed and is owed no more."""
    if not billed.net or billed.bill_date > through:
        return None
    _same_currency(billed.net, client, key)
    why = say(
        N_("{billed} was billed for this, and nothing of it is owed any more."), billed=billed.net
    )
    title = say("{what}", what=billed.description)
    return _adjustment(key, title, billed, -billed.net, (why,))


def _adjustment(
    key: str, title: Sentence, billed: Billed, difference: Money, explanation: tuple[Sentence, ...]
) -> Line:
    """A line for a charge that was billed otherwise before; taxed as it was then."""
    sign = 1 if difference.minor > 0 else -1
    first = say(
        N_("First billed on {document}; the tax is that of {day}."),
        document=billed.document,
        day=billed.bill_date,
    )
    return Line(
        key,
        ChargeKind.ADJUSTMENT,
        say(N_("Adjustment: {what}"), what=title),
        None,
        billed.period,
        billed.bill_date,
        Decimal(sign),
        "each",
        Rate(abs(difference).amount(), difference.currency),
        difference,
        billed.taxes,
        (*explanation, first),
        billed.agreement,
        billed.po_number,
        billed.kind,
        billed.document,
    )


class _OtherCurrencyError(AppError):
    """A charge is in another currency than the client."""

    text = N_(
        "{charge} is in {currency}, but the client is billed in {wanted}. "
        "Credit what was billed, or set the client's currency back."
    )


class _TooMuchError(AppError):
    """An amount no document can carry."""

    text = N_("{charge} comes to more than any invoice can carry. Check its quantity and price.")


def _same_currency(amount: Money, client: ClientFacts, key: str) -> None:
    if abs(amount.minor) >= LARGEST // 10:
        raise _TooMuchError(charge=key)
    if amount.currency != client.currency:
        raise _OtherCurrencyError(charge=key, currency=amount.currency, wanted=client.currency)


def _documents(
    book: Book, client: ClientFacts, lines: Iterable[Line], through: date
) -> Iterator[Proposal]:
    """One document per client; lines with another PO number make their own."""
    groups: dict[str, list[Line]] = {}
    unnamed = list[Line]()
    for line in lines:
        if line.po_number:
            groups.setdefault(line.po_number, []).append(line)
        else:
            unnamed.append(line)
    if unnamed:
        first = next(iter(groups), "")
        groups[first] = [*groups.get(first, []), *unnamed]
    for po_number, found in groups.items():
        worked_out = taxed(
            ((line.net, line.taxes) for line in found), book.tax_rounding, client.currency
        )
        proposal = Proposal(
            client.code,
            client.currency,
            po_number,
            through,
            tuple(map(with_net, found, worked_out.nets)),
            worked_out.groups,
            tax_rounding=book.tax_rounding,
        )
        rounding = book.cash.rounding(proposal.total)
        yield replace(proposal, rounding=rounding) if rounding is not None else proposal
