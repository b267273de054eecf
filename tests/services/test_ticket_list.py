"""The list of tickets: narrowed, sorted and cut into pages by the file, and always current."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap import desk
from app.domain.ticket_view import NOBODY, Order, Part, TicketView
from app.storage import ticket_list
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


def paged(services, view):
    after, found = None, []
    while True:
        page = services.tickets.list(view, 1, after)
        found += [row.number for row in page.rows]
        if (after := page.after) is None:
            return found


LINES = {
    "T-7": {"summary": "Printer", "priority": "P1"},
    "T-8": {"summary": "Ärger with a plug", "agreement": "A-1"},
    "T-9": {"summary": "Zoo of printers"},
    "T-10": {"summary": "printer, blue"},
}
KEYS = {
    Order.DUE: ["T-7", "T-9", "T-10", "T-8"],
    Order.NUMBER: ["T-7", "T-8", "T-9", "T-10"],
    Order.SUMMARY: ["T-8", "T-7", "T-10", "T-9"],
    Order.CLIENT: ["T-7", "T-8", "T-10", "T-9"],
    Order.STATUS: ["T-7", "T-9", "T-8", "T-10"],
    Order.PRIORITY: ["T-7", "T-9", "T-10", "T-8"],
    Order.AGREEMENT: ["T-8", "T-7", "T-9", "T-10"],
    Order.ASSIGNED: ["T-7", "T-8", "T-9", "T-10"],
    Order.OPENED: ["T-7", "T-8", "T-10", "T-9"],
    Order.MINUTES: ["T-7", "T-8", "T-9", "T-10"],
}


@pytest.mark.parametrize("many", [0, 2_000])
@pytest.mark.parametrize("order", Order)
def test_every_order_goes_both_ways_page_by_page(services, monkeypatch, order, many):
    monkeypatch.setattr(ticket_list, "MANY", many)
    for number, keys in LINES.items():
        change(services, number, **keys)
    for text in ("", "p"):
        view = TicketView(Part.ALL, text, order=order)
        assert paged(services, view) == KEYS[order]
        turned = TicketView(Part.ALL, text, order=order, is_down=True)
        assert paged(services, turned) == KEYS[order][::-1]


NARROWED = [
    ({"part": Part.OPEN}, ["T-7", "T-9", "T-10"]),
    ({"part": Part.DUE}, ["T-7", "T-9"]),
    ({"part": Part.DUE, "text": "zoo"}, ["T-9"]),
    ({"part": Part.WAITING}, ["T-10"]),
    ({"client": "BETA"}, ["T-9"]),
    ({"status": "resolved"}, ["T-8"]),
    ({"priority": "P1", "text": "print"}, ["T-7", "T-9", "T-10"]),
    ({"agreement": "A-1"}, ["T-8"]),
    ({"assigned": "Sam"}, ["T-8"]),
    ({"assigned": NOBODY, "client": "ACME"}, ["T-7", "T-10"]),
    ({"part": Part.OPEN, "assigned": "Sam"}, []),
]


@pytest.mark.parametrize("many", [0, 2_000])
@pytest.mark.parametrize(("wanted", "found"), NARROWED)
def test_the_list_is_narrowed_to_all_that_is_wanted(services, monkeypatch, wanted, found, many):
    monkeypatch.setattr(ticket_list, "MANY", many)
    for number, keys in LINES.items():
        change(services, number, **keys)
    before = services.editing.record("tickets", "T-8")["events"]
    given = {"at": "2026-11-20T10:30:00+00:00", "type": "assign", "to": "Sam"}
    change(services, "T-8", events=[*before, given])
    view = TicketView(**{"part": Part.ALL, **wanted})
    assert paged(services, view) == found
    assert services.tickets.known().people == ["Sam"]


def test_each_part_is_counted(services):
    parts = {Part.OPEN: 3, Part.DUE: 1, Part.WAITING: 1, Part.ALL: 4}
    assert services.tickets.counts() == parts


@pytest.mark.parametrize(
    "view",
    [
        TicketView(),
        TicketView(Part.ALL, "a b", client="C", order=Order.MINUTES, is_down=True),
        TicketView(assigned=NOBODY),
    ],
)
def test_a_view_that_is_kept_is_the_same_view(view):
    assert TicketView.of(view.kept()) == view


def test_what_no_one_understands_in_a_view_is_left_out():
    assert TicketView.of({"part": "x", "order": "y", "colour": "red", "text": "a"}) == TicketView(
        text="a"
    )


def test_work_that_moves_to_another_ticket_counts_there(services):
    services.editing.save({"time": [{"id": "E-15", "ticket": "T-7", "note": "Sawdust"}]})
    worked = {row.number: row.minutes for row in services.tickets.list().rows}
    assert (worked["T-7"], worked["T-10"]) == (15, 40)
    assert numbers(services, text="sawd") == ["T-7"]


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
