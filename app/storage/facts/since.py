"""Whose facts are wanted, and since when: what is settled before a day is not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func

from app import models as m

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SINCE = func.coalesce(m.Settlement.until, "")
"""The day a client is settled until, or a text before all days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Clients with their currencies and time zones, and those whose past is to be read whole."""

    clients: tuple[ColumnElement[bool], ...]
    currencies: Mapping[int, str]
    zones: Mapping[int, str]
    whole: Collection[int]


def holds(whole: Collection[int]) -> ColumnElement[bool]:
    """The client's settlement, unless its past is to be read whole."""
    return (m.Settlement.id == m.Client.id) & m.Settlement.id.not_in(whole)


def day_before(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day in UTC on which a day can begin anywhere; no day stays none."""
    return func.coalesce(func.date(day, "-1 day"), "")
