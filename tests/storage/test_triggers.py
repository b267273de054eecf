"""What is issued cannot be changed by hand, and no charge is billed a first time twice."""

import re
import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError

from app.storage.triggers import TRIGGERS
from tests.storage.samples import by_hand, issue, line

FROZEN = ["document", "document_line", "document_tax", "document_pdf", "document_closed", "history"]
ISSUED = "INV-00001"

ON_EVERY_TABLE = [
    "UPDATE {table} SET id = id",
    "UPDATE {table} SET id = id + 1000",
    "UPDATE OR REPLACE {table} SET rowid = rowid + 1",
    "UPDATE OR IGNORE {table} SET id = id + 1000",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE id = 1",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = 1",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET id = id",
]


@pytest.mark.parametrize("recursive_triggers", [False, True], ids=["plain", "recursive"])
@pytest.mark.parametrize("statement", ON_EVERY_TABLE)
@pytest.mark.parametrize("table", FROZEN)
def test_what_is_issued_stays(data, table, statement, recursive_triggers):
    with by_hand(data, recursive_triggers=recursive_triggers) as file:
        assert_refused(file, statement.format(table=table))


TAMPERING = {
    "a total": "UPDATE document SET total = total + 1",
    "a date": "UPDATE document SET date = '2026-04-01' WHERE number = 'INV-00001'",
    "the seal": "UPDATE document SET seal = 'x'",
    "a line's amount": "UPDATE document_line SET net = 1",
    "the ledger": "UPDATE document_line SET charged = 0",
    "a line to another document": "UPDATE document_line SET document_id = 2 WHERE document_id = 1",
    "two lines swapped": "UPDATE document_line SET position = 3 - position WHERE document_id = 1",
    "the paper": "UPDATE document_pdf SET pdf = x'00'",
    "the paper with upsert": "INSERT INTO document_pdf VALUES (1, x'00') "
    "ON CONFLICT (id) DO UPDATE SET pdf = excluded.pdf",
    "who did it": "UPDATE history SET actor = 'someone else'",
    "the newest history": "DELETE FROM history WHERE id = (SELECT MAX(id) FROM history)",
    "a document of the same number": "REPLACE INTO document SELECT 99, number, kind, client_id, "
    "date, due, through, currency, locale, 0, 0, 0, po_number, corrects, reason, waived, '', 0, "
    "content, sha256, seal, payable FROM document WHERE id = 1",
    "a document of the same place": "REPLACE INTO document SELECT 99, 'X-1', kind, client_id, "
    "date, due, through, currency, locale, 0, 0, 0, po_number, corrects, reason, waived, series, "
    "seq, content, sha256, seal, payable FROM document WHERE id = 1",
    "one more paper": "REPLACE INTO document_pdf VALUES (1, x'00')",
    "one more tax": "INSERT INTO document_tax SELECT 99, document_id, 2, code, name, category, "
    "rate, reason, compound, net, amount, inclusive FROM document_tax WHERE id = 1",
    "the client": "DELETE FROM client",
}


@pytest.mark.parametrize("recursive_triggers", [False, True], ids=["plain", "recursive"])
@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_tampering_fails(data, statement, recursive_triggers):
    with by_hand(data, recursive_triggers=recursive_triggers) as file:
        file.execute("PRAGMA foreign_keys = ON")
        assert_refused(file, statement)


def assert_refused(file, statement):
    before = list(file.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(statement)
    assert list(file.iterdump()) == before


def test_a_line_cannot_join_an_issued_document(data):
    names = columns(data, "document_line")
    with by_hand(data) as file, pytest.raises(sqlite3.IntegrityError, match="nothing is added"):
        file.execute(
            f"INSERT INTO document_line SELECT {', '.join(names)} FROM document_line LIMIT 1"
        )


def columns(data, table):
    with by_hand(data) as file:
        names = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    changed = {"id": "NULL", "position": "99", "charge": "'new'"}
    return [changed.get(name, name) for name in names]


def test_a_line_cannot_be_stolen_by_its_id(store, data):
    with store.write() as session:
        issue(session, line("A-1/fee/new"), close=False)
    store.close()
    with by_hand(data) as file:
        names = [row[1] for row in file.execute("PRAGMA table_info(document_line)")]
        picked = [{"document_id": "4", "position": "9"}.get(name, name) for name in names]
        assert_refused(
            file,
            f"REPLACE INTO document_line SELECT {', '.join(picked)} FROM document_line WHERE id=1",
        )


def test_every_guard_is_tried():
    """Each is needed: without it, one of the statements above goes through."""
    guards = {name for name in TRIGGERS if not name.startswith(("unsettle_", "stale_"))}
    assert guards == {
        *(f"{table}_no_{what}" for table in FROZEN for what in ("update", "delete", "replace")),
        *(f"{table}_closed" for table in ("document_line", "document_tax", "document_pdf")),
        "ledger_once",
    }


QUESTIONS = [
    (name, re.sub(r"(NEW|OLD)\.\w+", "?", question))
    for name, statement in TRIGGERS.items()
    for question in re.findall(r"\((SELECT [^()]*(?:\([^()]*\))?[^()]*)\)", statement)
]


@pytest.mark.parametrize(("name", "question"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_no_guard_looks_through_a_whole_table(data, name, question):
    with by_hand(data) as file:
        blanks = ["x"] * question.count("?")
        plan = file.execute(f"EXPLAIN QUERY PLAN {question}", blanks).fetchall()
    assert not [step for *_, step in plan if step.startswith("SCAN")]


FEE = "A-1/fee/2026-03-01"
CREDIT = {"corrects": ISSUED, "corrects_line": 1}

ALLOWED = {
    "again after a credit in full": [[line(FEE)], ["credit_note", line(FEE, -10_000, **CREDIT)]],
    "again after the credit of a discount": [
        [line(FEE, -500, "discount")],
        ["credit_note", line(FEE, 500, "discount", **CREDIT)],
    ],
    "again after an adjustment to nothing": [[line(FEE)], [line(FEE, -10_000, "adjustment")]],
    "again after credits in two parts": [
        [line(FEE)],
        ["credit_note", line(FEE, -4_000, **CREDIT)],
        ["credit_note", line(FEE, -6_000, **CREDIT)],
    ],
    "after a line of nothing": [[line(FEE, 0)]],
    "something else": [[line("A-1/fee/2026-04-01")]],
}
REFUSED = {
    "the same charge": [[line(FEE)]],
    "after a credit in part": [[line(FEE)], ["credit_note", line(FEE, -4_000, **CREDIT)]],
    "after a goodwill credit": [[line(FEE)], ["credit_note", line(FEE, 0, **CREDIT)]],
    "after an adjustment": [[line(FEE)], [line(FEE, 500, "adjustment")]],
    "after a negative amount": [["credit_note", line(FEE, -10_000)]],
}


def issue_all(store, documents):
    with store.write() as session:
        for document in documents:
            kind = document[0] if isinstance(document[0], str) else "invoice"
            issue(session, *(given for given in document if given != kind), kind=kind)


@pytest.mark.parametrize("documents", ALLOWED.values(), ids=ALLOWED)
def test_a_charge_may_be_billed(store, documents):
    issue_all(store, [*documents, [line(FEE)]])


@pytest.mark.parametrize(
    "again",
    [
        [line(FEE)],
        [line(FEE, 0)],
        [line(FEE, -10_000)],
        ["credit_note", line(FEE)],
        [line(FEE, **CREDIT)],
    ],
    ids=["as before", "as nothing", "negative", "on a credit note", "as if it were a credit"],
)
@pytest.mark.parametrize("documents", REFUSED.values(), ids=REFUSED)
def test_a_charge_is_not_billed_a_first_time_twice(store, documents, again):
    issue_all(store, documents)
    with pytest.raises(IntegrityError, match="this charge was billed already"):
        issue_all(store, [again])


def test_not_even_within_one_document(store):
    with pytest.raises(IntegrityError, match="this charge was billed already"):
        issue_all(store, [[line(FEE), line(FEE)]])


def test_adjustments_and_credits_always_pass(store):
    issue_all(store, [[line(FEE)]])
    issue_all(store, [[line(FEE, 500, "adjustment"), line(FEE, -900, "adjustment")]])
    issue_all(store, [["credit_note", line(FEE, -100, **CREDIT), line(FEE, 0, **CREDIT)]])
