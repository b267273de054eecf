"""Agreements that devices, sites, contacts and clients name for the work about them."""

import json

import pytest

from app.bootstrap import services_over
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.domain.mapping import Found
from app.storage.moving import BilledTicketError
from app.storage.records.removing import StillUsedError
from app.storage.store import Store
from tests.services.test_tickets import NOW, OFFICE

PC = {"name": "PC-1", "type": "workstation", "agreement": "B-2"}
BETA = {
    "code": "BETA",
    "default_agreement": "B-3",
    "contacts": [{"name": "Mary", "agreement": "B-3"}, {"name": "Jim"}],
    "sites": [{"name": "Office", "agreement": "B-2"}, {"name": "Depot"}],
    "devices": [PC, {"name": "PC-2", "type": "workstation"}],
}


@pytest.fixture
def services(tmp_path):
    clock = StoppedClock(NOW)
    with Store.open(tmp_path / "desk.accord", create=True, clock=clock) as store:
        services = services_over(store, clock)
        services.editing.save(OFFICE)
        services.editing.save({"clients": [BETA]})
        yield services


def test_what_is_named_is_kept_and_what_is_not_is_left_out(services):
    kept = services.editing.record("clients", "BETA")
    assert kept["default_agreement"] == "B-3"
    assert kept["contacts"] == BETA["contacts"]
    assert kept["sites"] == BETA["sites"]
    assert kept["devices"] == BETA["devices"]
    assert "default_agreement" not in services.editing.record("clients", "ACME")


def test_the_file_that_comes_out_goes_in_again_as_the_same(services, tmp_path):
    out = services.workbook.hand_out()
    with Store.open(tmp_path / "other.accord", create=True, clock=StoppedClock(NOW)) as store:
        other = services_over(store, StoppedClock(NOW))
        other.workbook.take_in([out])
        assert json.loads(other.workbook.hand_out())["clients"] == json.loads(out)["clients"]


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"default_agreement": "A-1"}, "clients[0].default_agreement"),
        ({"devices": [{"name": "PC-1", "agreement": "A-1"}]}, "clients[0].devices[0].agreement"),
        ({"sites": [{"name": "Depot", "agreement": "X"}]}, "clients[0].sites[0].agreement"),
        ({"contacts": [{"name": "Jim", "agreement": "X"}]}, "clients[0].contacts[0].agreement"),
    ],
)
def test_only_an_agreement_of_the_client_can_be_named(services, record, place):
    with pytest.raises(InvalidError) as refused:
        services.editing.save({"clients": [{"code": "BETA", **record}]})
    assert [problem.place for problem in refused.value.problems] == [place]


def test_a_named_agreement_stays_until_nothing_names_it_and_may_change_its_number(services):
    path = ("clients", "BETA", "agreements", "B-2")
    with pytest.raises(StillUsedError) as refused:
        services.editing.remove(*path)
    assert "2 devices, sites or clients" in str(refused.value.sentence)
    services.editing.rename(path, "B-20")
    kept = services.editing.record("clients", "BETA")
    assert [kept["devices"][0]["agreement"], kept["sites"][0]["agreement"]] == ["B-20", "B-20"]


def test_a_client_with_its_claims_is_removed_whole_and_comes_back_the_same(services):
    services.editing.remove("tickets", "T-9")
    before = services.editing.record("clients", "BETA")
    undo = services.editing.remove("clients", "BETA")
    assert services.editing.record("clients", "BETA") == {}
    services.editing.undo(undo)
    assert services.editing.record("clients", "BETA") == before


def test_an_undo_takes_a_claim_back(services):
    undo = services.editing.save(
        {"clients": [{"code": "BETA", "devices": [{**PC, "agreement": None}]}]}
    )
    assert "agreement" not in services.editing.record("clients", "BETA", "devices", "PC-1")
    services.editing.undo(undo)
    assert services.editing.record("clients", "BETA", "devices", "PC-1")["agreement"] == "B-2"


def ticket(number, **told):
    opened = "2026-11-25T09:00:00+00:00"
    return {"number": number, "client": "BETA", "opened": opened, **told}


@pytest.mark.parametrize(
    ("told", "agreement", "reason"),
    [
        ({"devices": ["PC-1"], "contact": "Mary"}, "B-2", "From device PC-1"),
        ({"site": "Office", "contact": "Mary"}, "B-2", "From site Office"),
        ({"devices": ["PC-2"], "contact": "Mary"}, "B-3", "From contact Mary"),
        ({}, "B-3", "The usual agreement of BETA"),
    ],
)
def test_a_ticket_without_an_agreement_is_told_which_it_is_for(services, told, agreement, reason):
    services.editing.save({"tickets": [ticket("T-20", **told)]})
    mapped = services.tickets.show("T-20").mapped
    assert (mapped.agreement, str(mapped.reason)) == (agreement, reason)


def test_several_possible_agreements_are_told_at_once_and_a_named_one_ends_the_question(services):
    services.editing.save({"clients": [{"code": "BETA", "default_agreement": None}]})
    mapped = services.tickets.show("T-9").mapped
    assert (mapped.found, mapped.candidates) == (Found.AMBIGUOUS, ("B-2", "B-3"))
    services.editing.save({"tickets": [{"number": "T-9", "agreement": "B-2"}]})
    assert services.tickets.show("T-9").mapped is None


def test_work_on_a_ticket_is_for_what_its_device_names(services):
    services.editing.save({"tickets": [ticket("T-20", devices=["PC-1"])]})
    found = services.time.loggable()
    assert found.mapped("BETA", "T-20", found.now.date()).agreement == "B-2"
    assert found.mapped("BETA", "", found.now.date()).agreement == "B-3"
    assert found.mapped("NOBODY", "", found.now.date()) is None


def test_a_moved_ticket_takes_its_work_along_and_an_undo_brings_both_back(services):
    before = services.workbook.hand_out()
    movable = services.tickets.movable("T-10")
    undo = services.editing.save(movable.patch("BETA"))
    assert services.editing.record("tickets", "T-10")["agreement"] == "B-3"
    assert {services.editing.record("time", id_)["client"] for id_ in movable.time} == {"BETA"}
    assert movable.time == ("E-15", "E-40")
    services.editing.undo(undo)
    for section in ("tickets", "time"):
        assert json.loads(services.workbook.hand_out())[section] == json.loads(before)[section]


def test_a_ticket_with_billed_work_stays_with_its_client(services):
    services.editing.save(
        {
            "roles": [{"name": "Engineer", "rates": "90"}],
            "time": [{"id": "E-15", "role": "Engineer"}, {"id": "E-40", "role": "Engineer"}],
        }
    )
    services.billing.issue(services.billing.review(NOW.date()).proposals, NOW.date())
    with pytest.raises(BilledTicketError) as refused:
        services.tickets.movable("T-10")
    assert "INV-2026-00001" in str(refused.value.sentence)
