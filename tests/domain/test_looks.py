"""What stands out at the month end: work that might be for an agreement and names none."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from app.domain.agreement import Agreement
from app.domain.facts import ClientFacts, TimeEntry
from app.domain.looks import _unmapped
from app.domain.proposal import Level, Matter

JUNE = date(2026, 6, 1)
NOVEMBER = date(2026, 11, 4)
ALONE = (
    "1 time entry, 3/4 h, is for no agreement. "
    "More than one agreement is possible, choose one: A-1, A-2."
)
MISSING = "2 time entries, 3/2 h, are for no agreement. No agreement of Acme holds on 2026-11-04."


def agreement(number, end=None):
    more = {"end": end} if end else {}
    return Agreement(number, number, date(2026, 1, 1), **more)


def entry(id_, named=""):
    start = datetime(2026, 11, 4, 9, tzinfo=UTC)
    return TimeEntry(id_, NOVEMBER, start, 45, "Remote", "", "", named)


def looks(agreements, *entries, due=("time/a", "time/b")):
    client = ClientFacts("ACME", "Acme", "EUR", agreements=tuple(agreements), time=entries)
    return list(_unmapped(client, [SimpleNamespace(charge=charge) for charge in due]))


@pytest.mark.parametrize(
    ("agreements", "entries", "told"),
    [
        ((), (entry("a"),), None),
        ((agreement("A-1"),), (entry("a"),), None),
        ((agreement("A-1"), agreement("A-2")), (entry("a", "A-1"),), None),
        ((agreement("A-1"), agreement("A-2")), (entry("c"),), None),
        (
            (agreement("A-1"), agreement("A-2")),
            (entry("a"),),
            ALONE,
        ),
        (
            (agreement("A-1", JUNE),),
            (entry("a"), entry("b")),
            MISSING,
        ),
    ],
)
def test_due_work_that_names_no_agreement_stands_out_where_one_is_possible(
    agreements, entries, told
):
    found = looks(agreements, *entries)
    assert [each.sentence.plain() for each in found] == ([told] if told else [])
    for each in found:
        assert (each.level, each.matter, each.charge) == (Level.LOOK, Matter.UNMAPPED, "time/a")
