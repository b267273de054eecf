"""The Swiss payment part: scanned from the page as it is rendered, where the guidelines want it."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest
import zxingcpp

from app.documents.invoice_pdf import draw
from app.domain.document import Address, Bank
from app.domain.qr_bill import qr_bill
from tests.documents.builders import SELLER, credit_note, document, line
from tests.documents.layout import faults

SWISS = replace(
    SELLER, name="Alpen IT AG", address=Address(("Seestrasse 12",), "Zürich", "", "8002", "CH")
)
BANK = Bank("Bank", "Alpen IT AG", "", "", qr_iban="CH44 3199 9123 0008 8901 2")
MM = 72 / 25.4


def invoice(currency="CHF", lines=3, **changes):
    rows = [line(number, currency=currency) for number in range(1, lines + 1)]
    return document(rows, bank=BANK, seller=SWISS, **changes)


def scanned(pdf):
    found = []
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        image = page.render(scale=150 / 72).to_pil()
        found += [(number, code) for code in zxingcpp.read_barcodes(image)]
    return found


@pytest.mark.parametrize("lines", [1, 12, 60])
@pytest.mark.parametrize("currency", ["CHF", "EUR"])
def test_the_payment_part_is_read_from_the_page(fonts, english, lines, currency):
    told = invoice(currency, lines)
    pdf = draw(told, english, fonts)
    [(page, code)] = scanned(pdf)
    assert code.text == qr_bill(told).text
    assert page == len(pdfium.PdfDocument(pdf)) - 1
    assert not faults(pdf)


def test_the_code_is_46_millimetres_wide_and_where_it_belongs(fonts, english):
    pdf = draw(invoice(), english, fonts)
    [(_, code)] = scanned(pdf)
    dots = 150 / 25.4
    left, right = code.position.top_left.x / dots, code.position.top_right.x / dots
    top, bottom = code.position.top_left.y / dots, code.position.bottom_left.y / dots
    assert left == pytest.approx(67, abs=1)
    assert right - left == pytest.approx(46, abs=1.5)
    assert top == pytest.approx(297 - 105 + 17, abs=1)
    assert bottom - top == pytest.approx(46, abs=1.5)


def test_the_slip_says_what_the_code_says(fonts, english):
    told = invoice()
    bill = qr_bill(told)
    pages = pdfium.PdfDocument(draw(told, english, fonts))
    text = pages[len(pages) - 1].get_textpage().get_text_bounded()
    for words in ("Payment part", "Receipt", "Account / Payable to", "Acceptance point"):
        assert words in text
    assert text.count(bill.printed_reference) == 2
    assert text.count(bill.printed_amount) == 2
    assert text.count("CH44 3199 9123 0008 8901 2") == 2


def test_only_an_invoice_that_can_be_paid_so_has_a_slip(fonts, english):
    for told in (
        invoice("GBP"),
        credit_note(3, bank=BANK, seller=SWISS),
        replace(invoice(), bank=Bank()),
    ):
        pages = pdfium.PdfDocument(draw(told, english, fonts))
        assert all("Payment part" not in page.get_textpage().get_text_bounded() for page in pages)
    pages = pdfium.PdfDocument(draw(invoice(), english, fonts, draft=True))
    assert all("Payment part" not in page.get_textpage().get_text_bounded() for page in pages)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("de_CH", "Empfangsschein"), ("fr_CH", "Récépissé"), ("it", "Ricevuta"), ("nl_NL", "Receipt")],
)
def test_the_slip_has_the_prescribed_words_of_its_language(fonts, english, locale, word):
    pages = pdfium.PdfDocument(draw(invoice(locale=locale), english, fonts))
    assert word in pages[len(pages) - 1].get_textpage().get_text_bounded()
