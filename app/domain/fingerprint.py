"""One short text for all facts as they were before a day: the same while nothing before changes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from app.domain.agreement import Addition, Agreement, Block
from app.domain.dated import Dated
from app.domain.facts import Asset, Book, ClientFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

_APART = {
    ClientFacts: frozenset(
        ("name exemption_reason tax_id po_required".split())
        + ("time expenses ledger decisions last_net settled".split())
    ),
    Book: frozenset({"approve_time"}),
}
"""Facts that no past amount rests on, or whose changes are noticed where they are written."""


def fingerprint(day: date, *facts: object) -> str:
    """One short text for all that is dated before a day; later steps and ends are left out."""
    parts = list[str]()
    for part in facts:
        _tell(part, day, parts)
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


class Fingerprints:
    """Fingerprints of many clients over what they share, which is told once for each day."""

    def __init__(self, *shared: object) -> None:
        """Keep what they share: the company's book, the catalog."""
        self._shared = shared
        self._told: dict[date, str] = {}

    def of(self, client: ClientFacts, day: date) -> str:
        """The fingerprint of one client's facts before a day."""
        if day not in self._told:
            self._told[day] = fingerprint(day, *self._shared)
        return fingerprint(day, self._told[day], client)


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
        each.name
        for each in fields(kind)
        if each.compare and each.name not in _APART.get(kind, frozenset())
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
