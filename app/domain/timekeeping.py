"""Worked minutes and billed minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catalog import Rounding
from app.domain.sentence import N_, Sentence, say

if TYPE_CHECKING:
    from datetime import date

    from app.domain.catalog import WorkType


def rounded_minutes(minutes: int, increment: int, rounding: Rounding, grace: int = 0) -> int:
    """Minutes brought to the increment: up, nearest (exactly half goes up), down, or left alone.

    Minutes beyond a full increment that are not more than the grace are let go.
    """
    if rounding is Rounding.NONE or increment <= 1:
        return minutes
    whole, rest = divmod(minutes, increment)
    if not rest or rest <= grace or rounding is Rounding.DOWN:
        return whole * increment
    if rounding is Rounding.NEAREST and 2 * rest < increment:
        return whole * increment
    return (whole + 1) * increment


def billed_minutes(worked: int, work_type: WorkType, day: date) -> int:
    """How many minutes of an entry count: the minimum first, then the rounding."""
    if not worked:
        return 0
    least = max(worked, work_type.minimum_minutes.at(day, 0))
    return rounded_minutes(
        least,
        work_type.increment_minutes.at(day, 1),
        work_type.rounding.at(day, Rounding.UP),
        work_type.grace_minutes.at(day, 0),
    )


def rounding_sentence(worked: int, billed: int, work_type: WorkType, day: date) -> Sentence:
    """What became of the worked minutes."""
    if worked == billed:
        return say(N_("{worked} minutes worked, all of them counted."), worked=worked)
    return say(
        N_(
            "{worked} minutes worked, {billed} counted: at least {minimum}, "
            "then {rounding} to a multiple of {increment}."
        ),
        worked=worked,
        billed=billed,
        minimum=work_type.minimum_minutes.at(day, 0),
        rounding=work_type.rounding.at(day, Rounding.UP).value,
        increment=work_type.increment_minutes.at(day, 1),
    )
