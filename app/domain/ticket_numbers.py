"""Which number a new ticket gets."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(.*?)(\d+)")
_FIRST = "T-1001"


def number_after(numbers: Iterable[str]) -> str:
    """The number after the highest, written like it."""
    found = [match for number in numbers if (match := _NUMBER.fullmatch(number))]
    if not found:
        return _FIRST
    last = max(found, key=lambda match: int(match[2]))
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"
