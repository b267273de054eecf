"""A piece of a service period: some days with one quantity, price and discount, and its cost."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.agreement import Proration
from app.domain.pricing import PerUnit
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from decimal import Decimal

    from app.domain.discount import Discount
    from app.domain.period import Period
    from app.domain.pricing import Scheme


@dataclass(frozen=True)
class Piece:
    """Some days with one quantity at one price, less one discount."""

    days: Period
    quantity: Decimal
    price: Scheme
    discount: Discount | None

    def costs_like(self, other: Piece) -> bool:
        """Whether quantity, price and discount are the same."""
        return (self.quantity, self.price, self.discount) == (
            other.quantity,
            other.price,
            other.discount,
        )

    @property
    def gross(self) -> Fraction:
        """What a whole period of it costs before its discount, exact."""
        return self.price.amount(self.quantity)

    @cached_property
    def cost(self) -> Fraction:
        """What a whole period of it costs, exact."""
        return self.discount.off(self.gross) if self.discount else self.gross

    def share(self, whole: int) -> Fraction:
        """What its own days cost, in a period of so many days."""
        days = self.days.days
        return self.cost if days == whole else self.cost * Fraction(days, whole)


def day_steps(piece: Piece, whole: int) -> tuple[Sentence, ...]:
    """How a piece's share of a period of so many days comes about."""
    if not isinstance(piece.price, PerUnit) or piece.discount:
        return (*_gross_steps(piece), _share_step(piece, whole))
    price = piece.price.rate
    if piece.days.days == whole:
        return (
            say(
                N_("{period}: {quantity} × {price} for the whole period = {exact}."),
                period=piece.days,
                quantity=piece.quantity,
                price=price,
                exact=piece.cost,
            ),
        )
    return (
        say(
            N_("{period}: {quantity} × {price} × {days} of {whole} days = {exact}."),
            period=piece.days,
            quantity=piece.quantity,
            price=price,
            days=piece.days.days,
            whole=whole,
            exact=piece.share(whole),
        ),
    )


def _gross_steps(piece: Piece) -> tuple[Sentence, ...]:
    """How a whole period's cost comes about."""
    steps = piece.price.steps(piece.quantity)
    return (*steps, piece.discount.step(piece.gross)) if piece.discount else steps


def _share_step(piece: Piece, whole: int) -> Sentence:
    if piece.days.days == whole:
        return say(
            N_("{period}: {exact} for the whole period."), period=piece.days, exact=piece.cost
        )
    return say(
        N_("{period}: {cost} × {days} of {whole} days = {exact}."),
        period=piece.days,
        cost=piece.cost,
        days=piece.days.days,
        whole=whole,
        exact=piece.share(whole),
    )


def whole_steps(piece: Piece, proration: Proration) -> tuple[Sentence, ...]:
    """How a piece that stands for the whole period comes about."""
    is_highest = proration is Proration.NONE
    if not isinstance(piece.price, PerUnit) or piece.discount:
        text = (
            N_("{exact} for {quantity}: the highest quantity of the period, not prorated.")
            if is_highest
            else N_(
                "{exact} for {quantity}: as on the first day; changes count from the next period."
            )
        )
        return (*_gross_steps(piece), say(text, exact=piece.cost, quantity=piece.quantity))
    text = (
        N_("{quantity} × {price}: the highest quantity of the period, not prorated.")
        if is_highest
        else N_("{quantity} × {price}: as on the first day; changes count from the next period.")
    )
    return (say(text, quantity=piece.quantity, price=piece.price.rate),)


def listed(sentences: list[Sentence]) -> Sentence | None:
    """Several sentences as one, or nothing."""
    if len(sentences) < 2:  # noqa: PLR2004
        return sentences[0] if sentences else None
    return say("{first}; {rest}", first=sentences[0], rest=listed(sentences[1:]) or "")
