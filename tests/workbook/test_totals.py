"""Taxes in prices, cash rounding, early payment and details: in, billed, out the same."""

import copy
import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 2, 28, 12, tzinfo=UTC))
WORKBOOK = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "CHF",
        "timezone": "Europe/Zurich",
        "tax_rounding": "line",
        "cash_rounding": {"CHF": "0.05"},
        "details": "time",
        "terms": {"net_days": 30, "discount_percent": "2", "discount_days": 10},
    },
    "taxes": [
        {"code": "IN", "name": "MWST", "rates": "8.1", "inclusive": True},
        {"code": "ON", "name": "MWST", "rates": "8.1"},
    ],
    "roles": [{"name": "Engineer", "rates": "111.00"}],
    "work_types": [{"name": "Remote", "taxes": ["IN"]}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme AG",
            "details": "full",
            "terms": {"day_of_month": 15},
            "agreements": [
                {
                    "number": "A-1",
                    "name": "Managed IT",
                    "start": "2026-01-01",
                    "cycle": {"unit": "month", "anchor": "2026-01-01"},
                    "fee": "507.77",
                    "fee_taxes": ["IN"],
                }
            ],
        },
        {
            "code": "BETA",
            "agreements": [
                {
                    "number": "B-1",
                    "start": "2026-01-01",
                    "cycle": {"unit": "month", "anchor": "2026-01-01"},
                    "fee": "100.02",
                }
            ],
        },
    ],
    "time": [
        {
            "id": "t1",
            "client": "ACME",
            "start": "2026-01-15T09:20:00+01:00",
            "minutes": 70,
            "work_type": "Remote",
            "role": "Engineer",
            "note": "Rebuilt the tunnel",
        }
    ],
}


def changed(*path, **values):
    """The workbook with other values at one place."""
    found = copy.deepcopy(WORKBOOK)
    place = found
    for key in path:
        place = place[key]
    place.update(values)
    return found


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=CLOCK) as found:
        yield found


def take_in(services, workbook):
    services.workbook.take_in([json.dumps(workbook).encode()])


@pytest.fixture
def issued(services):
    take_in(services, WORKBOOK)
    review = services.billing.review(date(2026, 1, 31))
    services.billing.issue(review.proposals, review.date)
    return services


def test_what_is_billed_keeps_all_of_it(issued):
    acme, beta = (issued.documents.show(row.number) for row in issued.documents.list())
    assert [line.charged.plain() for line in acme.lines] == ["507.77", "129.50"]
    assert (acme.total.plain(), acme.payable.plain()) == ("637.27", "637.25")
    assert acme.due == date(2026, 2, 15)
    assert acme.discount is None
    assert [(row.worked, row.outcome) for row in acme.work] == [(70, "charged")]
    assert (acme.details.value, beta.details.value) == ("full", "time")
    assert beta.discount
    assert (beta.payable.plain(), beta.discount.amount.plain()) == ("100.00", "2.00")


def test_lists_tell_what_is_to_be_paid(issued):
    told = [(row.total.plain(), row.payable.plain()) for row in issued.documents.list()]
    assert told == [("637.27", "637.25"), ("100.02", "100.00")]


def test_a_second_run_finds_nothing(issued):
    assert not issued.billing.review(date(2026, 1, 31)).proposals


def test_a_credit_note_gives_back_what_was_to_be_paid(issued):
    row = issued.documents.credit("INV-2026-00001", "by mistake")
    assert (row.total.plain(), row.payable.plain()) == ("637.27", "637.25")
    again = issued.billing.review(date(2026, 1, 31)).proposals
    assert [proposal.payable.plain() for proposal in again] == ["637.25"]


def test_out_and_in_again_is_the_same(issued, tmp_path):
    issued.documents.credit("INV-2026-00001", "in part", lines={1: 100})
    out = issued.workbook.hand_out()
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
        assert not other.company.check()


def test_a_payable_that_does_not_follow_is_refused(issued, tmp_path):
    record = json.loads(issued.workbook.hand_out(with_pdf=False))
    record["documents"][0]["payable"] = "637.30"
    with (
        desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other,
        pytest.raises(InvalidError) as refused,
    ):
        take_in(other, record)
    assert [each.place for each in refused.value.problems] == ["documents[0].payable"]


def test_one_amount_of_cash_is_in_the_companys_currency(services):
    take_in(services, changed("company", cash_rounding="0.10"))
    (_, beta) = services.billing.review(date(2026, 1, 31)).proposals
    assert beta.payable.plain() == "100.00"
    assert json.loads(services.workbook.hand_out())["company"]["cash_rounding"] == "0.10"


AGREEMENT = ("clients", 0, "agreements", 0)
WRONG = {
    "taxes of two kinds": (
        changed(*AGREEMENT, fee_taxes=["IN", "ON"]),
        "clients[0].agreements[0].fee_taxes",
        "IN is in the price and ON comes on top of it. Give one line only taxes of the same kind.",
    ),
    "two terms": (
        changed("company", terms={"net_days": 30, "end_of_month": True}),
        "company.terms",
        "says more than once when to pay; keep net_days, day_of_month or end_of_month",
    ),
    "three terms": (
        changed("clients", 0, terms={"net_days": 0, "day_of_month": 3, "end_of_month": True}),
        "clients[0].terms",
        "says more than once when to pay; keep net_days, day_of_month or end_of_month",
    ),
    "half a discount": (
        changed("clients", 0, terms={"discount_percent": "2"}),
        "clients[0].terms",
        "must give discount_percent and discount_days together",
    ),
    "the other half": (
        changed("clients", 0, terms={"discount_days": 8}),
        "clients[0].terms",
        "must give discount_percent and discount_days together",
    ),
    "coins that are not there": (
        changed("company", cash_rounding="0.005"),
        "company.cash_rounding",
        "0.005 is not an amount that can be paid in CHF",
    ),
    "no coin": (
        changed("company", cash_rounding={"JPY": "0"}),
        "company.cash_rounding",
        "0.00 is not an amount that can be paid in JPY",
    ),
    "details nobody knows": (
        changed("clients", 1, details="some"),
        "clients[1].details",
        "must be one of 'none', 'time' or 'full'",
    ),
}


@pytest.mark.parametrize(("workbook", "place", "sentence"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_named(services, workbook, place, sentence):
    with pytest.raises(InvalidError) as refused:
        take_in(services, workbook)
    (problem,) = refused.value.problems
    assert (problem.place, problem.sentence.plain()) == (place, sentence)


def test_what_was_billed_with_a_tax_in_the_price_stays_so(issued):
    with pytest.raises(InvalidError) as refused:
        take_in(issued, {"format": "accord/1", "taxes": [{"code": "IN", "inclusive": False}]})
    (problem,) = refused.value.problems
    assert problem.place == "taxes[0].inclusive"
    assert "make another tax" in problem.sentence.plain()
