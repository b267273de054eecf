"""The hourly rate of an entry: the first that exists, in the order the trade agreed on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.money import Rate
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.agreement import Agreement, RateRule
    from app.domain.catalog import WorkType
    from app.domain.facts import Book, ClientFacts, TimeEntry


class NoRateError(RuleError):
    """No hourly rate exists for an entry."""

    text = N_(
        "Time entry {entry} has no hourly rate: give role {role} a price in {currency} from {day}, "
        "or {work_type} a rate on the agreement or the client's rate card."
    )


class NoRoleError(NoRateError):
    """An entry without a role has no hourly rate."""

    text = N_(
        "Time entry {entry} has no hourly rate: give it a role or a rate in {currency}, "
        "or {work_type} a rate on the agreement or the client's rate card."
    )


class ForeignRateError(NoRateError):
    """The role is priced in another currency than the client's."""

    text = N_(
        "Time entry {entry} has no hourly rate: the price of role {role} on {day} is in {other}, "
        "and a price in another currency is never used. Give {work_type} a rate in {currency} "
        "on the agreement or the client's rate card."
    )


@dataclass(frozen=True, slots=True)
class FoundRate:
    """An hourly rate, and where it was found."""

    rate: Rate
    found: tuple[Sentence, ...]


def rate_of(
    entry: TimeEntry,
    agreement: Agreement | None,
    client: ClientFacts,
    book: Book,
    after_hours: Decimal | None = None,
) -> FoundRate:
    """The entry's own rate, the agreement's, the client's card's, or the role's.

    After hours any but the first is raised; the work type's multiplier raises the last two. They
    never multiply each other: the highest counts.
    """
    if entry.rate:
        own = say(N_("The rate was set on the entry: {rate}."), rate=entry.rate)
        return FoundRate(entry.rate, (own,))
    if agreement and (rule := closest(agreement.rates.at(entry.day, ()), entry)):
        found = say(
            N_("Agreement {number} has a rate of its own for this work: {rate}."),
            number=agreement.number,
            rate=rule.rate,
        )
        return _after_hours(rule.rate, found, after_hours)
    if rule := closest(client.rates.at(entry.day, ()), entry):
        base, found = rule.rate, say(N_("The client's rate card says {rate}."), rate=rule.rate)
    else:
        base = _price_of_role(entry, client, book)
        found = say(
            N_("The price of role {role} on {day} is {rate}."),
            role=entry.role,
            day=entry.day,
            rate=base,
        )
    multiplier = book.work_types[entry.work_type].multiplier.at(entry.day, Decimal(1))
    if after_hours is not None and after_hours >= multiplier:
        return _after_hours(base, found, after_hours)
    if multiplier == 1:
        return FoundRate(base, (found,))
    raised = _times(base, multiplier)
    times = say(
        N_("Work of type {work_type} is charged {multiplier} times: {rate}."),
        work_type=entry.work_type,
        multiplier=multiplier,
        rate=raised,
    )
    return FoundRate(raised, (found, times))


def overage_rate_of(
    entry: TimeEntry,
    agreement: Agreement | None,
    client: ClientFacts,
    book: Book,
    after_hours: Decimal | None = None,
) -> FoundRate:
    """The rate of work beyond the allowance: the allowance's own before any but the entry's."""
    allowance = agreement.allowance.at(entry.day, None) if agreement else None
    if entry.rate or allowance is None or allowance.overage_rate is None:
        return rate_of(entry, agreement, client, book, after_hours)
    rate = allowance.overage_rate
    return _after_hours(
        rate, say(N_("Hours beyond the allowance cost {rate}."), rate=rate), after_hours
    )


def weight_of(entry: TimeEntry, work_type: WorkType, after_hours: Decimal | None) -> Decimal:
    """How many times a minute counts where an allowance is weighted: the highest multiplier."""
    multiplier = work_type.multiplier.at(entry.day, Decimal(1))
    return multiplier if after_hours is None else max(multiplier, after_hours)


def closest(rules: Iterable[RateRule], entry: TimeEntry) -> RateRule | None:
    """The rule that names most of the work; the first of equals."""
    best, fit = None, -1
    for rule in rules:
        if (closeness := rule.fits(entry.work_type, entry.role)) > fit:
            best, fit = rule, closeness
    return best


def _after_hours(base: Rate, found: Sentence, multiplier: Decimal | None) -> FoundRate:
    if multiplier is None or multiplier == 1:
        return FoundRate(base, (found,))
    raised = _times(base, multiplier)
    times = say(
        N_("Work after hours is charged {multiplier} times: {rate}."),
        multiplier=multiplier,
        rate=raised,
    )
    return FoundRate(raised, (found, times))


def _times(rate: Rate, multiplier: Decimal) -> Rate:
    return Rate(rate.amount * multiplier, rate.currency)


def _price_of_role(entry: TimeEntry, client: ClientFacts, book: Book) -> Rate:
    role = book.roles.get(entry.role)
    rate = role.rates.at(entry.day, None) if role else None
    if rate is not None and rate.currency == client.currency:
        return rate
    blanks = {
        "entry": entry.id,
        "role": entry.role,
        "currency": client.currency,
        "day": entry.day,
        "work_type": entry.work_type,
    }
    if rate is not None:
        raise ForeignRateError(**blanks, other=rate.currency)
    raise NoRateError(**blanks) if entry.role else NoRoleError(**blanks)
