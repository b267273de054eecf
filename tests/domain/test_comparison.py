"""This time beside last time: what differs, by how much, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.agreement import Addition
from app.domain.billing import propose
from app.domain.comparison import compare
from app.domain.dated import Dated
from app.domain.document import DocumentKind
from app.domain.facts import Expense
from app.domain.money import Money
from app.domain.period import ALWAYS
from tests.domain.conftest import JANUARY
from tests.domain.papers import papers

FEBRUARY = date(2026, 2, 1)


def told(make, client, then=JANUARY, now=FEBRUARY):
    """The changes from one month end to the next: what, by how much, and why."""
    first = propose(make.book(), client, then)
    later = replace(client, ledger=make.ledger(first))
    found = compare(
        papers(first.proposals), propose(make.book(), later, now).proposals, client.currency
    )
    assert sum(change.delta.minor for change in found.changes) == found.delta.minor
    return {
        change.title.plain(): (change.delta.plain(), change.why.plain()) for change in found.changes
    }


def pcs(make, quantity, price="10.00"):
    return Addition("PCs", make.item(price), quantity, price=Dated.always(make.rate(price)))


def test_a_month_like_the_last_has_no_changes(make):
    assert told(make, make.client(make.fee("500.00"))) == {}


def test_a_count_that_grew_is_told_beside_the_old_one(make):
    quantity = Dated.of([(ALWAYS, Decimal(11)), (FEBRUARY, Decimal(12))])
    client = make.client(make.agreement(additions=(pcs(make, quantity),)))
    assert told(make, client) == {"PCs": ("10.00", "12 instead of 11.")}


def test_a_price_that_rose_is_told_beside_the_old_one(make):
    fee = Dated.of([(ALWAYS, make.rate("500.00")), (FEBRUARY, make.rate("515.00"))])
    client = make.client(make.agreement(fee=fee))
    assert told(make, client) == {"Managed IT": ("15.00", "515.00 EUR each instead of 500.00 EUR.")}


def test_count_and_price_are_told_together(make):
    addition = Addition(
        "PCs",
        make.item(),
        Dated.of([(ALWAYS, Decimal(2)), (FEBRUARY, Decimal(3))]),
        price=Dated.of([(ALWAYS, make.rate("10.00")), (FEBRUARY, make.rate("11.00"))]),
    )
    client = make.client(make.agreement(additions=(addition,)))
    (found,) = told(make, client).values()
    assert found == ("13.00", "3 × 11.00 EUR, last time 2 × 10.00 EUR.")


def test_what_comes_and_goes_is_told(make):
    client = make.client(
        make.fee("500.00"),
        expenses=tuple(
            Expense(name, day, name, "each", Decimal(1), make.rate("7.00"))
            for name, day in (("Cable", JANUARY), ("Mouse", FEBRUARY))
        ),
    )
    assert told(make, client) == {
        "Cable": ("-7.00", "It was billed once."),
        "Mouse": ("7.00", "Billed once."),
    }


def test_a_short_period_tells_its_days(make):
    client = make.client(make.fee("310.00", start=date(2026, 1, 22)))
    assert told(make, client, date(2026, 1, 22)) == {
        "Managed IT": ("210.00", "For 28 days, last time for 10.")
    }


def test_an_agreement_that_ended_and_one_that_began(make):
    old = make.fee("100.00", name="Old", end=FEBRUARY)
    new = make.fee("300.00", number="B", name="New", start=FEBRUARY)
    assert told(make, make.client(old, new)) == {
        "New": ("300.00", "It was not on the last one."),
        "Old": ("-100.00", "Nothing of it is due this time."),
    }


def test_the_same_hours_at_another_rate_are_told_as_that(make):
    time = (
        make.entry("t1", date(2026, 1, 5), agreement="A"),
        make.entry("t2", date(2026, 2, 5), agreement="A", rate=make.rate("120.00")),
    )
    client = make.client(make.agreement(), time=time)
    assert told(make, client, FEBRUARY, date(2026, 3, 1)) == {
        "Work": ("20.00", "1 h as last time, at other rates.")
    }


def test_work_is_told_in_hours(make):
    time = (
        make.entry("t1", date(2026, 1, 5), 90, agreement="A"),
        make.entry("t2", date(2026, 2, 5), 30, agreement="A"),
    )
    client = make.client(make.agreement(), time=time)
    assert told(make, client, FEBRUARY, date(2026, 3, 1)) == {
        "Work": ("-100.00", "0.5 h billed, last time 1.5 h.")
    }


def test_a_correction_is_not_mixed_with_the_month(make):
    before = make.client(make.agreement(additions=(pcs(make, Dated.always(Decimal(11))),)))
    first = propose(make.book(), before, JANUARY)
    after = make.client(
        make.agreement(additions=(pcs(make, Dated.always(Decimal(12))),)),
        ledger=make.ledger(first),
    )
    now = propose(make.book(), after, FEBRUARY).proposals
    found = {
        change.title.plain(): change
        for change in compare(papers(first.proposals), now, "EUR").changes
    }
    assert found["PCs"].delta == found["Adjustments"].delta == Money(1000, "EUR")
    assert found["Adjustments"].why.plain() == "Earlier periods turned out otherwise."


@pytest.mark.parametrize(("kind", "delta"), [("invoice", "400.00"), ("credit_note", "600.00")])
def test_what_a_credit_note_gave_back_counts_as_less(make, kind, delta):
    proposals = propose(make.book(), make.client(make.fee("100.00")), JANUARY).proposals
    last = [replace(paper, kind=DocumentKind(kind)) for paper in papers(proposals)]
    now = propose(make.book(), make.client(make.fee("500.00")), JANUARY).proposals
    assert compare(last, now, "EUR").delta.plain() == delta


def test_without_a_last_time_all_is_new(make):
    found = compare((), propose(make.book(), make.client(make.fee()), JANUARY).proposals, "EUR")
    assert (found.last, found.before, found.now) == (None, Money(0, "EUR"), Money(50000, "EUR"))
