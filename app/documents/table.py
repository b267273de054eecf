"""The lines of a document: columns as wide as their figures, text in what is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.pages import FAST, HELD
from app.documents.rows import rows_of
from app.documents.sheet import BODY, FIGURES, LABEL, SMALL, Sheet
from app.domain.charge import ChargeKind
from app.domain.money import Rate
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.documents.blocks import Block, Style
    from app.documents.taxes import TaxNotes
    from app.domain.document import DocumentLine

_GAP = 18.0
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
"""Figures are set smaller where they would leave too little room for the text."""
_TEXT_AT_LEAST = 0.28
"""Of the width of the table."""
_WIDEST_QUANTITY = 84.0
_WIDEST_TAX = 66.0


@dataclass(frozen=True, slots=True)
class _Cells:
    """The figures of one line, as printed."""

    number: str
    unit: str
    price: str
    tax: str
    amount: str

    @property
    def quantity(self) -> str:
        return f"{self.number} {self.unit}" if self.unit else self.number


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide each column is; a tax column of no width is not printed."""

    figures: Style
    text: float
    quantity: float
    price: float
    tax: float
    amount: float


class Table:
    """The table of a document's lines."""

    def __init__(self, sheet: Sheet, notes: TaxNotes) -> None:
        """Format all figures and measure the columns."""
        self._sheet = sheet
        words = sheet.words
        self._rows = rows_of(sheet.document.lines, words)
        self._cells = [_cells(sheet, notes, line) for line in self._rows]
        amount = words.say(N_("Amount ({currency})"), currency=sheet.document.currency)
        headings = _Cells(
            words.say(N_("Quantity")),
            "",
            words.say(N_("Unit price")),
            notes.heading() if notes.matter else "",
            amount,
        )
        self._columns = _columns(sheet, self._cells, headings)
        self.heading = self._heading(headings)

    def rows(self, padding: float) -> list[Block]:
        """A block for each row; the last two stay with what follows."""
        lines = zip(self._rows, self._cells, strict=True)
        rows = [self._row(line, cells, padding) for line, cells in lines]
        for row, bond in zip(reversed(rows), (FAST, HELD), strict=False):
            row.bond = bond
        return rows

    def _heading(self, headings: _Cells) -> Block:
        block = self._sheet.block()
        block.left(self._sheet.left, 0, [self._sheet.words.say(N_("Description"))], LABEL)
        self._figures(block, 0, headings, LABEL)
        block.rule(self._sheet.left, block.height + 6, self._sheet.width)
        return block

    def _row(self, line: DocumentLine, cells: _Cells, padding: float) -> Block:
        sheet, columns = self._sheet, self._columns
        block = sheet.block(row=True)
        described = block.wrap(sheet.words.text(line.description), BODY, columns.text)
        y = block.left(sheet.left, padding, described, BODY)
        beneath = block.wrap(_beneath(sheet, line), SMALL, columns.text)
        block.left(sheet.left, y, beneath, SMALL)
        self._figures(block, padding, cells, columns.figures)
        block.rule(sheet.left, block.height + padding, sheet.width)
        return block

    def _figures(self, block: Block, y: float, cells: _Cells, style: Style) -> None:
        """Set a row's figures, each at the right edge of its column."""
        columns = self._columns
        right = self._sheet.right
        block.right(right, y, block.wrap(cells.amount, style, columns.amount), style)
        right -= columns.amount + _GAP
        if columns.tax:
            block.right(right, y, block.wrap(cells.tax, style, columns.tax), style)
            right -= columns.tax + _GAP
        block.right(right, y, block.wrap(cells.price, style, columns.price), style)
        right -= columns.price + _GAP
        block.right(right, y, block.wrap(cells.quantity, style, columns.quantity), style)


def _cells(sheet: Sheet, notes: TaxNotes, line: DocumentLine) -> _Cells:
    words = sheet.words
    return _Cells(
        words.number(line.quantity),
        words.unit(line.unit, line.quantity),
        words.price(Rate(line.price, sheet.document.currency)),
        notes.mark(line) if notes.matter else "",
        words.amount(line.net),
    )


def _columns(sheet: Sheet, cells: Sequence[_Cells], headings: _Cells) -> _Columns:
    """The columns, with the figures as large as leaves room for the text."""
    columns = None
    for size in _SIZES:
        figures = FIGURES._replace(size=size)
        columns = _measured(sheet, figures, cells, headings)
        if columns.text >= sheet.width * _TEXT_AT_LEAST:
            break
    assert columns
    return columns


def _measured(sheet: Sheet, figures: Style, cells: Sequence[_Cells], headings: _Cells) -> _Columns:
    block = sheet.block()

    def widest(texts: Iterable[str], heading: str) -> float:
        figure = max((block.width(text, figures) for text in set(texts)), default=0.0)
        return max(figure, block.width(heading, LABEL)) + 0.01

    amount = widest((cell.amount for cell in cells), headings.amount)
    price = widest((cell.price for cell in cells), headings.price)
    number = widest((cell.number for cell in cells), headings.number)
    quantity = widest((cell.quantity for cell in cells), headings.number)
    quantity = max(number, min(quantity, _WIDEST_QUANTITY))
    tax = 0.0
    if headings.tax:
        tax = min(widest((cell.tax for cell in cells), headings.tax), _WIDEST_TAX)
    gaps = _GAP * (4 if tax else 3)
    text = sheet.width - amount - price - quantity - tax - gaps
    return _Columns(figures, text, quantity, price, tax, amount)


def _beneath(sheet: Sheet, line: DocumentLine) -> str:
    """The quiet line: the detail, and the service period where the detail does not tell it."""
    words = sheet.words
    detail = words.text(line.detail)
    told = detail and (line.period.days == 1 or line.kind is ChargeKind.BLOCK)
    # What is only offered has no period yet.
    period = "" if told or not line.period.days else words.period(line.period)
    return " · ".join(filter(None, (detail, period)))
