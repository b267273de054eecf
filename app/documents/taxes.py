"""Taxes on paper: a mark on each line, the rows of the summary and the notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.catalog import Category
from app.domain.sentence import N_
from app.domain.tax import OUTSIDE, base_of

if TYPE_CHECKING:
    from app.documents.wording import Wording
    from app.domain.document import Document, DocumentLine
    from app.domain.money import Money
    from app.domain.tax import AppliedTax, TaxTotal

_WITH_RATE = frozenset({Category.STANDARD, Category.ZERO})
_LONGEST_HEADING = 10
_LETTERS = 26


class TaxNotes:
    """The notes a document needs, each with the letter by which lines refer to it."""

    def __init__(self, document: Document, words: Wording) -> None:
        """Find the reasons of all groups of the summary, in its order."""
        self._words = words
        self._document = document
        self._marks: dict[tuple[AppliedTax, ...], str] = {}
        reasons = (words.tax_reason(group.tax) for group in document.taxes)
        self.letters = {
            reason: _letter(i) for i, reason in enumerate(dict.fromkeys(filter(None, reasons)))
        }

    @property
    def matter(self) -> bool:
        """Whether any line bears a tax, or a reason why not."""
        groups = self._document.taxes
        return any(group.tax.category is not Category.OUTSIDE for group in groups) or bool(
            self.letters
        )

    def letter(self, tax: AppliedTax) -> str:
        """The letter of the tax's note; empty where it has none."""
        return self.letters.get(self._words.tax_reason(tax), "")

    def heading(self) -> str:
        """The column's heading: what the taxes are called where they share a short name."""
        named = {self._words.line(group.tax.name) for group in self._document.taxes} - {""}
        name = named.pop() if len(named) == 1 else ""
        plain = name if len(name) <= _LONGEST_HEADING and not any(map(str.isdigit, name)) else ""
        return plain or self._words.say(N_("Tax"))

    def mark(self, line: DocumentLine) -> str:
        """What stands in the column: the rates, or the letters of the notes."""
        known = self._marks.get(line.taxes)
        if known is None:
            marks = filter(None, map(self._mark, line.taxes or (OUTSIDE,)))
            known = self._marks[line.taxes] = " + ".join(marks) or "–"
        return known

    def _mark(self, tax: AppliedTax) -> str:
        rate = self._words.percent(tax.rate) if tax.category in _WITH_RATE else ""
        return " ".join(filter(None, (rate, self.letter(tax))))

    def summary(self) -> list[tuple[str, str]]:
        """One row per group: what the tax is called, on how much, and the amount."""
        return [
            (
                self._words.say(
                    N_("{tax} on {base}"),
                    tax=self.named(group.tax),
                    base=self._words.amount(self.base(group)),
                ),
                self._words.amount(group.amount),
            )
            for group in self._document.taxes
            if group.tax.category is not Category.OUTSIDE or self.letter(group.tax)
        ]

    def base(self, group: TaxTotal) -> Money:
        """What the tax is on: the net of its lines, with the taxes before it where it compounds."""
        return base_of(group, ((line.net, line.taxes) for line in self._document.lines))

    def named(self, tax: AppliedTax) -> str:
        """What the tax is called, with the letter of its note."""
        letter = self.letter(tax)
        name = self._words.tax_name(tax)
        return f"{name} ({letter})" if letter else name


def _letter(index: int) -> str:
    return chr(ord("A") + index % _LETTERS) + (str(index // _LETTERS) if index >= _LETTERS else "")
