"""An addition that bears no tax, although what is sold does."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock

CLOCK = StoppedClock(datetime(2026, 12, 31, 12, tzinfo=UTC))


def book(**terms):
    addition = {"name": "Seats", "item": "SEAT", "quantity": "1", **terms}
    agreement = {"number": "A", "start": "2026-01-01", "additions": [addition]}
    return json.dumps(
        {
            "format": "accord/1",
            "taxes": [{"code": "VAT", "name": "VAT", "rates": "20"}],
            "items": [{"sku": "SEAT", "name": "Seat", "price": "10.00", "taxes": ["VAT"]}],
            "clients": [{"code": "ACME", "agreements": [agreement]}],
        }
    ).encode()


@pytest.mark.parametrize(
    ("terms", "tax"),
    [
        ({}, "2.00"),
        ({"taxes": None}, "2.00"),
        ({"taxes": []}, "0.00"),
        ({"taxes": [["2026-01-01", []]]}, "0.00"),
        ({"taxes": [["2026-01-02", []]]}, "2.00"),
    ],
)
def test_no_taxes_are_said_by_an_empty_list(tmp_path, terms, tax):
    with desk(tmp_path / "data.accord", create=True, clock=CLOCK) as services:
        services.workbook.take_in([book(**terms)])
        review = services.billing.review(date(2026, 1, 1))
        assert [proposal.tax.plain() for proposal in review.proposals] == [tax]
        services.billing.issue(review.proposals, review.date)
        before = services.workbook.hand_out()
        services.workbook.take_in([book(**terms)])
        assert services.workbook.hand_out() == before
        with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
            other.workbook.take_in([before])
            assert other.workbook.hand_out() == before
