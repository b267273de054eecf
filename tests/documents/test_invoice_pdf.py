import io
import subprocess
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from papers import FONTS, REVERSE, document, line, of_lines, pdf_of

from app.documents.fonts import printable
from app.documents.invoice_pdf import missing_glyphs
from app.domain.document import DocumentKind


def text_of(pdf):
    paper = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in paper:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    paper.close()
    return pages


def squeezed(text):
    return "".join(text.split()).replace("\ufffe", "").replace("\xad", "")


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 12, 13, 14, 15, 23, 27, 31, 38, 45, 60])
def test_nothing_overlaps_or_leaves_the_page(count, long):
    with pdfplumber.open(io.BytesIO(pdf_of(of_lines(count, long=long)))) as pdf:
        for page in pdf.pages:
            words = page.extract_words(use_text_flow=True, keep_blank_chars=True)
            assert all(w["x0"] >= 0 and w["x1"] <= page.width for w in words)
            assert all(w["top"] >= 0 and w["bottom"] <= page.height for w in words)
            for one, other in combinations(words, 2):
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                assert across <= 0.5 or down <= 2.5, (one["text"], other["text"])


@pytest.mark.parametrize("count", range(1, 61))
def test_the_totals_are_never_alone_on_a_page(count):
    *_, last = pages = text_of(pdf_of(of_lines(count)))
    assert "Total due" in last
    assert last.count("1–30 Nov 2026") >= min(count, 2)
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert sum(page.count("1–30 Nov 2026") for page in pages) == count


@pytest.mark.parametrize(
    "text",
    [
        "<b>ACME</b> & Söhne",
        "%s {0} {name} \\n",
        '<img src="http://x.example/a.png"/>',
        "AT&T; &amp;",
        "Łódź Ñandú ß €",
        "line one\nline two",
    ],
)
def test_what_people_wrote_stands_on_the_page_as_it_is(text):
    pages = text_of(pdf_of(document([line(1, text)])))
    for part in text.split("\n"):
        assert squeezed(part) in squeezed("".join(pages))


def test_a_word_wider_than_its_column_is_broken_and_nothing_of_it_is_lost():
    (page,) = text_of(pdf_of(document([line(1, "q" * 400)])))
    assert page.count("q") == 400


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S"]), min_size=1))
def test_any_printable_text_stands_on_the_page(text):
    if not FONTS.missing(text) and printable(text) == text:
        pages = text_of(pdf_of(document([line(1, text)])))
        wanted, got = squeezed(text), squeezed("".join(pages))
        assert sorted(set(wanted) - set(got) - {"-"}) == []


def test_a_text_longer_than_a_page_is_carried_over_whole():
    text = " ".join(f"word{n}" for n in range(3000))
    pages = text_of(pdf_of(document([line(1, text), line(2, "after")])))
    assert len(pages) > 2
    assert all(f"word{n}" in "".join(pages) for n in (0, 1500, 2999))


def test_the_same_document_gives_the_same_bytes_in_another_process():
    here = pdf_of(of_lines(7))
    code = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}];"
        "from papers import *; sys.stdout.buffer.write(pdf_of(of_lines(7)))"
    )
    root = Path(__file__).parents[2]
    run = [sys.executable, "-c", code]
    there = subprocess.run(
        run, cwd=root, env={"PYTHONHASHSEED": "7"}, capture_output=True, check=True
    )
    assert there.stdout == here


def test_only_our_fonts_are_on_the_page_and_all_are_embedded():
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(of_lines(3))))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            assert "Inter" in found["/BaseFont"]
            assert "/FontFile2" in found["/FontDescriptor"]


def test_a_credit_note_says_what_it_corrects_and_asks_for_no_money():
    note = document(
        [line(1, "Seats")],
        kind=DocumentKind.CREDIT_NOTE,
        due=None,
        corrects=("INV-2026-00090",),
        reason="Wrong number of seats",
    )
    (page,) = text_of(pdf_of(note))
    for words in ("Credit note", "Total credited", "INV-2026-00090", "Wrong number of seats"):
        assert words in page
    assert "Please pay" not in page


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de_DE", ("Rechnung", "Seite 1 von 1", "38,00")),
        ("fr_FR", ("Facture", "38,00")),
        ("es_ES", ("Factura", "38,00")),
        ("nl_NL", ("Factuur", "38,00")),
    ],
)
def test_the_paper_speaks_the_language_of_the_client(locale, words):
    (page,) = text_of(pdf_of(document([line(1, "x", tax=REVERSE)], locale=locale)))
    assert all(word in page for word in words)
    assert "Reverse charge: the recipient" not in page


@pytest.mark.parametrize(("currency", "shown"), [("JPY", "48,000"), ("KWD", "48,000.000")])
def test_amounts_have_the_decimals_of_their_currency(currency, shown):
    one = line(1, "x", currency=currency, net=Decimal(48000))
    (page,) = text_of(pdf_of(document([one], currency=currency)))
    assert shown in page


def test_a_draft_says_so_and_has_no_number():
    (page,) = text_of(pdf_of(of_lines(1), draft=True))
    assert "Draft" in page
    assert "INV-2026-00117" not in page


def test_characters_that_cannot_be_printed_are_named():
    (found,) = missing_glyphs(document([line(1, "Cable for 日")]), FONTS)
    assert found.plain() == (
        "A-1/x/1: the character 日 (CJK UNIFIED IDEOGRAPH-65E5) cannot be printed."
    )
    assert missing_glyphs(of_lines(3), FONTS) == ()
