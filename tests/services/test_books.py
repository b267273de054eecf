"""What is handed to the accounting program: each document once, unless it is wanted again."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.bootstrap import desk
from app.domain.books import Program
from app.domain.clock import StoppedClock
from app.domain.period import Period

CLOCK = StoppedClock(datetime(2026, 12, 3, 12, tzinfo=UTC))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
DECEMBER = Period(date(2026, 12, 1), date(2027, 1, 1))
FILE = {
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "timezone": "Europe/Dublin",
        "books": {
            "account": "200",
            "accounts": {"WS": "210", "Remote": "220"},
            "tax_codes": {"VAT23": "23%"},
        },
    },
    "taxes": [{"code": "VAT23", "name": "VAT", "rates": "23"}],
    "items": [{"sku": "WS", "name": "Workstation", "price": "45.00", "taxes": ["VAT23"]}],
    "roles": [{"name": "Engineer", "rates": "110.00"}],
    "work_types": [{"name": "Remote", "taxes": ["VAT23"]}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "agreements": [
                {
                    "number": "A-1",
                    "name": "Care",
                    "kind": "time_and_materials",
                    "start": "2026-11-01",
                    "additions": [
                        {"name": "PCs", "item": "WS", "quantity": "3", "price": "45.00"}
                    ],
                }
            ],
        }
    ],
    "time": [
        {
            "id": "t1", "client": "ACME", "start": "2026-11-05T09:00:00+00:00", "minutes": 60,
            "work_type": "Remote", "role": "Engineer",
        }
    ],
}  # fmt: skip


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", clock=CLOCK, create=True) as services:
        services.editing.save(FILE)
        review = services.billing.review(date(2026, 11, 30))
        services.billing.issue(review.proposals, review.date)
        yield services


def hand_out(services, program=Program.XERO, period=NOVEMBER):
    export = services.books.look(program, period)
    files = services.books.files(export)
    undo = services.editing.save(services.books.exported(export))
    return export, files, undo


def test_an_export_finds_the_accounts_of_items_and_of_work(services):
    export, [(_, data)], _ = hand_out(services)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert sorted((row["*AccountCode"], row["*TaxType"]) for row in rows) == [
        ("210", "23%"),
        ("220", "23%"),
    ]
    tax = sum(Decimal(row["TaxAmount"]) for row in rows)
    net = sum(Decimal(row["*Quantity"]) * Decimal(row["*UnitAmount"]) for row in rows)
    [document] = services.documents.list()
    assert (net, tax) == (document.net.amount(), document.tax.amount())
    assert export.totals == (document.total,)
    assert (export.no_account, export.no_tax_code) == ((), ())


def test_a_document_is_handed_out_once_to_each_program(services):
    export, _, _ = hand_out(services)
    assert export.numbers == ("INV-2026-00001",)
    again = services.books.look(Program.XERO, NOVEMBER)
    assert (again.numbers, again.earlier) == ((), 1)
    assert services.books.look(Program.QUICKBOOKS, NOVEMBER).numbers == export.numbers
    assert services.books.look(Program.XERO, NOVEMBER, again=True).numbers == export.numbers
    assert services.books.look(Program.XERO, DECEMBER).numbers == ()


def test_each_program_is_remembered_and_it_can_be_taken_back(services):
    hand_out(services)
    _, _, undo = hand_out(services, Program.QUICKBOOKS)
    told = {"quickbooks": "2026-12-03", "xero": "2026-12-03"}
    assert services.editing.record("marks", "INV-2026-00001")["exported"] == told
    services.editing.undo(undo)
    assert services.books.look(Program.QUICKBOOKS, NOVEMBER).numbers == ("INV-2026-00001",)
    assert services.books.look(Program.XERO, NOVEMBER).numbers == ()


def test_a_reason_not_to_remind_stays_with_the_document(services):
    services.editing.save({"marks": [{"document": "INV-2026-00001", "no_reminder": "asked us"}]})
    hand_out(services)
    assert services.editing.record("marks", "INV-2026-00001")["no_reminder"] == "asked us"


def test_what_the_mapping_does_not_know_is_named(services):
    services.editing.save({"company": {"books": None}})
    export = services.books.look(Program.XERO, NOVEMBER)
    assert export.no_account == ("Remote", "WS")
    assert export.no_tax_code == ("VAT23",)
    assert services.books.look(Program.TABLE, NOVEMBER).no_account == ()
