"""The hourly rate: the first that exists."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.agreement import RateRule
from app.domain.catalog import Role, WorkType
from app.domain.dated import Dated
from app.domain.money import Rate
from app.domain.rates import ForeignRateError, NoRateError, NoRoleError, rate_of


@pytest.mark.parametrize(
    ("has", "amount"),
    [("entry agreement card", "50"), ("agreement card", "60"), ("card", "140"), ("", "200")],
)
def test_order_and_multiplier(make, has, amount):
    book = make.book(work_types={"Remote": WorkType("Remote", multiplier=Dated.always(Decimal(2)))})
    agreement = make.agreement(
        rates=Dated.always((RateRule(make.rate("60")),) if "agreement" in has else ())
    )
    client = make.client(rates=Dated.always((RateRule(make.rate("70")),) if "card" in has else ()))
    entry = make.entry(rate=make.rate("50") if "entry" in has else None)
    assert rate_of(entry, agreement, client, book).rate.amount == Decimal(amount)


def test_the_closest_rule_wins(make):
    rules = (
        RateRule(make.rate("1")),
        RateRule(make.rate("2"), role="Engineer"),
        RateRule(make.rate("3"), work_type="Remote"),
        RateRule(make.rate("4"), role="Engineer", work_type="Project"),
    )
    agreement = make.agreement(rates=Dated.always(rules))
    asked = [
        rate_of(make.entry(**work), agreement, make.client(), make.book()).rate.amount
        for work in ({}, {"work_type": "Project"}, {"role": "x"}, {"role": "x", "work_type": "y"})
    ]
    assert asked == [3, 4, 3, 1]


@pytest.mark.parametrize(
    "roles", [{}, {"Engineer": Role("Engineer", Dated.always(Rate(Decimal(1), "USD")))}]
)
def test_no_rate_is_an_error(make, roles):
    with pytest.raises(NoRateError):
        rate_of(make.entry(), None, make.client(), make.book(roles=roles))


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        # The role's price, then the card's, then the agreement's own, each from its day on.
        (date(2026, 1, 31), "100.00"),
        (date(2026, 2, 1), "90"),
        (date(2026, 3, 1), "95"),
        (date(2026, 4, 1), "80"),
        (date(2026, 5, 1), "95"),
    ],
)
def test_cards_and_own_rates_hold_from_their_day(make, day, amount):
    def since(month, *rules):
        return date(2026, month, 1), tuple(RateRule(make.rate(rule)) for rule in rules)

    client = make.client(rates=Dated.of([since(2, "90"), since(3, "95")]))
    agreement = make.agreement(rates=Dated.of([since(4, "80"), since(5)]))
    found = rate_of(make.entry(day=day), agreement, client, make.book())
    assert found.rate.amount == Decimal(amount)


def test_the_error_names_what_is_missing(make):
    dollars = {"Engineer": Role("Engineer", Dated.always(Rate(Decimal(1), "USD")))}
    later = {"Engineer": Role("Engineer", Dated.of([(date(2026, 2, 1), make.rate("1"))]))}
    for entry, roles, error, told in (
        (make.entry(role=""), {}, NoRoleError, "give it a role or a rate in EUR"),
        (make.entry(), dollars, ForeignRateError, "role Engineer on 2026-01-05 is in USD"),
        (make.entry(), later, NoRateError, "give role Engineer a price in EUR from 2026-01-05"),
    ):
        with pytest.raises(error, match=told):
            rate_of(entry, None, make.client(), make.book(roles=roles))
