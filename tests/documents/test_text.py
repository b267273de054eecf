import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.text import broken, clean, one_line


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  plain  ", "plain"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a b"),
        ("a\x00\x07\x1b\x7fb", "ab"),
        ("\u202eevil\u202c\u2066x\u2069\u200f", "evilx"),
        ("soft\u00adhyphen\u200bed\ufeff", "softhyphened"),
        ("e\u0301", "é"),
        ("\ud800lone", "lone"),
        ("heart \u2764\ufe0f", "heart \u2764"),
        ("a\u3000b", "a b"),
        ("1\u202f000\u00a0€", "1\u202f000\u00a0€"),
        ("<b>&amp; %s {}", "<b>&amp; %s {}"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(typed, printed):
    assert clean(typed) == printed


@given(st.text())
def test_clean_text_holds_no_controls_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not {unicodedata.category(letter) for letter in cleaned.replace("\n", "")} & {"Cc", "Cs"}
    assert "\n" not in one_line(text)


@given(st.text(alphabet="ab -\nW", max_size=80), st.integers(1, 12))
def test_lines_fit_and_nothing_is_lost(text, room):
    def width(part):
        return sum(3 if letter == "W" else 1 for letter in part)

    lines = broken(clean(text), room, width)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(width(line) <= room or len(line) == 1 for line in lines)
    assert not any("\n" in line for line in lines)


def test_words_stay_whole_where_they_fit():
    assert broken("one two three", 7, len) == ["one two", "three"]
    assert broken("one enormously", 6, len) == ["one", "enormo", "usly"]
    assert broken("one\n\ntwo", 7, len) == ["one", "", "two"]
    assert broken("", 7, len) == []
