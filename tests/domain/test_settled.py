"""How far the past is settled, and what a fingerprint sees."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.agreement import Addition, Agreement, Block
from app.domain.catalog import Item
from app.domain.dated import Dated
from app.domain.facts import Asset, ClientFacts
from app.domain.fingerprint import fingerprint
from app.domain.hours import Calendar, is_open
from app.domain.money import Money, Rate
from app.domain.openings import Opening
from app.domain.period import ALWAYS, NEVER, Cycle, Timing, Unit
from app.domain.schedule import service_periods
from app.domain.settled import settled_until

DAY = date(2026, 11, 1)


def price(text):
    return Rate(Decimal(text), "EUR")


def monthly(number="A-1", anchor=date(2026, 1, 1), every=1, timing=Timing.ADVANCE, **more):
    cycle = Dated.always(Cycle(every, Unit.MONTH, anchor, timing))
    return Agreement(number, "Care", date(2026, 1, 1), cycle=cycle, **more)


BACKUP = Addition("Backup", Item("BK", "Backup"), Dated(((ALWAYS, Decimal(3)),)))
CLIENT = ClientFacts(
    "ACME",
    "Acme",
    "EUR",
    agreements=(monthly(fee=Dated(((ALWAYS, price("500")),)), additions=(BACKUP,)),),
    devices=(Asset("PC-1", "workstation", ((date(2026, 1, 1), NEVER),)),),
)


def agreement(**changes):
    return replace(CLIENT, agreements=(replace(CLIENT.agreements[0], **changes),))


def seen(client):
    return fingerprint(DAY, client)


BLOCK = Block("20 h", Fraction(20), DAY, NEVER, Money(190000, "EUR"))
LATER = {
    "a price from the day": agreement(fee=Dated(((ALWAYS, price("500")), (DAY, price("550"))))),
    "an end on the day": agreement(end=DAY),
    "an end after the day": agreement(end=date(2027, 5, 1)),
    "a device that is new": replace(
        CLIENT, devices=(*CLIENT.devices, Asset("PC-2", "workstation", ((DAY, NEVER),)))
    ),
    "a device that is retired": replace(
        CLIENT, devices=(Asset("PC-1", "workstation", ((date(2026, 1, 1), DAY),)),)
    ),
    "a new agreement": replace(
        CLIENT,
        agreements=(*CLIENT.agreements, replace(monthly("A-2"), start=DAY)),
    ),
    "a new addition": agreement(additions=(BACKUP, replace(BACKUP, name="More", start=DAY))),
    "a block bought on the day": replace(CLIENT, blocks=(BLOCK,)),
    "another name": replace(CLIENT, name="Acme Ltd"),
}
EARLIER = {
    "a price from the day before": agreement(
        fee=Dated(((ALWAYS, price("500")), (date(2026, 10, 31), price("550"))))
    ),
    "an end on the day before": agreement(end=date(2026, 10, 31)),
    "a device on the day before": replace(
        CLIENT,
        devices=(*CLIENT.devices, Asset("PC-2", "workstation", ((date(2026, 10, 31), NEVER),))),
    ),
    "a device gone the day before": replace(
        CLIENT, devices=(Asset("PC-1", "workstation", ((date(2026, 1, 1), date(2026, 10, 31)),)),)
    ),
    "another quantity": agreement(
        additions=(replace(BACKUP, quantity=Dated(((ALWAYS, Decimal(4)),))),)
    ),
    "no refund": agreement(refund=False),
    "another currency": replace(CLIENT, currency="GBP"),
}


@pytest.mark.parametrize("client", LATER.values(), ids=LATER)
def test_what_comes_later_leaves_the_fingerprint_alone(client):
    assert client != CLIENT
    assert seen(client) == seen(CLIENT)


@pytest.mark.parametrize("client", EARLIER.values(), ids=EARLIER)
def test_what_was_before_changes_it(client):
    assert seen(client) != seen(CLIENT)


def turns(*agreements, until=date(2026, 12, 1)):
    return {each.number: tuple(service_periods(each, until)) for each in agreements}


THROUGH = date(2026, 11, 30)
QUARTERLY = monthly("Q", every=3)
MID_MONTH = monthly("M", anchor=date(2026, 1, 15))


@pytest.mark.parametrize(
    ("agreements", "open_days", "until"),
    [
        ((monthly(),), [], date(2026, 11, 1)),
        ((monthly(),), [date(2026, 11, 1)], date(2026, 11, 1)),
        ((monthly(),), [date(2026, 6, 17)], date(2026, 6, 1)),
        ((monthly(anchor=date(2026, 1, 30)),), [], date(2026, 10, 30)),
        ((monthly(), QUARTERLY), [], date(2026, 10, 1)),
        ((monthly(), MID_MONTH), [], date(2026, 1, 1)),
        ((), [], date(2026, 12, 1)),
        ((), [date(2026, 9, 9)], date(2026, 9, 9)),
    ],
)
def test_settled_until_the_last_day_nothing_reaches_over(agreements, open_days, until):
    assert settled_until(turns(*agreements), open_days, THROUGH) == until


def test_what_was_only_worked_out_before_is_no_fact():
    office = Calendar("Office", "Europe/Dublin", ((Opening.read("09:00", "17:00"),),) * 7)
    before = fingerprint(DAY, office)
    assert is_open(office, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert office._years
    assert fingerprint(DAY, office) == before
