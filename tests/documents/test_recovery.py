"""The recovery sheet: every sign of the passphrase is on it, or it is not made."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from app.documents.press import Press
from app.documents.recovery_pdf import Recovery, UnprintablePassphraseError
from tests.documents.conftest import RESOURCES


@pytest.fixture(scope="module")
def press(languages):
    return Press(languages, RESOURCES / "fonts")


def recovery(passphrase, **others):
    told = {
        "company": "Harbour IT",
        "country": "IE",
        "folder": "/home/sam/backups",
        "second": "",
        "day": date(2026, 11, 25),
    }
    return Recovery(passphrase=passphrase, **{**told, **others})


def spelled(pdf):
    """The signs in the fields, by the numbers below them."""
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    marks = []

    def see(text, _matrix, at, _font, size):
        if text.strip():
            marks.append((round(at[5]), at[4], round(size, 1), text.strip()))

    pages[0].extract_text(visitor_text=see)
    large = [mark for mark in marks if mark[2] == 17]
    return "".join(mark[3] for mark in sorted(large, key=lambda mark: (-mark[0], mark[1])))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=130))
def test_a_passphrase_is_printed_whole_or_refused(press, passphrase):
    try:
        pdf = press.recovery(recovery(passphrase), "en_IE")
    except UnprintablePassphraseError:
        return
    assert spelled(pdf) == passphrase.replace(" ", "")


@pytest.mark.parametrize(
    "passphrase",
    ["kx7mp-93fgh-qqa2w-zz4rt-mn8bc", "Correct horse Battery staple 42!", "Größe-ñandú-Łódź"],
)
@pytest.mark.parametrize("locale", ["en_IE", "de_DE", "fr_FR", "es_ES", "nl_NL"])
def test_what_people_choose_is_printed(press, passphrase, locale):
    assert spelled(press.recovery(recovery(passphrase), locale)) == passphrase.replace(" ", "")


@pytest.mark.parametrize(
    "passphrase", [" starts with a space", "a\tb c d e f g", "日本語のパスフレーズ", "x" * 121, "é́"]
)
def test_what_paper_would_change_is_refused(press, passphrase):
    with pytest.raises(UnprintablePassphraseError):
        press.recovery(recovery(passphrase), "en_IE")


def test_long_folders_and_names_stay_on_the_page(press):
    told = recovery(
        "x" * 120, company="Very long name " * 8, folder="/very/long" * 30, second="/b" * 90
    )
    text = PdfReader(BytesIO(press.recovery(told, "de_DE"))).pages[0].extract_text()
    assert "age --decrypt" in text
