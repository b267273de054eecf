"""A quote and what it becomes."""

from datetime import date
from decimal import Decimal

from app.domain.money import Money
from app.domain.quote import Every, Offer, Quote, QuoteStatus, accepted
from app.workbook.shape.workbook import FORMAT, Workbook

DAY = date(2026, 12, 1)
QUOTE = Quote(
    "QU-1",
    "ACME",
    date(2026, 11, 2),
    date(2026, 11, 30),
    "EUR",
    (
        Offer("Setup", Decimal(1), "each", Decimal("250.00"), taxes=("VAT",)),
        Offer("Workstation", Decimal(12), "device", Decimal("45.00"), Every.MONTH, "WS", ("VAT",)),
        Offer("Backup", Decimal(1), "each", Decimal("99.00"), Every.YEAR),
    ),
    title="Managed IT",
)


def test_what_recurs_and_what_is_charged_once_are_totalled_apart():
    assert QUOTE.totals() == (
        (Every.ONCE, Money(25_000, "EUR")),
        (Every.MONTH, Money(54_000, "EUR")),
        (Every.YEAR, Money(9_900, "EUR")),
    )


def test_an_accepted_quote_is_a_workbook_that_can_be_read():
    book = accepted(QUOTE, DAY, "A-7")
    quote = {**book["quotes"][0], "client": "ACME", "date": "2026-11-02"}
    read = Workbook.model_validate(
        {"format": FORMAT, **book, "quotes": [{**quote, "valid_until": "2026-11-30"}]}
    )
    numbers = [agreement.number for agreement in read.clients[0].agreements]
    assert numbers == ["A-7", "A-7-2"]
    assert [addition.item for addition in read.clients[0].agreements[0].additions] == ["WS"]
    assert [item.sku for item in read.items] == ["QU-1-3"]
    assert [expense.description for expense in read.expenses] == ["Setup"]
    assert read.quotes[0].status is QuoteStatus.ACCEPTED


def test_a_quote_binds_to_the_end_of_its_last_day():
    assert not QUOTE.has_expired(QUOTE.valid_until)
    assert QUOTE.has_expired(DAY)
