"""Recurring tickets: opened once each, with a clock that is given."""

import pytest

from app.domain.ticket import EventType
from tests.services.test_sla import TurningClock, opened

RULE = {
    "name": "Patch day",
    "client": "ACME",
    "agreement": "A-1",
    "priority": "P1",
    "note": "Begin with the server",
    "checklist": ["Back up", "Patch"],
    "unit": "week",
    "on": "monday",
    "start": "2026-10-05",
}
BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "timezone": "Europe/Dublin", "locale": "en_IE"},
    "clients": [
        {"code": "ACME", "agreements": [{"number": "A-1", "start": "2026-01-01"}]},
        {"code": "NORTH", "timezone": "America/New_York"},
    ],
    "tickets": [{"number": "T-7", "client": "ACME", "opened": "2026-10-01T09:00:00+01:00"}],
    "recurring_tickets": [RULE, {**RULE, "name": "Backups", "client": "NORTH", "agreement": None}],
}


@pytest.fixture
def clock():
    return TurningClock("2026-10-05T08:30+00:00")


def follow(services):
    found = services.recurring.due()
    for opening in found:
        services.editing.save(opening.patch)
    return [(opening.rule, opening.ticket) for opening in found]


def test_what_is_due_is_opened_once_each_as_of_its_time(tmp_path, clock):
    with opened(tmp_path, clock, BOOK) as services:
        assert follow(services) == [("Patch day", "T-8")]
        assert follow(services) == []
        found = services.editing.record("tickets", "T-8")
        assert found["opened"] == "2026-10-05T08:00:00+00:00"
        assert (found["client"], found["agreement"], found["priority"]) == ("ACME", "A-1", "P1")
        assert found["summary"] == "Patch day"
        assert [step["text"] for step in found["checklist"]] == ["Back up", "Patch"]
        (note,) = services.tickets.show("T-8").happenings
        assert (note.type, note.note) == (EventType.NOTE, "Begin with the server")
        clock.turn("2026-10-05T13:00+00:00")
        assert follow(services) == [("Backups", "T-9")]


def test_a_second_look_at_the_same_moment_opens_the_same_ticket(tmp_path, clock):
    with opened(tmp_path, clock, BOOK) as services:
        for opening in (*services.recurring.due(), *services.recurring.due()):
            services.editing.save(opening.patch)
        assert [row.number for row in services.sla.show()] == ["T-7", "T-8"]


def test_a_long_absence_opens_the_latest_and_says_what_was_passed_over(tmp_path, clock):
    with opened(tmp_path, clock, BOOK) as services:
        follow(services)
        clock.turn("2026-11-04T12:00+00:00")
        assert follow(services) == [("Backups", "T-9"), ("Patch day", "T-10")]
        notes = [each.note for each in services.tickets.show("T-10").happenings]
        assert notes[0].startswith("3 earlier tickets of this rule, since 12 Oct 2026")
        assert services.tickets.show("T-10").row.opened == clock.now()
        assert follow(services) == []


def test_a_rule_that_rests_is_looked_after_and_opens_nothing(tmp_path, clock):
    with opened(tmp_path, clock, BOOK) as services:
        services.editing.save({"recurring_tickets": [{"name": "Patch day", "paused": True}]})
        assert follow(services) == [("Patch day", "")]
        assert services.editing.record("recurring_tickets", "Patch day")["created_through"] == (
            "2026-10-05"
        )
        services.editing.save({"recurring_tickets": [{"name": "Patch day", "paused": False}]})
        assert follow(services) == []


def test_an_empty_file_asks_for_nothing(tmp_path, clock):
    with opened(tmp_path, clock, None) as services:
        assert services.recurring.due() == ()
