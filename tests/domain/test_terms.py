"""When a document is to be paid."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.money import Money
from app.domain.terms import EarlyDiscount, Terms, terms_from


@pytest.mark.parametrize(
    ("terms", "issued", "due"),
    [
        (Terms(14), date(2026, 1, 20), date(2026, 2, 3)),
        (Terms(0), date(2026, 1, 20), date(2026, 1, 20)),
        (Terms(day_of_month=15), date(2026, 1, 14), date(2026, 1, 15)),
        (Terms(day_of_month=15), date(2026, 1, 15), date(2026, 2, 15)),
        (Terms(day_of_month=31), date(2026, 1, 31), date(2026, 2, 28)),
        (Terms(day_of_month=31), date(2026, 2, 27), date(2026, 2, 28)),
        (Terms(end_of_month=True), date(2026, 1, 30), date(2026, 1, 31)),
        (Terms(end_of_month=True), date(2026, 12, 5), date(2026, 12, 31)),
    ],
)
def test_due(terms, issued, due):
    assert terms.due(issued) == due


def test_paying_early_saves_a_part_of_what_is_to_be_paid():
    terms = Terms(30, discount_percent=Decimal(2), discount_days=10)
    found = terms.discount(date(2026, 11, 30), Money(122_410, "EUR"))
    assert found == EarlyDiscount(Decimal(2), date(2026, 12, 10), Money(2_448, "EUR"))
    assert Terms(30).discount(date(2026, 11, 30), Money(100, "EUR")) is None
    assert terms.discount(date(2026, 11, 30), Money(-100, "EUR")) is None


@pytest.mark.parametrize(
    ("plain", "terms"),
    [
        ({}, Terms()),
        ({"net_days": 14, "day_of_month": 15, "end_of_month": False}, Terms(day_of_month=15)),
        ({"net_days": 0, "day_of_month": None}, Terms(0)),
        (
            {"discount_percent": "2.5", "discount_days": 8},
            Terms(discount_percent=Decimal("2.5"), discount_days=8),
        ),
    ],
)
def test_terms_come_from_plain_values(plain, terms):
    assert terms_from(plain) == terms
