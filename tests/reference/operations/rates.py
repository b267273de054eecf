"""Which hourly rate holds: the first there is."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.domain.agreement import RateRule
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.facts import Book, ClientFacts, TimeEntry
from app.domain.money import Rate
from app.domain.rates import rate_of
from tests.reference.operations import Given, operation

DAY = date(2026, 1, 5)


@operation("rate_choice")
def _rate_choice(given: Given) -> dict[str, object]:
    """A person's type is a role with a rate of its own, the default a rate for all work."""
    rules = [
        RateRule(_rate(given[key]), role)
        for key, role in (("user_type", "Engineer"), ("default", ""))
        if given.get(key) is not None
    ]
    own = given.get("entry_override")
    entry = TimeEntry(
        "t",
        DAY,
        datetime(2026, 1, 5, 9, tzinfo=UTC),
        60,
        "Work",
        "Engineer",
        rate=None if own is None else _rate(own),
    )
    client = ClientFacts("C", "C", "EUR", rates=Dated.always(tuple(rules)))
    book = Book("EUR", {}, {}, {"Work": WorkType("Work")})
    return {"rate": rate_of(entry, None, client, book).rate.amount}


def _rate(text: str) -> Rate:
    return Rate(Decimal(text), "EUR")
