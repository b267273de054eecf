"""Statuses, canned notes, recurring tickets, checklists, links and files, in and out."""

import base64
import json
from copy import deepcopy
from datetime import UTC, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.storage.records.removing import StillUsedError
from app.workbook.ticket_shape import LARGEST_ATTACHMENT

CLOCK = StoppedClock(datetime(2026, 11, 25, 10, tzinfo=UTC))
AT = "2026-11-20T09:00:00+00:00"
LATER = "2026-11-20T11:00:00+00:00"
BOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "timezone": "Europe/Dublin"},
    "statuses": [{"name": "Parts ordered", "category": "waiting_vendor"}],
    "canned_notes": [{"name": "On it", "text": "We are on it.", "kind": "note"}],
    "clients": [
        {
            "code": "ACME",
            "contacts": [{"name": "Pat"}],
            "sites": [{"name": "Quay"}],
            "devices": [{"name": "PC-1", "type": "workstation"}],
            "agreements": [{"number": "A-1", "start": "2026-01-01"}],
        },
        {"code": "BETA", "contacts": [{"name": "Sam"}]},
    ],
    "recurring_tickets": [
        {
            "name": "Patch day",
            "client": "ACME",
            "agreement": "A-1",
            "checklist": ["Look"],
            "on": "first monday",
            "start": "2026-12-01",
        }
    ],
    "tickets": [
        {
            "number": "T-1",
            "client": "ACME",
            "opened": AT,
            "contact": "Pat",
            "site": "Quay",
            "devices": ["PC-1"],
            "checklist": [{"text": "Look"}, {"text": "Mend", "done": True}],
            "events": [{"at": LATER, "type": "status", "to": "Parts ordered"}],
        }
    ],
    "attachments": [
        {
            "id": "f-1",
            "ticket": "T-1",
            "name": "photo.png",
            "added": LATER,
            "content": base64.b64encode(b"a picture").decode(),
        }
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "a.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        yield found


def refused(services, change):
    book = deepcopy(BOOK)
    change(book)
    with pytest.raises(InvalidError) as told:
        services.workbook.take_in([json.dumps(book).encode()])
    return [
        (problem.place, services.language.tell(problem.sentence)) for problem in told.value.problems
    ]


def test_what_goes_in_comes_out_and_goes_in_again(services, tmp_path):
    once = services.workbook.hand_out()
    assert not services.workbook.take_in([json.dumps(BOOK).encode()]).changed
    with desk(tmp_path / "b.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([once])
        assert other.workbook.hand_out() == once
    told = json.loads(once)
    for section in ("statuses", "canned_notes", "recurring_tickets", "attachments"):
        assert told[section] == BOOK[section]
    assert told["tickets"][0]["events"][0]["category"] == "waiting_vendor"


def test_a_status_that_means_something_else_later_rewrites_nothing(services):
    services.editing.save({"statuses": [{"name": "Parts ordered", "category": "scheduled"}]})
    services.workbook.take_in([json.dumps({**BOOK, "statuses": []}).encode()])
    happened = services.editing.record("tickets", "T-1")["events"]
    assert [event["category"] for event in happened] == ["waiting_vendor"]
    services.editing.save(
        {
            "tickets": [
                {
                    "number": "T-1",
                    "events": [*happened, {**happened[0], "at": AT, "category": None}],
                }
            ]
        }
    )
    meant = [event["category"] for event in services.editing.record("tickets", "T-1")["events"]]
    assert meant == ["waiting_vendor", "scheduled"]


def test_files_may_stay_at_home(services, tmp_path):
    light = services.workbook.hand_out(with_files=False)
    assert "content" not in json.loads(light)["attachments"][0]
    before = services.workbook.hand_out()
    services.workbook.take_in([light])
    assert (
        json.loads(services.workbook.hand_out())["attachments"] == json.loads(before)["attachments"]
    )
    with desk(tmp_path / "b.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([light])
        assert other.editing.record("attachments", "f-1")["name"] == "photo.png"


def test_the_history_tells_of_a_file_by_its_fingerprint(services):
    content = BOOK["attachments"][0]["content"]
    undo = services.editing.remove("attachments", "f-1")
    assert content not in json.dumps(json.loads(services.workbook.hand_out())["history"])
    services.editing.undo(undo)
    assert services.editing.record("attachments", "f-1")["content"] == content


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda b: b["tickets"][0].update(contact="Sam"), "tickets[0].contact", "contact Sam"),
        (lambda b: b["tickets"][0].update(site="Moon"), "tickets[0].site", "site Moon"),
        (lambda b: b["tickets"][0].update(devices=["PC-9"]), "tickets[0].devices[0]", "PC-9"),
        (lambda b: b["attachments"][0].update(ticket="T-9"), "attachments[0].ticket", "T-9"),
        (lambda b: b["attachments"][0].update(content="?"), "attachments[0].content", "base64"),
        (
            lambda b: b["attachments"][0].update(
                content=base64.b64encode(bytes(LARGEST_ATTACHMENT + 1)).decode()
            ),
            "attachments[0].content",
            "10 MB at most",
        ),
        (
            lambda b: b["recurring_tickets"][0].update(on="some day"),
            "recurring_tickets[0].on",
            "first monday",
        ),
        (
            lambda b: b["recurring_tickets"][0].update(end="2026-12-01"),
            "recurring_tickets[0].end",
            "not after the start",
        ),
        (
            lambda b: b["recurring_tickets"][0].update(client="NOBODY", agreement=None),
            "recurring_tickets[0].client",
            "NOBODY",
        ),
        (lambda b: b["statuses"][0].update(name="closed"), "statuses[0].name", "Accord's own"),
        (lambda b: b["statuses"][0].update(category="asleep"), "statuses[0].category", "active"),
        (
            lambda b: b["tickets"][0]["events"][0].update(to="Lost"),
            "tickets[0].events[0].to",
            "Parts ordered",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(services, change, place, words):
    problems = refused(services, change)
    assert [where for where, _ in problems] == [place]
    assert words in problems[0][1]


@pytest.mark.parametrize("path", [("contacts", "Pat"), ("sites", "Quay"), ("devices", "PC-1")])
def test_what_a_ticket_is_about_keeps_to_its_name(services, path):
    here = ("clients", "ACME", *path)
    with pytest.raises(StillUsedError):
        services.editing.remove(*here)
    services.editing.rename(here, "Other")
    ticket = services.editing.record("tickets", "T-1")
    assert "Other" in {ticket["contact"], ticket["site"], *ticket["devices"]}
