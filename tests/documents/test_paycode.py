"""The code a banking app reads: on the page as it is rendered, and only where it pays."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2 as pdfium
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.invoice_pdf import draw
from app.domain.document import Address, Bank
from app.domain.money import Money
from app.domain.paycode import transfer
from tests.documents.builders import SELLER, credit_note, document, line
from tests.documents.layout import faults

BANK = Bank("AIB", "Harbour IT Ltd", "IE29 AIBK 9311 5212 3456 78", "AIBK IE2D")
IRISH = replace(SELLER, name="Harbour IT", address=Address(("4 Quay St",), "Galway", country="IE"))


def invoice(bank=BANK, currency="EUR", lines=5, **changes):
    rows = [line(number, currency=currency) for number in range(1, lines + 1)]
    return document(rows, bank=bank, seller=IRISH, **changes)


def codes(pdf):
    """What a scanner reads on the pages, at 150 points to the inch."""
    pages = pdfium.PdfDocument(pdf)
    images = (page.render(scale=150 / 72).to_pil() for page in pages)
    return [found.text for image in images for found in zxingcpp.read_barcodes(image)]


def test_the_page_can_be_scanned_and_pays_what_is_due(fonts, english):
    told = invoice()
    pdf = draw(told, english, fonts)
    assert codes(pdf) == [
        (
            "BCD\n002\n1\nSCT\nAIBKIE2D\nHarbour IT Ltd\nIE29AIBK93115212345678\n"
            f"EUR{told.payable.plain()}\n\n\nINV-2026-0117"
        )
    ]
    assert len(pdf) <= 32_000
    assert not faults(pdf)


@pytest.mark.parametrize("lines", [1, 9, 14, 25, 60])
def test_it_is_whole_wherever_the_lines_end(fonts, english, lines):
    pdf = draw(invoice(lines=lines), english, fonts)
    assert len(codes(pdf)) == 1
    assert not faults(pdf)


@pytest.mark.parametrize(
    "told",
    [
        invoice(currency="GBP"),
        invoice(replace(BANK, code=False)),
        invoice(replace(BANK, iban="IE29AIBK93115212345679")),
        invoice(replace(BANK, iban="")),
        credit_note(currency="EUR", bank=BANK),
    ],
    ids=["in pounds", "not wanted", "a wrong IBAN", "no IBAN", "a credit note"],
)
def test_there_is_none_where_nothing_could_be_paid_by_it(fonts, english, told):
    assert codes(draw(told, english, fonts)) == []


def test_a_draft_cannot_be_paid(fonts, english):
    assert codes(draw(invoice(), english, fonts, draft=True)) == []


def test_what_was_paid_before_is_not_paid_again(fonts, english):
    told = invoice(prepaid=Money(10_000, "EUR"))
    (found,) = codes(draw(told, english, fonts))
    assert f"EUR{(told.total - Money(10_000, 'EUR')).plain()}\n" in found


def test_the_page_to_pay_on_is_told_with_the_documents_own_number(fonts, english):
    bank = replace(BANK, link="https://pay.example/{number}?sum={total}&in={currency}")
    told = invoice(bank)
    (page,) = pdfium.PdfDocument(draw(told, english, fonts))
    text = "".join(page.get_textpage().get_text_range().split())
    assert f"https://pay.example/INV-2026-0117?sum={told.payable.plain()}&in=EUR" in text


@given(name=st.text(max_size=120), number=st.text(max_size=200))
@settings(max_examples=100)
def test_whatever_a_name_holds_the_code_keeps_its_lines(name, number):
    told = replace(invoice(replace(BANK, holder=name)), number=number)
    code = transfer(told)
    assert not code or (len(code.split("\n")) == 11 and len(code.encode()) <= 331)
    assert not code or Decimal(code.split("\n")[7][3:]) == told.payable.amount()
