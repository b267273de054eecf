"""The yearly raise: prices as step functions, raised on each anniversary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.dated import Dated
from app.domain.period import ALWAYS, NEVER, add_months
from app.domain.pricing import PerUnit
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from typing import Self

    from app.domain.agreement import Uplift
    from app.domain.period import Period
    from app.domain.pricing import Scheme


class Raisable(Protocol):
    """A price, or a scheme of prices."""

    def raised(self, percent: Decimal) -> Self:
        """With a percentage on every price, each rounded to the currency."""
        ...


P = TypeVar("P", bound=Raisable)


def raised(price: Dated[P], uplift: Dated[Uplift | None], start: date, until: date) -> Dated[P]:
    """The price with a raise on each anniversary before a day.

    It compounds, each raised price is rounded to the currency, and anniversaries on or before a
    price's own date do not count for it; an undated price counts from the agreement's start.
    """
    if not uplift or not price:
        return price
    found = list(raises(uplift, start, until))
    steps = list[tuple["date", P]]()
    for i, (since, rate) in enumerate(price.steps):
        steps.append((since, rate))
        born = start if since == ALWAYS else since
        end = price.steps[i + 1][0] if i + 1 < len(price.steps) else until
        current = rate
        for day, percent in found:
            if born < day < end:
                current = current.raised(percent)
                steps.append((day, current))
    return Dated(tuple(steps))


def raise_steps(
    price: Dated[Scheme], uplift: Dated[Uplift | None], start: date, period: Period
) -> Iterator[Sentence]:
    """How the prices that hold in a period were raised until its end."""
    found = list(raises(uplift, start, period.end)) if uplift else []
    ends = [day for day, _ in price.steps[1:]] + [NEVER]
    for (since, scheme), end in zip(price.steps, ends, strict=True) if found else ():
        if end <= period.start:
            continue
        current = scheme
        for day, percent in found:
            if (start if since == ALWAYS else since) < day < end:
                before, current = current, current.raised(percent)
                yield _raise_step(before, current, percent, day)


def _raise_step(before: Scheme, after: Scheme, percent: Decimal, day: date) -> Sentence:
    if isinstance(before, PerUnit) and isinstance(after, PerUnit):
        return say(
            N_("{before} raised by {percent} % on {day}: {after}, rounded to the currency."),
            before=before.rate,
            percent=percent,
            day=day,
            after=after.rate,
        )
    return say(
        N_("All its prices raised by {percent} % on {day}, each rounded to the currency."),
        percent=percent,
        day=day,
    )


def raises(
    uplift: Dated[Uplift | None], start: date, until: date
) -> Iterator[tuple[date, Decimal]]:
    """The days of a raise and its percent, while the uplift that says so is in force."""
    for i, (since, found) in enumerate(uplift.steps):
        end = min(uplift.steps[i + 1][0] if i + 1 < len(uplift.steps) else until, until)
        if found is None:
            continue
        first, years = (found.on, 0) if found.on else (start, 1)
        while (day := add_months(first, 12 * years)) < end:
            if day >= since:
                yield day, found.percent
            years += 1
