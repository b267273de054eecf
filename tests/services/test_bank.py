"""From a statement to payments: none before it is confirmed, each line once, with discounts."""

from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.bank import How
from app.domain.clock import StoppedClock

CLOCK = StoppedClock(datetime(2026, 11, 30, 12, tzinfo=UTC))
FILE = {
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "timezone": "Europe/Dublin",
        "terms": {"net_days": 30, "discount_percent": "2", "discount_days": 10},
    },
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "agreements": [
                {"number": "A-1", "name": "Care", "start": "2026-11-01", "fee": "500.00"}
            ],
        }
    ],
}
LINE = b"Date;Payee;Memo;Amount\n2026-12-02;Acme;INV-2026-00001;490.00\n"


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", clock=CLOCK, create=True) as services:
        services.editing.save(FILE)
        review = services.billing.review(date(2026, 11, 30))
        services.billing.issue(review.proposals, review.date)
        yield services


def matched(services, data=LINE):
    return services.bank.match(services.bank.read(data).lines)[0]


def test_a_line_settles_its_invoice_with_the_discount_for_paying_early(services):
    (found,) = matched(services)
    assert (found.how, found.plan.discount.plain()) == (How.REFERENCE, "10.00")
    assert services.documents.list()[0].left.plain() == "500.00"
    services.editing.save(services.bank.recorded([found]))
    assert services.documents.list()[0].left.plain() == "0.00"
    record = services.editing.record("payments", found.line.id)
    assert (record["amount"], record["method"]) == ("490.00", "bank")
    assert record["reference"] == "Acme INV-2026-00001"


def test_a_statement_that_is_read_again_records_nothing_new(services):
    services.editing.save(services.bank.recorded(matched(services)))
    (again,) = matched(services)
    assert (again.how, again.pays) == (How.RECORDED, False)
    assert services.bank.recorded([again]) == {}
    longer = LINE + b"2026-12-09;Acme;late fee;3.00\n"
    assert [found.how for found in matched(services, longer)] == [How.RECORDED, How.UNKNOWN]
