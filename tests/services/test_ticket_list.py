"""The list of tickets: narrowed, sorted and cut into pages by the file, and always current."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import desk
from app.domain.ticket_view import Part, TicketView
from tests.services.test_tickets import NOW, OFFICE


class Clock:
    """Moves when it is told to."""

    moment = NOW

    def now(self):
        return self.moment


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def services(tmp_path, clock):
    with desk(tmp_path / "a.accord", create=True, clock=clock) as found:
        found.workbook.take_in([json.dumps({"format": "accord/1", **OFFICE}).encode()])
        yield found


def numbers(services, part=Part.ALL, **wanted):
    return [row.number for row in services.tickets.list(TicketView(part, **wanted)).rows]


def change(services, number, **keys):
    return services.editing.save({"tickets": [{"number": number, **keys}]})


def test_pages_make_up_the_whole_list(services):
    whole, after, paged = numbers(services), None, []
    while True:
        page = services.tickets.list(TicketView(Part.ALL), 1, after)
        paged += [row.number for row in page.rows]
        if (after := page.after) is None:
            break
    assert paged == whole
    assert len(whole) == 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("muller", ["T-7"]),
        ("MÜLL", ["T-7"]),
        ("drucker mü", ["T-7"]),
        ("7", ["T-7"]),
        ("T-7", ["T-7"]),
        ("rucker", []),
        ('"*', ["T-9", "T-10", "T-7", "T-8"]),
        ("gone fishing", ["T-7"]),
    ],
)
def test_words_find_what_begins_with_them(services, typed, found):
    change(services, "T-7", summary="Drucker bei Müller")
    note = {"at": "2026-11-25T09:59:00+00:00", "type": "note", "note": "He has gone fishing"}
    before = services.editing.record("tickets", "T-7").get("events", [])
    change(services, "T-7", events=[*before, note])
    assert numbers(services, text=typed) == found


def test_words_that_were_changed_find_nothing_any_more(services):
    undo = change(services, "T-7", summary="Kettle")
    assert numbers(services, text="kettle") == ["T-7"]
    services.editing.undo(undo)
    assert numbers(services, text="kettle") == []


def test_a_ticket_that_was_taken_away_is_found_no_more(services):
    undo = change(
        services, "T-77", client="ACME", opened="2026-11-25T09:00:00+00:00", summary="Oak"
    )
    assert numbers(services, text="oak") == ["T-77"]
    services.editing.undo(undo)
    assert numbers(services, text="oak") == []
    assert "T-77" not in numbers(services)


def test_it_is_narrowed_by_what_stands_now(services):
    assert set(numbers(services, client="BETA")) == {"T-9"}
    assert "T-8" not in numbers(services, part=Part.OPEN)
    assert numbers(services, status="resolved") == ["T-8"]
    assert services.tickets.counts()[Part.ALL] == 4


def test_a_client_of_another_name_is_found_by_it(services):
    services.editing.save({"clients": [{"code": "BETA", "name": "Quokka"}]})
    assert numbers(services, text="quok") == ["T-9"]


def test_a_new_target_moves_what_is_due_next(services):
    assert numbers(services)[0] == "T-9"
    gold = services.editing.record("sla_policies", "Gold")
    targets = {"P1": {"first_response": "5h", "resolution": "1m"}}
    services.editing.save({"sla_policies": [{**gold, "targets": targets, "name": "Gold"}]})
    assert numbers(services)[:2] == ["T-10", "T-9"]


def test_what_comes_to_hold_with_the_time_moves_it_too(services, clock):
    later = NOW + timedelta(hours=1)
    event = {"at": later.isoformat(), "type": "status", "to": "resolved"}
    change(services, "T-9", events=[event])
    assert numbers(services)[0] == "T-9"
    clock.moment = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert services.tickets.is_behind
    services.tickets.catch_up()
    assert not services.tickets.is_behind
    assert "T-9" not in numbers(services, part=Part.OPEN)
