"""Document discounts and deposits: in, out the same, billed over months, and what is wrong."""

import copy
import json
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.document import DocumentKind
from app.domain.errors import InvalidError
from app.storage.records.removing import StillNamedError, StillUsedError

CLOCK = StoppedClock(datetime(2026, 6, 30, 12, tzinfo=UTC))
LOYALTY = {"name": "Loyalty", "percent": "5", "from": "2026-02-01", "on": ["fee", "PCs"]}
VOUCHER = {"name": "Voucher", "amount": "50.00", "from": "2026-01-01", "periods": 2}
DEPOSIT = {
    "name": "Rollout",
    "amount": "1000.00",
    "date": "2026-01-15",
    "taxes": ["VAT"],
    "agreement": "A-100",
}
WORKBOOK = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "taxes": [{"code": "VAT", "name": "VAT", "rates": "20"}],
    "items": [
        {"sku": "PC", "name": "Workstation", "price": "45.00", "taxes": ["VAT"]},
        {"sku": "SSD", "name": "Disk", "price": "80.00"},
    ],
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "discounts": [VOUCHER],
            "deposits": [DEPOSIT],
            "agreements": [
                {
                    "number": "A-100",
                    "name": "Managed IT",
                    "start": "2026-01-01",
                    "fee": "300.00",
                    "fee_taxes": ["VAT"],
                    "discounts": [LOYALTY],
                    "additions": [{"name": "PCs", "item": "PC", "quantity": "10"}],
                }
            ],
        }
    ],
    "expenses": [
        {
            "id": "e1",
            "client": "ACME",
            "date": "2026-02-01",
            "item": "SSD",
            "discount": {"name": "Goodwill", "percent": "25"},
        }
    ],
}
HERE = "clients[0]"
THERE = f"{HERE}.agreements[0]"


@pytest.fixture
def services(tmp_path):
    with desk(tmp_path / "desk.accord", create=True, clock=CLOCK) as found:
        yield found


def take_in(services, workbook):
    return services.workbook.take_in([json.dumps(workbook).encode()]).changed


def client(**terms):
    return {"format": "accord/1", "clients": [{"code": "ACME", **terms}]}


def agreement(**terms):
    return client(agreements=[{"number": "A-100", **terms}])


def lines(services, through):
    return {
        line.charge: line.net.plain()
        for proposal in services.billing.review(through).proposals
        for line in proposal.lines
    }


def bill(services, through):
    review = services.billing.review(through)
    return services.billing.issue(review.proposals, review.date)


def test_out_and_in_gives_the_same_bytes(services, tmp_path):
    take_in(services, WORKBOOK)
    out = services.workbook.hand_out()
    with desk(tmp_path / "other.accord", create=True, clock=CLOCK) as other:
        other.workbook.take_in([out])
        assert other.workbook.hand_out() == out
    assert take_in(services, WORKBOOK) == {}
    found = json.loads(out)
    assert found["clients"][0]["discounts"] == [VOUCHER]
    assert found["clients"][0]["deposits"] == [DEPOSIT]
    assert found["clients"][0]["agreements"][0]["discounts"] == [LOYALTY]
    assert found["expenses"][0]["discount"] == {"name": "Goodwill", "percent": "25"}


def test_a_spring_with_discounts_and_a_deposit(services):
    take_in(services, WORKBOOK)
    assert lines(services, date(2026, 1, 31)) == {
        "A-100/fee/2026-01-01": "300.00",
        "A-100/PCs/2026-01-01": "450.00",
        "discount/ACME/Voucher/2026-01-01": "-50.00",
        "deposit/ACME/Rollout": "1000.00",
    }
    (january,) = bill(services, date(2026, 1, 31))
    assert january.total.plain() == "2040.00"
    # 750.00 less 5 %, and a disk of 60.00; the voucher is shared by what each comes to
    assert lines(services, date(2026, 2, 1)) == {
        "A-100/fee/2026-02-01": "300.00",
        "A-100/PCs/2026-02-01": "450.00",
        "A-100/Loyalty/2026-02-01": "-37.50",
        "expense/e1": "60.00",
        "discount/ACME/Voucher/2026-02-01": "-3.88",
        "discount/ACME/Voucher/2026-02-01/VAT": "-46.12",
        "deposit/ACME/Rollout/2026-02-01": "-666.38",
    }
    (february,) = bill(services, date(2026, 2, 1))
    assert february.total.plain() == "56.12"
    assert not lines(services, date(2026, 2, 1))
    take_in(
        services,
        agreement(
            additions=[{"name": "PCs", "quantity": [["2026-01-01", "10"], ["2026-02-15", "4"]]}]
        ),
    )
    assert lines(services, date(2026, 3, 1)) == {
        "A-100/PCs/2026-02-01": "-135.00",
        "A-100/Loyalty/2026-02-01": "6.75",
        "discount/ACME/Voucher/2026-02-01": "-0.78",
        "discount/ACME/Voucher/2026-02-01/VAT": "0.78",
        "deposit/ACME/Rollout/2026-02-01": "127.47",
        "A-100/fee/2026-03-01": "300.00",
        "A-100/PCs/2026-03-01": "180.00",
        "A-100/Loyalty/2026-03-01": "-24.00",
        "deposit/ACME/Rollout/2026-03-01": "-456.00",
    }


def test_a_credit_note_mirrors_a_discount_and_it_is_owed_again(services):
    take_in(services, WORKBOOK)
    (january,) = bill(services, date(2026, 1, 1))
    assert january.total.plain() == "840.00"
    note = services.documents.credit(january.number, reason="wrong")
    assert note.total.plain() == "840.00"
    assert lines(services, date(2026, 1, 1))["discount/ACME/Voucher/2026-01-01"] == "-50.00"
    (again,) = bill(services, date(2026, 1, 1))
    assert (again.kind, again.total.plain()) == (DocumentKind.INVOICE, "840.00")


def test_what_was_billed_by_it_is_not_changed_but_may_end(services):
    take_in(services, WORKBOOK)
    bill(services, date(2026, 2, 1))
    for changed in (
        client(discounts=[{**VOUCHER, "amount": "60.00"}]),
        client(deposits=[{**DEPOSIT, "amount": "900.00"}]),
        agreement(discounts=[{**LOYALTY, "percent": "6"}]),
        agreement(discounts=[{**LOYALTY, "on": None}]),
    ):
        with pytest.raises(InvalidError) as caught:
            take_in(services, changed)
        assert "another name" in caught.value.problems[0].sentence.plain()
    ended = agreement(discounts=[{"name": "Loyalty", "until": "2026-03-01"}])
    assert take_in(services, ended) == {"clients": 1}
    assert "A-100/Loyalty/2026-03-01" not in lines(services, date(2026, 3, 1))


def test_an_edit_takes_a_discount_away_and_brings_it_back(services):
    take_in(services, WORKBOOK)
    before = services.workbook.hand_out()
    for path in (
        ("clients", "ACME", "discounts", "Voucher"),
        ("clients", "ACME", "deposits", "Rollout"),
        ("clients", "ACME", "agreements", "A-100", "discounts", "Loyalty"),
    ):
        undo = services.editing.remove(*path)
        assert not services.editing.record(*path)
        services.editing.undo(undo)
    assert take_in(services, WORKBOOK) == {}
    assert len(services.workbook.hand_out()) > len(before)


def test_what_a_discount_or_a_deposit_names_stays_and_keeps_its_name(services):
    take_in(services, WORKBOOK)
    agreed = ("clients", "ACME", "agreements", "A-100")
    for path in (agreed, (*agreed, "additions", "PCs"), ("taxes", "VAT")):
        with pytest.raises(StillUsedError):
            services.editing.remove(*path)
    for path in (agreed, (*agreed, "additions", "PCs")):
        with pytest.raises(StillNamedError):
            services.editing.rename(path, "Other")
    services.editing.rename(("taxes", "VAT"), "MWST")
    deposit = services.editing.record("clients", "ACME", "deposits", "Rollout")
    assert deposit["taxes"] == ["MWST"]


@pytest.mark.parametrize(
    ("workbook", "place", "told"),
    [
        (agreement(discounts=[{**LOYALTY, "name": "fee"}]), f"{THERE}.discounts[0].name", "charge"),
        (agreement(discounts=[{**LOYALTY, "name": "PCs"}]), f"{THERE}.discounts[0].name", "charge"),
        (agreement(discounts=[{**LOYALTY, "name": "a/b"}]), f"{THERE}.discounts[0].name", "slash"),
        (agreement(discounts=[{**LOYALTY, "on": ["x"]}]), f"{THERE}.discounts[0].on", "no charge"),
        (
            agreement(discounts=[{**LOYALTY, "amount": "1.00"}]),
            f"{THERE}.discounts[0].percent",
            "either",
        ),
        (
            agreement(discounts=[{**LOYALTY, "percent": "0"}]),
            f"{THERE}.discounts[0].percent",
            "either",
        ),
        (
            agreement(discounts=[{"name": "x", "percent": "5"}]),
            f"{THERE}.discounts[0].from",
            "missing",
        ),
        (
            agreement(discounts=[{**LOYALTY, "until": "2026-02-01"}]),
            f"{THERE}.discounts[0].until",
            "not after",
        ),
        (client(discounts=[{**VOUCHER, "on": ["B"]}]), f"{HERE}.discounts[0].on", "no B"),
        (
            client(discounts=[{**VOUCHER, "amount": "0.001"}]),
            f"{HERE}.discounts[0].amount",
            "small",
        ),
        (client(deposits=[{**DEPOSIT, "agreement": "B"}]), f"{HERE}.deposits[0].agreement", "B"),
        (client(deposits=[{**DEPOSIT, "taxes": ["NO"]}]), f"{HERE}.deposits[0].taxes", "NO"),
        (client(deposits=[{**DEPOSIT, "amount": "0.00"}]), f"{HERE}.deposits[0].amount", "above"),
        (
            {
                "format": "accord/1",
                "expenses": [{"id": "e1", "discount": {"name": "x", "percent": "1", "periods": 2}}],
            },
            "expenses[0].discount",
            "no periods",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(services, workbook, place, told):
    take_in(services, WORKBOOK)
    before = copy.deepcopy(services.workbook.hand_out())
    with pytest.raises(InvalidError) as caught:
        take_in(services, workbook)
    assert {problem.place: problem.sentence.plain() for problem in caught.value.problems}[
        place
    ].count(told)
    assert services.workbook.hand_out() == before
