"""The classic mistakes of setting up, each named on the page of the agreement that has it."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.books import COMPANY

SOUND = {
    "number": "A",
    "type": "Managed IT",
    "start": "2026-06-01",
    "fee": [["2026-06-01", "100.00"]],
    "fee_taxes": ["VAT23"],
    "coverage": [{"then": "included"}],
}
PCS = {"name": "PCs", "item": "WS", "counts": {"devices": "workstation"}}
SEATS = {"name": "Seats", "item": "WS", "quantity": "2"}
WORK = {"id": "t1", "start": "2026-11-02T09:00:00+00:00", "minutes": 60, "work_type": "Remote"}
FREE = {"sku": "FREE", "name": "Given", "price": "0.00", "cost": "1.00"}
BARE = {"sku": "BARE", "name": "Licence", "price": "9.00"}

MISTAKES = {
    "no SLA": ({"type": None}, "It has no SLA policy."),
    "no coverage for work in use": (
        {"coverage": None},
        "Nothing is said about coverage, and there is work: Remote.",
    ),
    "per device without devices": (
        {"additions": [PCS]},
        "PCs counts devices of type workstation, and there are none.",
    ),
    "end passed": ({"end": "2026-11-01"}, "It ended on 1 Nov 2026 and is still active."),
    "zero fee": ({"fee": [["2026-06-01", "0.00"]]}, "The fee is zero."),
    "zero rate": ({"rates": [{"rate": "0.00"}]}, "An hourly rate is zero."),
    "zero price": ({"additions": [{**SEATS, "price": "0.00"}]}, "The price of Seats is zero."),
    "zero price of the item": (
        {"additions": [{**SEATS, "item": "FREE"}]},
        "Seats has the price of FREE, and that is zero.",
    ),
    "raise due": (
        {"uplift": {"percent": "3", "on": "2026-01-01"}},
        "Prices rise by 3 % on 1 Jan 2027.",
    ),
    "no cost": (
        {"additions": [{**SEATS, "item": "BARE"}]},
        "Seats has no cost, so its margin is unknown.",
    ),
    "coverage that overlaps": (
        {
            "coverage": [
                {"then": "included", "work_types": ["Remote"]},
                {"then": "billable", "work_types": ["Remote"]},
                {"then": "billable"},
            ]
        },
        "Rule 2 of the coverage never matches: one above it does.",
    ),
}


@pytest.fixture
def office(open_office):
    clients, time = [], []
    for place, (keys, _) in enumerate(MISTAKES.values()):
        number = f"A-{place}"
        agreement = {**SOUND, **keys, "number": number, "name": number}
        agreement = {key: value for key, value in agreement.items() if value is not None}
        clients.append({"code": f"C{place}", "currency": "EUR", "agreements": [agreement]})
        time.append({**WORK, "id": number, "client": f"C{place}", "agreement": number})
    items = [*COMPANY["items"], FREE, BARE]
    abroad = {"code": "SWISS", "currency": "CHF", "agreements": [{**SOUND, "number": "S"}]}
    clients.append(abroad)
    return open_office({**COMPANY, "items": items, "clients": clients, "time": time})


def test_each_mistake_stands_on_the_page_of_its_agreement_and_no_other(office):
    told = {}
    page = office.go("agreements")
    for place, name in enumerate(MISTAKES):
        page.open_path(("clients", f"C{place}", "agreements", f"A-{place}"))
        office.settle()
        page.year._timer.stop()
        page.year.look()
        office.settle()
        labels = page.year.findChildren(QLabel)
        sentences = {sentence for _, sentence in MISTAKES.values()}
        told[name] = [each.text() for each in labels if each.text() in sentences]
    assert told == {name: [sentence] for name, (_, sentence) in MISTAKES.items()}


def test_a_price_in_another_currency_is_told_while_it_is_written(office):
    page = office.open("agreements", "clients", "SWISS", "agreements", "S")
    page.record.pane.change("additions", [SEATS])
    office.checked(page.record.pane)
    told = [each.text() for each in page.record.findChildren(QLabel) if each.isVisible()]
    wanted = "item WS is priced in EUR, the client is billed in CHF"
    assert any(wanted in text for text in told)
