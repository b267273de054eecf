"""A bank's statement as CSV: which column is what, and the lines that came of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.bank import BankLine, line_ids
from app.domain.errors import RuleError
from app.domain.money import Money
from app.domain.sentence import N_, Sentence, say
from app.workbook.tables.cells import number
from app.workbook.tables.grid import NotTableError, Row, rows_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DELIMITERS = ";,\t|"
_KNOWN = {
    "day": "buchungstag buchungsdatum datum date valuta valutadatum bookingdate transactiondate "
    "posteddate completeddate datecomptable datedeoperation fecha fechaoperacion datum boekdatum "
    "transactiedatum",
    "amount": "betrag amount umsatz betrageur amounteur montant importe bedrag value betragchf",
    "credit": "gutschrift haben credit paidin moneyin deposit credits einzahlung habeneur "
    "gutschriftinchf credito abono",
    "debit": "lastschrift soll debit paidout moneyout withdrawal debits auszahlung solleur "
    "lastschriftinchf debito cargo",
    "payer": "auftraggeber zahler zahlungsbeteiligter namezahlungsbeteiligter begunstigter payer "
    "name counterparty beneficiary zahlungspflichtiger nomcontrepartie naam naamtegenpartij "
    "beguenstigterzahlungspflichtiger payee auftraggeberbegunstigter partnername ordenante",
    "reference": "verwendungszweck reference description buchungstext details memo narrative "
    "transactiondetails paymentreference particulars libelle communication concepto omschrijving "
    "mededelingen zahlungszweck transactiondescription avisierungstext",
    "currency": "wahrung currency devise moneda valuta waehrung munt",
}
KEYS = ("day", "amount", "credit", "debit", "payer", "reference", "currency")
_LETTERS = str.maketrans("äöüéèêáíóúñç", "aoueeeaiounc")
_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y%m%d")
_FEWEST = 2


class NoStatementError(RuleError):
    """No line of money in the file."""

    text = N_("No bank statement can be found in this file.")


@dataclass(frozen=True, slots=True)
class Columns:
    """In which column, from 0, each thing stands; money in one column, or in two."""

    day: int | None = None
    amount: int | None = None
    credit: int | None = None
    debit: int | None = None
    payer: int | None = None
    reference: int | None = None
    currency: int | None = None

    @property
    def is_enough(self) -> bool:
        """Whether lines can be read."""
        return self.day is not None and (self.amount is not None or self.credit is not None)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file holds: the columns' names, how they were understood, lines, what was not read."""

    header: tuple[str, ...]
    columns: Columns
    lines: tuple[BankLine, ...]
    problems: tuple[Sentence, ...]


def read_statement(
    data: bytes, currency: str, columns: Columns | None = None, *, month_first: bool = False
) -> Statement:
    """The lines of a statement; raises NoStatementError, or NotTableError.

    What stands above the names of the columns is passed over. `currency` is that of lines that
    name none.
    """
    text = text_of(data)
    rows = max((_parted(text, sign) for sign in _DELIMITERS), key=_regularity)
    wide = Counter(len(row.cells) for row in rows if len(row.cells) >= _FEWEST)
    if not wide:
        raise NoStatementError
    head = _head(rows, wide.most_common(1)[0][0])
    header = rows[head].cells
    known = columns or columns_of(header)
    body = [row for row in rows[head + 1 :] if len(row.cells) >= _FEWEST]
    if not known.is_enough:
        return Statement(header, known, (), ())
    lines, problems = _lines(body, known, currency, month_first=month_first)
    return Statement(header, known, lines, problems)


def columns_of(header: Sequence[str]) -> Columns:
    """Which column is what, by its name; the first of a kind wins."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        plain = re.sub(r"[^a-z]", "", name.casefold().translate(_LETTERS).replace("ß", "ss"))
        key = next((key for key in KEYS if plain in _KNOWN[key].split()), "")
        if key and key not in places:
            places[key] = place
    return Columns(**places)


def _parted(text: str, delimiter: str) -> list[Row]:
    try:
        return rows_of(text, delimiter)
    except NotTableError:
        # Another sign may part its cells.
        return []


def _regularity(rows: Sequence[Row]) -> tuple[int, int]:
    wide = Counter(len(row.cells) for row in rows if len(row.cells) >= _FEWEST)
    if not wide:
        return (0, 0)
    width, count = wide.most_common(1)[0]
    return (count, width)


def _head(rows: Sequence[Row], width: int) -> int:
    """The row of the columns' names: the first that names a day and money, else the first wide."""
    for place, row in enumerate(rows):
        if columns_of(row.cells).is_enough:
            return place
    return next(place for place, row in enumerate(rows) if len(row.cells) == width)


def _lines(
    rows: Sequence[Row], columns: Columns, currency: str, *, month_first: bool
) -> tuple[tuple[BankLine, ...], tuple[Sentence, ...]]:
    days = _days([_cell(row, columns.day) for row in rows], month_first=month_first)
    problems = list[Sentence]()
    read = list[tuple[Row, date, Money]]()
    for row, day in zip(rows, days, strict=True):
        amount = _amount(row, columns, _cell(row, columns.currency).upper() or currency)
        if day is None:
            problems.append(say(N_("Line {line}: no day can be read."), line=row.line))
        elif amount is None:
            problems.append(say(N_("Line {line}: no amount can be read."), line=row.line))
        else:
            read.append((row, day, amount))
    told = [
        (str(day), amount.plain(), amount.currency, _cell(row, columns.payer), _text(row, columns))
        for row, day, amount in read
    ]
    lines = (
        BankLine(id_, day, amount, _cell(row, columns.payer), _text(row, columns))
        for (row, day, amount), id_ in zip(read, line_ids(told), strict=True)
    )
    return tuple(lines), tuple(problems)


def _days(cells: Sequence[str], *, month_first: bool) -> Iterator[date | None]:
    """Days in the one form that fits most of them; with slashes the day comes first, or not."""
    forms = sorted(_FORMS, key=lambda form: form == "%d/%m/%Y") if month_first else _FORMS
    texts = [cell.split(" ")[0].split("T")[0] for cell in cells]
    best = max(forms, key=lambda form: sum(_day(text, form) is not None for text in texts))
    for text in texts:
        yield _day(text, best)


def _day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _amount(row: Row, columns: Columns, currency: str) -> Money | None:
    if columns.amount is not None:
        return _money(_cell(row, columns.amount), currency)
    credit, debit = _cell(row, columns.credit), _cell(row, columns.debit)
    if credit.strip("0.,-"):
        return _money(credit, currency)
    found = _money(debit, currency) if debit else None
    return -found if found and found.minor > 0 else found


def _money(text: str, currency: str) -> Money | None:
    """An amount; a sign may stand behind it, as some banks write."""
    sign = "-" if text.endswith("-") else ""
    plain = sign + number(text.removesuffix("-").replace("−", "-").removeprefix("+"))
    if not re.fullmatch(r"-?\d{1,12}(\.\d+)?", plain, re.ASCII):
        return None
    money = Money.rounded(Decimal(plain), currency)
    return money if money.amount() == Decimal(plain) else None


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _text(row: Row, columns: Columns) -> str:
    return _cell(row, columns.reference)
