"""The renewal of an agreement goes in, is billed by, and comes out as it was."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 12, 31, 12, tzinfo=UTC))


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "data.accord", create=True, clock=CLOCK) as found:
        yield found


def take_in(services, **terms):
    agreement = {"number": "A", "start": "2026-01-01", "fee": [["2026-01-01", "100.00"]], **terms}
    book = {"format": "accord/1", "clients": [{"code": "ACME", "agreements": [agreement]}]}
    services.workbook.take_in([json.dumps(book).encode()])


def nets(services, through):
    return [proposal.net.plain() for proposal in services.billing.review(through).proposals]


@pytest.mark.parametrize(
    ("renewal", "net"),
    [
        (None, "300.00"),
        ({"months": 12}, "800.00"),
        ([["2026-01-01", {"months": 1, "notice_days": 30}], ["2026-04-20", None]], "400.00"),
    ],
)
def test_a_renewal_is_billed_by_and_comes_out_as_it_went_in(services, tmp_path, renewal, net):
    take_in(services, end="2026-04-01", renewal=renewal)
    assert nets(services, date(2026, 8, 1)) == [net]
    out = services.workbook.hand_out()
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
        assert nets(other, date(2026, 8, 1)) == [net]


def test_what_has_no_end_is_not_renewed(services):
    with pytest.raises(InvalidError) as refused:
        take_in(services, renewal={"months": 12})
    assert [found.place for found in refused.value.problems] == ["clients[0].agreements[0].end"]


def test_a_renewal_that_was_billed_ends_from_a_day(services):
    take_in(services, end="2026-04-01", renewal={"months": 1})
    review = services.billing.review(date(2026, 5, 1))
    services.billing.issue(review.proposals, review.date)
    with pytest.raises(InvalidError) as refused:
        take_in(services, renewal=None)
    assert [found.place for found in refused.value.problems] == ["clients[0].agreements[0].renewal"]
    take_in(services, renewal=[["2026-01-01", {"months": 1}], ["2026-05-15", None]])
    assert nets(services, date(2026, 12, 1)) == []
