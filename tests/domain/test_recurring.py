"""Recurring charges: proration, minimum, suspended days."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.agreement import Addition, Counts, Proration, Status
from app.domain.dated import Dated
from app.domain.facts import Asset
from app.domain.period import ALWAYS, NEVER
from app.domain.recurring import NoPriceError, charge_of, sources
from app.domain.schedule import service_periods

UNTIL = date(2026, 2, 1)
MIDDLE = date(2026, 1, 17)


def january(agreement, client):
    service = next(iter(service_periods(agreement, UNTIL)))
    found = (charge_of(agreement, source, service) for source in sources(agreement, client, UNTIL))
    return [charge.net.plain() for charge in found if charge]


def test_twelve_of_thirty_one_days(make):
    agreement = make.fee("500.00", start=date(2026, 1, 20))
    assert january(agreement, make.client()) == ["193.55"]


@pytest.mark.parametrize(
    ("proration", "net"),
    [(Proration.DAILY, "124.19"), (Proration.NONE, "150.00"), (Proration.NEXT, "100.00")],
)
def test_a_change_inside_the_period(make, proration, net):
    quantity = Dated.of([(ALWAYS, Decimal(10)), (MIDDLE, Decimal(15))])
    additions = (Addition("x", make.item("10.00"), quantity),)
    agreement = make.agreement(additions=additions, proration=Dated.always(proration))
    assert january(agreement, make.client()) == [net]


def test_a_minimum_holds_for_each_day(make):
    pcs = tuple(Asset(f"pc{i}", "pc", ((MIDDLE, NEVER),)) for i in range(8))
    addition = Addition(
        "x",
        make.item("31.00"),
        counts=Counts("devices", "pc"),
        minimum=Dated.always(Decimal(5)),
    )
    agreement = make.agreement(additions=(addition,))
    assert january(agreement, make.client(devices=pcs)) == ["200.00"]
    assert january(agreement, make.client()) == ["155.00"]


def test_no_minimum_undoes_a_cancellation(make):
    addition = Addition(
        "x", make.item(), Dated.always(Decimal(0)), minimum=Dated.always(Decimal(5))
    )
    assert january(make.agreement(additions=(addition,)), make.client()) == []


def test_suspended_days_cost_nothing(make):
    status = Dated.of([(ALWAYS, Status.ACTIVE), (MIDDLE, Status.SUSPENDED)])
    assert january(make.fee("310.00", status=status), make.client()) == ["160.00"]


def test_a_missing_price_is_no_zero(make):
    addition = Addition(
        "x", make.item(), Dated.always(Decimal(1)), price=Dated.of([(MIDDLE, make.rate("1"))])
    )
    with pytest.raises(NoPriceError):
        january(make.agreement(additions=(addition,)), make.client())


def test_before_its_own_terms_an_addition_has_those_it_stands_on(make):
    march = date(2026, 3, 1)
    addition = Addition(
        "x",
        make.item("31.00", taxes=Dated.always(("VAT",))),
        Dated.of([(date(2026, 1, 16), Decimal(1))]),
        proration=Dated.of([(march, Proration.DAILY)]),
        taxes=Dated.of([(march, ())]),
    )
    agreement = make.agreement(additions=(addition,), proration=Dated.always(Proration.NONE))
    assert january(agreement, make.client()) == ["31.00"]
    (source,) = sources(agreement, make.client(), UNTIL)
    assert source.taxes.at(UNTIL, None) == ("VAT",)
    assert source.taxes.at(march, None) == ()
