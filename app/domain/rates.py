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
    from app.domain.facts import Book, ClientFacts, TimeEntry


class NoRateError(RuleError):
    """No hourly rate exists for an entry."""

    text = N_(
        "Time entry {entry} has no hourly rate: give role {role} a price in {currency} from {day}, "
        "or {work_type} a rate on the agreement or the client's rate card."
    )


@dataclass(frozen=True, slots=True)
class FoundRate:
    """An hourly rate, and where it was found."""

    rate: Rate
    found: tuple[Sentence, ...]


def rate_of(
    entry: TimeEntry, agreement: Agreement | None, client: ClientFacts, book: Book
) -> FoundRate:
    """The entry's own rate, the agreement's, the client's card's, or the role's.

    The work type's multiplier raises the last two only.
    """
    if entry.rate:
        own = say(N_("The rate was set on the entry: {rate}."), rate=entry.rate)
        return FoundRate(entry.rate, (own,))
    if agreement and (rule := _closest(agreement.rates.at(entry.day, ()), entry)):
        return FoundRate(
            rule.rate,
            (
                say(
                    N_("Agreement {number} has a rate of its own for this work: {rate}."),
                    number=agreement.number,
                    rate=rule.rate,
                ),
            ),
        )
    multiplier = book.work_types[entry.work_type].multiplier.at(entry.day, Decimal(1))
    if rule := _closest(client.rates.at(entry.day, ()), entry):
        base, found = rule.rate, say(N_("The client's rate card says {rate}."), rate=rule.rate)
    else:
        role = book.roles.get(entry.role)
        rate = role.rates.at(entry.day, None) if role else None
        if rate is None or rate.currency != client.currency:
            raise NoRateError(
                entry=entry.id,
                role=entry.role or "-",
                currency=client.currency,
                day=entry.day,
                work_type=entry.work_type,
            )
        base = rate
        found = say(
            N_("The price of role {role} on {day} is {rate}."),
            role=entry.role,
            day=entry.day,
            rate=rate,
        )
    if multiplier == 1:
        return FoundRate(base, (found,))
    raised = Rate(base.amount * multiplier, base.currency)
    times = say(
        N_("Work of type {work_type} is charged {multiplier} times: {rate}."),
        work_type=entry.work_type,
        multiplier=multiplier,
        rate=raised,
    )
    return FoundRate(raised, (found, times))


def _closest(rules: Iterable[RateRule], entry: TimeEntry) -> RateRule | None:
    """The rule that names most of the work; the first of equals."""
    best, fit = None, -1
    for rule in rules:
        if (closeness := rule.fits(entry.work_type, entry.role)) > fit:
            best, fit = rule, closeness
    return best
