"""The agreement: the contract with one client that says what is covered and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.dated import NO_STEPS, Dated
from app.domain.period import NEVER, Cycle, Period
from app.domain.renewal import Renewal, prolonged

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from app.domain.catalog import Codes, Item
    from app.domain.discount import Discount
    from app.domain.document_discount import DocumentDiscount
    from app.domain.money import Money, Rate
    from app.domain.pricing import Scheme


class Status(StrEnum):
    """Whether the agreement bills."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"

    @property
    def bills(self) -> bool:
        """Whether days with this status are charged for."""
        return self in {Status.ACTIVE, Status.ENDED}


class Proration(StrEnum):
    """What a part of a period costs."""

    DAILY = "daily"
    NONE = "none"
    NEXT = "next"


class Answer(StrEnum):
    """What coverage says of an entry."""

    INCLUDED = "included"
    BLOCK = "block"
    BILLABLE = "billable"
    NO_CHARGE = "no_charge"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """One rule of the list that is read from the top; what it does not narrow, it matches."""

    then: Answer
    work_types: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    after_hours: bool | None = None

    @property
    def narrows(self) -> bool:
        """Whether it is for some work only."""
        return bool(self.work_types or self.roles) or self.after_hours is not None

    def matches(self, work_type: str, role: str, *, after_hours: bool) -> bool:
        """Whether work of this type by this role, in or after business hours, is meant."""
        return (
            (not self.work_types or work_type in self.work_types)
            and (not self.roles or role in self.roles)
            and self.after_hours in {None, after_hours}
        )


@dataclass(frozen=True, slots=True)
class RateRule:
    """An hourly rate for a role, a work type, both, or all work."""

    rate: Rate
    role: str = ""
    work_type: str = ""

    def fits(self, work_type: str, role: str) -> int:
        """How closely it fits the work: 3 both named, 0 none named, -1 not at all."""
        if self.role not in {"", role} or self.work_type not in {"", work_type}:
            return -1
        return (2 if self.work_type else 0) + (1 if self.role else 0)


class Measure(StrEnum):
    """What an allowance or a block is counted in."""

    HOURS = "hours"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Hours or money an agreement includes in each period.

    `amount`, `rollover_cap` and `carried` are in its measure. A weighted one gives up an hour
    times its multiplier for each hour of work; a prorated one is smaller in a stub, by days.
    """

    amount: Fraction
    rollover_periods: int = 0
    rollover_cap: Fraction | None = None
    overage_rate: Rate | None = None
    carried: Fraction | None = None
    measure: Measure = Measure.HOURS
    weighted: bool = False
    prorate: bool = False


@dataclass(frozen=True, slots=True)
class AfterHours:
    """What work outside the hours of a calendar costs: so many times its rate.

    On the calendar's closed days the other multiplier holds, where there is one.
    """

    calendar: str
    multiplier: Decimal
    closed_multiplier: Decimal | None = None

    def times(self, *, closed_day: bool) -> Decimal:
        """The multiplier of work after hours, or on a closed day."""
        if closed_day and self.closed_multiplier is not None:
            return self.closed_multiplier
        return self.multiplier


class Labour(StrEnum):
    """How labour is put together on paper."""

    ENTRY = "entry"
    TICKET = "ticket"
    WORK_TYPE = "work_type"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Uplift:
    """A yearly raise in percent, on each anniversary of the start or of a date."""

    percent: Decimal
    on: date | None = None
    additions: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """What an auto-addition counts: the client's devices or users of a type; "" is any type."""

    what: str
    type: str


@dataclass(frozen=True, slots=True)
class Addition:
    """One recurring line of an agreement: an item with a dated quantity and a dated price."""

    name: str
    item: Item
    quantity: Dated[Decimal] = NO_STEPS
    counts: Counts | None = None
    minimum: Dated[Decimal] = field(default_factory=lambda: Dated.always(Decimal(0)))
    price: Dated[Rate] = NO_STEPS
    pricing: Dated[Scheme] = NO_STEPS
    discount: Dated[Discount | None] = NO_STEPS
    proration: Dated[Proration] = NO_STEPS
    taxes: Dated[Codes] = NO_STEPS
    start: date | None = None
    end: date | None = None
    po_number: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The contract; every term that bears on money is dated."""

    number: str
    name: str
    start: date
    end: date = NEVER
    status: Dated[Status] = field(default_factory=lambda: Dated.always(Status.ACTIVE))
    cycle: Dated[Cycle] = NO_STEPS
    proration: Dated[Proration] = field(default_factory=lambda: Dated.always(Proration.DAILY))
    fee: Dated[Rate] = NO_STEPS
    fee_taxes: Dated[Codes] = NO_STEPS
    fee_discount: Dated[Discount | None] = NO_STEPS
    additions: tuple[Addition, ...] = ()
    discounts: tuple[DocumentDiscount, ...] = ()
    allowance: Dated[Allowance | None] = NO_STEPS
    coverage: Dated[tuple[CoverageRule, ...]] = NO_STEPS
    rates: Dated[tuple[RateRule, ...]] = NO_STEPS
    after_hours: Dated[AfterHours | None] = NO_STEPS
    uplift: Dated[Uplift | None] = NO_STEPS
    renewal: Dated[Renewal | None] = NO_STEPS
    billed_until: date | None = None
    po_number: str = ""
    refund: bool = True
    show_covered: bool | None = None
    labour: Labour | None = None

    @property
    def term(self) -> Period:
        """The days on which it holds."""
        return Period(self.start, max(self.start, self.end))

    def renewed(self, day: date) -> Agreement:
        """The agreement with the term that holds a day."""
        if not self.renewal:
            return self
        return replace(self, end=prolonged(self.end, self.renewal, day))

    @property
    def covers_by_default(self) -> bool:
        """Whether work without a matching rule is included: it has a fee or counts heads."""
        return bool(self.fee) or any(addition.counts for addition in self.additions)


@dataclass(frozen=True, slots=True)
class Block:
    """Hours or money bought once and drawn down by work until they expire.

    `amount` and `used` are in its measure; without work types it is for all work.
    """

    name: str
    amount: Fraction
    bought: date
    expires: date
    price: Money
    taxes: Codes = ()
    used: Fraction | None = None
    measure: Measure = Measure.HOURS
    work_types: tuple[str, ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether it was bought and has not expired on the day."""
        return self.bought <= day < self.expires

    def covers(self, day: date, work_type: str) -> bool:
        """Whether work of the type may draw from it on the day."""
        return self.is_open(day) and (not self.work_types or work_type in self.work_types)
