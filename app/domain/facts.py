"""What the engine is told: the company's book, and one client's facts with what was billed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from app.domain.agreement import Labour
from app.domain.bearing import bearing_of
from app.domain.cash import Cash
from app.domain.dated import NO_STEPS, Dated
from app.domain.tax import AppliedTax, TaxRounding, Treatment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from app.domain.agreement import AfterHours, Agreement, Block, RateRule
    from app.domain.bearing import Bearing
    from app.domain.catalog import Codes, Item, Role, Tax, WorkType
    from app.domain.deposit import Deposit
    from app.domain.discount import Discount
    from app.domain.document_discount import DocumentDiscount
    from app.domain.hours import Calendar
    from app.domain.money import Money, Rate
    from app.domain.period import Period
    from app.domain.stock import Settlement


@dataclass(frozen=True)
class Book:
    """The company's side: what holds for all clients."""

    currency: str
    taxes: Mapping[str, Tax]
    roles: Mapping[str, Role]
    work_types: Mapping[str, WorkType]
    tax_rounding: TaxRounding = TaxRounding.DOCUMENT
    billed_until: date | None = None
    calendars: Mapping[str, Calendar] = field(default_factory=dict[str, "Calendar"])
    cash: Cash = field(default_factory=Cash)
    after_hours: Dated[AfterHours | None] = NO_STEPS
    labour: Labour = Labour.ENTRY
    show_covered: bool = False
    approve_time: bool = False
    """Whether somebody is to look at every entry before it is billed."""

    @cached_property
    def bearing(self) -> Callable[[Codes, Treatment, str, date], Bearing]:
        """What a line bears in tax (see `bearing_of`); each combination is worked out once."""
        return cache(partial(bearing_of, self.taxes))


@dataclass(frozen=True, slots=True)
class Asset:
    """A device or a user: its name, its type and the stretches in which it was looked after."""

    name: str
    type: str
    active: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """Work done; `day` is the local date of its start in the client's zone.

    `summary` is the ticket's.
    """

    id: str
    day: date
    start: datetime
    minutes: int
    work_type: str
    role: str
    note: str = ""
    agreement: str = ""
    ticket: str = ""
    rate: Rate | None = None
    summary: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Expense:
    """Something bought or spent for a client and charged on."""

    id: str
    day: date
    name: str
    unit: str
    quantity: Decimal
    price: Rate
    taxes: Codes = ()
    item: Item | None = None
    ticket: str = ""
    note: str = ""
    discount: Discount | None = None


class Verdict(StrEnum):
    """What was decided of a proposed charge."""

    HOLD = "hold"
    WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a charge, with its reason."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Billed:
    """What the ledger says of one charge: the sum so far, and how it was first billed."""

    net: Money
    kind: str
    description: str
    bill_date: date
    period: Period
    taxes: tuple[AppliedTax, ...] = ()
    po_number: str = ""
    agreement: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """All that bears on what one client owes."""

    code: str
    name: str
    currency: str
    treatment: Treatment = Treatment.STANDARD
    exemption_reason: str = ""
    tax_id: str = ""
    po_required: bool = False
    agreements: tuple[Agreement, ...] = ()
    devices: tuple[Asset, ...] = ()
    users: tuple[Asset, ...] = ()
    rates: Dated[tuple[RateRule, ...]] = NO_STEPS
    blocks: tuple[Block, ...] = ()
    discounts: tuple[DocumentDiscount, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    time: tuple[TimeEntry, ...] = ()
    expenses: tuple[Expense, ...] = ()
    ledger: Mapping[str, Billed] = field(default_factory=dict[str, "Billed"])
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])
    last_net: Money | None = None
    settled: Settlement | None = None
