"""The month end's state, without any window."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.document import DocumentKind
from app.domain.money import Money
from app.services.billing import Issued, Review
from app.ui.billing.state import Run, Show, Standing, spans
from tests.ui import fakes
from tests.ui.fakes import THROUGH, line, row

READY = row("Acme Dental", [line("Support", "1", "100.00")])
LOOK = row("Brightside Law", [line("Support", "2", "50.00")], looks=["Total changed.", "No PO."])
BLOCKED = row("Crown Court", [line("Support", "1", "10.00")], blocks=["No rate."])
NOTHING = row("Dune Hotel")
EURO = row("Euro Clinic", [line("Support", "1", "10.00", "EUR")], currency="EUR")
CREDIT = row("Fair Foods", [line("Adjustment", "-1", "30.00")])


def run_of(*rows):
    return Run(THROUGH).with_review(Review(THROUGH, THROUGH, rows))


@pytest.fixture
def run():
    return run_of(NOTHING, CREDIT, READY, EURO, LOOK, BLOCKED)


def names(rows):
    return [found.name.split()[0] for found in rows]


def test_before_anything_was_looked_up_there_is_nothing():
    run = Run(THROUGH)
    assert run.rows == run.proposals == ()
    assert not run.can_issue


def test_what_needs_the_person_comes_first(run):
    assert names(run.rows) == ["Crown", "Brightside", "Acme", "Euro", "Fair", "Dune"]


def test_only_what_is_ready_is_issued(run):
    assert names(run.chosen) == ["Acme", "Euro", "Fair"]
    assert run.counts() == {Show.ALL: 6, Show.TO_CHECK: 2, Show.READY: 3}


def test_sums_are_told_per_currency_and_with_tax(run):
    assert run.totals() == (Money(1200, "EUR"), Money(12000 - 3600, "GBP"))


def test_what_is_negative_becomes_a_credit_note(run):
    assert run.credit_notes() == 1


def test_a_row_is_left_out_and_taken_in_again(run):
    without = run.toggled(READY)
    assert without.standing(READY) is Standing.LEFT_OUT
    assert READY not in without.chosen
    assert without.toggled(READY) == run


@pytest.mark.parametrize("fixed", [BLOCKED, NOTHING], ids=["blocked", "nothing"])
def test_what_cannot_be_issued_cannot_be_left_out(run, fixed):
    assert run.toggled(fixed) == run


def test_a_row_is_ready_once_all_of_it_was_accepted(run):
    first, second = LOOK.exceptions
    half = run.accepting(first)
    assert half.standing(LOOK) is Standing.LOOK
    assert half.open_looks(LOOK) == (second,)
    whole = half.accepting(second)
    assert whole.standing(LOOK) is Standing.READY
    assert whole.accepting(second) == half


def test_what_was_left_out_needs_no_look(run):
    assert run.toggled(LOOK).counts()[Show.TO_CHECK] == 1


def test_new_figures_keep_the_decisions_about_what_is_still_there(run):
    decided = run.toggled(READY).accepting(LOOK.exceptions[0])
    again = decided.with_review(Review(THROUGH, THROUGH, (READY, LOOK)))
    assert again.standing(READY) is Standing.LEFT_OUT
    assert again.open_looks(LOOK) == LOOK.exceptions[1:]


def test_what_was_accepted_is_asked_again_when_it_says_something_else(run):
    decided = run.accepting(LOOK.exceptions[0]).accepting(LOOK.exceptions[1])
    changed = row(LOOK.name, LOOK.proposal.lines, looks=["Total changed a lot.", "No PO."])
    again = decided.with_review(Review(THROUGH, THROUGH, (changed,)))
    assert again.standing(changed) is Standing.LOOK


def test_two_documents_of_one_client_are_told_apart_by_their_po_number():
    first = row("Acme Dental", [line("Support", "1", "100.00")], po_number="A")
    second = row("Acme Dental", [line("Projects", "1", "50.00")], po_number="B")
    run = run_of(first, second).toggled(second)
    assert run.chosen == (first,)


def test_another_day_is_another_run(run):
    issued = (Issued("INV-1", DocumentKind.INVOICE, "ACME", Money(1, "GBP")),)
    moved = run.toggled(READY).finished(issued).until(date(2026, 12, 31))
    assert (moved.through, moved.issued) == (date(2026, 12, 31), ())
    assert moved.decided is None


def test_a_run_is_empty_when_nothing_is_due_and_nothing_needs_a_look(run):
    assert run_of(NOTHING).is_empty
    assert run_of().is_empty
    assert not run.is_empty
    assert not run_of(BLOCKED).is_empty


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), ()),
        (("INV-00031",), (("INV-00031", "INV-00031"),)),
        (("INV-00031", "INV-00032", "INV-00033"), (("INV-00031", "INV-00033"),)),
        (("INV-9", "INV-10"), (("INV-9", "INV-10"),)),
        (("INV-1", "CRN-2", "CRN-3"), (("INV-1", "INV-1"), ("CRN-2", "CRN-3"))),
        (("INV-1", "INV-3"), (("INV-1", "INV-1"), ("INV-3", "INV-3"))),
        (("A", "B"), (("A", "A"), ("B", "B"))),
    ],
)
def test_numbers_in_a_row_are_told_by_their_ends(numbers, told):
    assert spans(numbers) == told


def test_the_fakes_add_up():
    offer = next(found.proposal for found in fakes.ROWS if found.proposal)
    assert offer.net.amount() * Decimal("1.2") == offer.total.amount()
