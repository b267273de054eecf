"""What the self-check finds, and that it finds it."""

import random
import sqlite3

import pytest

from app.domain.errors import StoreError
from tests.storage.samples import (
    by_hand,
    findings,
    issue,
    line,
    opened,
    without_guards,
)

CHANGED = "INV-00002 was changed after it was issued."
ONE = "WHERE id = 2"
PART = "WHERE document_id = 2 AND position = 1"

CHANGES = {
    "a date": (f"UPDATE document SET date = '2026-04-01' {ONE}", CHANGED),
    "nothing for a date": (f"UPDATE document SET due = NULL {ONE}", CHANGED),
    "a date for nothing": (f"UPDATE document SET through = '' {ONE}", CHANGED),
    "the buyer": (f"UPDATE document SET content = replace(content, 'Acme', 'Ecma') {ONE}", CHANGED),
    "a hidden space": (f"UPDATE document SET content = content || ' ' {ONE}", CHANGED),
    "the seal": (f"UPDATE document SET seal = 'x' {ONE}", CHANGED),
    "the digest of the paper": (f"UPDATE document SET sha256 = 'x' {ONE}", CHANGED),
    "a quantity in other words": (f"UPDATE document_line SET quantity = '1.5' {PART}", CHANGED),
    "a price": (f"UPDATE document_line SET price = price + 1 {PART}", CHANGED),
    "a description": (f"UPDATE document_line SET description = 'x' {PART}", CHANGED),
    "text that is none": (
        f"UPDATE document_line SET description = CAST(x'ff00fe' AS TEXT) {PART}",
        CHANGED,
    ),
    "the ledger": (f"UPDATE document_line SET charged = 0 {PART}", CHANGED),
    "a line's place": (f"UPDATE document_line SET position = 7 {PART}", CHANGED),
    "a line's document": (
        f"UPDATE document_line SET document_id = 3, position = 9 {PART}",
        CHANGED,
    ),
    "a line gone": (f"DELETE FROM document_line {PART}", CHANGED),
    "all lines gone": ("DELETE FROM document_line WHERE document_id = 2", "INV-00002 does not add"),
    "an amount": (f"UPDATE document_line SET net = net + 1 {PART}", "INV-00002 does not add up."),
    "a tax": (f"UPDATE document_tax SET amount = amount + 1 {PART}", "INV-00002 does not add up."),
    "a tax's name": (f"UPDATE document_tax SET name = 'Tax' {PART}", CHANGED),
    "the total": (f"UPDATE document SET total = total + 1 {ONE}", "INV-00002 does not add up."),
    "the number": (
        f"UPDATE document SET number = 'INV-00009' {ONE}",
        "INV-00009 was changed after it was issued.",
    ),
    "the paper": (
        f"UPDATE document_pdf SET pdf = x'00' {ONE}",
        "The paper of INV-00002 was changed after it was issued.",
    ),
    "the paper of another": (
        f"UPDATE document_pdf SET pdf = (SELECT pdf FROM document_pdf WHERE id = 3) {ONE}",
        "The paper of INV-00002 was changed after it was issued.",
    ),
    "open again": (f"DELETE FROM document_closed {ONE}", "INV-00002 was left open."),
    "the series back": ("UPDATE number_series SET last = 2", "would draw a number again"),
    "the series ahead": ("UPDATE number_series SET last = 5", "misses 4-5."),
    "the series gone": ("DELETE FROM number_series", "would draw a number again"),
    "who": ("UPDATE history SET actor = 'x' WHERE id = 2", "The history was changed at entry 2."),
    "when": ("UPDATE history SET at = '2026-01-01T00:00:00+00:00' WHERE id = 3", "at entry 3."),
    "the beginning": ("DELETE FROM history WHERE id = 1", "The history was changed at entry 2."),
    "the middle": ("DELETE FROM history WHERE id = 2", "The history was changed at entry 3."),
    "an entry between": (
        "INSERT INTO history VALUES (99, '2026-04-01', 'owner', 'change', 'x', '{}', 'x')",
        "The history was changed at entry 99.",
    ),
}


@pytest.mark.parametrize(("statement", "told"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_found(data, statement, told):
    with without_guards(data) as file:
        assert file.execute(statement).rowcount
    assert any(told in finding for finding in findings(data)), findings(data)


WHOLE_DOCUMENT = ("document_closed", "document_pdf", "document_tax", "document_line", "document")


@pytest.mark.parametrize(
    ("id_", "told"),
    [(1, "INV-00001 was issued"), (2, "misses 2."), (3, "misses 3.")],
)
def test_a_document_gone_is_found(data, id_, told):
    with without_guards(data) as file:
        for table in WHOLE_DOCUMENT:
            owner = "document_id" if table in {"document_tax", "document_line"} else "id"
            file.execute(f"DELETE FROM {table} WHERE {owner} = ?", [id_])
    found = findings(data)
    assert any(told in finding for finding in found), found
    assert f"INV-{id_:05} was issued, and is not there any more." in found


def test_all_of_a_wide_gap_is_told_at_once(data):
    with without_guards(data) as file:
        file.execute("UPDATE document SET seq = 1000000000000 WHERE id = 3")
    assert any("misses 3-999999999999." in finding for finding in findings(data))


def test_a_sound_file(data):
    assert findings(data) == []
    assert findings(data, read_only=True) == []


def test_a_document_left_open_is_found(data):
    with opened(data) as store, store.write() as session:
        issue(session, line("A-1/fee/open"), close=False)
    assert findings(data) == ["INV-00004 was left open."]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER history_no_update",
        "CREATE TRIGGER history_helper BEFORE DELETE ON history BEGIN SELECT RAISE(IGNORE); END",
    ],
)
def test_a_missing_or_a_foreign_guard_is_found(data, statement):
    with by_hand(data) as file:
        file.execute(statement)
    [finding] = findings(data)
    assert finding == f"The guard {statement.split()[2]} is missing or was changed."


def test_a_weakened_guard_is_found(data):
    with by_hand(data) as file:
        file.execute("DROP TRIGGER history_no_update")
        file.execute("CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT 1;END")
    assert findings(data) == ["The guard history_no_update is missing or was changed."]


def test_a_change_behind_a_dropped_guard_is_named_too(data):
    with by_hand(data) as file:
        file.execute("DROP TRIGGER document_no_update")
        file.execute("UPDATE document SET date = '2026-04-01' WHERE id = 2")
    assert findings(data) == [
        "The guard document_no_update is missing or was changed.",
        CHANGED,
    ]


SEALED = (
    "SELECT * FROM document",
    "SELECT * FROM document_line ORDER BY document_id, position",
    "SELECT * FROM document_tax ORDER BY document_id, position",
    "SELECT * FROM document_pdf",
    "SELECT * FROM history",
)


def contents(path):
    """What stands in the tables that are under seal; None where they cannot be read."""
    try:
        with by_hand(path) as file:
            file.text_factory = bytes
            return [file.execute(statement).fetchall() for statement in SEALED]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def test_every_flipped_bit_in_a_sealed_row_is_found(data, sealed):
    """Where the file still opens, the check must see any change of content."""
    chance = random.Random(20_260_331)
    before, seen = contents(data), 0
    written = [at for at, byte in enumerate(sealed) if byte and at >= 100]
    for at in chance.sample(written, 250):
        flipped = bytearray(sealed)
        flipped[at] ^= 1 << chance.randrange(8)
        data.write_bytes(flipped)
        if contents(data) == before:
            continue
        seen += 1
        assert is_noticed(data), f"bit at {at}"
    assert seen > 40


def is_noticed(path):
    try:
        return bool(findings(path))
    except StoreError:
        return True
