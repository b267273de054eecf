"""How long invoices have been overdue, in the stretches in which accountants tell it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.domain.money import Money
from app.domain.outstanding import OpenBill
from app.domain.sentence import N_


class Age(StrEnum):
    """For how long something should have been paid."""

    NOT_DUE = "not_due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OLDER = "90+"


AGES = {
    Age.NOT_DUE: N_("Not due"),
    Age.TO_30: N_("1–30 days"),
    Age.TO_60: N_("31–60 days"),
    Age.TO_90: N_("61–90 days"),
    Age.OLDER: N_("Over 90 days"),
}
"""What each is called, marked."""
_UP_TO = ((0, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90))


def age_of(days_late: int) -> Age:
    """The age of what is late for so many days."""
    return next((age for most, age in _UP_TO if days_late <= most), Age.OLDER)


def ages(owing: Iterable[OpenBill], currency: str, day: date) -> dict[Age, Money]:
    """What is open of each age in one currency; every age is there."""
    found = dict.fromkeys(Age, Money.zero(currency))
    for open_ in owing:
        if open_.left.currency == currency:
            found[age_of(open_.days_late(day))] += open_.left
    return found
