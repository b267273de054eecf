"""Every edit is a small workbook: the same rules as an import, with the way back."""

import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.changes import Kind
from app.domain.clock import StoppedClock
from app.domain.errors import InvalidError
from app.storage.records.nodes import NoSuchRecordError
from app.storage.records.removing import BilledNameError, NameTakenError, StillUsedError

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "taxes": [
        {"code": "VAT23", "name": "VAT", "rates": [["2012-01-01", "23"]]},
        {"code": "VAT9", "name": "VAT", "rates": "9"},
    ],
    "items": [
        {"sku": "BK", "name": "Backup", "price": "3.50", "taxes": ["VAT23"]},
        {"sku": "WS", "name": "Workstation", "price": "45.00"},
    ],
    "roles": [{"name": "Engineer", "rates": "110.00"}],
    "work_types": [{"name": "Remote", "taxes": ["VAT23"]}, {"name": "Project"}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "contacts": [{"name": "Pat", "billing": True}],
            "sites": [{"name": "Head office"}],
            "devices": [{"name": "PC-01", "type": "workstation", "site": "Head office"}],
            "agreements": [
                {
                    "number": "A-100",
                    "name": "Managed IT",
                    "start": "2026-01-01",
                    "fee": "500.00",
                    "fee_taxes": ["VAT23"],
                    "coverage": [
                        {"work_types": ["Project"], "then": "billable"},
                        {"then": "included"},
                    ],
                    "additions": [{"name": "Backup", "item": "BK", "quantity": "10"}],
                }
            ],
        },
        {"code": "BETA", "name": "Beta Ltd"},
    ],
    "time": [
        {
            "id": "t1",
            "client": "BETA",
            "start": "2026-01-01T10:00:00+00:00",
            "minutes": 90,
            "work_type": "Remote",
            "role": "Engineer",
        }
    ],
}


def encoded(workbook):
    return json.dumps(workbook).encode()


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "edit.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([encoded(WORKBOOK)])
        yield found


def everything(services):
    book = json.loads(services.workbook.hand_out())
    del book["history"]
    return book


def acme(**keys):
    return {"clients": [{"code": "ACME", **keys}]}


def agreement(**keys):
    return acme(agreements=[{"number": "A-100", **keys}])


def bill(services, through=date(2026, 1, 1)):
    review = services.billing.review(through)
    return services.billing.issue(review.proposals, date(2026, 3, 31))


EDITS = {
    "a fact": acme(phone="021 1234"),
    "a fact taken back": acme(name=None),
    "something inside": acme(contacts=[{"name": "Pat", "email": "pat@acme.example"}]),
    "something new inside": acme(devices=[{"name": "PC-02", "type": "server"}]),
    "a new client": {"clients": [{"code": "NEW", "name": "New Ltd", "sites": [{"name": "Here"}]}]},
    "the company": {"company": {"phone": "01 555", "currency": "USD"}},
    "a price": {
        "items": [{"sku": "BK", "price": [["2026-01-01", "3.50"], ["2026-04-01", "4.00"]]}]
    },
    "a term": agreement(fee=[["2026-01-01", "500.00"], ["2026-06-01", "550.00"]], po_number="PO 7"),
    "an addition deep down": agreement(
        additions=[
            {"name": "Backup", "quantity": "12"},
            {"name": "PCs", "item": "WS", "quantity": "1"},
        ]
    ),
    "an item and what uses it": {
        "items": [{"sku": "NEW", "price": "1.00"}],
        **agreement(additions=[{"name": "New", "item": "NEW", "quantity": "1"}]),
    },
    "work": {
        "time": [
            {"id": "t1", "minutes": 60},
            {
                "id": "t2",
                "client": "ACME",
                "minutes": 5,
                "agreement": "A-100",
                "start": "2026-01-02T10:00:00+00:00",
                "work_type": "Project",
            },
        ]
    },
}


@pytest.mark.parametrize("patch", EDITS.values(), ids=EDITS)
def test_an_edit_is_what_an_import_of_it_would_be(services, tmp_path, patch):
    assert services.editing.check(patch) == ()
    services.editing.save(patch)
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([encoded(WORKBOOK)])
        other.workbook.take_in([encoded({"format": "accord/1", **patch})])
        assert everything(services) == everything(other)


@pytest.mark.parametrize("patch", EDITS.values(), ids=EDITS)
def test_there_is_a_way_back_and_forth_again(services, patch):
    before = everything(services)
    undo = services.editing.save(patch)
    after = everything(services)
    assert before != after
    redo = services.editing.undo(undo)
    assert everything(services) == before
    services.editing.undo(redo)
    assert everything(services) == after


def test_the_first_thing_entered_may_be_a_client(tmp_path):
    with desk(tmp_path / "new.accord", create=True, clock=CLOCK) as services:
        assert services.agreements.list() == ()
        assert services.clients.list() == ()
        services.editing.save(
            {
                "clients": [
                    {
                        "code": "ACME",
                        "agreements": [{"number": "A-1", "start": "2026-01-01", "fee": "10.00"}],
                    }
                ]
            }
        )
        (row,) = services.billing.review(date(2026, 1, 31)).rows
        assert str(row.total) == "10.00 EUR"
        assert services.clients.assets("ACME", "device") == ()


def test_an_edit_that_changes_nothing_leaves_no_trace(services):
    before = services.workbook.hand_out()
    assert services.editing.save(acme(name="Acme Ltd")).is_nothing
    assert services.workbook.hand_out() == before


BAD = {
    "an unknown name": (agreement(sla="Gold"), "clients[0].agreements[0].sla"),
    "no number": (acme(terms={"net_days": "many"}), "clients[0].terms.net_days"),
    "an unknown key": (acme(fone="1"), "clients[0].fone"),
    "an end before the start": (agreement(end="2025-01-01"), "clients[0].agreements[0].end"),
    "a price others rest on": (
        {"items": [{"sku": "BK", "price": None}]},
        "clients[ACME].agreements[A-100].additions[Backup].price",
    ),
    "another's agreement": (
        {"clients": [{"code": "BETA", "agreements": [{"number": "A-100", "start": "2026-01-01"}]}]},
        "clients[0].agreements[0].number",
    ),
    "a ticket of nobody": (
        {"tickets": [{"number": "T-1", "client": "GONE", "opened": "2026-01-01T00:00:00+00:00"}]},
        "tickets[0].client",
    ),
    "a payment of nothing": (
        {"payments": [{"id": "p", "document": "INV-1", "date": "2026-01-01", "amount": "1.00"}]},
        "payments[0].document",
    ),
    "an issued document": ({"documents": []}, "documents"),
}


@pytest.mark.parametrize(("patch", "place"), BAD.values(), ids=BAD)
def test_what_does_not_fit_is_named_with_its_place_and_changes_nothing(services, patch, place):
    before = services.workbook.hand_out()
    assert place in {problem.place for problem in services.editing.check(patch)}
    with pytest.raises(InvalidError) as caught:
        services.editing.save(patch)
    assert place in {problem.place for problem in caught.value.problems}
    assert services.workbook.hand_out() == before


def test_a_term_of_billed_periods_asks_from_when(services):
    assert services.editing.check(agreement(fee="600.00")) == ()
    bill(services)
    (problem,) = services.editing.check(agreement(fee="600.00"))
    assert problem.place == "clients[0].agreements[0].fee"
    assert (
        services.editing.check(agreement(fee=[["2026-01-01", "500"], ["2026-04-01", "600"]])) == ()
    )
    (problem,) = services.editing.check({"work_types": [{"name": "Remote", "multiplier": "2"}]})
    assert problem.place == "work_types[0].multiplier"


def test_a_dated_change_of_a_billed_term_can_be_taken_back_until_more_is_billed(services):
    bill(services)
    change = agreement(fee=[["2026-01-01", "500.00"], ["2026-03-01", "600.00"]])
    before = everything(services)
    services.editing.undo(services.editing.save(change))
    assert everything(services) == before
    undo = services.editing.save(change)
    bill(services, date(2026, 3, 1))
    with pytest.raises(InvalidError, match="Problems found: 1"):
        services.editing.undo(undo)


def test_who_listens_hears_what_was_touched(services):
    heard = []
    services.listen(heard.append)
    services.editing.save({"items": [{"sku": "BK", "name": "Backups"}]})
    services.editing.remove("clients", "ACME", "devices", "PC-01")
    services.editing.rename(("roles", "Engineer"), "Technician")
    assert heard[0] == {Kind.CATALOG}
    assert Kind.CLIENTS in heard[1]
    assert heard[2] == frozenset(Kind)


@pytest.mark.parametrize(
    "path",
    [
        ("clients", "ACME"),
        ("clients", "ACME", "devices", "PC-01"),
        ("clients", "ACME", "agreements", "A-100"),
        ("clients", "ACME", "agreements", "A-100", "additions", "Backup"),
        ("items", "WS"),
        ("taxes", "VAT9"),
        ("time", "t1"),
    ],
    ids="/".join,
)
def test_what_nothing_refers_to_goes_and_comes_back(services, path):
    before = everything(services)
    record = services.editing.record(*path)
    undo = services.editing.remove(*path)
    assert services.editing.record(*path) == {}
    services.editing.undo(undo)
    assert services.editing.record(*path) == record
    after = everything(services)
    for section in ("clients", "items", "taxes", "time"):
        key = next(iter(before[section][0]))
        assert sorted(after[section], key=lambda r: r[key]) == sorted(
            before[section], key=lambda r: r[key]
        )


@pytest.mark.parametrize(
    ("path", "users"),
    [
        (("clients", "BETA"), "1 time entry"),
        (("clients", "ACME", "sites", "Head office"), "1 device or user"),
        (("taxes", "VAT23"), "1 item, 1 work type, 1 agreement"),
        (("work_types", "Project"), "1 agreement"),
        (("roles", "Engineer"), "1 time entry"),
        (("items", "BK"), "1 addition"),
    ],
    ids=lambda value: "/".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_used_stays_and_says_by_whom(services, path, users):
    with pytest.raises(StillUsedError) as caught:
        services.editing.remove(*path)
    assert str(caught.value) == f"{path[-1]} cannot be removed: it is used by {users}."


def test_what_stands_on_a_document_keeps_its_place_and_its_name(services):
    bill(services)
    path = ("clients", "ACME", "agreements", "A-100")
    with pytest.raises(StillUsedError, match="1 issued document"):
        services.editing.remove(*path)
    with pytest.raises(StillUsedError):
        services.editing.remove(*path, "additions", "Backup")
    with pytest.raises(BilledNameError):
        services.editing.rename(path, "A-1")


def test_another_name_reaches_everyone_who_mentions_it(services):
    wanted = json.loads(json.dumps(WORKBOOK).replace("VAT23", "STD").replace("Project", "Works"))
    services.editing.rename(("taxes", "VAT23"), "STD")
    undo = services.editing.rename(("work_types", "Project"), "Works")
    client = services.editing.record("clients", "ACME")["agreements"][0]
    assert client["fee_taxes"] == wanted["clients"][0]["agreements"][0]["fee_taxes"]
    assert client["coverage"] == wanted["clients"][0]["agreements"][0]["coverage"]
    assert services.editing.record("items", "BK")["taxes"] == ["STD"]
    services.editing.undo(undo)
    assert services.editing.record("work_types", "Project") == {"name": "Project"}


def test_a_name_that_is_taken_or_gone_is_refused(services):
    with pytest.raises(NameTakenError):
        services.editing.rename(("clients", "BETA"), "ACME")
    with pytest.raises(NoSuchRecordError):
        services.editing.rename(("clients", "GONE"), "X")


def test_the_history_tells_the_way_there_and_the_way_back(services):
    services.editing.save(acme(phone="1", devices=[{"name": "PC-01", "type": "server"}]))
    last = json.loads(services.workbook.hand_out())["history"][-1]
    assert last["subject"] == "clients/ACME"
    assert last["content"] == {
        "was": {"phone": None, "devices": [{"name": "PC-01", "type": "workstation"}]},
        "now": {"phone": "1", "devices": [{"name": "PC-01", "type": "server"}]},
    }
