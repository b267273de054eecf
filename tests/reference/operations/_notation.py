"""How cases write dates, cycles and amounts, in our own values."""

from datetime import date, timedelta
from decimal import Decimal

from app.domain.agreement import Agreement
from app.domain.dated import Dated
from app.domain.money import Rate
from app.domain.period import NEVER, Cycle, Timing, Unit

DAY = timedelta(days=1)
GRID = date(2000, 1, 1)
"""The first of a year: calendar months, quarters and years are counted from it."""
MONDAY = date(2000, 1, 3)
CURRENCIES = {0: "JPY", 2: "EUR", 3: "KWD"}
UNITS = {
    "day": (1, Unit.DAY),
    "week": (1, Unit.WEEK),
    "month": (1, Unit.MONTH),
    "month_last_day": (1, Unit.MONTH),
    "quarter": (3, Unit.MONTH),
    "semester": (6, Unit.MONTH),
    "year": (1, Unit.YEAR),
}
ALIGNED = {
    "calendar_week": (1, Unit.WEEK, MONDAY),
    "calendar_month": (1, Unit.MONTH, GRID),
    "calendar_quarter": (3, Unit.MONTH, GRID),
    "calendar_semester": (6, Unit.MONTH, GRID),
    "calendar_year": (1, Unit.YEAR, GRID),
}


def day(text):
    """A date, or none."""
    return date.fromisoformat(text) if text else None


def end(given, key):
    """An end that no longer counts; without one there is no end."""
    return day(given.get(key)) or NEVER


def rate(amount, given):
    """A price in a currency with as many decimals as the case has."""
    return Rate(Decimal(amount), CURRENCIES[given.get("decimals", 2)])


def cycle(given, anchor=None):
    """The cycle a case describes by an interval or by a unit."""
    timing = Timing(given.get("timing", "advance"))
    anchor = anchor or day(given.get("anchor_date"))
    for key, unit in {
        "days": Unit.DAY,
        "weeks": Unit.WEEK,
        "months": Unit.MONTH,
        "years": Unit.YEAR,
    }.items():
        if f"interval_{key}" in given:
            return Cycle(given[f"interval_{key}"], unit, anchor, timing)
    if "alignment" in given:
        every, unit, first = ALIGNED[given["alignment"]]
        return Cycle(every, unit, first, timing)
    every, unit = UNITS[given["unit"]]
    if given["unit"] == "month_last_day":
        anchor = anchor.replace(day=1)
    return Cycle(given.get("every", 1) * every, unit, anchor, timing)


def agreement(start, end, turns, number="A", **terms):
    """An agreement with nothing but its days and its cycle."""
    return Agreement(number, number, start, end, cycle=Dated.always(turns), **terms)


def dates(period):
    """A period as most cases write it."""
    return {"period_start": period.start, "period_end_exclusive": period.end}
