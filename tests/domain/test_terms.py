"""When a document is to be paid."""

from datetime import date

import pytest

from app.domain.terms import Terms


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
