"""Pages after the invoice: how its amounts came about, and the log of the work."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from app.documents.invoice_pdf import draw, missing_glyphs
from app.domain.document import Details, WorkRow
from app.domain.facts import TaxRounding
from app.domain.money import Money, Rate
from app.domain.sentence import say
from app.domain.terms import EarlyDiscount
from tests.documents.builders import document, line, tax
from tests.documents.layout import faults

EXPLANATION = (
    say("The fixed fee of agreement {number}.", number="A-100"),
    say(
        "{quantity} × {price}: the highest quantity of the period, not prorated.",
        quantity=Decimal(12),
        price=Rate(Decimal("18.10"), "GBP"),
    ),
    say("Tax: {name} at {rate} %.", name="VAT", rate=Decimal(20)),
)


def work(count):
    return tuple(
        WorkRow(
            date(2026, 3, 1) + timedelta(days=i % 31),
            f"T-{1000 + i}",
            "Senior engineer" if i % 3 else "",
            "Remote, after hours" if i % 4 else "On-site",
            50 + i,
            60 + i,
            "30 min charged, the rest covered" if i % 5 == 0 else "charged",
            "Rebuilt the tunnel to the second office, which had lost its keys " * (1 + i % 3),
        )
        for i in range(count)
    )


def told(lines, details, **changes):
    rows = [line(number, explanation=EXPLANATION) for number in range(1, lines + 1)]
    return document(rows, details=details, work=work(lines), **changes)


@pytest.fixture
def texts(fonts, english):
    def read(one, language=english):
        pdf = draw(one, language, fonts)
        return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)]

    return read


def test_without_details_nothing_is_added(texts):
    assert texts(told(5, Details.NONE)) == texts(replace(told(5, Details.NONE), work=()))
    assert len(texts(told(5, Details.NONE))) == 1


def test_the_log_of_the_work(texts):
    first, log = texts(told(5, Details.TIME))
    assert "Page 1 of 2" in first
    for part in ("The work", "T-1000", "On-site", "1 Mar 2026", "50", "60", "In all, minutes"):
        assert part in log
    assert "How these amounts came about" not in log
    assert len(texts(replace(told(5, Details.TIME), work=()))) == 1


def test_every_line_explains_itself(texts):
    pages = texts(told(5, Details.FULL))
    text = " ".join("\n".join(pages[1:]).split())
    assert text.count("The fixed fee of agreement A-100.") == 5
    assert "12 × £18.10: the highest quantity of the period, not prorated." in text
    assert "VAT 20%, on £1,452.45: £290.49." in text
    assert "£1,452.45 net and £290.49 tax are £1,742.94." in text
    assert "How these amounts came about" in text
    assert "T-1004" in text


def test_they_speak_the_clients_language(texts, languages):
    pages = texts(told(2, Details.FULL), languages.get("de_DE"))
    text = " ".join("\n".join(pages[1:]).split())
    assert "Wie diese Beträge zustande kommen" in text
    assert "Die Pauschale von Vertrag A-100." in text


LENGTHS = [("en_GB", lines) for lines in (1, 2, 3, 5, 8, 13, 21, 34, 60)]
LENGTHS += [(name, lines) for name in ("de_DE", "fr_FR", "es_ES", "nl_NL") for lines in (3, 21)]


@pytest.mark.parametrize(("language", "lines"), LENGTHS)
def test_nothing_is_covered_or_cut(fonts, languages, language, lines):
    assert faults(draw(told(lines, Details.FULL), languages.get(language), fonts)) == []


def test_a_very_long_word_stays_on_the_page(fonts, english):
    one = told(2, Details.FULL)
    row = replace(one.work[0], ticket="T" * 60, who="W" * 90, note="n" * 300)
    assert faults(draw(replace(one, work=(row,)), english, fonts)) == []


def test_what_cannot_be_printed_is_told(fonts):
    one = told(1, Details.TIME)
    odd = replace(one, work=(replace(one.work[0], note="日"),))
    assert [sentence.text for sentence in missing_glyphs(odd, fonts)] == [
        "{where}: {characters} cannot be printed."
    ]


# What is left to pay


def money(text):
    return Money.rounded(Decimal(text), "GBP")


def test_rounding_and_what_was_paid_stand_between_total_and_amount_due(texts, fonts, english):
    one = document(5, rounding=money("0.01"), prepaid=money("742.95"))
    [text] = texts(one)
    for part in ("Total", "1,742.94", "Paid in advance", "-742.95", "Rounding", "0.01"):
        assert part in text
    assert "Amount due" in text
    assert "Please pay £1,000.00 by" in text
    assert "Total due" not in text
    assert faults(draw(one, english, fonts)) == []


def test_what_was_paid_in_full_asks_for_nothing(texts):
    [text] = texts(document(5, prepaid=money("1742.94")))
    assert "Please pay" not in text


def test_paying_early_is_offered(texts, fonts, english):
    offer = EarlyDiscount(Decimal(2), date(2026, 4, 10), money("34.86"))
    one = document(5, discount=offer)
    [text] = texts(one)
    assert "2% discount (£34.86) if paid by 10 Apr 2026: then £1,708.08 is due." in text
    assert faults(draw(one, english, fonts)) == []


def test_a_compound_tax_names_what_it_is_on(texts):
    taxes = (tax("GST", "5"), tax("QST", "9.975", compound=True))
    one = document([line(1, taxes=taxes)])
    [text] = texts(one)
    assert "GST 5% on 640.00" in text
    assert "QST 9.975% on 672.00" in text


def test_a_tax_taken_out_of_prices_names_what_it_was_in(texts):
    inside = replace(tax("VAT", "20"), inclusive=True)
    one = document([line(1, taxes=(inside,))], details=Details.FULL)
    text = " ".join(texts(one)[1].split())
    assert "VAT 20%, taken out of £640.00: £106.67." in text


def test_tax_rounded_on_each_line_says_so(texts):
    one = told(3, Details.FULL, tax_rounding=TaxRounding.LINE)
    assert "Tax was rounded on each line, and these were added up." in texts(one)[1]
