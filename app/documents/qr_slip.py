"""The payment part and receipt of a Swiss QR-bill, on a page of its own at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.blocks import WHITE, Block, Box, Code, Colour, Style
from app.documents.fonts import Weight
from app.documents.paper import Placed
from app.domain.qr_bill import grouped, qr_bill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.documents.paper import Page
    from app.documents.sheet import Sheet
    from app.domain.qr_bill import Payee, QrBill

MM = 72 / 25.4
_HIGH, _WIDE, _RECEIPT, _EDGE = 105 * MM, 210 * MM, 62 * MM, 5 * MM
_CODE, _CROSS = 46 * MM, 7 * MM
_BLACK = Colour.of("#000000")
_TITLE = Style(11, 13, Weight.SEMIBOLD, _BLACK)
_SMALL_HEAD = Style(6, 9, Weight.SEMIBOLD, _BLACK)
_SMALL = Style(8, 9, colour=_BLACK)
_HEAD = Style(8, 11, Weight.SEMIBOLD, _BLACK)
_TEXT = Style(10, 11, colour=_BLACK)
_HINT = Style(7, 9, colour=_BLACK)
_LINE = 0.75
_ASIDE = 118 * MM
"""Where what stands at the right of the code begins."""


_ENGLISH = (
    "Payment part", "Receipt", "Account / Payable to", "Reference", "Additional information",
    "Payable by", "Payable by (name/address)", "Currency", "Amount", "Acceptance point",
    "Separate before paying in",
)  # fmt: skip
_PRESCRIBED = {
    "de": (
        "Zahlteil", "Empfangsschein", "Konto / Zahlbar an", "Referenz",
        "Zusätzliche Informationen", "Zahlbar durch", "Zahlbar durch (Name/Adresse)", "Währung",
        "Betrag", "Annahmestelle", "Vor der Einzahlung abzutrennen",
    ),
    "fr": (
        "Section paiement", "Récépissé", "Compte / Payable à", "Référence",
        "Informations supplémentaires", "Payable par", "Payable par (nom/adresse)", "Monnaie",
        "Montant", "Point de dépôt", "A détacher avant le versement",
    ),
    "it": (
        "Sezione pagamento", "Ricevuta", "Conto / Pagabile a", "Riferimento",
        "Informazioni supplementari", "Pagabile da", "Pagabile da (nome/indirizzo)", "Valuta",
        "Importo", "Punto di accettazione", "Da staccare prima del versamento",
    ),
}  # fmt: skip
"""The guidelines prescribe the slip's words, in these languages and in English alone."""


def slip(sheet: Sheet, height: float) -> list[Page]:
    """The page with the slip; none where the document is not paid by one."""
    bill = None if sheet.draft else qr_bill(sheet.document)
    if bill is None:
        return []
    block = sheet.block()
    _cut(sheet, block)
    _receipt(sheet, block, bill)
    _payment_part(sheet, block, bill)
    block.height = _HIGH
    return [[Placed(height - _HIGH, block)]]


def _prescribed(sheet: Sheet) -> Callable[[str], str]:
    """The prescribed words in the document's language."""
    words = _PRESCRIBED.get(sheet.document.locale[:2], _ENGLISH)
    prescribed: dict[str, str] = dict(zip(_ENGLISH, words, strict=True))
    return prescribed.__getitem__


def _cut(sheet: Sheet, block: Block) -> None:
    """Where it is cut: the line above, the line between, and a word on it."""
    block.shapes.append(Box(0, 0, _WIDE, 0.5, _BLACK))
    block.shapes.append(Box(_RECEIPT, 0, 0.5, _HIGH, _BLACK))
    words = _prescribed(sheet)("Separate before paying in")
    block.left((_WIDE - block.width(words, _HINT)) / 2, -12, [words], _HINT)


def _receipt(sheet: Sheet, block: Block, bill: QrBill) -> None:
    word, room = _prescribed(sheet), _RECEIPT - 2 * _EDGE
    block.left(_EDGE, _EDGE, [word("Receipt")], _TITLE)
    y = _told(sheet, block, bill, _EDGE, 12 * MM, room, (_SMALL_HEAD, _SMALL))
    _payer(sheet, block, bill, _EDGE, y, (52 * MM, 20 * MM), (_SMALL_HEAD, _SMALL))
    _amount(sheet, block, bill, (_EDGE, _EDGE + 14 * MM), (_SMALL_HEAD, _SMALL))
    block.right(_RECEIPT - _EDGE, 82 * MM, [word("Acceptance point")], _SMALL_HEAD)


def _payment_part(sheet: Sheet, block: Block, bill: QrBill) -> None:
    word, left = _prescribed(sheet), _RECEIPT + _EDGE
    block.left(left, _EDGE, [word("Payment part")], _TITLE)
    _code(block, bill, left, 17 * MM)
    _amount(sheet, block, bill, (left, left + 18 * MM), (_HEAD, _TEXT))
    room = _WIDE - _EDGE - _ASIDE
    y = _told(sheet, block, bill, _ASIDE, _EDGE, room, (_HEAD, _TEXT))
    head = word("Additional information")
    y = _section(block, head, [bill.message], _ASIDE, y, room, (_HEAD, _TEXT))
    _payer(sheet, block, bill, _ASIDE, y, (65 * MM, 25 * MM), (_HEAD, _TEXT))


def _told(
    sheet: Sheet,
    block: Block,
    bill: QrBill,
    x: float,
    y: float,
    room: float,
    styles: tuple[Style, Style],
) -> float:
    """To which account, and with which reference."""
    word = _prescribed(sheet)
    account = [grouped(bill.iban, 4), *_printed(sheet, bill.creditor)]
    y = _section(block, word("Account / Payable to"), account, x, y, room, styles)
    return _section(block, word("Reference"), [bill.printed_reference], x, y, room, styles)


def _section(
    block: Block,
    head: str,
    lines: Sequence[str],
    x: float,
    y: float,
    room: float,
    styles: tuple[Style, Style],
) -> float:
    y = block.left(x, y, [head], styles[0])
    wrapped = [part for line in lines for part in block.wrap(line, styles[1], room)]
    return block.left(x, y, wrapped, styles[1]) + styles[1].leading / 2


def _payer(
    sheet: Sheet,
    block: Block,
    bill: QrBill,
    x: float,
    y: float,
    field: tuple[float, float],
    styles: tuple[Style, Style],
) -> None:
    """Who pays; where that cannot be said, a field to write it into."""
    word = _prescribed(sheet)
    if bill.debtor:
        lines = _printed(sheet, bill.debtor)
        _section(block, word("Payable by"), lines, x, y, field[0] + 13 * MM, styles)
        return
    y = block.left(x, y, [word("Payable by (name/address)")], styles[0]) + 2
    _corners(block, x, y, *field)


def _amount(
    sheet: Sheet,
    block: Block,
    bill: QrBill,
    places: tuple[float, float],
    styles: tuple[Style, Style],
) -> None:
    word, top = _prescribed(sheet), 68 * MM
    told = (("Currency", bill.currency), ("Amount", bill.printed_amount))
    for x, (head, text) in zip(places, told, strict=True):
        y = block.left(x, top, [word(head)], styles[0])
        block.left(x, y + 1, [text], styles[1])


def _code(block: Block, bill: QrBill, x: float, y: float) -> None:
    """The code with the cross in its middle, which its error correction makes up for."""
    import segno

    made = segno.make(bill.text, error="m", micro=False, boost_error=False, encoding="utf-8")
    rows = tuple("".join("1" if point else "0" for point in row) for row in made.matrix)
    block.shapes.append(Code(x, y, _CODE, _CODE, rows))
    middle_x, middle_y = x + _CODE / 2, y + _CODE / 2
    for side, colour in ((_CROSS, WHITE), (_CROSS * 6 / 7, _BLACK)):
        at = (middle_x - side / 2, middle_y - side / 2)
        block.shapes.append(Box(*at, side, side, colour))
    long, thick = _CROSS * 0.55, _CROSS * 0.167
    for wide, high in ((long, thick), (thick, long)):
        block.shapes.append(Box(middle_x - wide / 2, middle_y - high / 2, wide, high, WHITE))


def _corners(block: Block, x: float, y: float, wide: float, high: float) -> None:
    """The four corners of a field that is filled in by hand."""
    arm = 3 * MM
    for left in (x, x + wide - arm):
        for top in (y, y + high - _LINE):
            block.shapes.append(Box(left, top, arm, _LINE, _BLACK))
    for left in (x, x + wide - _LINE):
        for top in (y, y + high - arm):
            block.shapes.append(Box(left, top, _LINE, arm, _BLACK))


def _printed(sheet: Sheet, payee: Payee) -> list[str]:
    return [sheet.words.line(line) for line in payee.lines]
