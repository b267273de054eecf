"""Payment terms: the day on which a document is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.period import add_months


@dataclass(frozen=True, slots=True)
class Terms:
    """Net days, then a day of the month strictly after the document's date, or its last day."""

    net_days: int = 14
    day_of_month: int | None = None
    end_of_month: bool = False

    def due(self, issued: date) -> date:
        """The day by which a document of this date is to be paid."""
        if self.end_of_month:
            return _last_after(issued)
        if self.day_of_month:
            return _day_after(issued, self.day_of_month)
        return issued + timedelta(days=self.net_days)


def _first_of_next(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def _last_after(day: date) -> date:
    last = _first_of_next(day) - timedelta(days=1)
    return last if last > day else _first_of_next(last + timedelta(days=1)) - timedelta(days=1)


def _day_after(day: date, wanted: int) -> date:
    this = add_months(date(2000, 1, wanted), 12 * (day.year - 2000) + day.month - 1)
    return (
        this
        if this > day
        else add_months(date(2000, 1, wanted), 12 * (day.year - 2000) + day.month)
    )
