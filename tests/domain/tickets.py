"""Tickets to judge: a desk open from nine to five, a policy, and events on a Monday."""

from datetime import datetime, timedelta

from app.domain.hours import Calendar
from app.domain.openings import Opening
from app.domain.sla import evaluate
from app.domain.sla_policy import Category, Metric, SlaPolicy, Target
from app.domain.sla_rules import single
from app.domain.ticket import Basis, Event, EventType, Ticket

HOUR = 3600
OFFICE = Calendar("Office", "Europe/Dublin", ((Opening.read("09:00", "17:00"),),) * 5 + ((), ()))
ALWAYS = Calendar("Always", "UTC", always_open=True)
RESPONSE, UPDATE, RESOLUTION = Metric


def at(text):
    """A moment of the week of Monday 2 November 2026, in which Dublin keeps UTC: "mon 09:30"."""
    day, _, reading = text.partition(" ")
    start = datetime.fromisoformat("2026-11-02T00:00+00:00")
    hours, minutes = reading.split(":")
    week = "mon tue wed thu fri sat sun mon2 tue2 wed2 thu2 fri2".split()
    days = week.index(day)
    return start + timedelta(days=days, hours=int(hours), minutes=int(minutes))


def hours(**wanted):
    return {Metric(name): int(value * HOUR) for name, value in wanted.items()}


def policy(**choices):
    targets = {
        "P1": Target(hours(first_response=1, update=2, resolution=4)),
        "P2": Target(hours(first_response=2, update=4, resolution=8)),
        "P3": Target(hours(first_response=4, resolution=24)),
    }
    return SlaPolicy("Gold", "Office", **{"targets": targets, **choices})


def event(kind, when, to="", **more):
    kind = EventType(kind)
    if kind is EventType.STATUS:
        more.setdefault("category", Category(to))
    for key in ("recorded_at", "due"):
        if key in more:
            more[key] = more[key] and at(more[key])
    if "metric" in more:
        more["metric"] = Metric(more["metric"])
    if "basis" in more:
        more["basis"] = Basis(more["basis"])
    if "status" in more:
        more["category"] = Category(more.pop("status"))
    return Event(kind, at(when), to=to, **more)


def ticket(*events, opened="mon 09:00", priority="P2", **more):
    return Ticket("T-1", "ACME", at(opened), priority, events=tuple(events), **more)


def judged(found, now, rules=None, known_at=None, **choices):
    rules = rules or single(policy(**choices), OFFICE, ALWAYS, zone="Europe/Dublin")
    return evaluate(found, rules, at(now), known_at and at(known_at))
