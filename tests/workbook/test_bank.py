"""Bank statements of several banks' manners, read as they are meant."""

from datetime import date

import pytest

from app.workbook.tables.bank import Columns, NoStatementError, read_statement
from app.workbook.tables.grid import NotTableError

GERMAN = """Umsatzanzeige;Girokonto
IBAN;DE00

Buchungstag;Valutadatum;Auftraggeber;Verwendungszweck;Betrag;Währung
03.12.2026;03.12.2026;"Acme; Dental";INV-2026-00012;1.234,50;EUR
04.12.2026;04.12.2026;Strom AG;Abschlag;-80,00;EUR
""".encode("cp1252")
ENGLISH = b"""Date,Description,Paid out,Paid in,Balance
03/12/2026,ACME DENTAL INV-12,,"1,234.50",2000.00
13/12/2026,RENT,800.00,,1200.00
"""
AMERICAN = b"""Posted Date,Payee,Memo,Amount
12/03/2026,Acme,INV-12,"1,234.50"
12/13/2026,Rent,,-800.00
"""
SWISS = b"""Buchungsdatum;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF
2026-12-03;Acme 21 00000 00003 13947 14300 09017;1'234.50;
2026-12-04;Miete;;-800.00
"""
DUTCH = """Datum,Naam tegenpartij,Omschrijving,Bedrag
20261203,Acme,INV-12,"1234,50"
20261204,Huur,,"-800,00"
""".encode("utf-16")


@pytest.mark.parametrize(
    ("data", "currency", "payer", "text"),
    [
        (GERMAN, "EUR", "Acme; Dental", "INV-2026-00012"),
        (ENGLISH, "GBP", "", "ACME DENTAL INV-12"),
        (AMERICAN, "USD", "Acme", "INV-12"),
        (SWISS, "CHF", "", "Acme 21 00000 00003 13947 14300 09017"),
        (DUTCH, "EUR", "Acme", "INV-12"),
    ],
)
def test_a_statement_is_understood_by_the_names_of_its_columns(data, currency, payer, text):
    found = read_statement(data, currency, month_first=currency == "USD")
    first, second = found.lines
    assert found.problems == ()
    assert (first.day, first.amount.plain(), first.amount.currency) == (
        date(2026, 12, 3),
        "1234.50",
        currency,
    )
    assert (first.payer, first.reference) == (payer, text)
    assert second.amount.minor < 0


def test_where_only_the_month_first_fits_it_comes_first():
    assert [line.day.month for line in read_statement(AMERICAN, "USD").lines] == [12, 12]


def test_a_file_whose_columns_have_other_names_is_read_once_they_are_chosen():
    data = b"A;B;C\n2026-12-03;10.00;INV-12\n"
    found = read_statement(data, "EUR")
    assert (found.header, found.lines) == (("A", "B", "C"), ())
    assert not found.columns.is_enough
    chosen = read_statement(data, "EUR", Columns(day=0, amount=1, reference=2))
    assert [(line.amount.plain(), line.reference) for line in chosen.lines] == [("10.00", "INV-12")]


def test_what_cannot_be_read_is_told_with_its_line_and_the_rest_is_read():
    data = (
        b"Date;Amount;Memo\n2026-12-03;10.00;a\nsoon;5.00;b\n2026-12-04;ten;c\n2026-12-05;1.005;d\n"
    )
    found = read_statement(data, "EUR")
    assert [line.reference for line in found.lines] == ["a"]
    assert [problem.plain() for problem in found.problems] == [
        "Line 3: no day can be read.",
        "Line 4: no amount can be read.",
        "Line 5: no amount can be read.",
    ]


@pytest.mark.parametrize("data", [b"", b"nothing but words\nand more", b"\x00\x01\x02;\x00"])
def test_what_is_no_statement_is_refused(data):
    with pytest.raises((NoStatementError, NotTableError)):
        read_statement(data, "EUR")
