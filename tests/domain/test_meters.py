"""What is used of what is included, as the engine draws it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from app.domain.agreement import Agreement, Allowance, Answer, Block, CoverageRule, Measure
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.facts import Book, ClientFacts, TimeEntry
from app.domain.meters import meters
from app.domain.money import Money
from app.domain.period import NEVER, Cycle, Unit

START = date(2026, 1, 1)
BOOK = Book("EUR", {}, {}, {"Remote": WorkType("Remote")})


def work(day, minutes):
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return TimeEntry(str(day), day, start, minutes, "Remote", "Engineer", agreement="A-1")


def client(allowance, *done, blocks=()):
    agreement = Agreement(
        "A-1",
        "Care",
        START,
        cycle=Dated.always(Cycle(1, Unit.MONTH, START)),
        allowance=Dated.always(allowance),
        coverage=Dated.always((CoverageRule(Answer.INCLUDED),)),
    )
    return ClientFacts("ACME", "Acme", "EUR", agreements=(agreement,), time=done, blocks=blocks)


def told(found):
    return [(m.name, m.given, m.used, m.left, m.carried) for m in found]


TEN = Allowance(Fraction(10))
KEPT = Allowance(Fraction(10), rollover_periods=1)
MARCH = date(2026, 3, 20)
CASES = {
    "nothing done": (TEN, (), ("", 10, 0, 10, 0)),
    "some done": (TEN, (work(date(2026, 3, 2), 90),), ("", 10, Fraction(3, 2), Fraction(17, 2), 0)),
    "done after the day": (TEN, (work(date(2026, 3, 21), 90),), ("", 10, 0, 10, 0)),
    "done in another period": (TEN, (work(date(2026, 2, 2), 90),), ("", 10, 0, 10, 0)),
    "carried over": (KEPT, (work(date(2026, 2, 2), 90),), ("", 10, 0, 10, Fraction(17, 2))),
    "more than all": (TEN, (work(date(2026, 3, 2), 900),), ("", 10, 10, 0, 0)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_allowance_is_metered_by_the_period_that_holds_the_day(case):
    allowance, done, wanted = case
    found = meters(client(allowance, *done), BOOK, "A-1", MARCH)
    assert told(found) == [wanted]
    assert (found[0].period.start, found[0].period.last) == (date(2026, 3, 1), date(2026, 3, 31))


def test_what_an_allowance_does_not_cover_is_drawn_from_the_block():
    block = Block("B", Fraction(20), START, date(2026, 6, 1), Money(10000, "EUR"))
    gone = replace(block, name="gone", expires=date(2026, 3, 1))
    endless = Block("E", Fraction(5), START, NEVER, Money(0, "EUR"), used=Fraction(2))
    owner = client(TEN, work(date(2026, 3, 2), 900), blocks=(block, gone, endless))
    found = meters(owner, BOOK, "A-1", MARCH)
    assert told(found) == [("", 10, 10, 0, 0), ("B", 20, 5, 15, 0), ("E", 5, 2, 3, 0)]
    assert [m.expires for m in found] == [None, date(2026, 6, 1), None]


def test_money_is_metered_as_money():
    money = Allowance(Fraction(100), measure=Measure.MONEY)
    found = meters(client(money), BOOK, "A-1", MARCH)
    assert (found[0].measure, found[0].given) == (Measure.MONEY, 100)


def test_without_an_allowance_there_is_nothing_to_meter():
    assert meters(client(None), BOOK, "A-1", MARCH) == ()
    assert meters(client(TEN), BOOK, "A-1", date(2025, 12, 31)) == ()
