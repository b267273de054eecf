from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from app.i18n import Language
from app.ui.typed_date import DateReader, month_end

NEAR = date(2026, 11, 30)


def read(text, locale="en_GB"):
    return DateReader(Language(Locale.parse(locale))).read(text, NEAR)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2026-12-31", "en_GB", date(2026, 12, 31)),
        ("31 Dec 2026", "en_GB", date(2026, 12, 31)),
        ("31 december", "en_GB", date(2026, 12, 31)),
        ("Dec 31, 2026", "en_US", date(2026, 12, 31)),
        ("12/31/26", "en_US", date(2026, 12, 31)),
        ("31/12", "en_GB", date(2026, 12, 31)),
        ("12/31", "en_US", date(2026, 12, 31)),
        ("31.12.", "de_DE", date(2026, 12, 31)),
        ("31. Dez. 2026", "de_DE", date(2026, 12, 31)),
        ("1 März", "de_DE", date(2026, 3, 1)),
        ("15", "en_GB", date(2026, 11, 15)),
        ("+3", "en_GB", date(2026, 12, 3)),
        ("-30", "en_GB", date(2026, 10, 31)),
        ("−1", "en_GB", date(2026, 11, 29)),
    ],
)
def test_dates_are_read_as_people_type_them(text, locale, day):
    assert read(text, locale) == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "32", "31 Nov 2026", "1 2 3 4", "2026-13-01", "may be", "+99999", "-99999999"],
)
def test_what_is_no_date_is_none(text):
    assert read(text) is None


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["en_GB", "en_US", "en_IE", "de_DE", "fr_FR", "es_ES", "nl_NL", "sv_SE"]),
)
def test_what_the_field_shows_can_be_typed(day, locale):
    language = Language(Locale.parse(locale))
    assert DateReader(language).read(language.date(day), NEAR) == day


def test_a_step_beyond_all_dates_is_none():
    assert DateReader(Language(Locale.parse("en"))).read("+9999", date.max) is None


@given(st.dates())
def test_the_month_ends_the_day_before_the_first(day):
    last = month_end(day)
    assert (last.year, last.month) == (day.year, day.month)
    assert last == date.max or date.fromordinal(last.toordinal() + 1).day == 1
