"""Texts of mails: every field is filled in, an unknown one is named, and nothing gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.document import DocumentKind
from app.domain.mail_address import addresses, is_address, on_the_wire, one_line
from app.domain.mail_template import (
    FIELDS,
    LooseBraceError,
    Purpose,
    Template,
    UnknownFieldError,
)
from app.domain.mail_texts import TEXTS

ANY = st.text(st.characters(), max_size=40)


def test_fields_are_filled_in():
    text = Template("Invoice {number}", "Dear {contact},\n{total} by {due}")
    filled = text.filled({"number": "INV-1", "contact": "Ann", "total": "€5", "due": "1 Dec"})
    assert filled == Template("Invoice INV-1", "Dear Ann,\n€5 by 1 Dec")


@pytest.mark.parametrize("where", ["subject", "body"])
def test_an_unknown_field_is_named(where):
    text = Template(**{"subject": "a", "body": "b", where: "Hello {clinet}"})
    with pytest.raises(UnknownFieldError) as caught:
        text.filled({})
    assert "{clinet}" in str(caught.value)
    assert "{client}" in str(caught.value)


@pytest.mark.parametrize("text", ["a { b", "a } b", "{client", "{{client}}", "{cli\nent}"])
def test_a_brace_alone_is_told(text):
    with pytest.raises(LooseBraceError):
        Template("a", text).check()


def test_what_is_filled_in_is_not_looked_at_again():
    filled = Template("{client}", "{client} {{".replace("{{", "")).filled({"client": "{total}"})
    assert filled.subject == "{total}"


@given(ANY)
def test_a_subject_is_always_one_line(text):
    subject = Template("{client}", "x").filled({"client": text}).subject
    assert len(subject.splitlines()) <= 1
    assert subject == one_line(text)


@given(ANY)
def test_the_body_keeps_every_letter(text):
    body = Template("x", "«{client}»").filled({"client": text}).body
    kept = [sign for sign in text if sign.isprintable()]
    assert [sign for sign in body if sign.isprintable()] == ["«", *kept, "»"]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_has_a_text_whose_fields_are_known(purpose):
    TEXTS[purpose].check()
    filled = TEXTS[purpose].filled({field: f"<{field}>" for field in FIELDS})
    assert "{" not in filled.subject + filled.body


@pytest.mark.parametrize(
    ("kinds", "purpose"),
    [
        ([DocumentKind.INVOICE], Purpose.INVOICE),
        ([DocumentKind.CREDIT_NOTE], Purpose.CREDIT_NOTE),
        ([DocumentKind.CREDIT_NOTE, DocumentKind.INVOICE], Purpose.INVOICE),
    ],
)
def test_the_documents_say_what_a_mail_is_for(kinds, purpose):
    assert Purpose.of(kinds) is purpose


@pytest.mark.parametrize(
    "good",
    [
        *("a@b.example", "a.b+c@mail.b-c.example", "ann@localhost"),
        *("müller@post.example", "info@müller.example", "o'neil@b.example"),
    ],
)
def test_addresses_that_can_be_written_to(good):
    assert is_address(good)


@pytest.mark.parametrize(
    "bad",
    [
        *("", "ann", "ann@", "@b.example", "ann@b", "a b@c.example", "a@b..example"),
        *("Ann <a@b.example>", "a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example"),
        *("a..b@c.example", "a@b.example\x00", "-oProxy@b.example", "\u202ea@b.example"),
        *('"a b"@c.example', "a@-b.example", "a" * 65 + "@b.example", "a@[1.2.3.4]"),
    ],
)
def test_addresses_that_cannot(bad):
    assert not is_address(bad)


@given(ANY, ANY)
def test_an_address_never_holds_another(before, after):
    text = f"{before}@{after}"
    if is_address(text):
        assert addresses(text) == (text,)
        assert text.count("@") == 1
        assert on_the_wire(text).rpartition("@")[2].isascii()
