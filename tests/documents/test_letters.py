"""Statements, receipts, reminders, hours and quotes on paper: what they say, and how they lie."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from app.documents.letters import draw_paper
from app.domain.quote import Every
from app.i18n import PAPER_LANGUAGES
from tests.documents import letters
from tests.documents.layout import faults

NAMES = tuple(letters.every())
LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "nl": "nl_NL"}


@pytest.fixture
def drawn(fonts, languages):
    return lambda paper: draw_paper(paper, languages, fonts, None)


@pytest.fixture
def text(drawn):
    def read(paper):
        pages = pdfium.PdfDocument(drawn(paper))
        # A line that was broken to fit is read as one.
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)

    return read


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_lies_well_and_is_drawn_the_same_twice(drawn, name):
    first = drawn(letters.every()[name])
    assert faults(first) == []
    assert drawn(letters.every()[name]) == first


@pytest.mark.parametrize("name", tuple(letters.longest()))
def test_what_is_too_long_stays_on_the_paper(drawn, name):
    assert faults(drawn(letters.longest()[name])) == []


@pytest.mark.parametrize("language", PAPER_LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_paper_lies_well_in_every_language(drawn, name, language):
    assert faults(drawn(letters.every(LOCALES[language])[name])) == []


def test_a_statement_runs_from_its_opening_to_its_closing(text):
    paper = letters.statement()
    (account,) = paper.accounts
    told = text(paper)
    for amount in ("712.50", "1,123.45", "1,835.95", "123.45", "700.00", "2,011.50", "47.50"):
        assert amount in told
    assert (account.opening.minor, account.closing.minor) == (71_250, 201_150)
    assert "1 Oct – 25 Nov 2026" in told
    assert "Please pay £2,011.50." in told


def test_a_statement_without_anything_has_its_balances(text):
    told = text(letters.statement(bills=(), payments=()))
    assert "Opening balance" in told
    assert "Please pay" not in told


def test_a_receipt_tells_what_was_paid_and_what_stays_credit(text):
    told = text(letters.receipt())
    assert "We have received £700.00 on 22 Oct 2026. Thank you." in told
    assert "Your credit with us" in told
    assert "47.50" in told


def test_a_refund_is_told_as_one_without_any_minus(text):
    told = text(letters.receipt(minor=-12_345))
    assert "Refund" in told
    assert "We have paid you £123.45" in told
    assert "-123.45" not in told


@pytest.mark.parametrize(
    ("level", "levels", "title"),
    [
        (1, 3, "Payment reminder"),
        (2, 3, "Second reminder"),
        (3, 3, "Final reminder"),
        (2, 2, "Second reminder"),
        (3, 5, "Reminder no. 3"),
    ],
)
def test_the_level_gives_the_tone(text, level, levels, title):
    assert title in text(letters.reminder(level, levels=levels))


def test_the_rules_own_words_stand_in_their_language_alone(text):
    texts = {"de": "Bitte zahlen Sie jetzt.", "en": "Pay now {please}."}
    assert "Bitte zahlen Sie jetzt." in text(letters.reminder(1, "de_DE", texts=texts))
    assert "Pay now {please}." in text(letters.reminder(1, texts=texts))
    assert "Bonjour" in text(letters.reminder(1, "fr_FR", texts=texts))


def test_a_fee_is_asked_for_now_unless_it_is_billed(text):
    billed = text(letters.reminder())
    assert "Please pay £1,225.01." in billed
    assert "£5.74 will be on our next invoice" in billed
    told = text(letters.reminder(bills_fees=False))
    assert "Please pay £1,230.75." in told
    assert "next invoice" not in told


def test_without_fees_there_is_no_column_for_them(text):
    assert "Late fee" not in text(letters.reminder(fee=0))


def test_hours_run_from_their_opening_to_what_is_carried_on(text):
    told = text(letters.hours())
    for amount in ("15.5", "-2.5", "-0.75", "-3", "35.75", "900.00", "2.33"):
        assert amount in told
    assert "T-1040: Mail flow stopped after the update" in told
    assert "Projects, to be used before 1 Feb 2027" in told


def test_a_quote_is_totalled_in_each_rhythm_with_its_taxes(text):
    told = text(letters.quote())
    for amount in ("£1,500.00", "£908.64", "151.44", "£99.00"):
        assert amount in told
    assert "Valid until" in told
    assert "Please pay" not in told


def test_a_pro_forma_asks_to_be_paid_what_is_due_once(text):
    told = text(letters.quote(pro_forma=True))
    assert "Pro-forma" in told
    assert "Please pay £1,500.00." in told


def test_a_quote_without_a_line_can_be_drawn(text):
    assert "QU-2026-00004" in text(letters.quote(offers=()))


def test_what_quantity_and_price_do_not_make_exactly_is_shown_as_its_net(text):
    odd = replace(letters.OFFERS[0], quantity=Decimal("0.333"), price=Decimal("9.99"))
    paper = letters.quote(offers=[replace(odd, every=Every.MONTH)])
    assert paper.parts[0][1].net.minor == 333
    assert "0.333" not in text(paper)
