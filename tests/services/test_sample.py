from datetime import date

import pytest

from app.bootstrap import desk
from app.cli.sample import CREDITS, MOMENT, THROUGH, make_sample
from app.domain.document import DocumentKind
from app.services.billing import Readiness
from app.storage import paths

OCTOBER = date(2026, 10, 31)
MONTH_ENDS = sorted(date.fromisoformat(stage.stem) for stage in paths.sample().glob("*.json"))
MONTHLY = set("BRACK CUAN CURLEW GANNET GROSS LANT MOYLE PENNY QUILL SCEILP TIDE".split())
TOLD_LATE = {
    "A-101/Mail and office seats/2026-10-01",
    "A-116/Passwortverwaltung/2026-08-01",
    "A-116/Passwortverwaltung/2026-09-01",
    "A-116/Passwortverwaltung/2026-10-01",
    "A-117/Workstations/2026-10-01",
}
WORKED_OUT_BY_HAND = {
    "closed from 12 January to 1 February: 210 × 11 of 31 days": (
        ("GANNET", "A-105/fee/2026-01-01"),
        ["74.52"],
    ),
    "14 seats, from the 19th 16: 19.80 × (14 × 18 + 16 × 13) of 31 days": (
        ("GROSS", "A-110/Arbeitsplätze/2026-01-01"),
        ["293.81"],
    ),
    "18 mailboxes; three more since 9 February, told in March: 3 × 12.40 × 20 of 28 days": (
        ("GROSS", "A-110/Postfächer/2026-02-01"),
        ["223.20", "26.57"],
    ),
    "a till from 16 February in the month from 31 January: 9.90 × 12 of 28 days": (
        ("PENNY", "A-114/Tills/2026-01-31"),
        ["89.10", "4.24"],
    ),
    "two desks from 10 February in the quarter: 2 × 54 × 50 of 90 days": (
        ("ZILV", "A-113/Beheerde werkplekken/2026-01-01"),
        ["864.00", "60.00"],
    ),
    "4 % more on the anniversary": (("TIDE", "A-101/fee/2026-03-01"), ["400.40"]),
    "4 % more on the year's licence": (("GANNET", "A-104/fee/2026-09-01"), ["3099.20"]),
    "begun on 13 April: 260 × 18 of 30 days": (("MARCH", "A-111/fee/2026-04-01"), ["156.00"]),
    "ended on 8 June in the month from 15 May: 120 × 6 of 31 days come back": (
        ("REED", "A-108/fee/2026-05-15"),
        ["120.00", "-23.23"],
    ),
    "a computer gone since 12 May, told in July: 19.24 × 20 of 31 days come back": (
        ("TIDE", "A-101/Workstations/2026-05-01"),
        ["173.16", "-12.41"],
    ),
    "credited in full and billed again": (
        ("MOYLE", "A-103/Servers/2026-05-01"),
        ["162.58", "-162.58", "162.58"],
    ),
    "whole yen: 2450 × (7 + 20 of 30 days)": (("KAZE", "A-117/Workstations/2026-06-01"), ["18783"]),
    "5.75 hours were left of 6.5: 0.75 × 98": (("CURLEW", "time/2602-17/overage"), ["73.50"]),
    "75 minutes were 45: 0.5 × 75 come back": (("FION", "time/2606-24"), ["93.75", "-37.50"]),
    "50 minutes less 5 of grace: 0.75 × 72": (("BRACK", "time/2512-08"), ["54.00"]),
    "after hours: 1.5 × 1.5 × 100": (("TIDE", "time/2601-22"), ["225.00"]),
    "16:50 to 18:10, 90 minutes: half included, half after hours: 0.75 × 1.5 × 100": (
        ("TIDE", "time/2610-36"),
        ["112.50"],
    ),
    "a night call of 70 minutes: 1.25 × 1.5 × 100": (("TIDE", "time/2610-37"), ["187.50"]),
    "a call on a bank holiday: 0.75 × 2 × 100": (("TIDE", "time/2610-38"), ["150.00"]),
    "3 hours: 60 minutes on a holiday weigh 120, 45 by day 45, 15 are left for 10 of 30 at "
    "night; 20 minutes × 1.5 × 95": (("HERON", "time/2603-27/overage"), ["47.50"]),
    "350 and 250 of work, less 500 and the 75 that April left": (
        ("SALT", "time/2605-32/overage"),
        ["25.00"],
    ),
    "900 ahead; of it 400 and 350 of work in September": (
        ("SALT", "deposit/SALT/X-ray room/2026-10-01"),
        ["-750.00"],
    ),
    "the 150 that are left, against 275 of work": (
        ("SALT", "deposit/SALT/X-ray room/2026-11-01"),
        ["-150.00"],
    ),
    "2.5 × 135, of which the account still pays 500 - 1.75 × 100": (
        ("FION", "time/2610-28"),
        ["12.50"],
    ),
    "4 minutes by telephone are 6; with 3 more 12; with 7 more 18: 0.1 × 75 each": (
        ("FION", "time/2606-32"),
        ["7.50"],
    ),
    "500 × 0.05 + 1500 × 0.035 + 1072 × 0.02 = 98.94; 5 of 31 days": (
        ("MOYLE", "A-103/Drawing archive/2026-08-01"),
        ["15.96"],
    ),
    "18 at 6.20 for 14 days, 30 at 5.40 for 16 of 30": (
        ("GANNET", "A-105/Staff mailboxes/2026-06-01"),
        ["138.48"],
    ),
    "two packs of ten at 29 for 13 days, three for 17 of 30": (
        ("WRZE", "A-118/Endpoint protection/2026-09-01"),
        ["74.43"],
    ),
    "the third month of the launch offer: half of 7 × 3.20": (
        ("CURLEW", "A-102/Security training/2026-09-01"),
        ["11.20"],
    ),
    "the fourth month: 7 × 3.20": (("CURLEW", "A-102/Security training/2026-10-01"), ["22.40"]),
    "3 % off 297 + 260.40 + 256 + 174": (("GROSS", "A-110/Treuerabatt/2026-07-01"), ["-29.62"]),
    "10 % off all of September, 70.20 + 60": (
        ("CUAN", "discount/CUAN/Charity discount/2026-09-01"),
        ["-13.02"],
    ),
    "3 × 6.35 × 18 of 30 days": (("EDEL", "A-116/Mobilgeräte/2026-04-01"), ["11.43"]),
    "49 with 23 % in it: 49 ÷ 1.23": (("KNOT", "A-124/fee/2026-06-01"), ["39.84"]),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    with make_sample(tmp_path_factory.mktemp("sample") / "sample.accord") as services:
        yield services


@pytest.fixture(scope="module")
def documents(sample):
    return [sample.documents.show(row.number) for row in sample.documents.list()]


@pytest.fixture(scope="module")
def month(sample):
    return sample.billing.review(THROUGH, on=THROUGH)


def net_of(line, document):
    return (line.net if document.kind is DocumentKind.INVOICE else -line.net).plain()


def test_it_comes_out_the_same_to_the_last_byte(sample, tmp_path):
    with make_sample(tmp_path / "again.accord") as again:
        assert again.documents.list() == sample.documents.list()
        assert again.workbook.hand_out() == sample.workbook.hand_out()


def test_it_moves_whole_to_an_empty_data_file(sample, tmp_path):
    everything = sample.workbook.hand_out()
    with desk(tmp_path / "moved.accord", create=True) as moved:
        moved.workbook.take_in([everything])
        assert moved.workbook.hand_out() == everything
        assert moved.company.check() == ()


def test_it_is_marked_as_a_sample_and_sound(sample):
    assert sample.company.is_sample()
    assert sample.company.check() == ()


def test_a_year_of_month_ends_was_billed_and_november_is_open(sample):
    assert len(MONTH_ENDS) == 12
    assert MONTH_ENDS[-1] == THROUGH
    billed = {(row.client, row.date) for row in sample.documents.list()}
    assert billed >= {(client, day) for client in MONTHLY for day in MONTH_ENDS[:-1]}
    assert not {day for _, day in billed} - set(MONTH_ENDS[:-1]) - {each.on for each in CREDITS}


def test_october_owes_nothing_but_what_was_told_in_november(sample):
    again = sample.billing.review(OCTOBER, on=OCTOBER)
    assert {line.charge for each in again.proposals for line in each.lines} == TOLD_LATE


def test_a_person_would_come_to_the_same_amounts(documents, month):
    found = {key: [] for key, _ in WORKED_OUT_BY_HAND.values()}
    for document in documents:
        for line in document.lines:
            if (document.client, line.charge) in found and not document.waived:
                found[document.client, line.charge].append(net_of(line, document))
    for proposal in month.proposals:
        for line in proposal.lines:
            if (proposal.client, line.charge) in found:
                found[proposal.client, line.charge].append(line.net.plain())
    assert found == dict(WORKED_OUT_BY_HAND.values())


def test_every_kind_of_client_and_charge_is_there(documents):
    lines = [line for document in documents for line in document.lines]
    taxes = {
        (tax.category.value, str(tax.rate.normalize())) for each in lines for tax in each.taxes
    }
    assert {each.currency for each in documents} == {"EUR", "GBP", "USD", "CHF", "JPY"}
    assert {each.locale for each in documents} == set(
        "en_IE en_GB en_US de_DE fr_FR es_ES nl_NL".split()
    )
    assert taxes == {("S", "23"), ("S", "13.5"), ("AE", "0"), ("E", "0"), ("G", "0"), ("O", "0")}
    assert {each.kind.value for each in lines} == set(
        "fee recurring adjustment time expense block discount".split()
    )
    assert any(not line.net for line in lines)
    assert max(len(each.lines) for each in documents) > 25


def test_credits_came_by_hand_and_by_themselves(documents):
    notes = [each for each in documents if each.kind is DocumentKind.CREDIT_NOTE]
    assert [(each.client, each.waived) for each in notes] == [
        ("MOYLE", False),
        ("REED", False),
        ("ZILV", False),
        ("TIDE", True),
    ]


def test_purchase_orders_part_the_documents(documents):
    june = [each for each in documents if (each.client, each.date.month) == ("MOYLE", 6)]
    assert {each.po_number for each in june} == {"PO 4400718", "PO 4400903", "PO 4500112"}


def test_november_has_much_to_bill_and_something_to_see_to(month):
    rows = {row.client: row for row in month.rows}
    blocked = {row.client for row in month.rows if row.readiness is Readiness.BLOCKED}
    looks = {row.client for row in month.rows if row.readiness is Readiness.LOOK}
    assert blocked == {"QUILL"}
    assert looks == {"EDEL", "FION", "HERON", "MOYLE", "SALT", "SCEILP", "TIDE"}
    assert len(month.proposals) > 14
    assert all(each.is_issuable for each in month.proposals)
    for idle in ("REED", "STRAND", "ZILV"):
        assert idle not in rows or rows[idle].proposal is None


def test_what_is_held_or_waived_is_not_billed(sample, month, documents):
    tell = sample.language.tell
    november = [tell(line.title) for each in month.proposals for line in each.lines]
    printed = [line.description for each in documents for line in each.lines]
    assert "Handheld scanner" not in november
    assert printed.count("T-1162: Hall server restored and compared") == 1
    assert not any("Restore test run again" in title for title in printed)


def test_prices_that_hold_the_tax_come_to_themselves(documents):
    totals = [each.total.plain() for each in documents if each.client == "KNOT"]
    assert totals[1:] == ["64.00"] * (len(totals) - 1)


def test_francs_are_paid_in_steps_of_five_centimes(documents):
    april = next(each for each in documents if (each.client, each.date.month) == ("EDEL", 4))
    assert (april.total.plain(), april.payable.plain()) == ("581.43", "581.45")


def test_promises_were_met_and_missed_and_one_is_paused(sample):
    told = {
        (row.state.number, clock.metric.value): clock.state.value
        for row in sample.sla.show(MOMENT)
        for clock in row.state.clocks
    }
    assert told["T-1272", "first_response"] == "missed"
    assert told["T-1272", "resolution"] == "met"
    assert told["T-1273", "resolution"] == "paused"
