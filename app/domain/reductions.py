"""What comes off the charges of each bill date: first discounts, then deposits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.charge import ChargeKind
from app.domain.deposit import deduction, deposit_charge
from app.domain.discount_charges import (
    Giver,
    by_bill_date,
    discount_charges,
    group_of,
    keyed,
)
from app.domain.money import Money
from app.domain.period import add_months
from app.domain.schedule import billed_periods, service_periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.domain.agreement import Agreement
    from app.domain.charge import Charge
    from app.domain.deposit import Deposit
    from app.domain.discount_charges import Group
    from app.domain.document_discount import DocumentDiscount
    from app.domain.facts import Book, ClientFacts

_RECURRING = frozenset({ChargeKind.FEE, ChargeKind.RECURRING})


def reductions(
    book: Book, client: ClientFacts, charges: Sequence[Charge], until: date
) -> Iterator[Charge]:
    """The charges that take something off others of the same bill date, before a day.

    They rest on what stands of each charge: one that is held or waived counts as far as it was
    billed, and one that is not given back counts in full.
    """
    giving = [agreement for agreement in client.agreements if agreement.discounts]
    if not (giving or client.discounts or client.deposits):
        return
    due = [_standing(charge, client) for charge in charges if charge.bill_date < until]
    for agreement in giving:
        for charge in _of_agreement(agreement, client, due, until):
            yield charge
            due.append(_standing(charge, client))
    if client.discounts:
        giver = Giver(f"discount/{client.code}/", "", lambda day: f"{day:%Y-%m}")
        discounts = [_by_the_month(discount) for discount in client.discounts]
        for charge in tuple(discount_charges(giver, discounts, due, client.ledger)):
            yield charge
            due.append(_standing(charge, client))
    yield from _deposits(book, client, due)


def _standing(charge: Charge, client: ClientFacts) -> Charge:
    """The charge with the amount that will stand billed for it once all that is due is issued."""
    billed = client.ledger.get(charge.key)
    before = billed.net if billed else Money.zero(charge.net.currency)
    if before.currency != charge.net.currency:
        return charge
    is_kept = charge.no_refund and charge.net.minor < before.minor
    return replace(charge, net=before) if is_kept or charge.key in client.decisions else charge


def _of_agreement(
    agreement: Agreement, client: ClientFacts, due: Sequence[Charge], until: date
) -> tuple[Charge, ...]:
    """What its discounts take off an agreement's recurring charges."""
    number = agreement.number
    own = [charge for charge in due if charge.agreement == number and charge.kind in _RECURRING]
    starts = list["date"]()
    if any(discount.periods for discount in agreement.discounts):
        billed = billed_periods(client, number)
        starts = [service.period.start for service in service_periods(agreement, until, billed)]
    discounts = [_by_the_period(discount, starts) for discount in agreement.discounts]
    giver = Giver(f"{number}/", f"{number}/", str, number)
    return tuple(discount_charges(giver, discounts, own, client.ledger))


def _by_the_period(discount: DocumentDiscount, starts: Sequence[date]) -> DocumentDiscount:
    """The discount ended after as many service periods as it is for."""
    counted = [start for start in starts if start >= discount.since]
    if discount.periods is None or len(counted) <= discount.periods:
        return discount
    return replace(discount, until=min(discount.until, counted[discount.periods]))


def _by_the_month(discount: DocumentDiscount) -> DocumentDiscount:
    """The discount ended after as many calendar months as it is for."""
    if discount.periods is None:
        return discount
    end = add_months(discount.since.replace(day=1), discount.periods)
    return replace(discount, until=min(discount.until, end))


def _deposits(book: Book, client: ClientFacts, due: Sequence[Charge]) -> Iterator[Charge]:
    """The deposits, and what is deducted of each until it is used up."""
    agreements = {agreement.number: agreement for agreement in client.agreements}
    taken: dict[tuple[date, Group], int] = defaultdict(int)
    for deposit in sorted(client.deposits, key=lambda deposit: deposit.day):
        agreement = agreements.get(deposit.agreement)
        floors = (book.billed_until, agreement.billed_until if agreement else None)
        left = deposit.amount
        if not any(floor and deposit.day < floor for floor in floors):
            charge = deposit_charge(deposit, client.code, agreement)
            yield charge
            left = _standing(charge, client).net
        yield from _deductions(deposit, client, due, left, taken)


def _deductions(
    deposit: Deposit,
    client: ClientFacts,
    due: Sequence[Charge],
    left: Money,
    taken: dict[tuple[date, Group], int],
) -> Iterator[Charge]:
    """What is deducted of one deposit; `taken` grows by it, for the deposits that follow."""
    alike = [charge for charge in due if charge.taxes == deposit.taxes]
    for day, found in by_bill_date(charge for charge in alike if charge.bill_date > deposit.day):
        room: dict[Group, int] = defaultdict(int)
        own: dict[Group, int] = defaultdict(int)
        for charge in found:
            room[group_of(charge)] += charge.net.minor
            if deposit.agreement in {"", charge.agreement}:
                own[group_of(charge)] += charge.net.minor
        parts = dict["Group", Money]()
        for group in sorted(own):
            most = min(own[group], room[group] - taken[day, group], left.minor)
            if most > 0:
                parts[group] = Money(most, left.currency)
                taken[day, group] += most
                left -= parts[group]
        after = left + Money.total(parts.values(), left.currency)
        keys = keyed(f"{deposit.key(client.code)}/{day.isoformat()}", parts, client.ledger)
        for group, part in parts.items():
            after -= part
            charge = deduction(deposit, keys[group], day, part, after)
            yield replace(charge, po_number=group.po_number)
