"""The clocks of open tickets against the same clocks stepping through the calendar day by day."""

import random
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from math import inf
from time import process_time
from unittest.mock import patch
from zoneinfo import ZoneInfo

from app.domain import sla_clock
from app.domain.hours import Calendar
from app.domain.openings import Opening
from app.domain.sla import evaluate
from app.domain.sla_policy import Category, Metric, SlaPolicy, Target
from app.domain.sla_rules import single
from app.domain.ticket import Event, EventType, Ticket
from tests.benchmarks.measures import Figure, seconds

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
EVENTS = 13
HOURS = (Opening.read("09:00", "12:30"), Opening.read("13:30", "17:30"))
CALENDAR = Calendar(
    "Office",
    "Europe/London",
    (HOURS,) * 5 + ((), ()),
    frozenset({date(2026, 8, 31), date(2026, 12, 25)}),
)
RULES = single(
    SlaPolicy(
        "Gold",
        CALENDAR.name,
        {
            "P2": Target(
                {Metric.FIRST_RESPONSE: 7200, Metric.UPDATE: 14400, Metric.RESOLUTION: 57600}
            )
        },
    ),
    CALENDAR,
)
HAPPENINGS = (
    {"type": EventType.STATUS, "category": Category.WAITING_CLIENT},
    {"type": EventType.STATUS, "category": Category.ACTIVE},
    {"type": EventType.STATUS, "category": Category.WAITING_VENDOR},
    {"type": EventType.AGENT_REPLY},
    {"type": EventType.CLIENT_MESSAGE},
    {"type": EventType.NOTE},
)


def run(rounds=3, tickets=500):
    """Every metric of so many open tickets."""
    found = opened(tickets)
    ready = [told(each) for each in found]
    with stepping():
        assert ready == [told(each) for each in found], "the two do not agree"
    ours, naive = inf, inf
    for _ in range(rounds):
        ours = min(ours, seconds(evaluated, found, clock=process_time))
        with stepping():
            naive = min(naive, seconds(evaluated, found, clock=process_time))
    note = f"{ours * 1000:.0f} ms here"
    yield Figure(
        f"{tickets} open tickets, times day by day", naive / ours, 4, at_least=True, note=note
    )


def opened(tickets):
    """Open tickets of the last three months, each with its events."""
    chance = random.Random(7)
    return [ticket(number, chance) for number in range(tickets)]


def ticket(number, chance):
    life = timedelta(minutes=chance.randrange(60, 90 * 24 * 60))
    moments = sorted(chance.random() for _ in range(EVENTS))
    events = tuple(
        Event(at=NOW - life + life * moment, **chance.choice(HAPPENINGS)) for moment in moments
    )
    return Ticket(f"T-{number}", "C", NOW - life, "P2", events=events)


def evaluated(tickets):
    """Read all clocks; the calendar's tables are made anew, as at the start of the program."""
    CALENDAR._years.clear()
    for each in tickets:
        evaluate(each, RULES, NOW)


def told(each):
    return [(clock.state, clock.elapsed, clock.due) for clock in evaluate(each, RULES, NOW).clocks]


@contextmanager
def stepping():
    """The clocks' arithmetic done day by day."""
    with (
        patch.object(sla_clock, "seconds_between", stepped_seconds),
        patch.object(sla_clock, "second_after", stepped_after),
    ):
        yield


def days(calendar, first):
    """The open spans of each day, from the one a second lies in."""
    zone = ZoneInfo(calendar.zone)
    day = datetime.fromtimestamp(first, zone).date()
    while True:
        midnight = int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
        for each in calendar.openings(day):
            yield midnight + each.start, midnight + each.end
        day += timedelta(days=1)


def stepped_seconds(calendar, first, last):
    total = 0
    if last <= first:
        return 0
    for opens, closes in days(calendar, first):
        if opens >= last:
            return total
        total += max(min(closes, last) - max(opens, first), 0)
    return 0


def stepped_after(calendar, first, wanted):
    if wanted <= 0:
        return first
    for opens, closes in days(calendar, first):
        begins = max(opens, first)
        if begins < closes:
            if wanted <= closes - begins:
                return begins + wanted
            wanted -= closes - begins
    return None
