"""A discount on one line: a percentage first, then a fixed amount, never past nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.dated import Dated
from app.domain.period import ALWAYS
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.domain.money import Number, Rate
    from app.domain.period import Period


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off a line; the fixed amount is for a whole period, like a price.

    With `periods` it holds for so many service periods only, the one it begins in being the first.
    """

    name: str
    percent: Decimal = Decimal(0)
    amount: Rate | None = None
    periods: int | None = None

    def off(self, price: Number) -> Fraction:
        """What is left of an exact amount; what is taken off a credit is the mirror of it."""
        exact = Fraction(price)
        left = abs(exact) * (1 - Fraction(self.percent) / 100)
        left = max(left - (Fraction(self.amount.amount) if self.amount else 0), Fraction(0))
        return left if exact >= 0 else -left

    def step(self, price: Fraction) -> Sentence:
        """How what is left comes about."""
        if self.amount is None:
            return say(
                N_("{name}: {before} less {percent} % = {after}."),
                name=self.name,
                before=price,
                percent=self.percent,
                after=self.off(price),
            )
        return say(
            N_("{name}: {before} less {percent} %, then less {amount}, at least 0 = {after}.")
            if self.percent
            else N_("{name}: {before} less {amount}, at least 0 = {after}."),
            name=self.name,
            before=price,
            percent=self.percent,
            amount=self.amount,
            after=self.off(price),
        )

    @property
    def printed(self) -> Sentence:
        """What a line says of it on paper."""
        if self.amount is None:
            text = N_("{name}: less {percent} %")
        elif self.percent:
            text = N_("{name}: less {percent} %, then less {amount}")
        else:
            text = N_("{name}: less {amount}")
        blanks = {"amount": self.amount} if self.amount else {}
        return say(text, name=self.name, percent=self.percent, **blanks)


Discounts = Dated[Discount | None]


def limited(discounts: Discounts, turns: Sequence[Period], born: date) -> Discounts:
    """Each discount ended after so many service periods as it is for.

    `turns` are the service periods so far; a discount without a date counts from `born`, the first
    day of what it is on.
    """
    return Dated(tuple(_limited(discounts, turns, born)))


def _limited(
    discounts: Discounts, turns: Sequence[Period], born: date
) -> Iterator[tuple[date, Discount | None]]:
    steps = discounts.steps
    for i, (since, discount) in enumerate(steps):
        yield since, discount
        if discount is None or discount.periods is None:
            continue
        first = born if since == ALWAYS else since
        counted = [turn for turn in turns if turn.end > first][: discount.periods]
        if len(counted) < discount.periods:
            continue
        end = counted[-1].end if counted else since
        following = steps[i + 1][0] if i + 1 < len(steps) else None
        if end > since and (following is None or end < following):
            yield end, None
