"""What products say of prices and hourly rates."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.agreement import Addition, Counts, RateRule
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.facts import Asset
from app.domain.period import ALWAYS, NEVER
from tests.products.told import says


@pytest.mark.parametrize("rate", ["200.00", "95.00"])
@says("RAT-01", "RAT-04")
def test_an_agreements_own_rate_comes_before_the_roles(told, rate):
    agreement = told.agreement(rates=Dated.always((RateRule(told.rate(rate), role="Engineer"),)))
    assert told.labour(agreement, told.entry(agreement="A")) == {"t1": rate}


@says("RAT-03")
def test_a_multiplier_raises_the_roles_rate(told):
    types = {"Remote": WorkType("Remote", multiplier=Dated.always(Decimal("1.5")))}
    assert told.labour(None, told.entry(), book={"work_types": types}) == {"t1": "150.00"}


@says("RAT-08")
def test_a_minimum_quantity_is_charged_where_there_are_fewer(told):
    price = Dated.always(told.rate("2.50"))
    seats = Addition("x", told.item(), told.many(10), minimum=told.many(25), price=price)
    client = told.client(told.agreement(additions=(seats,)))
    (line,) = told.billed(client, date(2026, 1, 1))
    assert (line.quantity, line.net.plain()) == (25, "62.50")


@says("RAT-09")
def test_so_many_bundles_cost_so_many_times_their_price(told):
    bundles = Addition("x", told.item("1000.00"), told.many(2))
    agreement = told.agreement(additions=(bundles,))
    assert told.charged(agreement, date(2026, 1, 2)) == ["2000.00"]


@says("RAT-11")
def test_users_are_counted_and_priced_by_their_type(told):
    users = tuple(
        Asset(f"{type_}{i}", type_, ((ALWAYS, NEVER),))
        for type_, count in (("standard", 8), ("executive", 2))
        for i in range(count)
    )
    seats = tuple(
        Addition(type_, told.item(price), counts=Counts("users", type_))
        for type_, price in (("standard", "30.00"), ("executive", "50.00"))
    )
    agreement = told.agreement(additions=seats)
    found = told.charged(agreement, date(2026, 1, 2), users=users)
    assert sum(Decimal(net) for net in found) == 340
