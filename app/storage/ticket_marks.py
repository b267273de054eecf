"""How the words and marks of a ticket are written, so that the list can be narrowed by them.

A mark says what a ticket is, and no one can type it: it begins with a letter of private use.
"""

from __future__ import annotations

from enum import StrEnum

_PRIVATE = "\ue000"


class Mark(StrEnum):
    """What a ticket can be marked by: one letter each."""

    OPEN = "o"
    WAITING = "w"
    CLIENT = "c"
    STATUS = "s"
    PRIORITY = "p"
    AGREEMENT = "a"
    ASSIGNED = "t"
    UNASSIGNED = "n"

    def of(self, value: str = "") -> str:
        """The mark of a value, as one word."""
        return f"{_PRIVATE}{self.value}{value.encode().hex()}"
