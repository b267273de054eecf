"""What is looked at, over a real data file: lists, the history, the invoices to come."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.money import Money
from app.workbook.merging import around

CLOCK = StoppedClock(datetime(2026, 3, 20, 12, tzinfo=UTC))
PATH = ("clients", "ACME", "agreements", "A-100")
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "taxes": [{"code": "VAT23", "name": "VAT", "rates": [["2012-01-01", "23"]]}],
    "items": [
        {"sku": "WS", "name": "Workstation", "unit": "device", "price": "45.00", "cost": "11.25"}
    ],
    "roles": [{"name": "Engineer", "rates": "110.00", "costs": "48.00"}],
    "work_types": [{"name": "Remote", "minimum_minutes": 15, "increment_minutes": 15}],
    "calendars": [
        {"name": "Office", "hours": {"mon": [["09:00", "17:00"]]}, "closed": ["2026-12-25"]}
    ],
    "agreement_types": [{"name": "Managed IT", "kind": "fixed_fee"}],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "contacts": [{"name": "Pat"}, {"name": "Jo", "billing": True}],
            "devices": [
                {"name": "PC-1", "type": "workstation", "active": [["2026-01-01", None]]},
                {"name": "PC-2", "type": "workstation", "active": [["2026-03-14", None]]},
                {"name": "PC-0", "type": "workstation", "active": [["2026-01-01", "2026-02-01"]]},
            ],
            "agreements": [
                {
                    "number": "A-100",
                    "name": "Care",
                    "type": "Managed IT",
                    "start": "2026-01-01",
                    "fee": [["2026-01-01", "100.00"]],
                    "additions": [
                        {"name": "PCs", "item": "WS", "counts": {"devices": "workstation"}},
                        {
                            "name": "Seats",
                            "item": "WS",
                            "quantity": "2",
                            "price": [["2026-01-01", "10.00"]],
                        },
                    ],
                }
            ],
        },
        {"code": "ZED", "name": "Aardvark", "currency": "JPY"},
    ],
}


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "look.accord", create=True, clock=CLOCK) as found:
        found.workbook.take_in([json.dumps(WORKBOOK).encode()])
        yield found


def change(**keys):
    return {"clients": [{"code": "ACME", "agreements": [{"number": "A-100", **keys}]}]}


def bill(services, through):
    services.billing.issue(services.billing.review(through).proposals, through)


def test_clients_are_listed_by_name_with_what_they_have(services):
    bill(services, date(2026, 1, 31))
    first, second = services.clients.list()
    assert (first.code, first.currency, first.agreements) == ("ZED", "JPY", 0)
    assert (second.contact, second.agreements, second.devices, second.users) == ("Jo", 1, 2, 0)
    assert second.last_billed == date(2026, 1, 31)


def test_devices_say_since_when_and_until_when(services):
    rows = services.clients.assets("ACME", "device")
    assert [(row.name, row.is_active) for row in rows] == [
        ("PC-1", True),
        ("PC-2", True),
        ("PC-0", False),
    ]
    assert rows[2].until == date(2026, 2, 1)


def test_a_client_s_history_holds_its_edits_and_its_documents(services):
    bill(services, date(2026, 1, 31))
    services.editing.save(
        {"clients": [{"code": "ACME", "phone": "021"}, {"code": "ZED", "phone": "1"}]}
    )
    services.editing.save(change(po_number="PO 7"))
    services.editing.remove("clients", "ACME", "contacts", "Pat")
    events = services.clients.events("ACME")
    told = [(event.what.plain(), event.detail) for event in events]
    assert told[0] == ("Pat removed", "")
    assert [event.what.plain() for event in events[1:3]] == ["Changed", "Changed"]
    assert events[1].now["agreements"][0]["po_number"] == "PO 7"
    assert (events[2].was, events[2].now) == ({"phone": None}, {"phone": "021"})
    assert told[3][0] == "INV-2026-00001 issued"
    assert told[4][0] == "Entered"
    only = [event.what.plain() for event in services.clients.events("ACME", "A-100")]
    assert only == ["Changed", "INV-2026-00001 issued", "Entered"]


def test_a_client_s_history_holds_its_payments_and_no_one_else_s(services):
    bill(services, date(2026, 1, 31))
    payment = {"id": "p1", "document": "INV-2026-00001", "date": "2026-02-10", "amount": "50.00"}
    services.editing.save({"payments": [{**payment, "method": "bank"}]})
    services.editing.remove("payments", "p1")
    told = [(e.what.plain(), e.detail) for e in services.clients.events("ACME")[:3]]
    assert told == [
        ("Payment removed", "INV-2026-00001 · bank"),
        ("50.00 EUR paid", "INV-2026-00001 · bank"),
        ("INV-2026-00001 issued", Money(21000, "EUR")),
    ]
    assert [event.what.plain() for event in services.clients.events("ZED")] == ["Entered"]


def test_agreements_are_listed_with_what_recurs(services):
    (row,) = services.agreements.list()
    assert (row.number, row.client_name, row.type, row.status) == (
        "A-100",
        "Acme Ltd",
        "Managed IT",
        "active",
    )
    assert str(row.recurring) == "210.00 EUR"
    assert [finding.sentence.plain() for finding in row.findings] == ["It has no SLA policy."]


def test_the_year_to_come_is_what_the_months_will_bill(services):
    bill(services, date(2026, 2, 28))
    preview = services.agreements.preview_year(change(), PATH)
    assert not any(month.difference for month in preview.months)
    for month in preview.months[:3]:
        due = services.billing.review(month.through).proposals
        assert sum(proposal.net.minor for proposal in due) == month.net.minor
        bill(services, month.through)


def test_a_change_shows_its_adjustment_and_writes_nothing(services):
    bill(services, date(2026, 3, 1))
    before = services.workbook.hand_out()
    raised = change(fee=[["2026-01-01", "100.00"], ["2026-02-01", "130.00"]])
    preview = services.agreements.preview_year(raised, PATH)
    assert [str(month.difference) for month in preview.months[:2]] == ["60.00 EUR", "30.00 EUR"]
    titles = [line.title.plain() for line in preview.months[0].lines]
    assert titles.count("Adjustment: Care") == 2
    assert services.workbook.hand_out() == before


def test_a_counted_line_tells_how_many_it_was_before(services):
    told = [sentence.plain() for sentence in services.agreements.preview_year(change(), PATH).now]
    assert told[0] == "PCs: 2 × 45.000000 EUR, was 1 until 2026-03-14"


def test_a_preview_of_what_cannot_be_says_why(services):
    preview = services.agreements.preview_year(change(sla="Gold"), PATH)
    assert [problem.place for problem in preview.problems] == ["clients[0].agreements[0].sla"]
    preview = services.agreements.preview_year(change(fee="many"), PATH)
    assert preview.problems


def test_an_agreement_that_is_not_there_yet_has_a_year_too(services):
    new = {
        "clients": [
            {"code": "ZED", "agreements": [{"number": "A-1", "start": "2026-04-01", "fee": "5000"}]}
        ]
    }
    preview = services.agreements.preview_year(new, ("clients", "ZED", "agreements", "A-1"))
    assert [str(month.net) for month in preview.months[:2]] == ["0 JPY", "5000 JPY"]
    assert [str(month.before) for month in preview.months[:2]] == ["0 JPY", "0 JPY"]


def test_a_raise_of_many_is_one_edit_from_a_day_on(services):
    found = services.agreements.raise_of([PATH], Decimal("2.5"), "2026-04-01")
    (row,) = found.rows
    assert (row.prices, str(row.before), str(row.after)) == (2, "110.00 EUR", "112.75 EUR")
    services.editing.save(found.patch)
    record = services.editing.record(*PATH)
    assert record["fee"] == [["2026-01-01", "100.00"], ["2026-04-01", "102.50"]]
    assert record["additions"][1]["price"] == [["2026-01-01", "10.00"], ["2026-04-01", "10.25"]]
    assert services.agreements.raise_of([PATH], Decimal(3), "2025-01-01").rows == ()


def test_the_catalog_tells_what_holds_today(services):
    rows = {(row.section, row.key): row for row in services.catalog.list()}
    item = rows["items", "WS"]
    assert (item.detail.plain(), item.used) == ("WS · device · margin 75 %", 2)
    assert rows["taxes", "VAT23"].value.plain() == "23 %"
    assert rows["work_types", "Remote"].detail.plain() == "at least 15 min, in steps of 15"
    assert rows["calendars", "Office"].detail.plain() == "open on one day a week, one closed day"
    assert rows["agreement_types", "Managed IT"].used == 1


def test_a_tax_is_tried_with_the_engine(services):
    net, group = services.catalog.try_tax("VAT23", Decimal("99.99"))
    assert (str(net), str(group.amount)) == ("99.99 EUR", "23.00 EUR")


@pytest.mark.parametrize(
    ("key", "gained"),
    [("sla", "Silver"), ("kind", "per_user"), ("cycle", {"every": 1, "unit": "year"})],
)
def test_an_agreement_can_stay_behind_what_its_type_did_not_say_before(services, key, gained):
    silver = {"name": "Silver", "calendar": "Office", "targets": {"P1": {"resolution": "8h"}}}
    services.editing.save(
        {
            "sla_policies": [silver],
            "agreement_types": [{"name": "Managed IT", key: None}],
        }
    )

    def seen():
        (row,) = services.agreements.list()
        return row.findings, row.every, row.unit, row.recurring

    before = seen()
    (reached,) = services.agreements.following("Managed IT", {key: gained})
    assert reached.follows == (key,)
    change_of_type = {"agreement_types": [{"name": "Managed IT", key: gained}]}
    undo = services.editing.save(change_of_type)
    assert seen() != before
    services.editing.undo(undo)
    services.editing.save({**change_of_type, **around(reached.path, reached.keeps)})
    assert seen() == before
    assert services.agreements.preview_year(change(), PATH).findings == before[0]
    once = services.workbook.hand_out()
    services.workbook.take_in([once])
    assert services.workbook.hand_out() == once
