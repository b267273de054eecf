"""The yearly raise: prices as step functions, raised on each anniversary."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.dated import Dated
from app.domain.money import Rate
from app.domain.period import ALWAYS, add_months

if TYPE_CHECKING:
    from datetime import date

    from app.domain.agreement import Uplift


def raised(price: Dated[Rate], uplift: Uplift | None, start: date, until: date) -> Dated[Rate]:
    """The price with a raise on each anniversary before a day.

    It compounds, each raised price is rounded to the currency, and anniversaries on or before a
    price's own date do not count for it; an undated price counts from the agreement's start.
    """
    if not uplift or not price:
        return price
    from_day = uplift.on or start
    steps = list[tuple["date", Rate]]()
    for i, (since, rate) in enumerate(price.steps):
        steps.append((since, rate))
        born = start if since == ALWAYS else since
        next_price = price.steps[i + 1][0] if i + 1 < len(price.steps) else until
        years, current = (0 if uplift.on else 1), rate
        while (day := add_months(from_day, 12 * years)) < min(next_price, until):
            years += 1
            if day <= born:
                continue
            exact = current.amount * (1 + uplift.percent / Decimal(100))
            current = Rate(Rate(exact, rate.currency).times(1).amount(), rate.currency)
            steps.append((day, current))
    return Dated(tuple(steps))
