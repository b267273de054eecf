"""Tickets as they are worked on: their order, one of them whole, and edits with their way back."""

from datetime import UTC, datetime

import pytest

from app.bootstrap import services_over
from app.domain.clock import StoppedClock
from app.domain.mapping import agreement_for
from app.domain.sla_policy import Category, Metric
from app.domain.sla_state import State
from app.domain.ticket import Basis, EventType
from app.storage.joining import OtherClientError
from app.storage.sla import NoSuchTicketError
from app.storage.store import Store
from app.ui.tickets import acts

NOW = datetime(2026, 11, 25, 10, 0, 30, 5, tzinfo=UTC)
WEEK = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
OFFICE = {
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "work_types": [{"name": "Remote"}],
    "calendars": [{"name": "Office", "hours": WEEK}],
    "sla_policies": [
        {
            "name": "Gold",
            "default": True,
            "calendar": "Office",
            "targets": {"P1": {"first_response": "30m", "resolution": "4h"}, "P3": {}},
        }
    ],
    "clients": [
        {"code": "ACME", "name": "Acme", "agreements": [{"number": "A-1", "start": "2026-01-01"}]},
        {
            "code": "BETA",
            "agreements": [
                {"number": "B-1", "start": "2026-01-01", "end": "2026-06-01"},
                {"number": "B-2", "start": "2026-01-01"},
                {"number": "B-3", "start": "2026-02-01"},
            ],
        },
    ],
    "tickets": [
        {"number": "T-7", "client": "ACME", "opened": "2026-11-20T09:00:00+00:00"},
        {
            "number": "T-8",
            "client": "ACME",
            "opened": "2026-11-20T10:00:00+00:00",
            "events": [{"at": "2026-11-20T11:00:00+00:00", "type": "status", "to": "resolved"}],
        },
        {
            "number": "T-9",
            "client": "BETA",
            "priority": "P1",
            "opened": "2026-11-25T09:45:00+00:00",
        },
        {
            "number": "T-10",
            "client": "ACME",
            "priority": "P1",
            "opened": "2026-11-25T09:15:00+00:00",
            "events": [
                {"at": "2026-11-25T09:20:00+00:00", "type": "agent_reply", "note": "On it"},
                {"at": "2026-11-25T09:30:00+00:00", "type": "status", "to": "waiting_client"},
            ],
        },
    ],
    "time": [
        {
            "id": f"E-{minutes}",
            "client": "ACME",
            "ticket": "T-10",
            "start": "2026-11-25T09:20:00+00:00",
            "minutes": minutes,
            "work_type": "Remote",
        }
        for minutes in (15, 40)
    ],
}


@pytest.fixture
def services(tmp_path):
    clock = StoppedClock(NOW)
    with Store.open(tmp_path / "desk.accord", create=True, clock=clock) as store:
        services = services_over(store, clock, "en_IE")
        services.editing.save(OFFICE)
        yield services


def row(services, number):
    return next(found for found in services.tickets.list().rows if found.number == number)


def test_what_is_due_next_comes_first_and_what_has_ended_last(services):
    assert [found.number for found in services.tickets.list().rows] == ["T-9", "T-10", "T-7", "T-8"]


def test_a_ticket_shows_its_worked_time_and_its_most_pressing_promise(services):
    first, paused, bare, done = services.tickets.list().rows
    assert [found.minutes for found in (first, paused, bare, done)] == [0, 55, 0, 0]
    assert (first.promise.metric, first.promise.remaining) == (Metric.FIRST_RESPONSE, 14 * 60 + 30)
    assert (paused.promise.metric, paused.promise.state) == (Metric.RESOLUTION, State.PAUSED)
    assert bare.promise is None


def test_one_ticket_tells_what_happened_newest_first(services):
    found = services.tickets.show("T-10")
    assert [(each.type, each.note) for each in found.happenings] == [
        (EventType.STATUS, ""),
        (EventType.AGENT_REPLY, "On it"),
    ]
    assert {each.minutes for each in found.work} == {15, 40}
    assert found.priorities == ("P1", "P3")
    with pytest.raises(NoSuchTicketError):
        services.tickets.show("T-99")


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (EventType.AGENT_REPLY, State.MET),
        (EventType.NOTE, State.AT_RISK),
        (EventType.CLIENT_MESSAGE, State.AT_RISK),
    ],
)
def test_only_a_word_to_the_client_answers_it(services, kind, state):
    services.editing.save({"sla_policies": [{"name": "Gold", "at_risk_percent": 50}]})
    undo = acts.tell(services, "T-9", " Which printer? ", kind)
    found = services.tickets.show("T-9")
    assert found.happenings[0].note == "Which printer?"
    assert found.row.state.current(Metric.FIRST_RESPONSE).state is state
    services.editing.undo(undo)
    assert services.tickets.show("T-9").happenings == ()


def test_a_status_stops_the_clock_and_undo_lets_it_run(services):
    undo = acts.turn(services, "T-9", Category.RESOLVED)
    assert row(services, "T-9").promise.state is State.MET
    assert services.tickets.list().rows[-2].number == "T-9"
    services.editing.undo(undo)
    assert row(services, "T-9").state.category is Category.ACTIVE


def test_a_priority_counts_from_the_start_unless_things_got_worse(services):
    acts.rank(services, "T-7", "P1", Basis.FROM_START)
    assert row(services, "T-7").promise.state is State.BREACHED
    acts.rank(services, "T-7", "P3", Basis.FROM_START)
    acts.rank(services, "T-7", "P1", Basis.FROM_CHANGE)
    assert row(services, "T-7").promise.state is State.ON_TRACK


def test_a_new_ticket_has_the_next_number_and_the_only_agreement_of_its_client(services):
    found = services.tickets.openable()
    assert found.number == "T-11"
    assert found.at == NOW.replace(microsecond=0)
    assert found.priorities == ("P1", "P3")
    found_for = {code: agreement_for(claims, found.day) for code, claims in found.claims.items()}
    assert {code: each.agreement for code, each in found_for.items()} == {"ACME": "A-1", "BETA": ""}


def test_the_first_ticket_of_all_has_a_number(tmp_path):
    clock = StoppedClock(NOW)
    with Store.open(tmp_path / "new.accord", create=True, clock=clock) as store:
        services = services_over(store, clock, "en_IE")
        assert services.tickets.openable().number == "T-1001"
        assert services.tickets.list().rows == ()


def test_several_tickets_change_by_one_edit_with_one_way_back(services):
    before = services.editing.record("tickets", "T-9")
    events = [{"type": "status", "to": "resolved"}, {"type": "assign", "to": "Sam"}]
    undo = acts.happen_to_all(services, ["T-7", "T-9"], events)
    assert {row(services, each).assigned for each in ("T-7", "T-9")} == {"Sam"}
    assert row(services, "T-7").state.category is Category.RESOLVED
    services.editing.undo(undo)
    assert services.editing.record("tickets", "T-9") == before
    assert row(services, "T-7").state.category is Category.ACTIVE


def test_merged_tickets_leave_their_notes_and_work_and_say_where(services):
    file = {"id": "F-1", "ticket": "T-10", "name": "a.txt", "added": "2026-11-25T09:00:00+00:00"}
    services.editing.save({"attachments": [{**file, "content": "QQ=="}]})
    before = services.editing.record("tickets", "T-10")
    undo = acts.merge(services, "T-7", ["T-10"])
    assert row(services, "T-10").state.category is Category.MERGED
    assert services.tickets.show("T-10").happenings[1].note == "→ T-7"
    into = services.tickets.show("T-7")
    assert [(each.type, each.note) for each in into.happenings] == [(EventType.NOTE, "T-10: On it")]
    assert into.row.minutes == 55
    assert services.editing.record("attachments", "F-1")["ticket"] == "T-7"
    assert row(services, "T-10").minutes == 0
    services.editing.undo(undo)
    assert services.editing.record("tickets", "T-10") == before
    assert row(services, "T-10").minutes == 55


def test_tickets_of_different_clients_are_not_merged(services):
    with pytest.raises(OtherClientError):
        acts.merge(services, "T-7", ["T-9"])
