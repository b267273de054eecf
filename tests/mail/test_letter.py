"""Letters: hostile text goes through every field, and what is read back is what was written."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from email.utils import getaddresses

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.delivery import Recipient, Role
from app.domain.mail_address import lines, one_line
from app.mail.letter import Enclosure, Letter, as_draft, as_message, safe_name

HEADS = {
    *("from", "to", "cc", "bcc", "reply-to", "subject", "message-id", "date"),
    *("mime-version", "content-type", "content-transfer-encoding", "x-unsent"),
}
HOSTILE = st.one_of(
    st.text(st.characters(), max_size=60),
    st.lists(
        st.sampled_from(
            [
                *("\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\x0b", "\u202e", "\ud800"),
                *("Bcc: evil@evil.example", "<evil@evil.example>", ",", ";", '"', "\\", "(", ")"),
                *("=?utf-8?q?evil?=", "=?utf-8?b?", "é", "日本", "😀", " ", "x" * 70, ".", "--"),
            ]
        ),
        max_size=12,
    ).map("".join),
)


def letter(**changed):
    usual = {
        "message_id": "<1.2@harbour.example>",
        "sender": "billing@harbour.example",
        "sender_name": "Harbour IT",
        "recipients": (
            Recipient("ann@acme.example", "Ann"),
            Recipient("bob@acme.example", "Bob", Role.CC),
            Recipient("me@harbour.example", "", Role.BCC),
        ),
        "subject": "Invoice",
        "body": "Dear Ann",
        "enclosures": (Enclosure("INV-1.pdf", b"%PDF-1"),),
        "written": datetime(2026, 11, 25, 9, tzinfo=UTC),
    }
    return Letter(**{**usual, **changed})


def people(data, head):
    """Names and addresses as the older reader finds them; the newer one loses blanks in names."""
    raw = message_from_bytes(data)[head].replace("\r\n", "")
    return [(str(make_header(decode_header(name))), at) for name, at in getaddresses([raw])]


def read(data):
    return message_from_bytes(data, policy=default)


@settings(max_examples=8 * settings.default.max_examples)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
@example("é" * 40 + ", Evil", "Bob <x@evil.example>, a@b.example", "a\r\nBcc: x@y.example", "", "")
@example('a"b\\c', "(comment)", "=?utf-8?q?a?=", ".\r\n.\r\nMAIL FROM", "../../x.pdf")
def test_nothing_is_lost_and_nothing_gets_in(sender_name, name, subject, body, file):
    data = as_message(
        letter(
            sender_name=sender_name,
            recipients=(Recipient("ann@acme.example", name),),
            subject=subject,
            body=body,
            enclosures=(Enclosure(file, b"%PDF-1"),),
        )
    )
    found = read(data)
    assert {head.lower() for head in found} <= HEADS
    assert people(data, "From") == [(one_line(sender_name), "billing@harbour.example")]
    assert people(data, "To") == [(one_line(name), "ann@acme.example")]
    assert " ".join(found["Subject"].split()) == one_line(subject)
    told = found.get_body().get_content().replace("\r\n", "\n")
    assert told.rstrip("\n") == lines(body).rstrip("\n")
    [paper] = found.iter_attachments()
    assert paper.get_content() == b"%PDF-1"
    assert paper.get_filename() == safe_name(file)
    assert len(list(found.walk())) == 3


@given(HOSTILE)
def test_a_file_name_is_safe_anywhere(name):
    safe = safe_name(name)
    assert safe
    assert not set(safe) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
    assert safe[0] not in ".-"
    assert len(safe) <= 120


@given(HOSTILE, HOSTILE)
def test_every_line_is_short_and_ends_the_same_way(subject, body):
    data = as_message(letter(subject=subject, body=body))
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert data.isascii()


def test_blind_copies_are_in_no_head():
    data = as_message(letter())
    assert b"me@harbour.example" not in data
    assert read(data)["Cc"].addresses[0].addr_spec == "bob@acme.example"


def test_a_draft_is_opened_to_be_sent():
    found = read(as_draft(letter()))
    assert found["X-Unsent"] == "1"
    assert found["Date"] is None
    assert found["Message-ID"] is None
    assert found["Bcc"].addresses[0].addr_spec == "me@harbour.example"
    [paper] = found.iter_attachments()
    assert paper.get_content_type() == "application/pdf"


def test_a_domain_in_other_letters_is_written_as_servers_write_it():
    data = as_message(letter(recipients=(Recipient("info@müller.example", "Jürgen Müller"),)))
    assert b"info@xn--mller-kva.example" in data
    assert not letter(recipients=(Recipient("info@müller.example"),)).needs_utf8


def test_an_address_in_other_letters_needs_a_newer_server():
    found = letter(recipients=(Recipient("jürgen@post.example"),))
    assert found.needs_utf8
    assert "To: jürgen@post.example\r\n".encode() in as_message(found)
