"""A whole month end through the services: in, billed, credited, out, and in again."""

import copy
import json
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.credit import CreditedAlreadyError, NothingLeftError
from app.domain.document import DocumentKind
from app.domain.errors import InvalidError
from app.services.billing import NoSuchClientError, ProposalOutdatedError, Readiness

# The self-check still asks SQLAlchemy in an old way; the storage tests have it.
pytestmark = pytest.mark.filterwarnings("ignore:The Result.tuples")

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
WORKBOOK = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "locale": "en_IE",
        "timezone": "Europe/Dublin",
        "address": {"lines": ["4 Quay St"], "city": "Galway", "country": "IE"},
    },
    "taxes": [{"code": "VAT23", "name": "VAT", "category": "S", "rates": [["2012-01-01", "23"]]}],
    "items": [{"sku": "BK", "name": "Backup", "unit": "GB", "price": "3.50", "taxes": ["VAT23"]}],
    "roles": [{"name": "Engineer", "rates": [["2020-01-01", "110.00"]]}],
    "work_types": [{"name": "Remote", "taxes": ["VAT23"]}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "currency": "EUR",
            "locale": "en_IE",
            "timezone": "Europe/Dublin",
            "agreements": [
                {
                    "number": "A-100",
                    "name": "Managed IT",
                    "start": "2026-01-01",
                    "cycle": {"every": 1, "unit": "month", "anchor": "2026-01-01"},
                    "fee": "500.00",
                    "fee_taxes": ["VAT23"],
                    "additions": [{"name": "Backup", "item": "BK", "quantity": "10"}],
                }
            ],
        },
        {"code": "BETA", "name": "Beta Ltd", "currency": "EUR", "timezone": "Europe/Dublin"},
    ],
    "time": [
        {
            "id": "t1",
            "client": "BETA",
            "start": "2026-01-01T10:00:00+00:00",
            "minutes": 90,
            "work_type": "Remote",
            "role": "Engineer",
            "note": "New switch",
        }
    ],
}


@pytest.fixture
def data(tmp_path):
    return tmp_path / "month.accord"


@contextmanager
def opened(data):
    with desk(data, create=True, clock=CLOCK) as services:
        yield services


@pytest.fixture
def services(data):
    with opened(data) as found:
        take_in(found, WORKBOOK)
        yield found


def take_in(services, workbook):
    return services.workbook.take_in([json.dumps(workbook).encode()]).changed


def bill(services, through):
    review = services.billing.review(through)
    return services.billing.issue(review.proposals, review.date)


def nets(services, through):
    return {
        line.charge: line.net.plain()
        for proposal in services.billing.review(through).proposals
        for line in proposal.lines
    }


def agreement(**terms):
    return {
        "format": "accord/1",
        "clients": [{"code": "ACME", "agreements": [{"number": "A-100", **terms}]}],
    }


def test_what_is_proposed_is_what_is_issued(services):
    review = services.billing.review(JANUARY)
    issued = services.billing.issue(review.proposals, review.date)
    assert [(each.client, each.total.plain()) for each in issued] == [
        ("ACME", "658.05"),
        ("BETA", "202.95"),
    ]
    assert [each.number for each in issued] == ["INV-2026-00001", "INV-2026-00002"]
    rows = services.documents.list()
    assert [(row.number, row.total) for row in rows] == [
        (each.number, each.total) for each in issued
    ]
    assert services.company.check() == ()


def test_a_second_run_finds_nothing(services):
    assert len(bill(services, JANUARY)) == 2
    review = services.billing.review(JANUARY)
    assert review.proposals == ()
    assert {row.readiness for row in review.rows} == {Readiness.NOTHING}
    assert services.billing.issue(review.proposals, review.date) == ()
    assert len(services.documents.list()) == 2


def test_the_next_run_bills_the_next_period_only(services):
    bill(services, JANUARY)
    assert nets(services, FEBRUARY) == {
        "A-100/fee/2026-02-01": "500.00",
        "A-100/Backup/2026-02-01": "35.00",
    }


def test_a_month_is_told_beside_the_last_one(services):
    bill(services, JANUARY)
    more = {"name": "Backup", "quantity": [["2026-01-01", "10"], ["2026-02-01", "14"]]}
    take_in(services, agreement(additions=[more]))
    found = services.billing.compare(services.billing.review(FEBRUARY))
    acme = found["ACME"]
    assert (acme.last, acme.before.plain(), acme.now.plain()) == (JANUARY, "535.00", "549.00")
    changes = [(each.title.plain(), each.delta.plain(), each.why.plain()) for each in acme.changes]
    assert changes == [("Backup", "14.00", "14 instead of 10.")]
    assert found["BETA"].delta.plain() == "-165.00"


def test_a_missed_run_is_caught_up(services):
    bill(services, FEBRUARY)
    assert [row.total.plain() for row in services.documents.list()] == ["1316.10", "202.95"]


def test_a_late_change_bills_its_exact_difference(services):
    bill(services, JANUARY)
    more = {"name": "Backup", "quantity": [["2026-01-01", "10"], ["2026-01-17", "14"]]}
    take_in(services, agreement(additions=[more]))
    # 4 more at 3.50 for 15 of 31 days, and the whole of February.
    assert nets(services, FEBRUARY) == {
        "A-100/fee/2026-02-01": "500.00",
        "A-100/Backup/2026-01-01": "6.77",
        "A-100/Backup/2026-02-01": "49.00",
    }


def test_what_is_credited_is_owed_again(services):
    bill(services, JANUARY)
    row = services.documents.credit("INV-2026-00001", "wrong month")
    assert row.kind is DocumentKind.CREDIT_NOTE
    assert row.total.plain() == "658.05"
    assert nets(services, JANUARY) == {
        "A-100/fee/2026-01-01": "500.00",
        "A-100/Backup/2026-01-01": "35.00",
    }
    bill(services, JANUARY)
    assert services.documents.list()[-1].total.plain() == "658.05"


def test_what_is_waived_is_not_owed_again(services):
    bill(services, JANUARY)
    services.documents.credit("INV-2026-00001", "goodwill", waive=True)
    assert nets(services, JANUARY) == {}


def test_a_credit_in_pieces_gives_back_the_whole(services):
    bill(services, JANUARY)
    credit = services.documents.credit
    pieces = [
        credit("INV-2026-00001", "a", lines={1: Decimal("0.03")}),
        credit("INV-2026-00001", "b", lines={1: Decimal("333.33"), 2: None}),
        credit("INV-2026-00001", "c"),
    ]
    assert sum(piece.total.minor for piece in pieces) == 65805
    with pytest.raises(NothingLeftError):
        credit("INV-2026-00001", "d")
    with pytest.raises(CreditedAlreadyError):
        credit("INV-2026-00001", "e", lines={2: None})
    assert services.company.check() == ()


def test_a_credit_note_is_never_older_than_its_invoice(services):
    bill(services, FEBRUARY)
    row = services.documents.credit("INV-2026-00001", "typed wrong", on=JANUARY)
    assert row.date == FEBRUARY


def test_out_and_into_an_empty_file_and_out_again(services, tmp_path):
    bill(services, JANUARY)
    services.documents.credit("INV-2026-00001", "wrong", lines={2: Decimal("5.00")})
    services.documents.credit("INV-2026-00002", "goodwill", waive=True)
    bill(services, FEBRUARY)
    out = services.workbook.hand_out()
    with opened(tmp_path / "other.accord") as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
        assert other.company.check() == ()
        assert nets(other, MARCH) == nets(services, MARCH)
        assert bill(other, MARCH) == bill(services, MARCH)


def test_taking_in_twice_changes_nothing(services):
    bill(services, JANUARY)
    before = services.workbook.hand_out()
    assert take_in(services, WORKBOOK) == {}
    assert services.workbook.take_in([before]).changed == {}
    assert services.workbook.hand_out() == before


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        ({"fee": "600.00"}, "fee"),
        ({"fee_taxes": []}, "fee_taxes"),
        ({"status": "suspended"}, "status"),
        ({"proration": "none"}, "proration"),
        ({"cycle": {"every": 3, "unit": "month", "anchor": "2026-01-01"}}, "cycle"),
        ({"additions": [{"name": "Backup", "quantity": "12"}]}, "additions[0].quantity"),
        ({"additions": [{"name": "Backup", "price": "4.00"}]}, "additions[0].price"),
    ],
)
def test_billed_terms_change_only_with_a_date(services, terms, place):
    bill(services, JANUARY)
    before = services.workbook.hand_out()
    with pytest.raises(InvalidError) as refused:
        take_in(services, agreement(**terms))
    assert [found.place for found in refused.value.problems] == [
        f"clients[0].agreements[0].{place}"
    ]
    assert services.workbook.hand_out() == before


def test_unbilled_terms_change_freely(services):
    take_in(services, agreement(fee="600.00"))
    assert nets(services, JANUARY)["A-100/fee/2026-01-01"] == "600.00"


def test_a_dated_change_is_taken(services):
    bill(services, JANUARY)
    take_in(services, agreement(fee=[["2026-01-01", "500.00"], ["2026-02-01", "600.00"]]))
    assert nets(services, FEBRUARY)["A-100/fee/2026-02-01"] == "600.00"


def test_an_outdated_proposal_is_refused(services):
    review = services.billing.review(JANUARY)
    take_in(services, agreement(fee="600.00"))
    with pytest.raises(ProposalOutdatedError):
        services.billing.issue(review.proposals, review.date)
    assert services.documents.list() == ()


def test_a_proposal_is_issued_once(services):
    review = services.billing.review(JANUARY)
    services.billing.issue(review.proposals, review.date)
    with pytest.raises(ProposalOutdatedError):
        services.billing.issue(review.proposals, review.date)
    assert len(services.documents.list()) == 2


def test_one_client_alone(services):
    assert [each.client for each in services.billing.review(JANUARY, client="BETA").proposals] == [
        "BETA"
    ]
    with pytest.raises(NoSuchClientError):
        services.billing.review(JANUARY, client="NOBODY")


def test_the_paper_is_the_one_that_was_sealed(services):
    bill(services, JANUARY)
    paper = services.documents.pdf("INV-2026-00001")
    assert paper.startswith(b"%PDF")
    take_in(services, {"format": "accord/1", "company": {"name": "Another Name"}})
    assert services.documents.pdf("INV-2026-00001") == paper
    assert services.documents.show("INV-2026-00001").seller.name == "Harbour IT"


def test_a_changed_document_is_not_taken_in(services, tmp_path):
    bill(services, JANUARY)
    whole = json.loads(services.workbook.hand_out())
    for number, path in enumerate((("lines", 0, "net"), ("date",), ("pdf",), ("sha256",))):
        changed = copy.deepcopy(whole)
        spot = changed["documents"][0]
        for step in path[:-1]:
            spot = spot[step]
        spot[path[-1]] = {
            "net": "501.00",
            "date": "2026-01-02",
            "pdf": "JVBERi0=",
            "sha256": "0" * 64,
        }[path[-1]]
        with pytest.raises(InvalidError) as refused:
            services.workbook.take_in([json.dumps(changed).encode()])
        assert all(found.place.startswith("documents[0]") for found in refused.value.problems)
        if path[-1] != "date":  # a whole and honest document of another day is another document
            with opened(tmp_path / f"{number}.accord") as other, pytest.raises(InvalidError):
                other.workbook.take_in([json.dumps(changed).encode()])
    assert services.company.check() == ()


def test_numbers_go_on_after_moving(services, tmp_path):
    bill(services, JANUARY)
    out = services.workbook.hand_out(with_pdf=False)
    with opened(tmp_path / "moved.accord") as other:
        other.workbook.take_in([out])
        assert [each.number for each in bill(other, FEBRUARY)] == ["INV-2026-00003"]
