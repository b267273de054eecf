"""Document numbers: patterns such as `INV-{year}-{seq:05}`, and the next one of a series."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.errors import RuleError
from app.domain.sentence import N_

if TYPE_CHECKING:
    from datetime import date

INVOICE_PATTERN = "INV-{year}-{seq:05}"
CREDIT_NOTE_PATTERN = "CN-{year}-{seq:05}"

LONGEST = 60

_FIELD = re.compile(r"\{(year|month|seq)(?::0?([1-9]\d?))?\}")
_ALLOWED = re.compile(r"[A-Za-z0-9 ._/#-]*")


class BadPatternError(RuleError):
    """A number pattern that cannot make numbers."""

    text = N_(
        "{pattern} is not a number pattern. Write one such as INV-{{year}}-{{seq:05}}: it must "
        "hold {{seq}} once, and else only letters, digits and . _ - / #."
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A document number, the series it was drawn from, and its place there."""

    text: str
    series: str
    seq: int


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that has not exactly one `{seq}` or holds anything unexpected."""
    fields = [match.group(1) for match in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    if fields.count("seq") != 1 or not _ALLOWED.fullmatch(rest) or len(pattern) > LONGEST:
        raise BadPatternError(pattern=pattern)


@lru_cache(maxsize=256)
def series_of(pattern: str, day: date) -> str:
    """The series a document of the day counts in: the pattern with all but `{seq}` filled."""

    def fill(match: re.Match[str]) -> str:
        if match.group(1) == "seq":
            return match.group(0)
        width = int(match.group(2) or (4 if match.group(1) == "year" else 2))
        return f"{getattr(day, match.group(1)):0{width}d}"

    return _FIELD.sub(fill, pattern)


def number_of(series: str, seq: int) -> Number:
    """The number at a place of a series."""
    before, width, after = _around(series)
    return Number(f"{before}{seq:0{width}d}{after}", series, seq)


@lru_cache(maxsize=256)
def _around(series: str) -> tuple[str, int, str]:
    """What stands before and after a series' place, and how wide that is."""
    match = _FIELD.search(series)
    if match is None:
        raise BadPatternError(pattern=series)
    return series[: match.start()], int(match.group(2) or 1), series[match.end() :]
