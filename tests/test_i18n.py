"""Figures are written with Babel's signs but not by Babel; here they are compared with its own."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.dates import format_date, format_interval
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Money, Rate, decimals
from app.domain.period import Period
from app.i18n import Languages

LANGUAGES = Languages(Path(__file__).parents[1] / "resources" / "locale")
LOCALES = st.sampled_from(
    "en en_GB en_IE en_IN en_US en_ZA de_AT de_CH de_DE fr_FR fr_CH es_ES es_MX nl_NL pl_PL sv_SE"
    " da_DK it_IT pt_PT hi_IN ar_EG fa_IR ja_JP".split()
)
CURRENCIES = st.sampled_from("EUR GBP USD CHF JPY KWD INR SEK HUF CLP XAF".split())
MINOR = st.integers(-(10**14), 10**14) | st.integers(-2000, 2000)


@given(LOCALES, CURRENCIES, MINOR)
def test_an_amount_with_its_currency_is_babels(locale, currency, minor):
    money, language = Money(minor, currency), LANGUAGES.get(locale)
    assert language.money(money) == format_currency(
        money.amount(), currency, locale=language.locale
    )


@given(LOCALES, CURRENCIES, MINOR)
def test_an_amount_alone_is_babels(locale, currency, minor):
    money, language = Money(minor, currency), LANGUAGES.get(locale)
    places = decimals(currency)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    wanted = format_decimal(money.amount(), format=pattern, locale=language.locale)
    assert language.amount(money) == wanted


@given(LOCALES, st.decimals(-(10**9), 10**9, places=6))
def test_a_quantity_is_babels(locale, quantity):
    language = LANGUAGES.get(locale)
    wanted = format_decimal(quantity, format="#,##0.######", locale=language.locale)
    assert language.number(quantity) == wanted


@given(LOCALES, st.decimals(0, 10**6, places=4))
def test_a_price_is_babels_with_its_own_decimals(locale, price):
    language = LANGUAGES.get(locale)
    places = max(2, -int(price.normalize().as_tuple().exponent))
    wanted = format_decimal(price, format="#,##0." + "0" * places, locale=language.locale)
    assert language.price(Rate(price, "EUR")) == wanted


@given(LOCALES, st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_days_are_babels(locale, day, length):
    language = LANGUAGES.get(locale)
    last = date.fromordinal(day.toordinal() + length)
    end = date.fromordinal(last.toordinal() + 1)
    told = language.period(Period(day, end))
    assert told == format_interval(day, last, skeleton="yMMMd", locale=language.locale)
    assert language.date(day) == format_date(day, "medium", locale=language.locale)


@pytest.mark.parametrize(
    ("locale", "rate", "told"),
    [("en_IE", "23", "23%"), ("de_DE", "8.10", "8,1\xa0%"), ("es_ES", "20", "20\xa0%")],
)
def test_a_percentage_has_no_more_decimals_than_it_needs(locale, rate, told):
    assert LANGUAGES.get(locale).percent(Decimal(rate)) == told
