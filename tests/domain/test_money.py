"""Whole minor units, one rounding, parts that add up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import MixedCurrenciesError, Money, Rate, decimals, half_away

WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize(
    ("exact", "whole"),
    [
        ("0.5", 1),
        ("-0.5", -1),
        ("0.49999", 0),
        ("-0.49999", 0),
        ("1.5", 2),
        ("2.5", 3),
        ("-1.5", -2),
        ("-2.5", -3),
        ("2.4", 2),
        ("0", 0),
        ("1e9", 10**9),
    ],
)
def test_half_goes_away_from_zero(exact, whole):
    assert half_away(Decimal(exact)) == whole


@given(st.fractions())
def test_rounding_is_near_and_symmetric(exact):
    assert abs(half_away(exact) - exact) <= Fraction(1, 2)
    assert half_away(-exact) == -half_away(exact)


@given(st.integers(-(10**9), 10**9), WEIGHTS)
def test_parts_add_up_and_are_fair(minor, weights):
    parts = Money(minor, "EUR").split(weights)
    assert sum(part.minor for part in parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor - Fraction(minor * weight, sum(weights))) < 1


def test_the_first_of_equals_gets_the_cent():
    assert [part.minor for part in Money(100, "EUR").split([1, 1, 1])] == [34, 33, 33]


def test_nothing_to_share_by():
    with pytest.raises(ZeroDivisionError):
        Money(1, "EUR").split([0])


@pytest.mark.parametrize(
    "currency",
    "EUR USD GBP CHF SEK NOK DKK PLN CZK CAD AUD NZD JPY KRW ISK VND CLP PYG XAF XOF XPF "
    "BHD KWD OMR TND JOD INR CNY BRL MXN ZAR".split(),
)
def test_decimals_are_those_of_the_world(currency):
    assert decimals(currency) == get_currency_precision(currency)


@pytest.mark.parametrize(
    ("exact", "currency", "plain"),
    [("12.345", "EUR", "12.35"), ("12.5", "JPY", "13"), ("1.2345", "KWD", "1.235")],
)
def test_money_is_rounded_to_its_own_unit(exact, currency, plain):
    assert Money.rounded(Decimal(exact), currency).plain() == plain
    assert Rate(Decimal(exact), currency).times(1).plain() == plain


def test_currencies_never_meet():
    with pytest.raises(MixedCurrenciesError):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(MixedCurrenciesError):
        Money.total([Money(1, "USD")], "EUR")
