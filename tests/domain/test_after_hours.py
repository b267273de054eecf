"""Work after hours: cut at the calendar's edges, raised by the highest multiplier."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.after_hours import after_hours_of, parts_of
from app.domain.agreement import AfterHours, Allowance, Answer, Block, CoverageRule, RateRule
from app.domain.billing import propose
from app.domain.catalog import WorkType
from app.domain.dated import Dated
from app.domain.hours import Calendar
from app.domain.money import Money
from app.domain.openings import Opening
from tests.domain.conftest import Make

DUBLIN = ZoneInfo("Europe/Dublin")
NINE_TO_FIVE = (Opening.read("09:00", "17:00"),)
OFFICE = Calendar(
    "Office",
    "Europe/Dublin",
    (*(NINE_TO_FIVE,) * 5, (), ()),
    closed=frozenset({date(2026, 12, 25)}),
    days={date(2026, 12, 24): (Opening.read("09:00", "13:00"),)},
)
EVENING = AfterHours("Office", Decimal("1.5"), Decimal(2))


def local(*moment):
    return datetime(*moment, tzinfo=DUBLIN).astimezone(UTC)


def entry(start, minutes, **terms):
    day = start.astimezone(DUBLIN).date()
    return replace(Make.entry("t", day, minutes, agreement="A", **terms), start=start)


def book(multiplier="1", after_hours=EVENING):
    work_type = WorkType("Remote", multiplier=Dated.always(Decimal(multiplier)))
    return Make.book(
        calendars={"Office": OFFICE},
        after_hours=Dated.always(after_hours),
        work_types={"Remote": work_type},
    )


@pytest.mark.parametrize(
    ("start", "minutes", "parts"),
    [
        # Tuesday, in hours; across the morning's and the evening's edge.
        ((2026, 10, 6, 10), 60, [(60, None)]),
        ((2026, 10, 6, 8), 600, [(60, "1.5"), (480, None), (60, "1.5")]),
        # Christmas Eve closes at one, and the closed day begins at midnight.
        ((2026, 12, 24, 12), 780, [(60, None), (660, "1.5"), (60, "2")]),
        # Saturday is after hours; it is no closed day.
        ((2026, 10, 10, 12), 30, [(30, "1.5")]),
        # The night the clocks go back: from 22:00 to 09:00 are twelve hours.
        ((2026, 10, 24, 22), 720, [(720, "1.5")]),
        ((2026, 10, 25, 23), 660, [(600, "1.5"), (60, None)]),
        # The night they go forward: from 23:00 to 09:00 are nine hours.
        ((2026, 3, 28, 23), 60 * 9, [(540, "1.5")]),
        ((2026, 3, 29, 23), 660, [(600, "1.5"), (60, None)]),
    ],
)
def test_work_is_cut_at_the_edges(start, minutes, parts):
    found = parts_of(entry(local(*start), minutes), minutes, None, book())
    assert [(part.minutes, part.multiplier) for part in found] == [
        (length, None if times is None else Decimal(times)) for length, times in parts
    ]


@given(st.integers(0, 20_000), st.integers(1, 1500), st.integers(0, 2000))
def test_no_billed_minute_is_lost_in_the_cut(minute, worked, billed):
    start = local(2026, 12, 20, 0) + timedelta(minutes=minute)
    parts = parts_of(entry(start, worked), billed, None, book())
    assert sum(part.minutes for part in parts) == billed
    assert all(part.minutes >= 0 for part in parts)


def test_billed_minutes_are_shared_by_the_worked_ones():
    # 10 of 30 worked minutes lie before nine; 45 are billed.
    found = parts_of(entry(local(2026, 10, 6, 8, 50), 30), 45, None, book())
    assert [part.minutes for part in found] == [15, 30]


def test_the_agreement_has_its_own_or_none_or_the_companys():
    own = AfterHours("Office", Decimal(3))
    since = date(2026, 6, 1)
    agreement = Make.agreement(after_hours=Dated(((since, own), (date(2026, 7, 1), None))))
    days = (date(2026, 5, 31), since, date(2026, 7, 1))
    found = [after_hours_of(Make.entry("t", day), agreement, book()) for day in days]
    assert found == [EVENING, own, None]
    assert after_hours_of(Make.entry("t", days[2]), None, book()) == EVENING


def bill(work, agreement, *, client=None, blocks=(), **terms):
    facts = Make.client(agreement, time=(work,), blocks=blocks, **(client or {}))
    outcome = propose(book(**terms), facts, date(2027, 1, 31))
    lines = [line for proposal in outcome.proposals for line in proposal.lines]
    return {line.charge: line for line in lines if line.charge.startswith("time/")}


NIGHT = local(2026, 10, 6, 20)
RULES = Dated.always((CoverageRule(Answer.BILLABLE),))


@pytest.mark.parametrize(
    ("terms", "net"),
    [
        # The role's 100 and the work type's multiplier: the highest wins, they never multiply.
        ({}, "150.00"),
        ({"multiplier": "1.25"}, "150.00"),
        ({"multiplier": "3"}, "300.00"),
        # A card's rate is raised like the role's, an agreement's by after hours alone.
        ({"card": "80", "multiplier": "3"}, "240.00"),
        ({"own": "60", "multiplier": "3"}, "90.00"),
        # An entry's own rate stays as it is.
        ({"entry": "50", "own": "60"}, "50.00"),
    ],
)
def test_what_is_raised_after_hours(terms, net):
    work = entry(NIGHT, 60, rate=Make.rate(terms["entry"]) if "entry" in terms else None)
    rates = {
        key: Dated.always((RateRule(Make.rate(terms[key])),) if key in terms else ())
        for key in ("own", "card")
    }
    agreement = Make.agreement(coverage=RULES, rates=rates["own"])
    found = bill(
        work, agreement, client={"rates": rates["card"]}, multiplier=terms.get("multiplier", "1")
    )
    assert found["time/t"].net.plain() == net
    assert (found["time/t"].quantity, found["time/t"].unit) == (1, "hour")


def test_overage_is_raised_too():
    allowance = Dated.always(Allowance(Fraction(0), overage_rate=Make.rate("90")))
    found = bill(entry(NIGHT, 60), Make.fee(allowance=allowance))
    assert found["time/t/overage"].net.plain() == "135.00"


def test_one_charge_with_its_pieces():
    found = bill(entry(local(2026, 10, 6, 16), 100), Make.agreement(coverage=RULES))
    line = found["time/t"]
    # 60 minutes at 100 and 40 at 150, rounded once; printed as 1 x 200.00.
    assert (line.net.plain(), line.quantity, line.unit) == ("200.00", 1, "each")
    told = " ".join(step.plain() for step in line.explanation)
    assert "60 minutes × 100.00 EUR an hour = 100." in told
    assert "40 minutes × 150.000 EUR an hour = 100." in told
    assert "40 minutes of it lie after hours, which count 1.5 times." in told


def test_coverage_looks_at_each_part():
    rules = (
        CoverageRule(Answer.BILLABLE, after_hours=True),
        CoverageRule(Answer.INCLUDED),
    )
    agreement = Make.fee(coverage=Dated.always(rules))
    line = bill(entry(local(2026, 10, 6, 16), 100), agreement)["time/t"]
    assert (line.net.plain(), line.unit) == ("100.00", "each")
    only_nights = (CoverageRule(Answer.INCLUDED, after_hours=True), CoverageRule(Answer.BILLABLE))
    agreement = Make.fee(coverage=Dated.always(only_nights))
    line = bill(entry(local(2026, 10, 6, 16), 100), agreement)["time/t"]
    assert (line.net.plain(), line.quantity, line.unit) == ("100.00", 1, "hour")


def test_weighted_hours_burn_faster_and_come_back_as_real_minutes():
    weighted = Allowance(Fraction(2), weighted=True, overage_rate=Make.rate("100"))
    agreement = Make.fee(allowance=Dated.always(weighted))
    block = Block("B", Fraction(1), date(2026, 1, 1), date(2027, 6, 1), Money.zero("EUR"))
    # 4 hours at 1.5: 2 allowed hours cover 80 minutes, the block's hour 40, 120 minutes remain.
    line = bill(entry(NIGHT, 240), agreement, blocks=(block,))["time/t/overage"]
    assert line.net.plain() == "300.00"
    plain = Make.fee(allowance=Dated.always(replace(weighted, weighted=False)))
    line = bill(entry(NIGHT, 240), plain, blocks=(block,))["time/t/overage"]
    assert line.net.plain() == "150.00"
