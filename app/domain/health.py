"""What should be looked at in an agreement before it costs money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.dated import Dated
from app.domain.period import ALWAYS, NEVER, add_months
from app.domain.quantity import quantity_of
from app.domain.sentence import N_, Sentence, say
from app.domain.uplift import raises

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.domain.agreement import Addition, Agreement, CoverageRule
    from app.domain.facts import ClientFacts


_SOON = timedelta(days=61)
"""A raise is told from sixty days before it."""
_AHEAD = timedelta(days=30)
"""A renewal is told so long before the notice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `is_serious` where money is lost or refused as it stands."""

    sentence: Sentence
    is_serious: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What the health of an agreement rests on beside the engine's facts."""

    sla: str = ""
    kind: str = ""
    uncosted: frozenset[str] = frozenset()
    """The items without a cost."""


def findings(
    agreement: Agreement, client: ClientFacts, beside: Beside, today: date
) -> tuple[Finding, ...]:
    """Everything to look at, the serious things first."""
    agreement = agreement.renewed(today)
    found = [
        *_term(agreement, today),
        *_left_behind(agreement, client, today),
        *_raises(agreement, today),
        *_prices(agreement, client, today),
        *_counts(agreement, client, beside, today),
        *_coverage(agreement, client, today),
        *_beside(agreement, beside, today),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.is_serious))


def _term(agreement: Agreement, today: date) -> Iterator[Finding]:
    status = agreement.status.at(today, None)
    if agreement.end <= today and status and status.value == "active":
        yield Finding(
            say(N_("It ended on {day} and is still active."), day=agreement.end), is_serious=True
        )
    elif agreement.end == NEVER or agreement.end <= today:
        return
    elif renewal := agreement.renewal.at(agreement.end - timedelta(days=1), None):
        if renewal.notice(agreement.end).start - _AHEAD <= today:
            yield Finding(
                say(
                    N_("It renews itself on {day} for {months} months, unless it is ended."),
                    day=agreement.end,
                    months=renewal.months,
                )
            )
    elif agreement.end <= add_months(today, 2):
        yield Finding(say(N_("It ends on {day}: renew it, or let it go."), day=agreement.end))


def _left_behind(agreement: Agreement, client: ClientFacts, today: date) -> Iterator[Finding]:
    """What an ended agreement counted, where it is still active and no other counts it."""
    if today < agreement.end:
        return
    others = {
        addition.counts
        for other in client.agreements
        if other.number != agreement.number and today in other.renewed(today).term
        for addition in other.additions
    }
    for addition in agreement.additions:
        if addition.counts is None or addition.counts in others:
            continue
        if many := quantity_of(replace(addition, minimum=Dated()), client).at(today, Decimal(0)):
            yield Finding(
                say(
                    N_("It has ended, and {count} of {name} are still active."),
                    count=many,
                    name=addition.name,
                ),
                is_serious=True,
            )


def _raises(agreement: Agreement, today: date) -> Iterator[Finding]:
    """The yearly raise that is next, as long as one can still say so to the client."""
    until = min(agreement.end, today + _SOON)
    for day, percent in raises(agreement.uplift, agreement.start, until):
        if today < day and percent:
            yield Finding(say(N_("Prices rise by {percent} % on {day}."), percent=percent, day=day))


def _prices(agreement: Agreement, client: ClientFacts, today: date) -> Iterator[Finding]:
    fee = agreement.fee.at(today, None)
    if fee and not fee.amount:
        yield Finding(say(N_("The fee is zero.")), is_serious=True)
    for addition in agreement.additions:
        day = max(today, agreement.start, addition.start or agreement.start)
        if _is_alive(addition, day) and (told := _price(addition, client.currency, day)):
            yield Finding(told, is_serious=True)
    for rule in agreement.rates.at(today, ()):
        if not rule.rate.amount:
            yield Finding(say(N_("An hourly rate is zero.")), is_serious=True)
    if agreement.fee and not agreement.uplift:
        since, _ = agreement.fee.steps[-1]
        changed = agreement.start if since == ALWAYS else since
        if add_months(changed, 12) <= today:
            yield Finding(say(N_("The fee has not changed since {day}."), day=changed))


def _price(addition: Addition, currency: str, day: date) -> Sentence | None:
    """What is wrong with a price: the addition's own, else that of its item."""
    item = addition.item
    price, listed = addition.price.at(day, None), item.price.at(day, None)
    if price is not None and not price.amount:
        return say(N_("The price of {name} is zero."), name=addition.name)
    if addition.price or addition.pricing or item.pricing.at(day, None):
        return None
    if listed is None:
        return say(N_("{name} has no price, nor has {sku}."), name=addition.name, sku=item.sku)
    if listed.currency != currency:
        return say(
            N_("{name} is priced in {other}, but the client is billed in {wanted}."),
            name=addition.name,
            other=listed.currency,
            wanted=currency,
        )
    if not listed.amount:
        return say(
            N_("{name} has the price of {sku}, and that is zero."), name=addition.name, sku=item.sku
        )
    return None


def _counts(
    agreement: Agreement, client: ClientFacts, beside: Beside, today: date
) -> Iterator[Finding]:
    for addition in agreement.additions:
        if (
            addition.counts
            and _is_alive(addition, today)
            and not quantity_of(addition, client).at(today, Decimal(0))
        ):
            yield Finding(
                say(
                    N_("{name} counts {what} of type {type}, and there are none."),
                    name=addition.name,
                    what=_COUNTED[addition.counts.what],
                    type=addition.counts.type or "*",
                ),
                is_serious=True,
            )
    wanted = {"per_device": "devices", "per_user": "users"}.get(beside.kind)
    if wanted and not any(a.counts and a.counts.what == wanted for a in agreement.additions):
        yield Finding(
            say(N_("It is priced by {what}, but nothing counts them."), what=_COUNTED[wanted])
        )


_COUNTED = {"devices": say(N_("devices")), "users": say(N_("users"))}


def _is_alive(addition: Addition, today: date) -> bool:
    return (addition.start or ALWAYS) <= today < (addition.end or NEVER)


def _coverage(agreement: Agreement, client: ClientFacts, today: date) -> Iterator[Finding]:
    rules = agreement.coverage.at(today, ())
    recent = add_months(today, -12)
    in_use = sorted(
        {
            entry.work_type
            for entry in client.time
            if entry.agreement == agreement.number and entry.day >= recent
        }
    )
    if rules:
        for place, rule in enumerate(rules):
            if any(_takes_all_of(earlier, rule) for earlier in rules[:place]):
                yield Finding(
                    say(
                        N_("Rule {place} of the coverage never matches: one above it does."),
                        place=place + 1,
                    )
                )
    elif in_use:
        types = in_use[0] if len(in_use) == 1 else f"{in_use[0]} …"
        yield Finding(
            say(N_("Nothing is said about coverage, and there is work: {types}."), types=types)
        )


def _takes_all_of(earlier: CoverageRule, later: CoverageRule) -> bool:
    return (
        earlier.after_hours in {None, later.after_hours}
        and _holds_all(earlier.work_types, later.work_types)
        and _holds_all(earlier.roles, later.roles)
    )


def _holds_all(earlier: tuple[str, ...], later: tuple[str, ...]) -> bool:
    """Whether names hold all that others do; no name at all stands for every one."""
    return not earlier or (bool(later) and {*later} <= {*earlier})


def _beside(agreement: Agreement, beside: Beside, today: date) -> Iterator[Finding]:
    if not beside.sla and beside.kind not in {"block_hours", "time_and_materials"}:
        yield Finding(say(N_("It has no SLA policy.")))
    for addition in agreement.additions:
        if addition.item.sku in beside.uncosted and _is_alive(addition, today):
            yield Finding(
                say(N_("{name} has no cost, so its margin is unknown."), name=addition.name)
            )
