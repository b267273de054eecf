"""What should be looked at in an agreement, case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.agreement import (
    Addition,
    Agreement,
    Answer,
    Counts,
    CoverageRule,
    RateRule,
    Status,
    Uplift,
)
from app.domain.catalog import Item
from app.domain.dated import Dated
from app.domain.facts import Asset, ClientFacts, TimeEntry
from app.domain.health import Beside, findings
from app.domain.money import Rate
from app.domain.period import NEVER, Cycle, Unit
from app.domain.renewal import Renewal

TODAY = date(2026, 11, 25)
START = date(2026, 1, 1)
SOUND = Agreement(
    "A-1",
    "Care",
    START,
    cycle=Dated.always(Cycle(1, Unit.MONTH, START)),
    fee=Dated.of([(START, Rate(Decimal(100), "EUR"))]),
    coverage=Dated.always((CoverageRule(Answer.INCLUDED),)),
)
WS = Item("WS", "Workstation", price=Dated.always(Rate(Decimal(45), "EUR")))
CLIENT = ClientFacts(
    "ACME", "Acme", "EUR", devices=(Asset("PC-1", "workstation", ((START, NEVER),)),)
)
FINE = Beside("Gold", "fixed_fee")


def price(text, currency="EUR"):
    return Dated.always(Rate(Decimal(text), currency))


def work(work_type, day=date(2026, 11, 2)):
    start = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return TimeEntry("t", day, start, 60, work_type, "Engineer", agreement="A-1")


def told(agreement=SOUND, client=CLIENT, beside=FINE):
    return [finding.sentence.plain() for finding in findings(agreement, client, beside, TODAY)]


def with_addition(**keys):
    addition = replace(Addition("PCs", WS, counts=Counts("devices", "workstation")), **keys)
    return replace(SOUND, additions=(addition,))


def rules(*found):
    return replace(SOUND, coverage=Dated.always(found))


def test_a_sound_agreement_has_nothing_to_look_at():
    assert told() == []
    assert told(with_addition()) == []


CASES = {
    "no SLA": (SOUND, CLIENT, Beside("", "fixed_fee"), "It has no SLA policy."),
    "over": (
        replace(SOUND, end=date(2026, 11, 1)),
        CLIENT,
        FINE,
        "It ended on 2026-11-01 and is still active.",
    ),
    "nearly over": (
        replace(SOUND, end=date(2026, 12, 31)),
        CLIENT,
        FINE,
        "It ends on 2026-12-31: renew it, or let it go.",
    ),
    "over, and devices left behind": (
        replace(with_addition(), end=date(2026, 11, 1), status=Dated.always(Status.ENDED)),
        CLIENT,
        FINE,
        "It has ended, and 1 of PCs are still active.",
    ),
    "raise near": (
        replace(SOUND, uplift=Dated.always(Uplift(Decimal(3)))),
        CLIENT,
        FINE,
        "Prices rise by 3 % on 2027-01-01.",
    ),
    "notice near": (
        replace(SOUND, end=date(2027, 2, 15), renewal=Dated.always(Renewal(12, 60))),
        CLIENT,
        FINE,
        "It renews itself on 2027-02-15 for 12 months, unless it is ended.",
    ),
    "zero fee": (replace(SOUND, fee=price("0")), CLIENT, FINE, "The fee is zero."),
    "zero price": (with_addition(price=price("0")), CLIENT, FINE, "The price of PCs is zero."),
    "zero price of the item": (
        with_addition(item=replace(WS, price=price("0"))),
        CLIENT,
        FINE,
        "PCs has the price of WS, and that is zero.",
    ),
    "no price": (
        with_addition(item=replace(WS, price=Dated())),
        CLIENT,
        FINE,
        "PCs has no price, nor has WS.",
    ),
    "zero rate": (
        replace(SOUND, rates=Dated.always((RateRule(Rate(Decimal(0), "EUR")),))),
        CLIENT,
        FINE,
        "An hourly rate is zero.",
    ),
    "another currency": (
        with_addition(),
        replace(CLIENT, currency="CHF"),
        FINE,
        "PCs is priced in EUR, but the client is billed in CHF.",
    ),
    "nothing counted": (
        with_addition(counts=Counts("devices", "server")),
        CLIENT,
        FINE,
        "PCs counts devices of type server, and there are none.",
    ),
    "priced by devices": (
        SOUND,
        CLIENT,
        Beside("Gold", "per_device"),
        "It is priced by devices, but nothing counts them.",
    ),
    "old fee": (
        replace(SOUND, start=date(2025, 1, 1), fee=price("100")),
        CLIENT,
        FINE,
        "The fee has not changed since 2025-01-01.",
    ),
    "no cost": (
        with_addition(),
        CLIENT,
        Beside("Gold", "fixed_fee", frozenset({"WS"})),
        "PCs has no cost, so its margin is unknown.",
    ),
    "silent coverage": (
        replace(SOUND, coverage=Dated()),
        replace(CLIENT, time=(work("Remote"),)),
        FINE,
        "Nothing is said about coverage, and there is work: Remote.",
    ),
    "shadowed rule": (
        rules(
            CoverageRule(Answer.INCLUDED, ("Remote",)),
            CoverageRule(Answer.BILLABLE, ("Remote",)),
            CoverageRule(Answer.BILLABLE),
        ),
        CLIENT,
        FINE,
        "Rule 2 of the coverage never matches: one above it does.",
    ),
}


@pytest.mark.parametrize(("agreement", "client", "beside", "sentence"), CASES.values(), ids=CASES)
def test_what_ails_it_is_told(agreement, client, beside, sentence):
    assert told(agreement, client, beside) == [sentence]


def test_what_goes_on_or_is_far_away_is_no_finding():
    renewal = Dated.always(Renewal(12, 30))
    assert told(replace(SOUND, end=date(2026, 11, 1), renewal=renewal)) == []
    assert told(replace(SOUND, end=date(2027, 2, 15), renewal=renewal)) == []
    far = Dated.always(Uplift(Decimal(3), date(2026, 3, 1)))
    assert told(replace(SOUND, uplift=far)) == []
    ended = replace(with_addition(), end=date(2026, 11, 1), status=Dated.always(Status.ENDED))
    other = replace(with_addition(), number="A-2")
    assert told(ended, replace(CLIENT, agreements=(ended, other))) == []


def test_what_is_provided_for_is_no_finding():
    old = replace(SOUND, start=date(2025, 1, 1), fee=price("100"))
    raised = replace(old, uplift=Dated.always(Uplift(Decimal(3), date(2025, 6, 1))))
    assert told(raised) == []
    ended = replace(SOUND, end=date(2026, 11, 1), status=Dated.always(Status.ENDED))
    assert told(ended) == []
    past = replace(SOUND, coverage=Dated())
    assert told(past, replace(CLIENT, time=(work("Remote", date(2025, 1, 2)),))) == []
    narrower = rules(
        CoverageRule(Answer.INCLUDED, ("Remote",), ("Engineer",)),
        CoverageRule(Answer.BILLABLE, ("Remote",)),
        CoverageRule(Answer.BILLABLE),
    )
    assert told(narrower) == []
    assert told(SOUND, CLIENT, Beside("", "block_hours")) == []


def test_the_serious_comes_first():
    found = findings(replace(SOUND, fee=price("0")), CLIENT, Beside("", "fixed_fee"), TODAY)
    assert [finding.is_serious for finding in found] == [True, False]
