"""However the facts arrive and whenever it is billed, the same is charged in the end."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app.domain.settled
from app.domain.agreement import Agreement
from app.domain.billing import propose
from app.domain.comparison import compare
from app.domain.dated import Dated
from app.domain.facts import ClientFacts
from app.domain.fingerprint import Fingerprints
from app.domain.money import Rate
from app.domain.settled import can_settle, settlement_of
from tests.domain.papers import papers
from tests.properties.facts import (
    AFTER_ALL,
    BOOK,
    CURRENCY,
    CYCLES,
    DAYS,
    END,
    FIRST,
    MONTH_STARTS,
    histories,
    issued,
    proposed,
    sums,
)

MANY = settings(max_examples=2 * settings.default.max_examples)
pytestmark = pytest.mark.timeout(0)  # thousands of examples take their time


def billed(runs, client):
    """The ledger after runs by these beliefs and a last one by the truth."""
    ledger = {}
    for belief, through in runs:
        ledger = issued(proposed(belief, ledger, through), ledger)
    return issued(proposed(client, ledger, AFTER_ALL), ledger)


@MANY
@given(histories())
def test_what_was_believed_meanwhile_leaves_no_trace(history):
    runs, client = history
    assert sums(billed(runs, client)) == sums(billed([], client))


@MANY
@given(histories(), st.dates(FIRST, END))
def test_a_run_right_after_a_run_proposes_nothing(history, through):
    runs, client = history
    ledger = {}
    for belief, day in runs:
        ledger = issued(proposed(belief, ledger, day), ledger)
    first = proposed(client, ledger, through)
    second = proposed(client, issued(first, ledger), through)
    assert not any(proposal.is_issuable for proposal in second)


CHANGES = MONTH_STARTS | DAYS


@st.composite
def changing_cycles(draw):
    """Runs of one agreement whose cycle changes before each, from any day, billed or not."""
    start = draw(CHANGES)
    floor = draw(st.none() | CHANGES)
    cycle = Dated.always(draw(CYCLES))
    seen = []
    for through in draw(st.lists(st.dates(FIRST, END), min_size=1, max_size=4)):
        change = draw(st.none() | st.tuples(CHANGES, CYCLES))
        if change:
            days = {day for day, _ in cycle.steps}
            cycle = cycle if change[0] in days else Dated.of([*cycle.steps, change])
        seen.append((cycle, through))
    fee = Dated.always(Rate(Decimal(1000), CURRENCY))
    held = Agreement("A", "A", start, fee=fee, billed_until=floor)
    return [(replace(held, cycle=cycle), through) for cycle, through in seen]


@MANY
@given(changing_cycles())
def test_changes_of_the_cycle_charge_each_day_once_and_move_nothing_billed(runs):
    ledger = {}
    for agreement, through in runs:
        client = ClientFacts("ACME", "Acme", CURRENCY, agreements=(agreement,))
        before = sums(ledger).keys()
        ledger = issued(proposed(client, ledger, through), ledger)
        periods = sorted(billed.period for billed in ledger.values() if billed.net)
        assert before <= sums(ledger).keys()
        if periods:
            assert periods[0].start == max(agreement.start, agreement.billed_until or FIRST)
        assert all(one.end == other.start for one, other in pairwise(periods))
        assert not proposed(client, ledger, through)


def settled(client, ledger, through):
    """The client as the engine is told of it once all that is due by a day is issued."""
    client = replace(client, ledger=ledger)
    outcome = propose(BOOK, client, through)
    issuable = [proposal for proposal in outcome.proposals if proposal.is_issuable]
    ledger = issued(issuable, ledger)
    is_whole = len(issuable) == len(outcome.proposals)
    known = Fingerprints(BOOK)
    found = None
    if outcome.settled and is_whole and not outcome.is_blocked:
        with mock.patch.object(app.domain.settled, "WORTHWHILE", 0):
            found = settlement_of(BOOK, client, through, outcome.settled, known)
    return found, ledger


def without_its_past(client, ledger, found):
    """What is read of a client who is settled."""
    return replace(
        client,
        settled=found,
        time=tuple(entry for entry in client.time if entry.day >= found.until),
        expenses=tuple(each for each in client.expenses if each.day >= found.until),
        ledger={
            key: billed
            for key, billed in ledger.items()
            if billed.period.start >= found.until or key.startswith("block/")
        },
    )


def owed(client, through):
    outcome = propose(BOOK, client, through)
    return {line.charge: line.net for each in outcome.proposals for line in each.lines}


@MANY
@given(histories(), st.lists(st.dates(FIRST, END), min_size=1, max_size=3), st.dates(FIRST, END))
def test_the_settled_past_can_be_left_out(history, days, through):
    _, client = history
    whole = seen = client
    for day in sorted(days):
        _, ledger = settled(whole, whole.ledger, day)
        found, _ = settled(seen, seen.ledger, day)
        whole = seen = replace(client, ledger=ledger)
        if found and can_settle(client):
            seen = without_its_past(client, ledger, found)
            assert Fingerprints(BOOK).of(client, found.until) == found.fingerprint
    assert owed(seen, through) == owed(whole, through)


@given(histories())
def test_the_changes_add_up_to_the_difference(history):
    runs, client = history
    ledger, last = {}, []
    for belief, through in [*runs, (client, AFTER_ALL)]:
        proposals = proposed(belief, ledger, through)
        found = compare(last, proposals, client.currency)
        assert found.before + found.delta == found.now
        assert sum(change.delta.minor for change in found.changes) == found.delta.minor
        assert found.now.minor == sum(proposal.net.minor for proposal in proposals)
        ledger, last = issued(proposals, ledger), papers(proposals)
