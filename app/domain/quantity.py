"""Quantities as step functions of time: typed by hand, or counted from devices and users."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.dated import Dated
from app.domain.period import ALWAYS, NEVER, Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.domain.agreement import Addition, Agreement
    from app.domain.facts import Asset, ClientFacts


def counted(assets: Iterable[Asset], type_: str) -> Dated[Decimal]:
    """How many of a type were active, day by day; an empty type counts all."""
    change: dict[date, int] = {}
    for asset in assets:
        if type_ in {"", asset.type}:
            for start, end in asset.active:
                change[start] = change.get(start, 0) + 1
                change[end] = change.get(end, 0) - 1
    count, steps = 0, list[tuple["date", Decimal]]()
    for day in sorted(change):
        count += change[day]
        steps.append((day, Decimal(count)))
    return Dated(tuple(steps))


def quantity_of(addition: Addition, client: ClientFacts) -> Dated[Decimal]:
    """The addition's quantity: its minimum holds for each day's count, or each typed quantity.

    A typed quantity of zero is a cancellation, which no minimum undoes.
    """
    if addition.counts:
        assets = client.devices if addition.counts.what == "devices" else client.users
        raw = counted(assets, addition.counts.type)
    else:
        raw = addition.quantity
    has_minimum = any(least for _, least in addition.minimum.steps)
    if not (addition.counts or has_minimum or addition.start or addition.end):
        return raw
    life = Period(addition.start or ALWAYS, addition.end or NEVER)
    days = {ALWAYS, life.start, life.end, *(d for d, _ in raw.steps)}
    days |= {d for d, _ in addition.minimum.steps}
    steps = list[tuple["date", Decimal]]()
    for day in sorted(days):
        value = raw.at(day, Decimal(0)) if day in life else Decimal(0)
        if day in life and (value or addition.counts):
            value = max(value, addition.minimum.at(day, Decimal(0)))
        if not steps or steps[-1][1] != value:
            steps.append((day, value))
    return Dated(tuple(steps))


def billing_days(agreement: Agreement) -> Dated[Decimal]:
    """One on the days whose status bills, nothing on the others."""
    return agreement.status.map(lambda status: Decimal(1 if status.bills else 0))
