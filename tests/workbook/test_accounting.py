"""Tables for accounting programs: their columns, their days, their limits, no formulas."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.books import Program, booked
from app.domain.document import Address, DocumentKind, Party
from app.domain.tax import TaxTotal
from app.workbook.tables.accounting import COLUMNS, files
from tests.domain.test_books import BOOKS, VAT, document, eur, line

BUYER = Party(
    "=Acme & Sons", Address(("1 High St",), "Cork", "", "T12", "IE"), "IE1", "a@acme.example"
)


def made(number="INV-1", kind=DocumentKind.INVOICE):
    lines = [
        line(1, "A-1/PCs/2026-11-01", "90.00", quantity="2", price="45.00"),
        line(2, "x/y", "10.00", ()),
    ]
    found = document(lines, [TaxTotal(VAT, eur("90.00"), eur("20.70"))], kind, through=None)
    return booked(replace(found, number=number, buyer=BUYER), BOOKS, {"A-1/PCs": "WS"})


def table(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_xero_gets_what_it_requires_and_the_lines_come_to_the_total():
    [(name, data)] = files(
        Program.XERO, [made(), made("CN-1", DocumentKind.CREDIT_NOTE)], is_american=False
    )
    rows = table(data)
    assert name == "xero.csv"
    required = [column for column in rows[0] if column.startswith("*")]
    assert required == [
        "*ContactName", "*InvoiceNumber", "*InvoiceDate", "*DueDate", "*Description", "*Quantity",
        "*UnitAmount", "*AccountCode", "*TaxType",
    ]  # fmt: skip
    assert all(row[column] for row in rows for column in required)
    assert [row["*AccountCode"] for row in rows[:2]] == ["4100", "4000"]
    assert [row["*TaxType"] for row in rows[:2]] == ["23% (VAT on Income)", "No VAT"]
    assert rows[0]["*InvoiceDate"] == "30/11/2026"
    for number, total in (("INV-1", "120.70"), ("CN-1", "-120.70")):
        own = [row for row in rows if row["*InvoiceNumber"] == number]
        net = sum(Decimal(row["*Quantity"]) * Decimal(row["*UnitAmount"]) for row in own)
        tax = sum(Decimal(row["TaxAmount"]) for row in own)
        assert net + tax == Decimal(total) == Decimal(own[0]["Total"])


def test_quickbooks_gets_invoices_and_credit_notes_apart():
    notes = made("CN-1", DocumentKind.CREDIT_NOTE)
    found = dict(files(Program.QUICKBOOKS, [made(), notes], is_american=True))
    assert list(found) == ["quickbooks-invoices.csv", "quickbooks-credit-notes.csv"]
    rows = table(found["quickbooks-invoices.csv"])
    assert rows[0]["*InvoiceDate"] == "11/30/2026"
    assert [row["Item(Product/Service)"] for row in rows] == ["4100", "4000"]
    assert [row["*ItemAmount"] for row in rows] == ["90.00", "10.00"]
    assert [row["ItemTaxAmount"] for row in rows] == ["20.70", "0.00"]
    assert [row["*ItemAmount"] for row in table(found["quickbooks-credit-notes.csv"])] == [
        "90.00",
        "10.00",
    ]


@pytest.mark.parametrize(
    ("program", "count", "names"),
    [
        (
            Program.QUICKBOOKS,
            201,
            ["quickbooks-invoices.csv", "quickbooks-invoices-2.csv", "quickbooks-invoices-3.csv"],
        ),
        (Program.XERO, 501, ["xero.csv", "xero-2.csv"]),
        (Program.XERO, 0, []),
    ],
)
def test_no_file_holds_more_documents_than_the_program_takes(program, count, names):
    found = files(program, [made(f"INV-{i}") for i in range(count)], is_american=False)
    assert [name for name, _ in found] == names


def test_a_name_that_looks_like_a_formula_is_only_a_name():
    for program in Program:
        for name, data in files(program, [made()], is_american=False):
            if name.endswith(".csv"):
                cells = [
                    cell
                    for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))
                    for cell in row
                ]
                assert "'=Acme & Sons" in cells
                assert not any(re.match(r"[=+@]", cell) for cell in cells)


def test_the_table_tells_everything_and_as_a_spreadsheet_has_numbers():
    notes = made("CN-1", DocumentKind.CREDIT_NOTE)
    found = dict(files(Program.TABLE, [made(), notes], is_american=False))
    rows = table(found["documents.csv"])
    assert tuple(rows[0]) == COLUMNS
    assert [row["gross"] for row in rows] == ["110.70", "10.00", "-110.70", "-10.00"]
    with zipfile.ZipFile(io.BytesIO(found["documents.xlsx"])) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<v>110.70</v>" in page
    assert "<f>" not in page
    assert "=Acme &amp; Sons" in words
