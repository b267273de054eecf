"""Issued documents as tables that accounting programs take in, and as one for everything else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from app.domain.books import Program
from app.workbook.tables.sheets import sheet
from app.workbook.tables.written import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.domain.books import Booked, Entry

Row = list[object]
Files = list[tuple[str, bytes]]

_QUICKBOOKS = (
    "*InvoiceNo", "*Customer", "*InvoiceDate", "*DueDate", "Terms", "Location", "Memo",
    "Item(Product/Service)", "ItemDescription", "ItemQuantity", "ItemRate", "*ItemAmount",
    "ItemTaxCode", "ItemTaxAmount", "Currency", "Service Date",
)  # fmt: skip
_XERO = (
    "*ContactName", "EmailAddress", "POAddressLine1", "POAddressLine2", "POAddressLine3",
    "POAddressLine4", "POCity", "PORegion", "POPostalCode", "POCountry", "*InvoiceNumber",
    "Reference", "*InvoiceDate", "*DueDate", "Total", "InventoryItemCode", "*Description",
    "*Quantity", "*UnitAmount", "Discount", "*AccountCode", "*TaxType", "TaxAmount",
    "TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2", "Currency",
    "BrandingTheme",
)  # fmt: skip
COLUMNS = (
    "document", "kind", "date", "due", "client", "name", "tax_id", "po_number", "line",
    "description", "source", "account", "bill_date", "quantity", "price", "net", "tax_code", "tax",
    "gross", "currency",
)  # fmt: skip
_AT_ONCE = {Program.QUICKBOOKS: 100, Program.XERO: 500}
"""How many documents each program takes in at once."""


def files(program: Program, found: Sequence[Booked], *, is_american: bool) -> Files:
    """The tables of an export, each with its file's name."""
    if program is Program.TABLE:
        rows = [row for each in found for row in _plain(each)]
        return [
            ("documents.csv", written(COLUMNS, rows)),
            ("documents.xlsx", sheet("Documents", COLUMNS, rows)),
        ]
    day = _american if is_american else _european
    if program is Program.XERO:
        return _parts("xero", program, found, _XERO, lambda each: _xero(each, day))
    invoices = [each for each in found if not each.is_credit]
    # QuickBooks takes no credit notes among invoices: they are a table of their own.
    notes = [each for each in found if each.is_credit]

    def rows_of(each: Booked) -> Iterator[Row]:
        return _quickbooks(each, day)

    return [
        *_parts("quickbooks-invoices", program, invoices, _QUICKBOOKS, rows_of),
        *_parts("quickbooks-credit-notes", program, notes, _QUICKBOOKS, rows_of),
    ]


def _parts(
    name: str,
    program: Program,
    found: Iterable[Booked],
    columns: Sequence[str],
    rows_of: Callable[[Booked], Iterable[Row]],
) -> Files:
    """Tables of no more documents than the program takes in at once."""
    rest, made = iter(found), Files()
    while some := list(islice(rest, _AT_ONCE[program])):
        rows = [row for each in some for row in rows_of(each)]
        mark = f"-{len(made) + 1}" if made else ""
        made.append((f"{name}{mark}.csv", written(columns, rows)))
    return made


def _quickbooks(each: Booked, day: Callable[[date], str]) -> Iterator[Row]:
    document = each.document
    sign = -1 if each.is_credit else 1
    for entry in each.entries:
        yield [
            document.number, document.buyer.name, day(document.date),
            day(document.due or document.date), "", "", document.po_number, entry.account,
            entry.description, _number(entry.quantity), _number(entry.price * sign),
            entry.net.amount() * sign, entry.tax_code, entry.tax.amount() * sign,
            document.currency, day(entry.day),
        ]  # fmt: skip


def _xero(each: Booked, day: Callable[[date], str]) -> Iterator[Row]:
    document, address = each.document, each.document.buyer.address
    lines = [*address.lines[:4], "", "", "", ""][:4]
    sign = -1 if each.is_credit else 1
    total = document.total.amount() * sign
    for entry in each.entries:
        yield [
            document.buyer.name, document.buyer.email, *lines, address.city, address.region,
            address.postal_code, address.country, document.number, document.po_number,
            day(document.date), day(document.due or document.date), total, "", entry.description,
            _number(entry.quantity), _number(entry.price), "", entry.account, entry.tax_code,
            entry.tax.amount(), "", "", "", "", document.currency, "",
        ]  # fmt: skip


def _plain(each: Booked) -> Iterator[Row]:
    for entry in each.entries:
        yield [*_head(each), *_told(entry), each.document.currency]


def _head(each: Booked) -> Row:
    document = each.document
    return [
        document.number, document.kind.value, document.date, document.due, document.client,
        document.buyer.name, document.buyer.tax_id, document.po_number,
    ]  # fmt: skip


def _told(entry: Entry) -> Row:
    net, tax = entry.net.amount(), entry.tax.amount()
    return [
        entry.number, entry.description, entry.source, entry.account, entry.day, entry.quantity,
        entry.price, net, entry.tax_code, tax, net + tax,
    ]  # fmt: skip


def _number(value: Decimal) -> Decimal:
    """Without zeros that say nothing, and never as `1E+3`."""
    short = value.normalize()
    return Decimal(f"{short:f}")


def _european(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _american(day: date) -> str:
    return f"{day:%m/%d/%Y}"
