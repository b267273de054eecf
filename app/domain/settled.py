"""What is settled: the part of a client's past that was billed exactly, to the last unit.

A client is settled until a day when no service period reaches over that day and everything that
begins before it is billed as it is owed. The fingerprint stands for all facts as they were before
the day; while it is the same, nothing before the day needs to be computed again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from app.domain.agreement import Addition, Agreement, Block
from app.domain.catalog import Per
from app.domain.dated import Dated
from app.domain.facts import Asset, ClientFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.schedule import Service

_APART = {
    ClientFacts: frozenset(
        ("name exemption_reason tax_id po_required".split())
        + ("time expenses ledger decisions last_net settled".split())
    ),
}
"""Facts that no past amount rests on, or whose changes are noticed where they are written."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How far a client is settled, for which facts, and what was left to draw from on that day.

    `blocks` holds what is left of each by its name, in minutes or money.
    """

    until: date
    fingerprint: str
    pools: Mapping[str, KeptPool] = field(default_factory=dict[str, KeptPool])
    blocks: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])


def can_settle(client: ClientFacts) -> bool:
    """Whether the client's past can be left alone at all.

    Not where a change of the cycle looks at all that was billed, nor where what is taken off rests
    on the whole past.
    """
    return not (
        client.deposits
        or client.discounts
        or any(len(agreement.cycle.steps) > 1 for agreement in client.agreements)
    )


def fingerprint(day: date, *facts: object) -> str:
    """One short text for all that is dated before a day; later steps and ends are left out."""
    parts = list[str]()
    for part in facts:
        _tell(part, day, parts)
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def settled_until(
    services: Mapping[str, Sequence[Service]], open_days: Iterable[date], through: date
) -> date | None:
    """The last day over which no period reaches and before which nothing is open.

    `open_days` are the first days of all that is not billed as it is owed.
    """
    turns = [service for found in services.values() for service in found]
    running = (turn.period.start for turn in turns if turn.period.end > through)
    bound = min([through + timedelta(days=1), *open_days, *running])
    days = {turn.period.start for turn in turns} | {turn.period.end for turn in turns} | {bound}
    for day in sorted((day for day in days if day <= bound), reverse=True):
        if not any(turn.period.start < day < turn.period.end for turn in turns):
            return day
    return None


def _tell(value: object, day: date, parts: list[str]) -> None:
    """Add a value as it was known before a day."""
    if value is None or isinstance(value, (str, int)):
        parts.append(repr(value))
    elif isinstance(value, Dated):
        for since, what in cast("Dated[object]", value).steps:
            if since < day:
                parts.append(str(since))
                _tell(what, day, parts)
    elif isinstance(value, Asset):
        known = [(start, min(end, day)) for start, end in value.active if start < day]
        if known:
            parts.append(repr((value.name, value.type, known)))
    elif isinstance(value, (tuple, list)):
        parts.append("(")
        for part in cast("Sequence[object]", value):
            _tell(part, day, parts)
        parts.append(")")
    elif isinstance(value, datetime) or not isinstance(value, date):
        _tell_whole(value, day, parts)
    else:
        parts.append(str(min(value, day)))


def _tell_whole(value: object, day: date, parts: list[str]) -> None:
    if is_dataclass(value):
        if _begins(value) < day:
            parts.append(type(value).__name__)
            for name in _fields(type(value)):
                _tell(getattr(value, name), day, parts)
    elif isinstance(value, dict):
        for key, part in cast("dict[object, object]", value).items():
            parts.append(repr(key))
            _tell(part, day, parts)
    elif isinstance(value, (set, frozenset)):
        parts.extend(sorted(map(str, cast("frozenset[object]", value))))
    else:
        parts.append(str(value))


@lru_cache(maxsize=64)
def _fields(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any dataclass
    return tuple(
        field.name for field in fields(kind) if field.name not in _APART.get(kind, frozenset())
    )


def _begins(value: object) -> date:
    """The first day on which it could matter."""
    match value:
        case Agreement(start=start):
            return start
        case Addition(start=start) if start:
            return start
        case Block(bought=bought):
            return bought
        case _:
            return date.min
