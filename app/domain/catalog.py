"""What is sold and by whom: items, taxes, roles and work types."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.dated import NO_STEPS, Dated

if TYPE_CHECKING:
    from app.domain.money import Rate
    from app.domain.pricing import Scheme

Codes = tuple[str, ...]
"""Codes of taxes, in the order in which they are printed and compounded."""

UNIT_CODES = {
    "each": "C62",
    "piece": "H87",
    "device": "C62",
    "user": "C62",
    "seat": "C62",
    "licence": "C62",
    "hour": "HUR",
    "day": "DAY",
    "month": "MON",
    "year": "ANN",
    "km": "KMT",
    "GB": "E34",
    "TB": "E35",
}
"""Our unit words and their UN/ECE recommendation 20 codes; any other word is `C62`, one."""


def unit_code(unit: str) -> str:
    """The UN/ECE recommendation 20 code of a unit word."""
    return UNIT_CODES.get(unit, "C62")


class Category(StrEnum):
    """EN 16931's tax categories (UNCL 5305)."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Tax:
    """A named tax with its dated rates in percent."""

    code: str
    name: str
    category: Category = Category.STANDARD
    rates: Dated[Decimal] = NO_STEPS
    reason: str = ""
    compound: bool = False
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something sold from the catalog."""

    sku: str
    name: str
    unit: str = "each"
    price: Dated[Rate] = NO_STEPS
    taxes: Dated[Codes] = NO_STEPS
    pricing: Dated[Scheme] = NO_STEPS


@dataclass(frozen=True, slots=True)
class Role:
    """Who does the work, and the hourly price."""

    name: str
    rates: Dated[Rate] = NO_STEPS


class Rounding(StrEnum):
    """Which way worked minutes go to the increment."""

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"
    NONE = "none"


class Per(StrEnum):
    """Whose worked minutes are counted together: each entry's, a ticket's or a day's."""

    ENTRY = "entry"
    TICKET = "ticket"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class WorkType:
    """What kind of work, and how its time is counted."""

    name: str
    billable: Dated[bool] = field(default_factory=lambda: Dated.always(value=True))
    multiplier: Dated[Decimal] = field(default_factory=lambda: Dated.always(Decimal(1)))
    minimum_minutes: Dated[int] = field(default_factory=lambda: Dated.always(0))
    increment_minutes: Dated[int] = field(default_factory=lambda: Dated.always(1))
    grace_minutes: Dated[int] = field(default_factory=lambda: Dated.always(0))
    rounding: Dated[Rounding] = field(default_factory=lambda: Dated.always(Rounding.UP))
    per: Dated[Per] = field(default_factory=lambda: Dated.always(Per.ENTRY))
    taxes: Dated[Codes] = NO_STEPS
