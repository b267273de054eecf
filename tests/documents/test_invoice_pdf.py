import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.invoice_pdf import draw, missing_glyphs
from app.documents.text import clean
from app.domain.catalog import Category
from app.domain.document import Address, Bank
from tests.documents import builders
from tests.documents.builders import BUYER, SELLER, credit_note, document, line, tax, treated
from tests.documents.layout import faults

ROOT = Path(__file__).parents[2]
ABROAD = replace(BUYER, address=Address(("12 rue de l'Église",), "Lyon", "", "69002", "FR"))


@pytest.fixture
def texts(fonts, english):
    """The text of each page, as a reader of the file finds it."""

    def read(told, language=english, **options):
        return pages(draw(told, language, fonts, **options))

    return read


def pages(pdf):
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]


def squeezed(text):
    return "".join(text.split())


# What it says


def test_it_says_who_owes_whom_what_and_when(texts):
    [text] = texts(document(5))
    for told in (
        "Invoice", "INV-2026-0117", "Sam Carter IT Services", "14 Dock Street, Leeds LS10 1NB",
        "VAT ID GB 980 7806 84", "accounts@samcarter.example", "+44 113 496 0121",
        "samcarter.example", "Brightside Law LLP", "Priya Nair", "2 Park Row", "Leeds LS1 5HD",
        "VAT ID GB 731 2214 09", "31 Mar 2026", "14 Apr 2026", "BL-4471", "BRI-014",
        "Gold support", "1–31 Mar 2026", "12 licences", "18.10", "20%", "217.20", "3.25 hours",
        "Subtotal", "1,452.45", "VAT 20% on 1,452.45", "290.49", "Total due", "£1,742.94",
        "Please pay £1,742.94 by 14 Apr 2026.", "12-34-56", "12345678", "Northern Bank",
        "Page 1 of 1",
    ):  # fmt: skip
        assert told in text


def test_a_draft_shows_no_number(texts):
    [text] = texts(document(1), draft=True)
    assert "Draft" in text
    assert "INV-2026-0117" not in text


def test_a_credit_note_says_what_it_corrects_and_asks_for_nothing(texts):
    [text] = texts(credit_note(due=date(2026, 4, 14)))
    for told in ("Credit note", "INV-2026-0117, INV-2026-0110", "cancelled.", "Total credited"):
        assert told in text
    for asked in ("Due date", "Please pay", "12345678", "Total due"):
        assert asked not in text


def test_an_invoice_over_nothing_asks_for_nothing(texts):
    [text] = texts(document([line(1, price="0.00")]))
    assert "£0.00" in text
    assert "Please pay" not in text


def test_without_a_due_date_it_only_asks(texts):
    assert "Please pay £768.00." in texts(document(1, due=None))[0]


def test_an_iban_is_printed_in_groups_of_four(texts):
    bank = Bank(iban="DE89370400440532013000", bic="COBADEFFXXX")
    assert "DE89 3704 0044 0532 0130 00" in texts(document(1, bank=bank))[0]


def test_countries_are_named_in_the_readers_language_where_a_border_is_between(texts, languages):
    told = document(1, buyer=ABROAD)
    assert "Frankreich" in texts(told, languages.get("de_DE"))[0]
    assert "69002 Lyon" in texts(told)[0]
    assert "United Kingdom" not in texts(document(1))[0]


def test_words_and_numbers_are_the_readers(texts, languages):
    german = squeezed(texts(document(2), languages.get("de_DE"))[0])
    for told in ("Rechnung", "31.03.2026", "1.–31.März2026", "1.028,64£"):
        assert told in german


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("de_DE", ("Rechnung", "Seite 1 von 1", "640,00")),
        ("fr_FR", ("Facture", "Page 1 sur 1", "640,00")),
        ("es_ES", ("Factura", "Página 1 de 1", "640,00")),
        ("nl_NL", ("Factuur", "Pagina 1 van 1", "640,00")),
    ],
)
def test_it_speaks_the_language_of_the_client(texts, languages, locale, words):
    [text] = texts(document(1), languages.get(locale))
    assert all(word in text for word in words)


def test_figures_stand_in_where_the_fonts_lack_a_languages_letters(texts, languages):
    [text] = texts(document(1, currency="GBP"), languages.get("ja_JP"))
    assert "2026-03-01 – 2026-03-31" in text


@pytest.mark.parametrize(
    ("currency", "price", "total"),
    [("JPY", "12000", "¥14,400"), ("KWD", "1.234", "KWD 1.481"), ("USD", "9.99", "US$11.99")],
)
def test_each_currency_has_its_own_decimals(texts, currency, price, total):
    [text] = texts(document([line(1, currency=currency, price=price)]))
    assert total in text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"Amount ({currency})" in text


# Taxes


def test_without_tax_there_is_no_tax_column_and_no_subtotal(texts):
    [text] = texts(document([line(1, taxes=()), line(2, taxes=treated(Category.OUTSIDE))]))
    for told in ("VAT 2", "Tax", "Subtotal", "%"):
        assert told not in text.replace("VAT ID", "")


def test_each_rate_has_its_row(texts):
    rates = [line(1, taxes=(tax("TVA", 20),)), line(2, taxes=(tax("TVA", "5.5"),))]
    [text] = texts(document(rates))
    assert "TVA 20% on 640.00" in text
    assert "TVA 5.5% on 217.20" in text


def test_a_rate_in_the_name_is_not_said_twice(texts):
    assert "VAT 23 % on 640.00" in texts(document([line(1, taxes=(tax("VAT 23 %", 23),))]))[0]


def test_a_line_may_bear_several_taxes(texts):
    both = (tax("GST", 5), tax("QST", "9.975"))
    [text] = texts(document([line(1, taxes=both)]))
    for told in ("5% + 9.975%", "GST 5% on 640.00", "QST 9.975% on 640.00", "63.84"):
        assert told in squeezed(text) or told in text


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (Category.EXEMPT, "This supply is exempt from tax."),
        (Category.REVERSE_CHARGE, "Reverse charge: VAT to be accounted for by the recipient."),
        (Category.INTRA_COMMUNITY, "Article 138 of Directive 2006/112/EC."),
        (Category.EXPORT, "Export: no tax is charged on supplies to other countries."),
    ],
)
def test_why_there_is_no_tax_is_said_in_words(texts, category, words):
    assert words in texts(document([line(1, taxes=treated(category))]))[0]
    [told] = texts(document([line(1, taxes=treated(category, "Article 44, really."))]))
    assert words not in told
    assert "Article 44, really." in told


def test_each_reason_has_one_letter(texts):
    exempt, reverse = treated(Category.EXEMPT, "Why so."), treated(Category.REVERSE_CHARGE)
    [text] = texts(document([line(1, taxes=exempt), line(2, taxes=reverse), line(3, taxes=exempt)]))
    assert text.count("Why so.") == 1
    assert "Reverse charge (A) on 217.20" in text
    assert "Exempt from tax (B) on 770.00" in text


def test_outside_the_scope_is_silent_unless_a_reason_is_given(texts):
    mixed = [line(1), line(2, taxes=treated(Category.OUTSIDE))]
    assert "Outside" not in texts(document(mixed))[0]
    said = [line(1), line(2, taxes=treated(Category.OUTSIDE, "Deposit."))]
    assert "Deposit." in texts(document(said))[0]


# Text as it was typed


def test_hostile_text_is_printed_as_it_is(fonts, english):
    said = squeezed("".join(read_back(draw(builders.hostile(), english, fonts))))
    wanted = squeezed(clean(builders.HOSTILE))
    assert said.count(wanted) >= 10
    assert "evil" in wanted
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in said


def read_back(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


@st.composite
def typed(draw_one, fonts):
    known = [chr(code) for code in fonts.embedded["Inter-Regular"].glyphs]
    letters = st.sampled_from([letter for letter in known if not fonts.missing(letter)])
    pieces = st.sampled_from(["<b>", "</b>", "&amp;", "%s", "{}", "{name}", "\\n", "(", ")", "\n"])
    return "".join(draw_one(st.lists(letters | pieces, max_size=60)))


@given(data=st.data())
def test_what_is_typed_is_what_can_be_read(fonts, english, data):
    text = data.draw(typed(fonts))
    told = document([line(1, description=text)], note="")
    without = document([line(1, description="")], note="")
    said, rest = (
        squeezed("".join(read_back(draw(each, english, fonts)))) for each in (told, without)
    )
    wanted = squeezed(clean(text))
    assert wanted in said
    assert len(said) == len(rest) + len(wanted)


def test_missing_glyphs_are_named_with_their_place(fonts):
    told = document(
        [line(1), line(2, description="日本 and 日")], buyer=replace(BUYER, name="Ωmega \u05d0")
    )
    name, description = (sentence.plain() for sentence in missing_glyphs(told, fonts))
    assert name == "The client's name: \u05d0 (HEBREW LETTER ALEF) cannot be printed."
    assert description == (
        "Line 2, description: 日 (CJK UNIFIED IDEOGRAPH-65E5), 本 (CJK UNIFIED IDEOGRAPH-672C)"
        " cannot be printed."
    )


def test_nothing_is_missing_from_ordinary_documents(fonts):
    for told in (document(8), credit_note(), builders.hostile(), builders.longest()):
        assert missing_glyphs(told, fonts) == ()


def test_a_missing_glyph_leaves_a_box_and_not_a_gap(texts):
    assert "Tokyo □□" in texts(document([line(1, description="Tokyo 日本")]))[0]


# The file


def test_the_same_document_gives_the_same_bytes_everywhere(fonts, english):
    program = (
        "import hashlib, sys; from pathlib import Path\n"
        "from app.documents.fonts import Fonts; from app.documents.invoice_pdf import draw\n"
        "from app.i18n import Languages; from tests.documents import builders\n"
        "resources = Path('resources')\n"
        "language = Languages(resources / 'locale').get('en_GB')\n"
        "fonts = Fonts.load(resources / 'fonts')\n"
        "for told in (builders.longest(), builders.hostile(), builders.document(12)):\n"
        "    print(hashlib.sha256(draw(told, language, fonts)).hexdigest())\n"
    )
    told = []
    for seed, moment in (("1", "86400"), ("2", "1700000000")):
        settings = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": moment}
        told.append(
            subprocess.run(
                [sys.executable, "-c", program],
                cwd=ROOT, env=settings, capture_output=True, text=True, check=True,
            ).stdout.split()
        )  # fmt: skip
    # Here other documents were drawn before, and in another order.
    here = [document(12), builders.hostile(), builders.longest()]
    digests = [hashlib.sha256(draw(each, english, fonts)).hexdigest() for each in here]
    assert told[0] == told[1] == digests[::-1]


def test_the_file_says_what_it_is(fonts, english):
    reader = pypdf.PdfReader(BytesIO(draw(document(1), english, fonts)))
    meta = reader.metadata
    assert (meta.title, meta.author, meta.subject) == (
        "Invoice INV-2026-0117",
        "Sam Carter IT Services",
        "Brightside Law LLP",
    )
    assert meta.creation_date.date() == date(2026, 3, 31)
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_all_fonts_are_embedded_parts_of_inter(fonts, english):
    reader = pypdf.PdfReader(BytesIO(draw(builders.hostile(), english, fonts)))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            told = font.get_object()
            assert "+Inter-" in told["/BaseFont"]
            assert "/FontFile2" in told["/FontDescriptor"]


def test_figures_in_a_column_are_equally_wide(fonts, english):
    rows = [line(1, price="1111.11"), line(2, price="8888.88", quantity="1")]
    page = pdfium.PdfDocument(draw(document(rows), english, fonts))[0]
    text = page.get_textpage()
    whole = text.get_text_range()
    boxes = [text.get_charbox(whole.index(price), loose=True) for price in ("1,111.11", "8,888.88")]
    assert boxes[0][0] == pytest.approx(boxes[1][0], abs=0.01)


def test_files_are_small(fonts, english, languages):
    assert len(draw(document(5), english, fonts)) <= 32_000
    assert len(draw(document(5, buyer=ABROAD), languages.get("fr_FR"), fonts)) <= 32_000
    assert len(draw(document(60), english, fonts)) <= 40_000


@pytest.mark.parametrize(("country", "size"), [("US", (612, 792)), ("GB", (595, 842))])
def test_the_paper_is_the_sellers(fonts, english, country, size):
    seller = replace(SELLER, address=replace(SELLER.address, country=country))
    page = pdfium.PdfDocument(draw(document(1, seller=seller), english, fonts))[0]
    assert tuple(map(round, page.get_size())) == size


# How it is laid out


@pytest.fixture(scope="module")
def drawn(fonts, english):
    return {lines: draw(document(lines), english, fonts) for lines in range(1, 61)}


def test_nothing_is_covered_cut_hidden_or_off_the_page(drawn):
    assert {lines: found for lines, pdf in drawn.items() if (found := faults(pdf))} == {}


ODD = {
    "hostile": builders.hostile,
    "longest": builders.longest,
    "credit note": credit_note,
    "negative": lambda: document([line(1), line(7), line(7), line(7)]),
    "twelve digits": lambda: document([line(1, price="9999999999.99", taxes=())]),
    "three decimals": lambda: document([line(1, currency="KWD", price="999999999.999")]),
    "tall row": lambda: document([line(1), line(2, description="Very\n" * 150), line(3)]),
    "many taxes": lambda: document([line(i, taxes=(tax("T", i),)) for i in range(1, 40)]),
    "long note": lambda: document(3, note=builders.LONG * 200),
    "bare": lambda: document(
        1, seller=replace(SELLER, name="", address=Address()), bank=Bank(), po_number="", due=None
    ),
    "no lines": lambda: document(0),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR"])
def test_odd_documents_are_laid_out_as_cleanly(fonts, languages, name, locale):
    assert faults(draw(ODD[name](), languages.get(locale), fonts)) == []


def test_pages_are_counted(drawn):
    for pdf in drawn.values():
        told = pages(pdf)
        for number, text in enumerate(told, start=1):
            assert f"Page {number} of {len(told)}" in text
            assert "INV-2026-0117" in text
            assert "Brightside Law LLP" in text


def test_every_line_is_printed_once(drawn):
    for lines, pdf in drawn.items():
        text = "".join(pages(pdf))
        assert text.count("20%") == lines + 1


def test_totals_are_never_alone(drawn):
    for lines, pdf in drawn.items():
        last = pages(pdf)[-1]
        assert "Total due" in last
        assert "Please pay" in last
        assert last.count("20%") - 1 >= min(2, lines)


def test_totals_stay_with_the_end_of_a_row_taller_than_a_page(texts):
    tall = "\n".join(f"Step {i}" for i in range(1, 151))
    for before in range(8):
        lines = [*map(line, range(1, before + 1)), line(before + 1, description=tall)]
        told = texts(document(lines))
        assert "Total due" in told[-1]
        assert "Step 150" in told[-1]
        assert "Step 149" in told[-1]
        said = "".join(told)
        assert all(f"Step {i}\r\n" in said for i in range(1, 151))


def test_a_row_is_split_only_when_it_is_taller_than_a_page(texts):
    tall = "\n".join(f"Step {i}." for i in range(1, 31))
    for before in range(12):
        lines = [*map(line, range(1, before + 1)), line(before + 1, description=tall)]
        [page] = [text for text in texts(document([*lines, line(2), line(3)])) if "Step 1." in text]
        assert "Step 30." in page


def test_the_table_says_again_what_its_columns_are(texts):
    for text in texts(document(60)):
        assert "Description" in text
        assert "Amount (GBP)" in text


def test_a_logo_takes_the_place_of_the_initial(fonts, english):
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (300, 80), "teal").save(picture, "PNG")
    pdf = draw(document(2), english, fonts, logo=picture.getvalue())
    page = pypdf.PdfReader(BytesIO(pdf)).pages[0]
    [image] = page.images
    assert image.image.size == (300, 80)
    assert image.image.convert("RGB").getpixel((10, 10)) == (0, 128, 128)
    assert faults(pdf) == []


def test_a_thousand_lines_fit(fonts, english):
    told = document([line(i, quantity=str(i)) for i in range(1, 1001)])
    text = pages(draw(told, english, fonts))
    assert "Total due" in text[-1]
    assert told.net.amount() == sum((Decimal(row.net.amount()) for row in told.lines), Decimal(0))
