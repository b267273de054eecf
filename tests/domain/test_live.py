"""Live coverage: what the engine that bills says of an entry while it is typed."""

from datetime import date
from fractions import Fraction

import pytest

from app.domain.agreement import Allowance, Answer, Block, CoverageRule, RateRule, Status
from app.domain.billing import propose
from app.domain.dated import Dated
from app.domain.live import Verdict, told, told_all
from app.domain.money import Money
from app.domain.period import NEVER

DAY = date(2026, 1, 20)
PROJECT = (CoverageRule(Answer.BILLABLE, ("Project",)), CoverageRule(Answer.INCLUDED))


def spoken(found):
    return [reason.plain() for reason in found.reasons]


@pytest.fixture
def retainer(make):
    return make.agreement(
        allowance=Dated.always(Allowance(Fraction(10))),
        coverage=Dated.always(PROJECT),
        rates=Dated.always((RateRule(make.rate("120.00"), work_type="Project"),)),
    )


def entry(make, minutes, name="new", day=DAY, **terms):
    return make.entry(name, day, minutes, agreement="A", **terms)


def test_what_is_drawn_from_the_allowance_says_what_is_left(make, retainer):
    client = make.client(retainer, time=(entry(make, 300, "t1", date(2026, 1, 5)),))
    found = told(make.book(), client, entry(make, 90))
    assert (found.verdict, found.minutes, found.net) == (Verdict.COVERED, 90, Money(0, "EUR"))
    assert "90 minutes drawn from the period's allowance, leaving 7/2 h." in spoken(found)
    assert found.warnings == ()


def test_project_work_is_billable_at_its_rate(make, retainer):
    found = told(make.book(), make.client(retainer), entry(make, 90, work_type="Project"))
    assert (found.verdict, found.billable, found.net) == (Verdict.BILLABLE, 90, Money(18000, "EUR"))
    assert "Rule 1 of agreement A is for Project: it is billable." in spoken(found)
    assert "Agreement A has a rate of its own for this work: 120.00 EUR." in spoken(found)


@pytest.mark.parametrize(
    ("before", "now", "warnings"),
    [
        (60, 400, []),
        (60, 420, ["80 % of the allowance is used; 2 h are left."]),
        (480, 60, ["90 % of the allowance is used; 1 h are left."]),
        (480, 120, ["The allowance is used up."]),
        (480, 180, ["The allowance is used up."]),
    ],
)
def test_a_warning_comes_at_four_fifths_and_at_the_end(make, retainer, before, now, warnings):
    client = make.client(retainer, time=(entry(make, before, "t1", date(2026, 1, 5)),))
    found = told(make.book(), client, entry(make, now))
    assert [each.plain() for each in found.warnings] == warnings


def test_a_block_warns_of_itself_only_where_the_work_may_draw_from_it(make):
    blocks = tuple(
        Block(name, Fraction(2), date(2026, 1, 1), NEVER, Money(0, "EUR"), work_types=types)
        for name, types in (("Remote 2", ("Remote",)), ("Project 2", ("Project",)))
    )
    agreement = make.agreement(coverage=Dated.always((CoverageRule(Answer.BLOCK),)))
    client = make.client(agreement, blocks=blocks)
    found = told(make.book(), client, entry(make, 150))
    assert (found.verdict, found.billable) == (Verdict.PARTLY, 30)
    assert [each.plain() for each in found.warnings] == ["Block Remote 2 is used up."]


def test_work_without_a_rate_says_what_is_missing(make):
    found = told(make.book(roles={}), make.client(), make.entry("new", DAY, 30))
    assert found.verdict is Verdict.NO_RATE
    assert "has no hourly rate" in spoken(found)[-1]


def test_work_under_an_agreement_that_does_not_bill_says_so(make):
    agreement = make.fee(status=Dated.always(Status.SUSPENDED))
    found = told(make.book(), make.client(agreement), entry(make, 30))
    assert spoken(found) == ["Agreement A bills nothing on that day."]


def test_an_entry_that_is_edited_takes_its_own_place(make, retainer):
    client = make.client(retainer, time=(entry(make, 600, "t1"),))
    found = told(make.book(), client, entry(make, 60, "t1"))
    assert [(meter.used, meter.left) for meter in found.meters] == [(1, 9)]


def test_what_is_told_while_typing_is_what_is_billed(make, retainer):
    done = tuple(
        entry(make, minutes, f"t{day}", date(2026, 1, day), work_type=kind)
        for day, minutes, kind in ((5, 480, "Remote"), (7, 60, "Project"), (9, 240, "Remote"))
    )
    client, book = make.client(retainer, time=done), make.book()
    outcome = propose(book, client, date(2026, 2, 1))
    billed = {line.charge.split("/")[1]: line.net for p in outcome.proposals for line in p.lines}
    nothing = Money(0, "EUR")
    assert {id_: each.net for id_, each in told_all(book, client, ["t5", "t7", "t9"]).items()} == {
        id_: billed.get(id_, nothing) for id_ in ("t5", "t7", "t9")
    }
    assert told(book, client, done[2]).net == billed["t9"]
    assert told_all(book, client, ["nobody"]) == {}
