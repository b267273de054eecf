"""Hostile strings through the fields that are printed: what is read back was typed."""

from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.fonts import Fonts
from app.documents.invoice_pdf import draw, missing_glyphs
from app.i18n import Languages
from tests.documents import builders
from tests.documents.builders import BUYER, SELLER, document, line
from tests.documents.conftest import RESOURCES
from tests.hostile.text import HOSTILE, watched

FIELDS = ("seller", "buyer", "contact", "street", "description", "detail", "po", "note")


@pytest.fixture(scope="module")
def fonts():
    return Fonts.load(RESOURCES / "fonts")


@pytest.fixture(scope="module")
def english():
    found = Languages(RESOURCES / "locale").get("en_GB")
    # What is loaded once is loaded before anybody watches.
    for made in (builders.document(), builders.credit_note()):
        draw(made, found, Fonts.load(RESOURCES / "fonts"))
    return found


def of(told):
    return document(
        [line(1, description=told["description"], detail=told["detail"])],
        seller=replace(SELLER, name=told["seller"]),
        buyer=replace(
            BUYER,
            name=told["buyer"],
            contact=told["contact"],
            address=replace(BUYER.address, lines=(told["street"],)),
        ),
        po_number=told["po"],
        note=told["note"],
    )


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=8 * settings.default.max_examples)
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, HOSTILE)))
def test_hostile_strings_are_printed_as_they_are_or_named(fonts, english, told):
    made = of(told)
    with watched() as reached:
        pdf = draw(made, english, fonts)
    assert reached == []
    said = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages))
    for field, text in told.items():
        assert squeezed(fonts.printable(text)) in said, field
    named = "".join(sentence.plain() for sentence in missing_glyphs(made, fonts))
    for text in told.values():
        assert all(letter in named for letter in fonts.missing(text))


def test_the_watch_sees_a_file_that_is_opened(tmp_path):
    (tmp_path / "x").touch()
    with watched() as reached:
        (tmp_path / "x").read_bytes()
    assert [event for event, _ in reached] == ["open"]


def test_a_credit_note_of_hostile_text_reaches_for_nothing(fonts, english):
    made = builders.credit_note(reason=builders.HOSTILE)
    with watched() as reached:
        draw(made, english, fonts)
    assert reached == []
