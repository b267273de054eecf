"""Renewal: a term that goes on by itself, and the days on which one can still say no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.period import Period, add_months

if TYPE_CHECKING:
    from datetime import date

    from app.domain.dated import Dated


@dataclass(frozen=True, slots=True)
class Renewal:
    """By how many months a term is prolonged, and how many days before its end notice is due."""

    months: int
    notice_days: int = 0

    def notice(self, end: date) -> Period:
        """The last days of a term, on which its renewal is near."""
        return Period(end - timedelta(days=self.notice_days), end)


def prolonged(end: date, renewal: Dated[Renewal | None], day: date) -> date:
    """The end of the term that holds a day: each that has run out was renewed.

    A term is renewed where the renewal holds on its last day; the new end is counted from the
    first one, so the end of a month stays the end of a month.
    """
    months, last = 0, end
    while last <= day and (found := renewal.at(last - timedelta(days=1), None)):
        months += found.months
        last = add_months(end, months)
    return last
