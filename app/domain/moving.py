"""A ticket that moves to another client, and the work that goes along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.mapping import agreement_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.domain.mapping import Claims


@dataclass(frozen=True, slots=True)
class Movable:
    """A ticket that may move, and what goes along."""

    number: str
    client: str
    opened: date
    time: tuple[str, ...]
    expenses: tuple[str, ...]
    claims: Mapping[str, Claims]

    def patch(self, client: str) -> dict[str, Any]:
        """The edit that moves it; what it was about stays behind with the other client."""
        mapped = agreement_for(self.claims[client], self.opened)
        ticket: dict[str, Any] = {
            "number": self.number,
            "client": client,
            "agreement": mapped.agreement or None,
            "contact": None,
            "site": None,
            "devices": [],
        }
        return {
            "tickets": [ticket],
            "time": [{"id": id_, "client": client, "agreement": None} for id_ in self.time],
            "expenses": [{"id": id_, "client": client} for id_ in self.expenses],
        }
