"""Papers for a client made from a real data file: what they say, and that they can be drawn."""

import json
from datetime import UTC, date, datetime

import pypdfium2 as pdfium
import pytest

from app.bootstrap import desk
from app.domain.ageing import Age
from app.domain.clock import StoppedClock
from app.domain.money import Money
from app.domain.period import Period
from app.services.papers import NoSuchPaymentError
from app.storage.parties import NoSuchClientError

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
AUTUMN = Period(date(2026, 10, 1), date(2026, 11, 26))
BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "locale": "en_IE"},
    "work_types": [{"name": "Remote", "increment_minutes": 15}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Dental",
            "locale": "de_DE",
            "terms": {"net_days": 14},
            "agreements": [
                {
                    "number": "A-1",
                    "start": "2026-08-01",
                    "fee": "100.00",
                    "coverage": [{"then": "block"}],
                }
            ],
            "blocks": [
                {"name": "Projects", "hours": "20", "bought": "2026-09-15", "price": "0.00"}
            ],
        }
    ],
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "agreement": "A-1",
            "summary": "VPN down",
            "opened": "2026-09-20T09:00:00Z",
        }
    ],
    "time": [
        {
            "id": f"t{i}",
            "client": "ACME",
            "ticket": "T-1",
            "start": f"{day}T10:00:00Z",
            "minutes": 90,
            "work_type": "Remote",
        }
        for i, day in enumerate(("2026-09-20", "2026-10-02", "2026-10-03"))
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        for month, last in ((8, 31), (9, 30), (10, 31)):
            day = date(2026, month, last)
            found.billing.issue(found.billing.review(day, on=day).proposals, day)
        yield found


def words(services, paper):
    pages = pdfium.PdfDocument(services.papers.draw(paper))
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def pay(services, amount, day=date(2026, 11, 3)):
    first = services.documents.list()[0].number
    services.editing.save(services.payments.received(first, Money(amount, "EUR"), day))


def test_a_statement_tells_a_clients_account_in_its_language(services):
    pay(services, 12_000)
    paper = services.papers.statement("ACME", AUTUMN)
    (account,) = paper.accounts
    assert (account.opening.minor, account.closing.minor) == (20_000, 18_000)
    assert {age: amount.minor for age, amount in account.ages.items() if amount} == {
        # October's invoice, due on 14 November, and what the payment left of September's.
        Age.TO_30: 10_000,
        Age.TO_60: 8_000,
    }
    told = words(services, paper)
    assert "Kontoauszug" in told
    assert "180,00" in told


def test_a_receipt_tells_what_a_payment_settled(services):
    pay(services, 12_000)
    paper = services.papers.receipt("P-00001")
    assert [(each.part.minor, each.left.minor) for each in paper.settles] == [
        (10_000, 0),
        (2_000, 8_000),
    ]
    assert "P-00001" in words(services, paper)


def test_hours_are_told_by_ticket(services):
    paper = services.papers.hours("ACME", AUTUMN)
    (block,) = paper.account.blocks
    assert (block.opening, block.used, block.closing) == (18.5, 3, 15.5)
    assert [(use.ticket, use.what) for use in block.uses] == [("T-1", "VPN down")]
    assert "T-1: VPN down" in words(services, paper)


def test_papers_for_nobody_are_refused(services):
    for ask in (services.papers.statement, services.papers.hours):
        with pytest.raises(NoSuchClientError):
            ask("NONE", AUTUMN)
    with pytest.raises(NoSuchPaymentError):
        services.papers.receipt("P-9")
