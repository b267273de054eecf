"""Prices by quantity, and discounts: in, out the same, and what is wrong with them."""

import copy
import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 6, 30, 12, tzinfo=UTC))
GRADUATED = {
    "mode": "graduated",
    "tiers": [
        {"up_to": "10", "price": "10.00", "flat": "5.00"},
        {"price": "8.00"},
    ],
}
PACKAGES = {"mode": "package", "size": "10", "price": "100.00", "free": "5"}
OFFER = {"name": "Launch offer", "percent": "10", "amount": "5.00", "periods": 2}
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "items": [
        {"sku": "BK", "name": "Backup", "unit": "GB", "pricing": PACKAGES},
        {"sku": "PC", "name": "Workstation", "price": "45.00"},
    ],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "agreements": [
                {
                    "number": "A-100",
                    "start": "2026-01-01",
                    "fee": "500.00",
                    "fee_discount": [["2026-02-01", OFFER], ["2026-06-01", None]],
                    "additions": [
                        {"name": "Backup", "item": "BK", "quantity": "26"},
                        {
                            "name": "Seats",
                            "item": "PC",
                            "quantity": "12",
                            "pricing": [["2026-03-01", GRADUATED]],
                            "price": [["2026-01-01", "9.00"]],
                            "discount": {"name": "Thanks", "percent": "25"},
                        },
                    ],
                }
            ],
        }
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=CLOCK) as found:
        yield found


def take_in(services, workbook):
    return services.workbook.take_in([json.dumps(workbook).encode()]).changed


def changed(**terms):
    """The workbook with other terms of its second addition."""
    workbook = copy.deepcopy(WORKBOOK)
    addition = workbook["clients"][0]["agreements"][0]["additions"][1]
    addition.update(terms)
    return workbook


def test_out_and_in_gives_the_same_bytes(services, tmp_path):
    take_in(services, WORKBOOK)
    out = services.workbook.hand_out()
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
    assert take_in(services, WORKBOOK) == {}
    seats = json.loads(out)["clients"][0]["agreements"][0]["additions"][1]
    assert seats["pricing"] == [["2026-03-01", GRADUATED]]
    assert seats["discount"] == {"name": "Thanks", "percent": "25"}


def test_it_is_billed_as_it_says(services):
    take_in(services, WORKBOOK)
    review = services.billing.review(date(2026, 6, 1))
    nets = {line.charge: line.net.plain() for found in review.proposals for line in found.lines}
    assert [nets[f"A-100/fee/2026-0{month}-01"] for month in (1, 2, 3, 4, 6)] == [
        "500.00",
        "445.00",
        "445.00",
        "500.00",
        "500.00",
    ]
    assert nets["A-100/Backup/2026-01-01"] == "300.00"
    assert nets["A-100/Seats/2026-02-01"] == "81.00"
    assert nets["A-100/Seats/2026-03-01"] == "90.75"


def test_a_billed_price_changes_from_a_day_only(services):
    take_in(services, WORKBOOK)
    review = services.billing.review(date(2026, 1, 1))
    services.billing.issue(review.proposals, review.date)
    for bare in ({"pricing": PACKAGES, "price": []}, {"discount": OFFER}, {"discount": None}):
        with pytest.raises(InvalidError):
            take_in(services, changed(**bare))
    item = {"sku": "BK", "pricing": {**PACKAGES, "price": "90.00"}}
    with pytest.raises(InvalidError):
        take_in(services, {"format": "accord/1", "items": [item]})
    dated = {"pricing": [["2026-03-01", GRADUATED], ["2026-05-01", PACKAGES]]}
    assert take_in(services, changed(**dated)) == {"clients": 1}


OPEN = {"price": "1.00"}


@pytest.mark.parametrize(
    ("terms", "key", "told"),
    [
        ({"pricing": {"mode": "graduated"}}, "pricing", "last tier without an end"),
        (
            {"pricing": {"mode": "volume", "tiers": [{"up_to": "5", "price": "1.00"}]}},
            "pricing",
            "last tier without an end",
        ),
        (
            {"pricing": {"mode": "volume", "tiers": [OPEN, {"up_to": "5", **OPEN}, OPEN]}},
            "pricing",
            "not the last one",
        ),
        (
            {
                "pricing": {
                    "mode": "volume",
                    "tiers": [{"up_to": "5", **OPEN}, {"up_to": "5", **OPEN}, OPEN],
                }
            },
            "pricing",
            "do not rise",
        ),
        (
            {"pricing": {"mode": "volume", "tiers": [{"up_to": "0", **OPEN}, OPEN]}},
            "pricing",
            "do not rise",
        ),
        ({"pricing": {"mode": "volume", "tiers": [OPEN], "size": "5"}}, "pricing", "for packages"),
        ({"pricing": {**PACKAGES, "tiers": [OPEN]}}, "pricing", "one or the other"),
        ({"pricing": {**PACKAGES, "size": "0"}}, "pricing", "above 0"),
        ({"pricing": {"mode": "package", "size": "1"}}, "pricing", "its price"),
        ({"pricing": {**PACKAGES, "mode": "cheap"}}, "pricing.mode", "one of"),
        ({"pricing": PACKAGES, "price": "1.00"}, "pricing", "a price too"),
        ({"pricing": [["2026-01-01", PACKAGES]]}, "pricing", "a price too"),
        ({"discount": {"name": "Nothing"}}, "discount", "takes nothing off"),
        ({"discount": {"name": "Much", "percent": "101"}}, "discount.percent", "100"),
        ({"discount": {"name": "Back", "amount": "-1.00"}}, "discount.amount", "less than zero"),
        ({"discount": {"name": "No", "percent": "1", "periods": 0}}, "discount.periods", "least 1"),
        ({"discount": {"percent": "1"}}, "discount.name", "missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(services, terms, key, told):
    with pytest.raises(InvalidError) as caught:
        take_in(services, changed(**terms))
    (problem, *_) = caught.value.problems
    assert problem.place == f"clients[0].agreements[0].additions[1].{key}"
    assert told in problem.sentence.plain()
