"""The end of a paper: what it comes to, why some of it bears no tax, and how to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.blocks import WASH, Block, Box, Style
from app.documents.fonts import Weight
from app.documents.pages import KEPT
from app.documents.paycode import pattern_of, set_code, side
from app.documents.sheet import (
    ASIDE,
    BODY,
    FIGURES,
    LABEL,
    PLAIN_TEXT,
    QUIET,
    READABLE,
    STRONG,
    Letter,
    Sheet,
)
from app.domain.paycode import link
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.taxes import TaxNotes
    from app.domain.document import Bank

_ROW = 18.0
_TOTAL_LABEL = Style(10.5, 22, Weight.SEMIBOLD)
_TOTAL = Style(15, 22, Weight.SEMIBOLD, tabular=True, tracking=-0.15)
_LETTER_WIDTH = 16.0
_PADDING = 15.0
_GUTTER = 18.0
_WIDEST_GUTTER = 44.0
_MOST_COLUMNS = 5
_BETWEEN_ROWS = 8.0
_PAY = Style(9.5, 14, Weight.SEMIBOLD)


def totals(sheet: Sheet, notes: TaxNotes, named: str = "") -> Block:
    """The net, the taxes and the total, and what is left to pay where that is another amount.

    The total is called as it is named, or as it is on an invoice or a credit note.
    """
    words, document = sheet.words, sheet.document
    block = sheet.block(bond=KEPT)
    label = named or words.say(_label(sheet))
    total = words.money(document.payable)
    needed = block.width(label, _TOTAL_LABEL) + block.width(total, _TOTAL) + 24
    width = min(max(ASIDE, needed), sheet.width)
    x, y = sheet.right - width, 12.0
    taxed = notes.summary()
    if taxed:
        taxed.insert(0, (words.say(N_("Subtotal")), words.amount(document.net)))
    taxed += _to_payable(sheet)
    for name, amount in taxed:
        room = width - block.width(amount, FIGURES) - 16
        ends = block.left(x, y, block.wrap(name, QUIET, room), QUIET)
        block.right(sheet.right, y, block.wrap(amount, FIGURES, width), FIGURES)
        y = ends + _ROW - QUIET.leading
    y += 4 if taxed else -4
    if taxed:
        block.rule(x, y, width)
        y += 7
    block.left(x, y, block.wrap(label, _TOTAL_LABEL, width), _TOTAL_LABEL)
    block.right(sheet.right, y, block.wrap(total, _TOTAL, width), _TOTAL)
    return block


def _label(sheet: Sheet) -> str:
    if sheet.credits:
        return N_("Total credited")
    return N_("Total due") if sheet.document.payable == sheet.document.total else N_("Amount due")


def _to_payable(sheet: Sheet) -> list[tuple[str, str]]:
    """From the total to what is to be paid; nothing where they are the same."""
    words, document = sheet.words, sheet.document
    told = [
        (N_("Paid in advance"), -document.prepaid if document.prepaid else None),
        (N_("Rounding"), document.rounding),
    ]
    found = [(words.say(label), words.amount(amount)) for label, amount in told if amount]
    return [(words.say(N_("Total")), words.amount(document.total)), *found] if found else []


def remarks(sheet: Sheet, notes: TaxNotes) -> Block | None:
    """The notes on taxes and the note of the company."""
    words = sheet.words
    block = sheet.block(bond=KEPT)
    y = 22.0
    for reason, letter in notes.letters.items():
        block.left(sheet.left, y, [letter], STRONG)
        lines = block.wrap(reason, PLAIN_TEXT, READABLE - _LETTER_WIDTH)
        y = block.left(sheet.left + _LETTER_WIDTH, y, lines, PLAIN_TEXT) + 2
    note = words.text(sheet.document.note)
    y += 8 if notes.letters and note else 0
    block.left(sheet.left, y, block.wrap(note, BODY, READABLE), BODY)
    return block if block.marks else None


def payment(sheet: Sheet) -> Block | None:
    """How to pay; nothing where nothing is to be paid."""
    words, document = sheet.words, sheet.document
    if sheet.credits or document.payable.minor <= 0:
        return None
    page = words.line(link(document)) if not sheet.draft else ""
    online = words.say(N_("Pay online: {page}"), page=page) if page else ""
    told = (_request(sheet), _offer(sheet), online)
    reference = "" if sheet.draft else sheet.number
    return pay_box(sheet, told, document.bank, reference, pattern_of(sheet))


def pay_box(
    leaf: Letter,
    told: Sequence[str],
    bank: Bank,
    reference: str,
    pattern: tuple[str, ...] = (),
) -> Block:
    """A request in a box, what else is to be said of it, and where to pay."""
    words = leaf.words
    block = leaf.block()
    left, width = leaf.left + _PADDING, leaf.width - 2 * _PADDING
    top, below = 20.0, 0.0
    if pattern:
        below = set_code(leaf, block, pattern, left + width, top + _PADDING)
        width -= side(pattern) + _GUTTER
    y = top + _PADDING
    for text, style in zip(told, (_PAY, *(PLAIN_TEXT,) * len(told)), strict=False):
        y = block.left(left, y, block.wrap(text, style, width), style)
    y += 8
    facts = [
        (N_("Account holder"), words.line(bank.holder)),
        (N_("IBAN"), _in_fours(words.line(bank.iban))),
        (N_("BIC"), words.line(bank.bic)),
        (N_("Sort code"), words.line(bank.sort_code)),
        (N_("Account number"), words.line(bank.account)),
        (N_("Bank"), words.line(bank.name)),
        (N_("Reference"), reference),
    ]
    named = [(words.say(label), value) for label, value in facts if value]
    y = max(_grid(block, left, y, width, named), below)
    box = Box(leaf.left, top, leaf.width, y + _PADDING - top, WASH, 8)
    # Below all that stands on it.
    block.shapes.insert(0, box)
    block.height = box.y + box.height
    return block


def _grid(
    block: Block, left: float, top: float, width: float, facts: list[tuple[str, str]]
) -> float:
    """Labels over values, in as many columns as hold each on one line; returns where they end."""
    needed = [max(block.width(label, LABEL), block.width(value, BODY)) for label, value in facts]
    for count in range(min(len(facts), _MOST_COLUMNS), 0, -1):
        columns = [max(needed[i::count]) + 0.01 for i in range(count)]
        if sum(columns) + _GUTTER * (count - 1) <= width:
            break
    else:
        columns = [width]
    gap = min((width - sum(columns)) / max(len(columns) - 1, 1), _WIDEST_GUTTER)
    ends, x, y = top, left, top
    for i, (label, value) in enumerate(facts):
        column = i % len(columns)
        if not column:
            x, y = left, ends + (_BETWEEN_ROWS if i else 0)
        below = block.left(x, y, block.wrap(label, LABEL, columns[column]), LABEL)
        lines = block.wrap(value, BODY, columns[column])
        ends = max(ends, block.left(x, below, lines, BODY))
        x += columns[column] + gap
    return ends


def _offer(sheet: Sheet) -> str:
    """What paying early saves."""
    words, discount = sheet.words, sheet.document.discount
    if discount is None:
        return ""
    return words.say(
        N_("{percent} discount ({amount}) if paid by {day}: then {rest} is due."),
        percent=words.percent(discount.percent),
        amount=words.money(discount.amount),
        day=words.date(discount.until),
        rest=words.money(sheet.document.payable - discount.amount),
    )


def _request(sheet: Sheet) -> str:
    total, due = sheet.words.money(sheet.document.payable), sheet.document.due
    if due is None:
        return sheet.words.say(N_("Please pay {total}."), total=total)
    return sheet.words.say(
        N_("Please pay {total} by {due}."), total=total, due=sheet.words.date(due)
    )


def _in_fours(iban: str) -> str:
    plain = "".join(iban.split())
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))
