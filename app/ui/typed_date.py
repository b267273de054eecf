"""Dates as people type them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.i18n import Language

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_STEP = re.compile(r"[+\-−]\d{1,4}")
_CENTURY = 2000


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads what is typed in one language, near the day that stands there already."""

    language: Language

    def read(self, text: str, near: date) -> date | None:
        """The date meant, or nothing where that is not clear.

        `2026-11-30`, `30 Nov 2026`, `30.11.`, `11/30` where the month comes first, `30`, `+3`.
        """
        typed = text.strip().lower()
        if _STEP.fullmatch(typed):
            try:
                return near + timedelta(days=int(typed.replace("−", "-")))
            except OverflowError:
                return None
        parts = [self._number(part) for part in _PARTS.findall(typed)]
        numbers = [part for part in parts if part is not None]
        if len(numbers) != len(parts):
            return None
        named = next((i for i, part in enumerate(_PARTS.findall(typed)) if part.isalpha()), None)
        return _date(numbers, self._order(typed, named), near)

    def _number(self, part: str) -> int | None:
        if part.isdecimal():
            return int(part)
        months = self.language.locale.months["format"]
        for width in ("wide", "abbreviated"):
            for number, name in months[width].items():
                stem = str(name).lower().rstrip(".")
                if stem == part or (len(part) >= len("nov") and stem.startswith(part)):
                    return int(number)
        return None

    def _order(self, typed: str, named: int | None) -> str:
        if re.match(r"\d{4}\D", typed):
            return "yMd"
        pattern = str(self.language.locale.date_formats["short"].pattern)
        usual = "".join(dict.fromkeys(letter for letter in pattern if letter in "yMd"))
        if named is None:
            return usual
        return "Mdy" if named == 0 else "dMy"


def _date(numbers: list[int], order: str, near: date) -> date | None:
    fields = [field for field in order if field != "y" or len(numbers) > len("Md")]
    if len(numbers) == 1:
        fields = ["d"]
    if len(numbers) != len(fields):
        return None
    known = dict(zip(fields, numbers, strict=True))
    year = known.get("y", near.year)
    try:
        return date(
            year + _CENTURY if year < 100 else year,
            known.get("M", near.month),
            known["d"],
        )
    except ValueError:
        return None
