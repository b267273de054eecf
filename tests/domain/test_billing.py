"""What is due less what was billed: exactly, once, and given back when it vanishes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.agreement import Addition, Block, Counts, Status
from app.domain.billing import propose
from app.domain.charge import ChargeKind
from app.domain.dated import Dated
from app.domain.document import DocumentKind
from app.domain.document_discount import DocumentDiscount
from app.domain.drafting import kind_of
from app.domain.facts import Asset, Decision, Expense, Verdict
from app.domain.money import Money
from app.domain.period import ALWAYS, NEVER, Timing
from app.domain.proposal import Level
from app.domain.tax import Treatment

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def lines(outcome):
    return [line for proposal in outcome.proposals for line in proposal.lines]


def nets(outcome):
    return {line.charge: line.net.plain() for line in lines(outcome)}


def test_a_second_run_proposes_nothing(make):
    client = make.client(make.fee())
    first = propose(make.book(), client, FEBRUARY)
    assert nets(first) == {"A/fee/2026-01-01": "500.00", "A/fee/2026-02-01": "500.00"}
    again = propose(make.book(), replace(client, ledger=make.ledger(first)), FEBRUARY)
    assert again.proposals == ()


def test_arrears_are_due_at_the_end(make):
    cycle = Dated.always(make.monthly(timing=Timing.ARREARS))
    client = make.client(make.fee(cycle=cycle))
    assert lines(propose(make.book(), client, date(2026, 1, 31))) == []
    assert nets(propose(make.book(), client, FEBRUARY)) == {"A/fee/2026-01-01": "500.00"}


@given(
    before=st.integers(0, 50),
    after=st.integers(0, 50),
    day=st.dates(date(2026, 1, 2), date(2026, 2, 28)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_late_fact_bills_the_exact_difference(make, before, after, day):
    def client(*steps):
        quantity = Dated.of((since, Decimal(count)) for since, count in steps)
        return make.client(make.agreement(additions=(Addition("x", make.item("7.77"), quantity),)))

    early, late = client((JANUARY, before)), client((JANUARY, before), (day, after))
    book = make.book()
    first = propose(book, early, FEBRUARY)
    ledger = make.ledger(first)
    second = propose(book, replace(late, ledger=ledger), FEBRUARY)
    whole = propose(book, late, FEBRUARY)
    assert sum(line.net.minor for line in lines(first)) + sum(
        line.net.minor for line in lines(second)
    ) == sum(line.net.minor for line in lines(whole))
    billed_before = {key for key, billed in ledger.items() if billed.net}
    for line in lines(second):
        assert (line.kind is ChargeKind.ADJUSTMENT) == (line.charge in billed_before)
    after_both = replace(late, ledger=make.ledger(second, ledger))
    assert propose(book, after_both, FEBRUARY).proposals == ()


def test_a_vanished_charge_is_given_back(make):
    client = make.client(make.fee(fee_taxes=Dated.always(("VAT",))))
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    outcome = propose(make.book(), make.client(ledger=ledger), JANUARY)
    (line,) = lines(outcome)
    assert (line.charge, line.kind, line.net.plain()) == (
        "A/fee/2026-01-01",
        ChargeKind.ADJUSTMENT,
        "-500.00",
    )
    assert line.corrects == "INV-1"
    (proposal,) = outcome.proposals
    assert proposal.total.plain() == "-615.00"
    assert kind_of(proposal) is DocumentKind.CREDIT_NOTE


def test_what_was_credited_in_full_keeps_its_kind(make):
    client = make.client(make.fee())
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    owed = {key: replace(billed, net=Money.zero("EUR")) for key, billed in ledger.items()}
    (line,) = lines(propose(make.book(), replace(client, ledger=owed), JANUARY))
    assert (line.kind, line.net.plain()) == (ChargeKind.FEE, "500.00")


def test_an_adjustment_keeps_the_tax_of_its_first_day(make):
    book = make.book()
    client = make.client(make.fee("100.00", fee_taxes=Dated.always(("VAT",))))
    ledger = make.ledger(propose(book, client, JANUARY))
    vat = replace(book.taxes["VAT"], rates=Dated.always(Decimal(10)))
    more = replace(make.client(make.fee("200.00", fee_taxes=Dated.always(("VAT",)))), ledger=ledger)
    (proposal,) = propose(make.book(taxes={"VAT": vat}), more, JANUARY).proposals
    assert proposal.tax.plain() == "23.00"


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_held_or_waived_is_left_out_and_told(make, verdict):
    decisions = {"A/fee/2026-01-01": Decision(verdict, "as agreed")}
    outcome = propose(make.book(), make.client(make.fee(), decisions=decisions), FEBRUARY)
    assert nets(outcome) == {"A/fee/2026-02-01": "500.00"}
    held = [(each.level, each.charge, each.sentence.plain()) for each in outcome.exceptions]
    waived = [(each.charge, each.net.plain(), each.reason) for each in outcome.waived]
    if verdict is Verdict.HOLD:
        told = "Held: as agreed (Managed IT, 500.00 EUR)."
        assert held == [(Level.LOOK, "A/fee/2026-01-01", told)]
        assert not waived
    else:
        assert waived == [("A/fee/2026-01-01", "500.00", "as agreed")]
        assert not held


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [(8, 10, False), (8, 11, True), (12, 15, False), (12, 16, True), (12, 8, True), (0, 3, False)],
)
def test_a_count_that_changed_a_lot_is_worth_a_look(make, before, now, is_told):
    def assets(count, since):
        return tuple(Asset(f"{since} {i}", "pc", ((since, NEVER),)) for i in range(count))

    devices = assets(min(before, now), JANUARY)
    if now > before:
        devices += assets(now - before, FEBRUARY)
    devices += tuple(Asset(f"gone {i}", "pc", ((JANUARY, FEBRUARY),)) for i in range(before - now))
    addition = Addition("PCs", make.item(), counts=Counts("devices", "pc"))
    client = make.client(make.agreement(additions=(addition,)), devices=devices)
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    outcome = propose(make.book(), replace(client, ledger=ledger), FEBRUARY)
    told = [each.charge for each in outcome.exceptions]
    assert told == (["A/PCs/2026-02-01"] if is_told else [])


def test_other_po_numbers_make_their_own_documents(make):
    quantity = Dated.always(Decimal(1))
    additions = (
        Addition("own", make.item(), quantity, po_number="PO-2"),
        Addition("shared", make.item(), quantity),
    )
    client = make.client(make.fee(po_number="PO-1", additions=additions))
    outcome = propose(make.book(), client, JANUARY)
    assert [(each.po_number, len(each.lines)) for each in outcome.proposals] == [
        ("PO-1", 2),
        ("PO-2", 1),
    ]


def test_lines_without_a_po_number_travel_with_the_first(make):
    expense = Expense("e1", JANUARY, "Disk", "each", Decimal(1), make.rate("89.00"))
    client = make.client(make.fee(po_number="PO-1"), expenses=(expense,))
    (proposal,) = propose(make.book(), client, JANUARY).proposals
    assert (proposal.po_number, proposal.net.plain()) == ("PO-1", "589.00")


def test_reverse_charge_needs_a_tax_id(make):
    client = make.client(make.fee(), treatment=Treatment.REVERSE_CHARGE)
    outcome = propose(make.book(), client, JANUARY)
    assert outcome.is_blocked
    known = propose(make.book(), replace(client, tax_id="DE123456789"), JANUARY)
    assert not known.is_blocked
    assert known.proposals[0].tax == Money.zero("EUR")


def test_work_without_a_rate_blocks_and_names_it(make):
    client = make.client(time=(make.entry(role="Nobody"),))
    outcome = propose(make.book(), client, FEBRUARY)
    (found,) = outcome.exceptions
    assert found.level is Level.BLOCK
    assert "t1" in found.sentence.plain()


def test_billed_in_another_currency_blocks(make):
    client = make.client(make.fee())
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    pounds = {key: replace(each, net=Money(50000, "GBP")) for key, each in ledger.items()}
    assert propose(make.book(), replace(client, ledger=pounds), JANUARY).is_blocked


def test_a_missing_po_number_is_worth_a_look(make):
    outcome = propose(make.book(), make.client(make.fee(), po_required=True), JANUARY)
    assert [found.level for found in outcome.exceptions] == [Level.LOOK]


@pytest.mark.parametrize(("through", "looks"), [(FEBRUARY, 0), (MARCH, 1)])
def test_catching_up_on_many_periods_is_worth_a_look(make, through, looks):
    outcome = propose(make.book(), make.client(make.fee()), through)
    assert len(outcome.exceptions) == looks
    assert not outcome.is_blocked


@pytest.mark.parametrize(("last", "looks"), [(50000, 0), (40000, 0), (39999, 1), (70000, 1)])
def test_a_total_far_from_the_last_is_worth_a_look(make, last, looks):
    client = make.client(make.fee(), last_net=Money(last, "EUR"))
    assert len(propose(make.book(), client, JANUARY).exceptions) == looks


def test_nothing_before_the_move_is_due(make):
    client = make.client(make.fee(billed_until=FEBRUARY), time=(make.entry(agreement="A"),))
    assert nets(propose(make.book(), client, FEBRUARY)) == {"A/fee/2026-02-01": "500.00"}
    book = make.book(billed_until=MARCH)
    block = Block("20 h", 20, JANUARY, date(2027, 1, 1), Money(190000, "EUR"))
    expense = Expense("e1", JANUARY, "Disk", "each", Decimal(1), make.rate("89.00"))
    moved = make.client(make.fee(), time=(make.entry(),), blocks=(block,), expenses=(expense,))
    assert nets(propose(book, moved, MARCH)) == {"A/fee/2026-03-01": "500.00"}


def test_all_that_happens_once_is_due_on_its_day(make):
    block = Block("20 h", 20, date(2026, 1, 3), date(2027, 1, 1), Money(190000, "EUR"))
    expense = Expense("e1", date(2026, 1, 4), "Disk", "each", Decimal(3), make.rate("0.335"))
    client = make.client(time=(make.entry(),), blocks=(block,), expenses=(expense,))
    seen = [list(nets(propose(make.book(), client, date(2026, 1, day)))) for day in (2, 3, 4, 5)]
    assert seen == [
        [],
        ["block/ACME/20 h"],
        ["expense/e1", "block/ACME/20 h"],
        ["time/t1", "expense/e1", "block/ACME/20 h"],
    ]
    assert nets(propose(make.book(), client, JANUARY.replace(day=4)))["expense/e1"] == "1.01"


def test_a_suspended_agreement_bills_no_days(make):
    status = Dated.of([(ALWAYS, Status.ACTIVE), (date(2026, 1, 17), Status.SUSPENDED)])
    found = nets(propose(make.book(), make.client(make.fee("310.00", status=status)), FEBRUARY))
    assert found == {"A/fee/2026-01-01": "160.00"}


def test_no_refund_leaves_what_was_billed_in_advance(make):
    client = make.client(make.fee(refund=False))
    ledger = make.ledger(propose(make.book(), client, JANUARY))
    ended = make.client(make.fee(refund=False, end=date(2026, 1, 11)), ledger=ledger)
    assert propose(make.book(), ended, FEBRUARY).proposals == ()
    refunded = make.client(make.fee(end=date(2026, 1, 11)), ledger=ledger)
    assert nets(propose(make.book(), refunded, FEBRUARY)) == {"A/fee/2026-01-01": "-338.71"}


@pytest.mark.parametrize("stop", [date(2026, 2, 1), date(2026, 2, 2)])
def test_no_refund_is_no_refund_from_a_period_s_first_day(make, stop):
    """Neither of the period, nor of the discount that was on it."""
    tenth = DocumentDiscount("Loyal", JANUARY, percent=Decimal(10))
    client = make.client(make.fee(refund=False), discounts=(tenth,))
    ledger = make.ledger(propose(make.book(), client, FEBRUARY))
    ended = make.client(make.fee(refund=False, end=stop), discounts=(tenth,), ledger=ledger)
    assert propose(make.book(), ended, MARCH).proposals == ()


def test_every_line_says_why(make):
    for line in lines(propose(make.book(), make.client(make.fee()), MARCH)):
        assert line.explanation
