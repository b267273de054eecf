"""What stays unbilled, and why, without any window."""

from dataclasses import replace

from app.domain.money import Money
from app.domain.proposal import Exceptional, Level, Matter, Waived
from app.domain.sentence import say
from app.services.billing import Review
from app.ui.billing.state import Run
from app.ui.billing.unbilled import unbilled
from tests.ui.fakes import THROUGH, line, row

READY = row("Acme Dental", [line("Support", "1", "100.00")])
LOOK = row("Brightside Law", [line("Support", "2", "50.00")], looks=["Total changed."])
BLOCKED = row("Crown Court", [line("Support", "1", "10.00")], blocks=["No rate."])
HELD = Exceptional("ACME", Level.LOOK, say("Held: later."), "A/fee/2026-11-01", Matter.HELD)


def told(run):
    return [
        (one.client, one.why.plain(), one.amount and one.amount.plain()) for one in unbilled(run)
    ]


def run_of(*rows, waived=()):
    return Run(THROUGH).with_review(Review(THROUGH, THROUGH, rows, waived))


def test_what_is_issued_leaves_nothing_behind():
    assert told(run_of(READY)) == []


def test_documents_that_wait_are_told_without_tax():
    run = run_of(READY, LOOK, BLOCKED).toggled(READY)
    assert told(run) == [
        ("CROWN", "No rate.", "10.00"),
        ("BRIGHTSIDE", "Not accepted yet: Total changed.", "100.00"),
        ("ACME", "Left out of this month end.", "100.00"),
    ]


def test_what_is_held_is_told_though_its_document_goes_out():
    held = replace(READY, exceptions=(HELD,))
    run = run_of(held).accepting(HELD)
    assert told(run) == [("ACME", "Held: later.", None)]


def test_what_is_waived_is_told_with_its_reason():
    gone = Waived("A/fee/2026-11-01", say("Fee"), Money(5_00, "GBP"), "Goodwill")
    assert told(run_of(READY, waived=(("ACME", gone),))) == [
        ("ACME", "Waived: Goodwill (Fee).", "5.00")
    ]
