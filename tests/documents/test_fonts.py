import pytest
from reportlab.pdfbase import pdfmetrics

from app.documents.embedding import TABULAR, TABULAR_DIGITS
from app.documents.fonts import NO_GLYPH, Fonts, Weight
from tests.documents.conftest import RESOURCES


def test_fonts_are_read_once(fonts):
    assert Fonts.load(RESOURCES / "fonts") is fonts
    assert Fonts.load(RESOURCES / "fonts" / ".." / "fonts") is fonts


@pytest.mark.parametrize("weight", Weight)
def test_widths_are_those_with_which_reportlab_prints(fonts, weight):
    text = "Sam Carter's Größe – 1,452.45 €"
    assert fonts.width(text, weight, 9) == pytest.approx(pdfmetrics.stringWidth(text, weight, 9))


@pytest.mark.parametrize("weight", Weight)
def test_tabular_digits_are_equally_wide(fonts, weight):
    assert len({fonts.width(digit, weight, 9) for digit in TABULAR_DIGITS}) == 1
    assert len({fonts.width(digit, weight, 9) for digit in "0123456789"}) > 1
    assert "1,452.45".translate(TABULAR) != "1,452.45"


def test_missing_characters_are_told_once_and_in_order(fonts):
    assert fonts.missing("plain text\non two lines") == ()
    assert fonts.missing("Žluťoučký kůň, ελληνικά, кириллица, ₹ ₿ → ✓") == ()
    assert fonts.missing("本 日本 😀") == ("本", "日", "😀")


def test_private_letters_count_as_missing(fonts):
    assert fonts.missing(TABULAR_DIGITS[3]) == (TABULAR_DIGITS[3],)
    assert fonts.printable(f"a{TABULAR_DIGITS[3]}b") == f"a{NO_GLYPH}b"


def test_what_is_taken_out_is_not_missing(fonts):
    assert fonts.missing("a\u202eb\x00") == ()
    assert fonts.printable("a\u202eb\x00\r\nc") == "ab\nc"
