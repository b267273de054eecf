"""Pieces of work at one rate each, and what they come to together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.money import Rate


@dataclass(frozen=True, slots=True)
class Piece:
    """Minutes that are charged at one rate."""

    minutes: Fraction
    rate: Rate

    @property
    def exact(self) -> Fraction:
        """What they come to."""
        return self.minutes / 60 * Fraction(self.rate.amount)


def net_of(pieces: Sequence[Piece]) -> tuple[Fraction, Money]:
    """What pieces of work come to: exactly, and rounded once."""
    exact = sum((piece.exact for piece in pieces), Fraction(0))
    return exact, Money.rounded(exact, pieces[0].rate.currency)


def by_rate(pieces: Sequence[Piece]) -> list[Piece]:
    """The same minutes, those at one rate together."""
    minutes: dict[Rate, Fraction] = {}
    for piece in pieces:
        minutes[piece.rate] = minutes.get(piece.rate, Fraction(0)) + piece.minutes
    return [Piece(found, rate) for rate, found in minutes.items()]
