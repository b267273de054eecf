"""What products say of rounding time; at 60.00 an hour a minute costs one."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.catalog import Per, Role, Rounding, WorkType
from app.domain.dated import Dated
from tests.products.told import says


def billed(told, *minutes, rate="60.00", **terms):
    role = Role("Engineer", Dated.always(told.rate(rate)))
    dated = {name: Dated.always(value) for name, value in terms.items()}
    book = {"roles": {"Engineer": role}, "work_types": {"Remote": WorkType("Remote", **dated)}}
    entries = [told.entry(f"t{i}", minutes=count, ticket="T") for i, count in enumerate(minutes)]
    return sum(Decimal(net) for net in told.labour(None, *entries, book=book).values())


@pytest.mark.parametrize(
    ("worked", "increment", "counted"),
    [(5, 15, 15), (13, 15, 15), (150, 15, 150), (162, 15, 165), (10, 30, 30)],
)
@says("RND-01", "RND-11", "RND-13", "RND-15", "RND-18")
def test_up_to_the_next_increment(told, worked, increment, counted):
    assert billed(told, worked, increment_minutes=increment) == counted


@says("RND-03")
def test_the_minutes_to_bill_are_charged(told):
    assert billed(told, 45, rate="150.00") == Decimal("112.50")


@pytest.mark.parametrize(("per", "counted"), [(Per.TICKET, 120), (Per.ENTRY, 180)])
@says("RND-04")
def test_a_tickets_entries_can_be_counted_together(told, per, counted):
    terms = {"minimum_minutes": 60, "increment_minutes": 60, "per": per}
    assert billed(told, 45, 45, 5, **terms) == counted


@pytest.mark.parametrize(
    ("worked", "terms", "counted"),
    [(35, (0, 30, 10), 30), (41, (0, 30, 10), 60), (135, (120, 60, 15), 120)],
)
@says("RND-05", "RND-06", "RND-07")
def test_a_few_minutes_of_grace_are_let_go(told, worked, terms, counted):
    names = ("minimum_minutes", "increment_minutes", "grace_minutes")
    terms = dict(zip(names, terms, strict=True))
    assert billed(told, worked, **terms) == counted


@pytest.mark.parametrize(("worked", "counted"), [(83, 90), (25, 60)])
@says("RND-09", "RND-10")
def test_the_minimum_comes_first_and_the_increment_after_it(told, worked, counted):
    assert billed(told, worked, minimum_minutes=60, increment_minutes=15) == counted


@says("RND-17")
def test_exactly_half_goes_up(told):
    assert billed(told, 15, increment_minutes=30, rounding=Rounding.NEAREST) == 30


def test_what_was_worked_is_still_told(told):
    terms = {"increment_minutes": Dated.always(15)}
    book = {"work_types": {"Remote": WorkType("Remote", **terms)}}
    (line,) = told.billed(told.client(time=(told.entry(minutes=13),)), date(2026, 2, 1), **book)
    assert any("13 minutes worked" in step.plain() for step in line.explanation)
