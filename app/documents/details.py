"""Pages of their own after a document's: how its amounts came about, and the log of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.blocks import Style
from app.documents.fonts import Weight
from app.documents.letterhead import continuation
from app.documents.pages import HELD, KEPT, Pages
from app.documents.sheet import BODY, FIGURES, LABEL, PLAIN_TEXT, SMALL, STRONG, Sheet
from app.domain.document import Details
from app.domain.sentence import N_
from app.domain.tax import TaxRounding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.blocks import Block
    from app.documents.paper import Page
    from app.documents.taxes import TaxNotes
    from app.domain.document import DocumentLine, WorkRow
    from app.domain.tax import TaxTotal

_HEADLINE = Style(14, 20, Weight.SEMIBOLD, tracking=-0.15)
_SUM = FIGURES._replace(weight=Weight.SEMIBOLD)
_INDENT = 22.0
_TEXT = 0.8
"""Of the width: so far sentences run."""
_GAP = 12.0
_COLUMNS = (0.17, 0.12, 0.17, 0.17, 0.09, 0.09, 0.19)
_MINUTES = (4, 5)
"""The columns of figures."""
_PADDING = 5.0


def details(sheet: Sheet, notes: TaxNotes, top: float, bottom: float) -> list[Page]:
    """The pages, or none where the client wants none or there is nothing to tell."""
    wanted = sheet.document.details
    blocks: list[Block] = []
    if wanted is Details.FULL:
        blocks += _explained(sheet, notes)
    if wanted is not Details.NONE and sheet.document.work:
        blocks += _work(sheet)
    if not blocks:
        return []
    header = continuation(sheet)
    pages = Pages(top, bottom, header, _work_heading(sheet))
    pages.fill([header, *blocks])
    return pages.done


def _headline(sheet: Sheet, text: str, *, above: float = 0) -> Block:
    block = sheet.block(bond=HELD)
    y = block.left(
        sheet.left, above, block.wrap(sheet.words.say(text), _HEADLINE, sheet.width), _HEADLINE
    )
    block.height = y + 8
    return block


def _explained(sheet: Sheet, notes: TaxNotes) -> Iterator[Block]:
    yield _headline(sheet, N_("How these amounts came about"))
    for line in sheet.document.lines:
        yield _line(sheet, line)
    yield _sums(sheet, notes)


def _line(sheet: Sheet, line: DocumentLine) -> Block:
    """What a line is for, its amount, and every step to it."""
    words = sheet.words
    block = sheet.block()
    left, width = sheet.left + _INDENT, sheet.width - _INDENT
    amount = words.amount(line.net)
    block.left(sheet.left, _PADDING, [words.plain(line.number)], SMALL._replace(leading=13))
    block.right(sheet.right, _PADDING, block.wrap(amount, _SUM, width), _SUM)
    room = width - block.width(amount, _SUM) - _GAP
    y = block.left(left, _PADDING, block.wrap(words.line(line.description), STRONG, room), STRONG)
    y += 1
    for sentence in line.explanation:
        lines = block.wrap(words.tell(sentence), PLAIN_TEXT, sheet.width * _TEXT)
        y = block.left(left, y, lines, PLAIN_TEXT)
    block.rule(sheet.left, y + _PADDING, sheet.width)
    return block


def _sums(sheet: Sheet, notes: TaxNotes) -> Block:
    """How the taxes and the total were worked out."""
    words, document = sheet.words, sheet.document
    block = sheet.block()
    left, y = sheet.left + _INDENT, _PADDING + 4
    y = block.left(left, y, [words.say(N_("Taxes and total"))], STRONG) + 1
    told = [_tax(sheet, notes, group) for group in document.taxes if group.tax.rate]
    if told and document.tax_rounding is TaxRounding.LINE:
        told.append(words.say(N_("Tax was rounded on each line, and these were added up.")))
    elif told:
        told.append(
            words.say(N_("Each tax was rounded once, on the sum of all lines that bear it."))
        )
    total = N_("{net} net and {tax} tax are {total}.")
    amounts = {"net": document.net, "tax": document.tax, "total": document.total}
    told.append(words.say(total, **{name: words.money(sum_) for name, sum_ in amounts.items()}))
    if document.rounding:
        told.append(
            words.say(
                N_("What is to be paid is rounded by {rounding} to {payable}."),
                rounding=words.money(document.rounding),
                payable=words.money(document.payable),
            )
        )
    for sentence in told:
        y = block.left(left, y, block.wrap(sentence, PLAIN_TEXT, sheet.width * _TEXT), PLAIN_TEXT)
    block.height += 12
    return block


def _tax(sheet: Sheet, notes: TaxNotes, group: TaxTotal) -> str:
    words, tax = sheet.words, group.tax
    alone = all(line.taxes == (tax,) for line in sheet.document.lines if tax in line.taxes)
    if tax.inclusive and alone:
        return words.say(
            N_("{tax}, taken out of {gross}: {amount}."),
            tax=notes.named(tax),
            gross=words.money(group.net + group.amount),
            amount=words.money(group.amount),
        )
    return words.say(
        N_("{tax}, on {base}: {amount}."),
        tax=notes.named(tax),
        base=words.money(notes.base(group)),
        amount=words.money(group.amount),
    )


def _work(sheet: Sheet) -> Iterator[Block]:
    yield _headline(sheet, N_("The work"), above=14)
    for row in sheet.document.work:
        yield _work_row(sheet, row)
    worked = sum(row.worked for row in sheet.document.work)
    counted = sum(row.counted for row in sheet.document.work)
    block = sheet.block(row=True)
    words = sheet.words
    cells = ["", "", "", "", words.plain(worked), words.plain(counted), ""]
    _set(sheet, block, _PADDING, cells, _SUM)
    block.left(sheet.left, _PADDING, [words.say(N_("In all, minutes"))], STRONG)
    yield block


def _work_heading(sheet: Sheet) -> Block:
    words = sheet.words
    block = sheet.block(bond=KEPT)
    heads = (
        N_("Day"),
        N_("Ticket"),
        N_("Who"),
        N_("Kind of work"),
        N_("Worked"),
        N_("Counted"),
        N_("Result"),
    )
    _set(sheet, block, 0, [words.say(head) for head in heads], LABEL)
    block.rule(sheet.left, block.height + 6, sheet.width)
    return block


def _work_row(sheet: Sheet, row: WorkRow) -> Block:
    words = sheet.words
    block = sheet.block(row=True)
    cells = [
        words.date(row.day),
        words.line(row.ticket) or "–",
        words.line(row.who) or "–",
        words.line(row.work_type),
        words.plain(row.worked),
        words.plain(row.counted),
        words.line(row.outcome),
    ]
    y = _set(sheet, block, _PADDING, cells, BODY)
    note = block.wrap(words.line(row.note), SMALL, sheet.width * _TEXT)
    block.left(sheet.left, y, note, SMALL)
    block.rule(sheet.left, block.height + _PADDING, sheet.width)
    return block


def _set(sheet: Sheet, block: Block, y: float, cells: list[str], style: Style) -> float:
    """Set a row's cells, figures at the right edge of their columns; returns where it ends."""
    x, ends = sheet.left, y
    for column, (cell, share) in enumerate(zip(cells, _COLUMNS, strict=True)):
        width = sheet.width * share
        lines = block.wrap(cell, style, width - _GAP)
        if column in _MINUTES:
            figures = style._replace(tabular=True)
            ends = max(ends, block.right(x + width - _GAP, y, lines, figures))
        else:
            ends = max(ends, block.left(x, y, lines, style))
        x += width
    return ends
