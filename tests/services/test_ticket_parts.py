"""What belongs to a ticket: links, steps, files, and words that are written again and again."""

import base64

import pytest

from app.domain.ticket import EventType
from app.services.ticket_parts import Canned, Person, Step, Thing
from app.storage.sla import NoSuchTicketError
from app.ui.tickets import acts
from tests.services.test_tickets import services  # noqa: F401 - a fixture

ACME = {
    "code": "ACME",
    "contacts": [{"name": "Pat", "email": "pat@acme.example", "phone": "555"}, {"name": "Jo"}],
    "sites": [{"name": "Quay"}],
    "devices": [{"name": "PC-2", "type": "laptop", "site": "Quay"}, {"name": "PC-1"}],
}
FILE = {
    "id": "f1",
    "ticket": "T-9",
    "name": "a.txt",
    "added": "2026-11-25T09:50:00+00:00",
    "content": base64.b64encode(b"hello").decode(),
}


def test_a_ticket_offers_what_its_client_has(services):  # noqa: F811
    services.editing.save({"clients": [ACME]})
    found = services.ticket_parts.show("T-10")
    assert found.people == (Person("Jo", "", ""), Person("Pat", "pat@acme.example", "555"))
    assert found.sites == ("Quay",)
    assert [(each.name, each.site) for each in found.things] == [("PC-1", ""), ("PC-2", "Quay")]
    assert isinstance(found.things[1], Thing)
    assert (found.contact, found.site, found.devices, found.steps) == ("", "", (), ())
    assert services.ticket_parts.show("T-9").things == ()


def test_links_and_steps_are_edits_with_a_way_back(services):  # noqa: F811
    services.editing.save({"clients": [ACME]})
    links = {"contact": "Pat", "site": "Quay", "devices": ["PC-2", "PC-1"]}
    acts.relate(services, "T-10", links)
    steps = (Step("Order it", is_done=True), Step("Install it", is_done=False))
    undo = acts.list_steps(services, "T-10", steps)
    found = services.ticket_parts.show("T-10")
    assert (found.contact, found.site, found.devices) == ("Pat", "Quay", ("PC-2", "PC-1"))
    assert (found.steps, found.done) == (steps, 1)
    services.editing.undo(undo)
    acts.relate(services, "T-10", {"contact": None, "devices": ["PC-1"]})
    found = services.ticket_parts.show("T-10")
    assert (found.contact, found.site, found.devices) == ("", "Quay", ("PC-1",))
    assert found.steps == ()


def test_files_are_counted_for_their_ticket_alone(services):  # noqa: F811
    services.editing.save({"attachments": [FILE]})
    assert services.ticket_parts.show("T-9").files == 1
    assert services.ticket_parts.show("T-10").files == 0


def test_a_ticket_that_is_not_there_is_refused(services):  # noqa: F811
    with pytest.raises(NoSuchTicketError):
        services.ticket_parts.show("T-404")


def test_canned_notes_come_by_name_and_say_for_whom_they_are(services):  # noqa: F811
    notes = [{"name": "Thanks", "text": "Thank you"}]
    notes.append({"name": "Again", "text": "See the wiki", "kind": "note"})
    services.editing.save({"canned_notes": notes})
    assert services.ticket_parts.canned() == (
        Canned("Again", "See the wiki", EventType.NOTE),
        Canned("Thanks", "Thank you", EventType.AGENT_REPLY),
    )
