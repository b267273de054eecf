"""Cash rounding: what is to be paid, to the nearest amount that can be paid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Cash:
    """The smallest amount that can be paid, for the currencies that are rounded."""

    steps: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of(cls, plain: str | Mapping[str, str], currency: str) -> Cash:
        """From JSON values: one amount in the company's currency, or one for each currency."""
        listed = {currency: plain} if isinstance(plain, str) else plain
        return cls(tuple((name, Decimal(step)) for name, step in listed.items()))

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
