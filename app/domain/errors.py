"""The kinds of "no" a person can meet, each with a sentence that says what to do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.sentence import N_, Blank, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "N_",
    "AppError",
    "CancelledError",
    "InvalidError",
    "Problem",
    "RuleError",
    "StoreError",
    "Trouble",
]


class AppError(Exception):
    """Anything a person can understand and act on; its class carries the sentence."""

    text: ClassVar[str] = N_("Something is not possible: {detail}")

    def __init__(self, **blanks: Blank) -> None:
        """Keep what fills the blanks of the sentence; it is translated where it is shown."""
        self.sentence = Sentence(self.text, tuple(blanks.items()))
        super().__init__(self.sentence.plain())

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with the sentence."""
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[AppError], args: tuple[object, ...]) -> AppError:
    return kind.__new__(kind, *args)


class RuleError(AppError):
    """A rule of the business says no."""


class Trouble(StrEnum):
    """What keeps a data file from being opened, as far as a person can do something about it."""

    OPEN_ELSEWHERE = "open_elsewhere"
    NEWER = "newer"
    OUTDATED = "outdated"
    DAMAGED = "damaged"
    MISSING = "missing"
    NOT_OURS = "not_ours"
    READ_ONLY = "read_only"
    FULL = "full"
    SHARED_PLACE = "shared_place"
    LOCKED = "locked"
    UNDONE = "undone"
    OTHER = "other"


class StoreError(AppError):
    """The data file, the disk or the folder says no."""

    trouble: ClassVar[Trouble] = Trouble.OTHER


class CancelledError(AppError):
    """The person asked to stop; nothing was changed."""

    text = N_("Stopped. Nothing was changed.")


class Problem:
    """One thing that is wrong, and the place where it is: `clients[3].agreements[0].cycel`."""

    __slots__ = ("place", "sentence")

    def __init__(self, place: str, text: str, **blanks: Blank) -> None:
        """Name the place and say what is wrong there."""
        self.place = place
        self.sentence = Sentence(text, tuple(blanks.items()))

    def __repr__(self) -> str:
        """Show place and sentence, for tests and logs."""
        return f"Problem({self.place!r}, {self.sentence.plain()!r})"


class InvalidError(AppError):
    """What was typed or read is wrong in one or more places; nothing was changed."""

    text = N_("Nothing was changed. Problems found: {count}.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep all problems, in the order of their places."""
        super().__init__(count=len(problems))
        self.problems = tuple(problems)
