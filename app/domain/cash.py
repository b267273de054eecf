"""Cash rounding: what is to be paid, to the nearest amount that can be paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.money import Money

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cash:
    """The smallest amount that can be paid, for the currencies that are rounded."""

    steps: tuple[tuple[str, Decimal], ...] = ()

    def step(self, currency: str) -> int:
        """The smallest amount in minor units; 0 where nothing is rounded."""
        found = dict(self.steps).get(currency)
        return Money.rounded(found, currency).minor if found else 0

    def rounding(self, amount: Money) -> Money | None:
        """What is added to an amount so that it can be paid; nothing where it is not rounded."""
        step = self.step(amount.currency)
        return amount.in_steps(step) - amount if step else None


NOT_ROUNDED = Cash()
"""To the currency's own smallest unit."""
