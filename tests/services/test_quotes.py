"""Quotes over a real data file: reckoned, numbered, answered, and what they become."""

import json
from datetime import UTC, date, datetime

import pypdfium2 as pdfium
import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.money import Money
from app.domain.quote import Every
from app.services.quotes import EmptyQuoteError, NoSuchQuoteError, QuoteDecidedError, Stands

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
LINES = [
    {"description": "Setup", "price": "250.00", "taxes": ["VAT"]},
    {"item": "WS", "quantity": "12", "unit": "device", "price": "45.00", "every": "month"}
    | {"taxes": ["VAT"]},
]


def quote(number, **more):
    return {
        "number": number,
        "client": "ACME",
        "date": "2026-11-02",
        "valid_until": "2026-11-30",
        "title": "Managed IT",
        "lines": LINES,
        **more,
    }


BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "quote_number": "Q-{seq:03}"},
    "taxes": [{"code": "VAT", "name": "VAT", "rates": "23"}],
    "items": [{"sku": "WS", "name": "Managed workstation", "unit": "device", "price": "45.00"}],
    "clients": [{"code": "ACME", "name": "Acme Dental"}],
    "quotes": [
        quote("Q-001"),
        quote("Q-002", valid_until="2026-11-10"),
        quote("Q-003", status="declined"),
        quote("Q-005", lines=[], pro_forma=True),
    ],
}
START = date(2026, 12, 1)


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        yield found


def test_a_list_says_how_each_stands_and_what_it_comes_to(services):
    rows = {row.number: row for row in services.quotes.list()}
    assert {number: row.stands for number, row in rows.items()} == {
        "Q-001": Stands.OPEN,
        "Q-002": Stands.EXPIRED,
        "Q-003": Stands.DECLINED,
        "Q-005": Stands.OPEN,
    }
    assert rows["Q-001"].totals == (
        (Every.ONCE, Money(25_000, "EUR")),
        (Every.MONTH, Money(54_000, "EUR")),
    )


def test_the_next_number_is_one_that_is_free(services):
    assert services.quotes.next_number() == "Q-004"


def test_its_paper_has_the_items_name_and_the_taxes(services):
    pages = pdfium.PdfDocument(services.papers.draw(services.quotes.paper("Q-001")))
    told = " ".join(page.get_textpage().get_text_range() for page in pages)
    for text in ("Managed workstation", "€307.50", "€664.20", "Quote"):
        assert text in told
    with pytest.raises(NoSuchQuoteError):
        services.quotes.paper("Q-9")


def test_an_accepted_quote_is_billed_as_it_was_offered(services):
    undo = services.editing.save(services.quotes.accepted("Q-001", START, "A-7"))
    row = next(row for row in services.quotes.list() if row.number == "Q-001")
    assert (row.stands, row.agreement) == (Stands.ACCEPTED, "A-7")
    (proposal,) = services.billing.review(date(2026, 12, 31)).proposals
    assert {line.charge: line.net.minor for line in proposal.lines} == {
        "A-7/Managed workstation/2026-12-01": 54_000,
        "expense/Q-001-1": 25_000,
    }
    offered = [document.total for _, document in services.quotes.paper("Q-001").parts]
    assert Money.total(offered, "EUR") == proposal.total
    with pytest.raises(QuoteDecidedError):
        services.quotes.accepted("Q-001", START, "A-8")
    with pytest.raises(QuoteDecidedError):
        services.quotes.declined("Q-001")
    services.editing.undo(undo)
    assert services.quotes.list()[-1].stands is Stands.OPEN
    assert services.agreements.list() == ()


def test_a_quote_is_declined_and_opened_again(services):
    services.editing.save(services.quotes.declined("Q-001"))
    assert services.quotes.list()[-1].stands is Stands.DECLINED
    services.editing.save(services.quotes.reopened("Q-001"))
    assert services.quotes.list()[-1].stands is Stands.OPEN


def test_nothing_follows_from_a_quote_without_lines(services):
    with pytest.raises(EmptyQuoteError):
        services.quotes.accepted("Q-005", START, "A-7")
    assert services.papers.draw(services.quotes.paper("Q-005")).startswith(b"%PDF")


def test_quotes_go_out_and_into_an_empty_file_and_out_the_same(services, tmp_path):
    first = services.workbook.hand_out()
    assert json.loads(first)["quotes"][3]["pro_forma"] is True
    assert "pro_forma" not in json.loads(first)["quotes"][0]
    with desk(tmp_path / "b.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([first])
        assert other.workbook.hand_out() == first
