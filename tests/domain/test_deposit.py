"""Deposits: billed on their day, deducted from what falls due later until they are used up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.billing import propose
from app.domain.catalog import Tax
from app.domain.dated import Dated
from app.domain.deposit import Deposit
from app.domain.document_discount import DocumentDiscount
from app.domain.facts import Decision, Expense, Verdict
from app.domain.money import Money
from app.domain.period import ALWAYS

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))
MIDDLE = date(2026, 1, 15)


def deposit(amount="1000.00", day=MIDDLE, **terms):
    money = Money.rounded(Decimal(amount), "EUR")
    return Deposit(**{"name": "Project", "amount": money, "day": day, "taxes": ("VAT",), **terms})


def fee(make, amount="400.00", **terms):
    return make.fee(amount, fee_taxes=Dated.always(("VAT",)), **terms)


def run(make, client, through=APRIL, **book):
    outcome = propose(make.book(**book), client, through)
    assert not outcome.is_blocked
    lines = [line for proposal in outcome.proposals for line in proposal.lines]
    return {
        line.charge.removeprefix("deposit/ACME/"): line.net.plain()
        for line in lines
        if line.charge.startswith("deposit/")
    }


def test_it_is_deducted_until_it_is_used_up(make):
    client = make.client(fee(make), deposits=(deposit(),))
    assert run(make, client, date(2026, 5, 1)) == {
        "Project": "1000.00",
        "Project/2026-02-01": "-400.00",
        "Project/2026-03-01": "-400.00",
        "Project/2026-04-01": "-200.00",
    }


def test_the_line_tells_what_is_left(make):
    client = make.client(fee(make), deposits=(deposit(),))
    outcome = propose(make.book(), client, FEBRUARY)
    line = outcome.proposals[0].lines[-1]
    assert (str(line.quantity), str(line.price)) == ("-1", "400.00 EUR")
    assert line.detail.plain() == "Of the deposit 600.00 EUR is left."
    told = [sentence.plain() for sentence in line.explanation]
    assert told[0] == (
        "The deposit of 1000.00 EUR of 2026-01-15 had 1000.00 EUR left; 400.00 EUR is deducted."
    )


def test_only_what_is_taxed_alike_and_of_its_agreement(make):
    other = make.agreement(number="B", fee=Dated.always(make.rate("70.00")))
    taxed = fee(make, "50.00", number="C")
    spent = Expense("e", FEBRUARY, "e", "each", Decimal(1), make.rate("10.00"), ("VAT",))
    client = make.client(fee(make), other, taxed, expenses=(spent,), deposits=(deposit(),))
    assert run(make, client, FEBRUARY)["Project/2026-02-01"] == "-460.00"
    named = replace(client, deposits=(deposit(agreement="C"),))
    assert run(make, named, FEBRUARY)["Project/2026-02-01"] == "-50.00"


def test_it_comes_after_discounts_and_two_do_not_take_the_same(make):
    half = DocumentDiscount("Half", JANUARY, percent=Decimal(50))
    both = (deposit("150.00", name="One"), deposit("150.00", name="Two"))
    client = make.client(fee(make, discounts=(half,)), deposits=both)
    assert run(make, client, MARCH) == {
        "One": "150.00",
        "Two": "150.00",
        "One/2026-02-01": "-150.00",
        "Two/2026-02-01": "-50.00",
        "Two/2026-03-01": "-100.00",
    }


def test_it_is_taxed_when_it_is_billed_and_not_again(make):
    vat = Tax("VAT", "VAT", rates=Dated.of([(ALWAYS, Decimal(20)), (FEBRUARY, Decimal(25))]))
    client = make.client(fee(make), deposits=(deposit("400.00"),))
    outcome = propose(make.book(taxes={"VAT": vat}), client, FEBRUARY)
    rates = {line.charge: line.taxes[0].rate for line in outcome.proposals[0].lines}
    assert rates["deposit/ACME/Project/2026-02-01"] == 20
    assert rates["A/fee/2026-02-01"] == 25


def test_one_that_was_paid_in_another_tool_is_deducted_without_being_billed(make):
    client = make.client(fee(make), deposits=(deposit("300.00"),))
    assert run(make, client, billed_until=FEBRUARY) == {"Project/2026-02-01": "-300.00"}


def test_one_that_is_held_is_not_deducted(make):
    client = make.client(
        fee(make), deposits=(deposit(),), decisions={"deposit/ACME/Project": Decision(Verdict.HOLD)}
    )
    assert run(make, client) == {}


def test_a_negative_day_deducts_nothing(make):
    back = Expense("e", FEBRUARY, "e", "each", Decimal(-1), make.rate("500.00"), ("VAT",))
    client = make.client(fee(make), deposits=(deposit(),), expenses=(back,))
    assert "Project/2026-02-01" not in run(make, client)


@given(
    minor=st.integers(1, 200_000),
    before=st.integers(0, 900),
    after=st.integers(0, 900),
    since=st.dates(JANUARY, APRIL),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_late_facts_end_in_the_same_total_and_billing_twice_in_nothing(
    make, minor, before, after, since
):
    given_deposit = deposit(amount=Money(minor, "EUR").plain())

    def client(steps, ledger):
        agreement = make.agreement(fee=Dated.of(steps), fee_taxes=Dated.always(("VAT",)))
        return make.client(agreement, ledger=ledger, deposits=(given_deposit,))

    known = [(ALWAYS, make.rate(before))]
    now = [*known, (since, make.rate(after))]
    ledger = make.ledger(propose(make.book(), client(known, {}), MARCH))
    ledger = make.ledger(propose(make.book(), client(now, ledger), APRIL), ledger)
    fresh = make.ledger(propose(make.book(), client(now, {}), APRIL))
    assert {key: found.net for key, found in ledger.items() if found.net} == {
        key: found.net for key, found in fresh.items() if found.net
    }
    deducted = -sum(
        found.net.minor for key, found in ledger.items() if key.startswith("deposit/ACME/Project/")
    )
    assert 0 <= deducted <= minor
    assert not propose(make.book(), client(now, ledger), APRIL).proposals
