"""Small facts to build on: one company, one client, one agreement."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.agreement import Agreement
from app.domain.catalog import Item, Role, Tax, WorkType
from app.domain.dated import Dated
from app.domain.facts import Billed, Book, ClientFacts, TimeEntry
from app.domain.money import Rate
from app.domain.period import Cycle, Unit

JANUARY = date(2026, 1, 1)


class Make:
    """Builds facts with sober defaults."""

    @staticmethod
    def rate(amount):
        return Rate(Decimal(amount), "EUR")

    @staticmethod
    def monthly(anchor=JANUARY, **terms):
        return Cycle(1, Unit.MONTH, anchor, **terms)

    @classmethod
    def agreement(cls, **terms):
        return Agreement(
            **{
                "number": "A",
                "name": "Managed IT",
                "start": JANUARY,
                "cycle": Dated.always(cls.monthly()),
                **terms,
            }
        )

    @classmethod
    def fee(cls, amount="500.00", **terms):
        return cls.agreement(fee=Dated.always(cls.rate(amount)), **terms)

    @staticmethod
    def client(*agreements, **terms):
        return ClientFacts(
            **{"code": "ACME", "name": "Acme", "currency": "EUR", "agreements": agreements, **terms}
        )

    @classmethod
    def book(cls, **terms):
        vat = Tax("VAT", "VAT", rates=Dated.always(Decimal(23)))
        return Book(
            **{
                "currency": "EUR",
                "taxes": {"VAT": vat},
                "roles": {"Engineer": Role("Engineer", Dated.always(cls.rate("100.00")))},
                "work_types": {"Remote": WorkType("Remote"), "Project": WorkType("Project")},
                **terms,
            }
        )

    @classmethod
    def item(cls, price="10.00", **terms):
        return Item("X", "Thing", price=Dated.always(cls.rate(price)), **terms)

    @staticmethod
    def entry(name="t1", day=date(2026, 1, 5), minutes=60, **terms):
        start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        return TimeEntry(
            **{
                "id": name,
                "day": day,
                "start": start,
                "minutes": minutes,
                "work_type": "Remote",
                "role": "Engineer",
                **terms,
            }
        )

    @staticmethod
    def ledger(outcome, before=()):
        """What the ledger says once an outcome was issued."""
        found = dict(before)
        for proposal in outcome.proposals:
            for line in proposal.lines:
                old = found.get(line.charge)
                found[line.charge] = Billed(
                    line.charged + old.net if old else line.charged,
                    line.source,
                    old.description if old else line.title.plain(),
                    line.bill_date,
                    line.period,
                    line.taxes,
                    line.po_number,
                    line.agreement,
                    old.document if old else "INV-1",
                )
        return found


@pytest.fixture
def make():
    return Make
