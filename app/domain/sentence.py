"""Sentences as data: a template to translate and the values that fill its blanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Union

from app.domain.money import Money, Rate
from app.domain.period import Period

Blank = Union[str, int, Decimal, Fraction, date, Money, Rate, Period, "Sentence"]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Mark a template for the translators; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: English template with named blanks, and their typed values."""

    text: str
    blanks: tuple[tuple[str, Blank], ...] = ()

    def __str__(self) -> str:
        """The sentence without any language."""
        return self.plain()

    def plain(self) -> str:
        """Fill the blanks without any language: for logs, tests and error messages."""
        return self.text.format(**{name: str(value) for name, value in self.blanks})


def say(text: str, **blanks: Blank) -> Sentence:
    """Make a sentence of a template and what fills its blanks."""
    return Sentence(text, tuple(blanks.items()))
