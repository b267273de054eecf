"""Discounts on whole documents: what comes off all that falls due on one bill date."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.money import Money, half_away
from app.domain.period import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.domain.catalog import Codes
    from app.domain.charge import Charge


@dataclass(frozen=True, slots=True)
class DocumentDiscount:
    """A percentage or an amount off what falls due together, for periods that begin in its time.

    `on` names what it is on, as charge keys do: `fee` or an addition of its agreement; for a
    client's, an agreement, `time`, `expense` or `block`. Nothing named is everything.
    """

    name: str
    since: date
    until: date = NEVER
    percent: Decimal = Decimal(0)
    amount: Money | None = None
    periods: int | None = None
    on: tuple[str, ...] = ()

    def is_on(self, charge: Charge, prefix: str) -> bool:
        """Whether it takes something off a charge; the prefix stands before the names in `on`."""
        named = not self.on or any(charge.key.startswith(f"{prefix}{name}/") for name in self.on)
        return named and self.holds(charge.period.start)

    def holds(self, day: date) -> bool:
        """Whether it is for a service period that begins on the day."""
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Charges that are taxed alike and stand on the same document."""

    po_number: str
    codes: Codes

    @property
    def name(self) -> str:
        """How keys tell it from the others of its bill date."""
        taxes = "+".join(self.codes) or "-"
        return f"{taxes}/{self.po_number}" if self.po_number else taxes


@dataclass(frozen=True, slots=True)
class Base:
    """An amount that discounts are taken off, and the group of amounts that are taxed alike."""

    net: Money
    group: Group


@dataclass(frozen=True, slots=True)
class Wanted:
    """A discount on some of the bases, told by their places: a percentage or else an amount."""

    percent: Decimal
    amount: Money | None
    meant: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one discount takes off: by tax group, and exactly before its rounding."""

    exact: Fraction
    parts: dict[Group, Money]
    is_capped: bool = False

    @property
    def total(self) -> int:
        """All its parts, in minor units."""
        return sum(part.minor for part in self.parts.values())


def taken_off(bases: Sequence[Base], discounts: Sequence[Wanted]) -> tuple[Taken, ...]:
    """What each discount takes off.

    Percentages are of what there was at first and come before amounts; together they take no more
    than there is. Each is rounded once and shared over the tax groups by largest remainder. What
    is taken off a credit is the mirror of it.
    """
    left = [Fraction(base.net.minor) for base in bases]
    room: dict[Group, int] = {}
    for base in bases:
        room[base.group] = room.get(base.group, 0) + base.net.minor
    order = sorted(range(len(discounts)), key=lambda i: discounts[i].amount is not None)
    result = dict[int, Taken]()
    for i in order:
        result[i] = _take(bases, discounts[i], left, room)
    return tuple(result[i] for i in range(len(discounts)))


def _take(
    bases: Sequence[Base], wanted: Wanted, left: list[Fraction], room: dict[Group, int]
) -> Taken:
    """One discount's parts; lessens what is left of the bases, and in minor units of the groups."""
    original = sum(bases[i].net.minor for i in wanted.meant)
    sign = -1 if original < 0 else 1
    if wanted.amount is None:
        asked = abs(original) * Fraction(wanted.percent) / 100
        weights = {i: Fraction(bases[i].net.minor) for i in wanted.meant}
    else:
        asked = Fraction(wanted.amount.minor)
        weights = {i: left[i] for i in wanted.meant}
    most = max(Fraction(0), sign * sum((left[i] for i in wanted.meant), Fraction(0)))
    exact, weight = min(asked, most), sum(weights.values(), Fraction(0))
    if not exact or not weight:
        return Taken(Fraction(0), {}, is_capped=bool(asked))
    groups: dict[Group, Fraction] = {}
    for i, own in weights.items():
        share = sign * exact * own / weight
        left[i] -= share
        groups[bases[i].group] = groups.get(bases[i].group, Fraction(0)) + share
    currency = bases[0].net.currency
    parts = _parts(Money(sign * half_away(exact), currency), groups, room)
    for group, part in parts.items():
        room[group] -= part.minor
    return Taken(exact, parts, is_capped=exact < asked)


def _parts(
    total: Money, groups: dict[Group, Fraction], room: dict[Group, int]
) -> dict[Group, Money]:
    """The total shared over the groups; where roundings met, none loses more than it has left."""
    sign = -1 if total.minor < 0 else 1
    shared = dict(zip(groups, total.split(list(groups.values())), strict=True))
    if any(sign * share < 0 or sign * room[group] < 0 for group, share in groups.items()):
        return {group: part for group, part in shared.items() if part}
    parts = dict[Group, Money]()
    over = 0
    for group, part in shared.items():
        most = min(sign * part.minor, sign * room[group])
        over += sign * part.minor - most
        parts[group] = Money(sign * most, total.currency)
    for group, part in parts.items():
        more = min(over, sign * (room[group] - part.minor))
        over -= more
        parts[group] = Money(part.minor + sign * more, total.currency)
    return {group: part for group, part in parts.items() if part}
