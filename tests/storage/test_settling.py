"""Settlements: kept as they are, and forgotten by whatever could make them untrue."""

from datetime import date
from fractions import Fraction

import pytest

from app.domain.agreement import Measure
from app.domain.stock import KeptPool, Settlement
from app.storage.settling import keep_settlements, settlements
from app.storage.triggers import TRIGGERS
from tests.storage.samples import by_hand, issue, line

SETTLED = Settlement(
    date(2026, 3, 1),
    "f1",
    {
        "A-1": KeptPool(
            Fraction(600), Fraction(95, 3), Measure.HOURS, ((Fraction(7), Measure.HOURS, 2),)
        )
    },
    {"20 h": Fraction(480)},
)
FACTS = """
    INSERT INTO work_type (id, name) VALUES (1, 'Remote');
    INSERT INTO client (id, code, address_lines, treatment, po_required)
        VALUES (2, 'BETA', '[]', 'standard', 0);
    INSERT INTO ticket (id, number, client_id, opened)
        VALUES (1, 'T-1', 1, '2026-01-05T09:00:00+00:00');
    INSERT INTO time_entry (id, code, client_id, ticket_id, start, minutes, work_type_id)
        VALUES (1, 't1', 1, 1, '2026-02-10T09:00:00+00:00', 60, 1);
    INSERT INTO expense (id, code, client_id, day, quantity, price)
        VALUES (1, 'e1', 1, '2026-02-10', '1', 1);
    INSERT INTO expense_term (id, expense_id, term, since, value)
        VALUES (1, 1, 'x', '0001-01-01', '1');
    INSERT INTO decision (id, charge, verdict, reason) VALUES (1, 'time/t9', 'hold', 'asked');
"""
ENTRY = (
    "INSERT INTO time_entry (code, client_id, start, minutes, work_type_id) "
    "VALUES ('n', {}, '{}', 60, 1)"
)
EXPENSE = "INSERT INTO expense (code, client_id, day, quantity) VALUES ('n', {}, '{}', '1')"
FORGETTING = {
    "unsettle_time_entry_insert": ENTRY.format(1, "2026-02-28T23:30:00+00:00"),
    "unsettle_time_entry_update": "UPDATE time_entry SET minutes = 61",
    "unsettle_time_entry_delete": "DELETE FROM time_entry",
    "unsettle_expense_insert": EXPENSE.format(1, "2026-02-28"),
    "unsettle_expense_update": "UPDATE expense SET price = 2",
    "unsettle_expense_delete": "DELETE FROM expense_term; DELETE FROM expense",
    "unsettle_expense_term_insert": (
        "INSERT INTO expense_term (expense_id, term, since, value) "
        "VALUES (1, 'y', '0001-01-01', '1')"
    ),
    "unsettle_expense_term_delete": "DELETE FROM expense_term",
    "unsettle_ticket_update": "UPDATE ticket SET client_id = 2",
    "unsettle_decision_insert": (
        "INSERT INTO decision (charge, verdict, reason) VALUES ('time/t1', 'waive', 'x')"
    ),
    "unsettle_decision_update": "UPDATE decision SET verdict = 'waive'",
    "unsettle_decision_delete": "DELETE FROM decision",
    "unsettle_client_update": "UPDATE client SET timezone = 'Asia/Tokyo' WHERE id = 1",
    "unsettle_company_update": "UPDATE company SET timezone = 'Asia/Tokyo'",
    "moved into the past": "UPDATE time_entry SET start = '2025-12-01T09:00:00+00:00'",
    "moved to another client": "UPDATE time_entry SET client_id = 2",
}
KEEPING = {
    "later work": ENTRY.format(1, "2026-03-02T00:30:00+00:00"),
    "a later expense": EXPENSE.format(1, "2026-03-01"),
    "work for another": ENTRY.format(2, "2026-02-10T09:00:00+00:00"),
    "a better note": "UPDATE time_entry SET note = 'VPN'",
    "an expense's note": "UPDATE expense SET note = 'VPN'",
    "a better summary": "UPDATE ticket SET summary = 'VPN'",
    "another phone": "UPDATE client SET phone = '1'",
    "another company name": "UPDATE company SET name = 'Harbour'",
    "the same minutes": "UPDATE time_entry SET minutes = 60",
}


@pytest.fixture
def settled(store, data):
    with store.write() as session:
        keep_settlements(session, {1: SETTLED})
    store.close()
    with by_hand(data) as file:
        file.executescript(FACTS)
        # What was typed above has made it forget; it is put back as it was.
        file.execute("DELETE FROM settlement")
        yield file


def remembers(file, statements):
    state = '{"blocks":{},"pools":{}}'
    file.execute(
        "INSERT INTO settlement (id, until, fingerprint, state) VALUES (1, '2026-03-01', 'f', ?)",
        (state,),
    )
    file.executescript(statements)
    return file.execute("SELECT COUNT(*) FROM settlement").fetchone() == (1,)


@pytest.mark.parametrize("statements", FORGETTING.values(), ids=FORGETTING)
def test_what_changes_the_past_is_noticed(settled, statements):
    assert not remembers(settled, statements)


@pytest.mark.parametrize("statements", KEEPING.values(), ids=KEEPING)
def test_what_does_not_is_let_be(settled, statements):
    assert remembers(settled, statements)


def test_a_document_from_elsewhere_is_noticed(store):
    with store.write() as session:
        keep_settlements(session, {1: SETTLED})
        issue(session, line("A-1/fee/new"))
    with store.read() as session:
        assert settlements(session) == {}


def test_every_way_to_forget_is_tried():
    forgetting = {name for name in TRIGGERS if name.startswith("unsettle_")}
    assert forgetting - set(FORGETTING) == {"unsettle_document_insert"}


def test_a_settlement_comes_back_as_it_was(store):
    later = Settlement(date(2026, 4, 1), "f2", SETTLED.pools, {})
    with store.write() as session:
        keep_settlements(session, {1: SETTLED})
    with store.read() as session:
        assert settlements(session) == {1: SETTLED}
    with store.write() as session:
        keep_settlements(session, {1: later})
    with store.read() as session:
        assert settlements(session) == {1: later}
