"""The hourly rate: the first that exists."""

from decimal import Decimal

import pytest

from app.domain.agreement import RateRule
from app.domain.catalog import Role, WorkType
from app.domain.dated import Dated
from app.domain.money import Rate
from app.domain.rates import NoRateError, rate_of


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
