"""Single values as SQLite keeps them; those that many rows share are made once."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.dated import Dated
from app.domain.money import Rate
from app.models.base import from_millionths

if TYPE_CHECKING:
    from app.storage.rows import Plain

SHARED = 16_384
"""So many different values of one kind are remembered."""


@lru_cache(maxsize=SHARED)
def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    """A day, where there is one."""
    return None if text is None else day(text)


@lru_cache(maxsize=SHARED)
def rate(amount: int, currency: str) -> Rate:
    """A price, from its millionths."""
    return Rate(from_millionths(amount), currency)


@lru_cache(maxsize=SHARED)
def rates(steps: tuple[Plain, ...], currency: str) -> Dated[Rate]:
    """A dated price."""
    return Dated.of((day(since), rate(amount, currency)) for since, amount in steps)


@lru_cache(maxsize=SHARED)
def numbers(steps: tuple[Plain, ...]) -> Dated[Decimal]:
    """A dated quantity or percentage."""
    return Dated.of((day(since), Decimal(number)) for since, number in steps)


@lru_cache(maxsize=SHARED)
def texts(text: str) -> tuple[str, ...]:
    """A list of texts: codes of taxes, names of work types."""
    return tuple(json.loads(text))


def body(text: str) -> dict[str, Any]:
    """A structure that is kept as one."""
    return json.loads(text)
