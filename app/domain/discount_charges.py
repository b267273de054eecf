"""Document discounts as charges of their own: what they take off the charges of each bill date."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.charge import Charge, ChargeKind, priced, rounding_step
from app.domain.document_discount import Base, Group, Wanted, taken_off
from app.domain.money import Money, Rate, decimals
from app.domain.period import NEVER, Period, one_day
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from app.domain.document_discount import DocumentDiscount, Taken
    from app.domain.facts import Billed


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives discounts: how their keys begin, what stands before the names they are on.

    A fixed amount is given once a turn; `turn` says which bill dates are of the same one.
    """

    keys: str
    names: str
    turn: Callable[[date], str]
    agreement: str = ""


def discount_charges(
    giver: Giver,
    discounts: Sequence[DocumentDiscount],
    charges: Iterable[Charge],
    ledger: Mapping[str, Billed],
) -> Iterator[Charge]:
    """What discounts take off charges, one charge a discount, bill date and tax group."""
    used: dict[tuple[str, str], int] = defaultdict(int)
    for day, found in by_bill_date(charges):
        bases = [Base(charge.net, group_of(charge)) for charge in found]
        listed = list[tuple["DocumentDiscount", Wanted]]()
        for discount in discounts:
            places = range(len(found))
            meant = tuple(i for i in places if discount.is_on(found[i], giver.names))
            amount = discount.amount
            if amount:
                amount = Money(amount.minor - used[discount.name, giver.turn(day)], amount.currency)
            if meant and (amount is None or amount):
                listed.append((discount, Wanted(discount.percent, amount, meant)))
        taken = taken_off(bases, [wanted for _, wanted in listed])
        for (discount, wanted), part in zip(listed, taken, strict=True):
            used[discount.name, giver.turn(day)] += abs(part.total)
            meant = tuple(found[i] for i in wanted.meant)
            yield from _charges(giver, _Given(discount, day, meant, wanted.amount, part), ledger)


def by_bill_date(charges: Iterable[Charge]) -> Iterator[tuple[date, list[Charge]]]:
    """The charges of each bill date, earliest first."""
    found: dict[date, list[Charge]] = defaultdict(list)
    for charge in charges:
        found[charge.bill_date].append(charge)
    for day in sorted(found):
        yield day, found[day]


def group_of(charge: Charge) -> Group:
    """The group a charge belongs to."""
    return Group(charge.po_number, charge.taxes)


def keyed(key: str, groups: Iterable[Group], ledger: Mapping[str, Billed]) -> dict[Group, str]:
    """A key for each group: the bare one for the first, and the same as before once billed."""
    found = {group: f"{key}/{group.name}" for group in sorted(groups)}
    free = [group for group in found if found[group] not in ledger]
    if billed := ledger.get(key):
        codes = tuple(tax.code for tax in billed.taxes)
        free = [group for group in free if codes in {group.codes, ("",)}]
    return {**found, free[0]: key} if free else found


@dataclass(frozen=True, slots=True)
class _Given:
    """What one discount takes off the charges that are meant of one bill date."""

    discount: DocumentDiscount
    day: date
    meant: tuple[Charge, ...]
    amount: Money | None
    taken: Taken

    def base(self, group: Group | None = None) -> Money:
        """The sum of the charges, or of those of one group."""
        nets = (charge.net for charge in self.meant if group in {None, group_of(charge)})
        return Money.total(nets, self.meant[0].net.currency)

    def period(self) -> Period:
        """From the first day that is charged to the last."""
        periods = [charge.period for charge in self.meant]
        return Period(min(each.start for each in periods), max(each.end for each in periods))


def _charges(giver: Giver, given: _Given, ledger: Mapping[str, Billed]) -> Iterator[Charge]:
    discount, parts = given.discount, given.taken.parts
    keys = keyed(f"{giver.keys}{discount.name}/{given.day.isoformat()}", parts, ledger)
    told = _told(given)
    for group, part in parts.items():
        net, base = -part, given.base(group)
        quantity, price = priced(Fraction(1), Rate(net.amount(), net.currency), net)
        own = say(N_("Of this, {part} falls on {base} that is taxed alike."), part=part, base=base)
        percent = say(N_("{percent} % of {base}"), percent=discount.percent, base=base)
        yield Charge(
            key=keys[group],
            kind=ChargeKind.DISCOUNT,
            title=say("{name}", name=discount.name),
            bill_date=given.day,
            period=given.period() if giver.agreement else one_day(given.day),
            quantity=quantity,
            unit="each",
            price=price,
            net=net,
            taxes=group.codes,
            explanation=(*told, own) if len(parts) > 1 else told,
            agreement=giver.agreement,
            po_number=group.po_number,
            detail=percent if given.amount is None else None,
        )


def _told(given: _Given) -> tuple[Sentence, ...]:
    """How a discount's total comes about."""
    base, taken = given.base(), given.taken
    name, percent = given.discount.name, given.discount.percent
    exact = taken.exact / 10 ** decimals(base.currency)
    if given.amount is None:
        first = say(N_("{name}: {percent} % of {base}."), name=name, percent=percent, base=base)
    else:
        first = say(N_("{name}: {amount} off {base}."), name=name, amount=given.amount, base=base)
    capped = (say(N_("No more than {exact} was left to take off."), exact=exact),)
    total = Money(abs(taken.total), base.currency)
    steps = rounding_step(exact, total)
    return (first, *_term(given.discount), *(capped if taken.is_capped else ()), *steps)


def _term(discount: DocumentDiscount) -> tuple[Sentence, ...]:
    """For which periods it is given, where it ends."""
    since, until = discount.since, discount.until
    if until == NEVER:
        return ()
    return (
        say(
            N_("It is for what begins on or after {since} and before {until}."),
            since=since,
            until=until,
        ),
    )
