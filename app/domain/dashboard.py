"""What the dashboard tells at a glance: what is owed, what recurs, how far one has begun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from app.domain.money import Money, decimals
from app.domain.outstanding import OpenBill
from app.domain.period import Period

_SHORTEST_MONTH = 28
_DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class OwedRow:
    """What is owed in one currency."""

    total: Money
    overdue: int
    """How many invoices are."""


@dataclass(frozen=True, slots=True)
class RevenueRow:
    """What was invoiced in a month, net, in the company's currency, less what was credited."""

    month: date
    recurring: Money
    other: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.recurring + self.other


@dataclass(frozen=True, slots=True)
class EndingRow:
    """An agreement that ends soon."""

    number: str
    client: str
    end: date


@dataclass(frozen=True, slots=True)
class BegunRow:
    """How far one has begun."""

    has_client: bool
    has_agreement: bool
    has_time: bool
    has_invoice: bool


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the dashboard knows without working out what is due."""

    moment: datetime
    """Now, in the company's zone."""
    currency: str
    owed: tuple[OwedRow, ...]
    """The company's currency first."""
    open: tuple[OpenBill, ...]
    names: dict[str, str]
    """Clients by code."""
    monthly: Money
    """What recurs, as a month's worth, of the last month that was billed."""
    monthly_before: Money
    agreements: int
    revenue: tuple[RevenueRow, ...]
    minutes: int
    billable_minutes: int
    ending: tuple[EndingRow, ...]
    begun: BegunRow
    has_tickets: bool = False

    @property
    def today(self) -> date:
        """The day it is."""
        return self.moment.date()

    @property
    def overdue(self) -> tuple[OpenBill, ...]:
        """The invoices that should have been paid."""
        return tuple(found for found in self.open if found.days_late(self.today))


def owed(owing: Iterable[OpenBill], currency: str, day: date) -> tuple[OwedRow, ...]:
    """What is owed in each currency, the company's own first."""
    sums: dict[str, int] = defaultdict(int)
    late: dict[str, int] = defaultdict(int)
    sums[currency] = 0
    for found in owing:
        sums[found.left.currency] += found.left.minor
        late[found.left.currency] += bool(found.days_late(day))
    return tuple(OwedRow(Money(minor, code), late[code]) for code, minor in sums.items())


def a_months_worth(lines: Iterable[tuple[Period, int]], currency: str) -> Money:
    """What recurs in a month, of lines for some period and their net in minor units."""
    exact = sum((Fraction(net) * _months_share(period) for period, net in lines), Fraction())
    return Money.rounded(exact / 10 ** decimals(currency), currency)


def _months_share(period: Period) -> Fraction:
    """What share of a line is a month's worth: all of it where its period is about a month."""
    start, end = period.start, period.end
    days = (end - start).days
    if days < _SHORTEST_MONTH:
        return Fraction(_DAYS_OF_A_YEAR, 12 * days)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(1, max(months, 1))
