"""What the list of tickets shows, and in which order: a value that can be kept under a name."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(StrEnum):
    """Which part of the tickets."""

    OPEN = "open"
    DUE = "due"
    """What is due today, or was before."""
    WAITING = "waiting"
    ALL = "all"


class Order(StrEnum):
    """What the list is sorted by."""

    DUE = "due"
    NUMBER = "number"
    SUMMARY = "summary"
    CLIENT = "client"
    STATUS = "status"
    PRIORITY = "priority"
    AGREEMENT = "agreement"
    ASSIGNED = "assigned"
    OPENED = "opened"
    MINUTES = "minutes"


NOBODY = "-"
"""Assigned to nobody."""


@dataclass(frozen=True, slots=True)
class TicketView:
    """What is wanted; empty is everything. Every word of the text begins one of the ticket's."""

    part: Part = Part.OPEN
    text: str = ""
    client: str = ""
    status: str = ""
    priority: str = ""
    agreement: str = ""
    assigned: str = ""
    order: Order = Order.DUE
    is_down: bool = False
    """The last comes first."""

    @property
    def is_narrowed(self) -> bool:
        """Whether it shows less than its part."""
        return any(getattr(self, name) for name in ("text", *FILTERS))

    def kept(self) -> dict[str, str]:
        """The same as plain words, without what is as it would be anyway."""
        usual = asdict(TicketView())
        words = {name: value for name, value in asdict(self).items() if value != usual[name]}
        return {name: str(value) for name, value in words.items()}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> TicketView:
        """The view that was kept; what no one understands any more is left out."""
        known = {each.name for each in fields(cls)} - {"part", "order", "is_down"}
        words = {name: value for name, value in kept.items() if name in known}
        part, order = kept.get("part", ""), kept.get("order", "")
        return cls(
            Part(part) if part in set(Part) else Part.OPEN,
            **words,
            order=Order(order) if order in set(Order) else Order.DUE,
            is_down=kept.get("is_down") == "True",
        )


FILTERS = ("client", "status", "priority", "agreement", "assigned")
"""The fields that say one value each."""
EVERYTHING = TicketView(Part.ALL)
