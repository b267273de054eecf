"""What was still to be paid when the owner moved in: open items of the old tool."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError

CLOCK = StoppedClock(datetime(2026, 11, 25, 9, tzinfo=UTC))
CLIENTS = [{"code": "ACME"}, {"code": "NOVA", "currency": "USD"}]
ITEM = {"kind": "opening", "date": "2026-09-30", "due": "2026-10-30", "total": "120.00"}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        take_in(found, company={"name": "Harbour IT", "currency": "EUR"}, clients=CLIENTS)
        yield found


def take_in(services, **sections):
    services.workbook.take_in([json.dumps({"format": "accord/1", **sections}).encode()])


def move_in(services, *items):
    take_in(services, documents=[{**ITEM, **item} for item in items])
    return {row.number: row for row in services.documents.list()}


def test_an_open_item_is_in_its_clients_currency_unless_it_says_another(services):
    found = move_in(
        services,
        {"number": "OLD-1", "client": "ACME"},
        {"number": "OLD-2", "client": "NOVA"},
        {"number": "OLD-3", "client": "NOVA", "currency": "EUR"},
    )
    assert {number: str(row.total) for number, row in found.items()} == {
        "OLD-1": "120.00 EUR",
        "OLD-2": "120.00 USD",
        "OLD-3": "120.00 EUR",
    }
    assert all(row.date == date(2026, 9, 30) for row in found.values())


def test_an_open_item_of_nobody_is_refused(services):
    with pytest.raises(InvalidError) as refused:
        move_in(services, {"number": "OLD-1", "client": "NOBODY", "currency": "EUR"})
    assert [problem.place for problem in refused.value.problems] == ["documents[0].client"]
    assert not services.documents.list()
