"""Every figure of the dashboard leads to the rows it is made of; over a real data file."""

from datetime import date

import pytest

from app.ui.buttons import Button
from tests.ui.books import ACME, COMPANY

TODAY = date(2026, 11, 25)
WORK = {
    "id": "t1",
    "client": "ACME",
    "agreement": "A-100",
    "start": "2026-11-24T09:00:00+00:00",
    "minutes": 60,
    "work_type": "Remote",
}
ENDING = {**ACME["agreements"][0], "number": "A-101", "end": "2026-12-10", "additions": []}
BOOK = {
    **COMPANY,
    "clients": [{**ACME, "agreements": [*ACME["agreements"], ENDING]}],
    "time": [WORK],
}


@pytest.fixture
def begun(open_office):
    """A company that has issued two invoices: one is overdue, one is of this month."""
    office = open_office(BOOK)
    billing = office.services.billing
    for through, on in ((date(2026, 9, 30), date(2026, 9, 30)), (date(2026, 10, 31), TODAY)):
        billing.issue(billing.review(through).proposals, on)
    office.settle()
    return office


def board(office):
    return office.go("dashboard").board


def press(office, panel, offer):
    found = {one.accessibleName(): one for one in panel.findChildren(Button)}
    next(one for name, one in found.items() if offer in name).click()
    office.settle()


@pytest.mark.parametrize(
    ("card", "noun", "rows"),
    [
        ("unbilled", "billing", ["ACME"]),
        ("owed", "documents", ["INV-2026-00001", "INV-2026-00002"]),
        ("monthly", "agreements", ["A-100", "A-101"]),
        ("worked", "time", None),
    ],
)
def test_each_card_leads_to_its_rows(begun, card, noun, rows):
    getattr(board(begun), card).click()
    begun.settle()
    page = begun.window.page(noun)
    assert page.isVisible()
    if rows:
        key = "client" if noun == "billing" else "number"
        assert sorted(getattr(row, key) for row in page.table.rows) == rows


@pytest.mark.parametrize(
    ("panel", "offer", "noun"),
    [
        ("week", "logged", "time"),
        ("week", "invoiced in", "documents"),
        ("week", "ends within", "agreements"),
        ("attention", "overdue", "documents"),
    ],
)
def test_each_fact_leads_to_its_rows(begun, panel, offer, noun):
    press(begun, getattr(board(begun), panel), offer)
    page = begun.window.page(noun)
    assert page.isVisible()
    if offer == "ends within":
        assert page.record.path == ("clients", "ACME", "agreements", "A-101")


def test_before_the_first_invoice_it_says_what_will_recur(open_office):
    office = open_office(BOOK)
    card = board(office).monthly
    office.settle()
    assert card.accessibleName() == "Recurring revenue, €290.00, Expected, 2 agreements"
    empty = open_office(COMPANY)
    card = board(empty).monthly
    assert card.accessibleName() == "Recurring revenue, –, What agreements bill a month"
