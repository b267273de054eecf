"""Terms that go on by themselves until somebody says otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.billing import Level, propose
from app.domain.dated import Dated
from app.domain.period import ALWAYS
from app.domain.renewal import Renewal, prolonged

YEARLY = Dated.always(Renewal(12, notice_days=30))
END = date(2026, 4, 1)
NO_MORE = Dated.of([(ALWAYS, Renewal(1)), (date(2026, 5, 31), None)])


def months(make, agreement, through):
    outcome = propose(make.book(), make.client(agreement), through)
    return [line.period.start.month for each in outcome.proposals for line in each.lines]


@pytest.mark.parametrize(
    ("renewal", "day", "end"),
    [
        (YEARLY, date(2026, 3, 31), END),
        (YEARLY, END, date(2027, 4, 1)),
        (YEARLY, date(2028, 12, 31), date(2029, 4, 1)),
        (NO_MORE, date(2028, 1, 1), date(2026, 6, 1)),
        (Dated.of([(END, Renewal(12))]), date(2028, 1, 1), END),
        (Dated(), date(2028, 1, 1), END),
    ],
)
def test_a_term_is_renewed_where_the_renewal_holds_on_its_last_day(renewal, day, end):
    assert prolonged(END, renewal, day) == end


def test_the_end_of_a_month_stays_the_end_of_a_month():
    monthly = Dated.always(Renewal(1))
    assert prolonged(date(2026, 1, 31), monthly, date(2026, 3, 15)) == date(2026, 3, 31)


def test_a_renewed_agreement_is_billed_on(make):
    ending = make.fee(end=END)
    renewing = make.fee(end=END, renewal=YEARLY)
    assert months(make, ending, date(2026, 6, 1)) == [1, 2, 3]
    assert months(make, renewing, date(2026, 6, 1)) == [1, 2, 3, 4, 5, 6]


def test_a_renewal_that_was_ended_bills_its_last_term_to_the_end(make):
    agreement = make.fee(end=END, renewal=NO_MORE)
    assert months(make, agreement, date(2027, 1, 1)) == [1, 2, 3, 4, 5]


def test_what_was_billed_stays_when_an_earlier_day_is_asked_for(make):
    agreement = make.fee(end=END, renewal=YEARLY)
    first = propose(make.book(), make.client(agreement), date(2026, 6, 1))
    again = make.client(agreement, ledger=make.ledger(first))
    assert propose(make.book(), again, date(2026, 3, 15)).proposals == ()


def test_work_of_a_renewed_term_belongs_to_the_agreement(make):
    agreement = make.fee(end=END, renewal=YEARLY)
    entry = make.entry(day=date(2026, 5, 4), agreement="A")
    client = make.client(agreement, time=(entry,))
    outcome = propose(make.book(), client, date(2026, 6, 1))
    assert not [
        line for each in outcome.proposals for line in each.lines if line.charge.startswith("time")
    ]


@pytest.mark.parametrize(
    ("through", "warned"),
    [(date(2026, 3, 1), False), (date(2026, 3, 2), True), (date(2026, 3, 31), True), (END, False)],
)
def test_a_renewal_is_looked_at_in_the_days_of_notice(make, through, warned):
    agreement = make.fee("500.00", end=END, renewal=YEARLY)
    found = propose(make.book(), make.client(agreement), through).exceptions
    looks = [each for each in found if each.charge == "A"]
    assert bool(looks) is warned
    assert all(each.level is Level.LOOK for each in looks)
    if looks:
        told = looks[0].sentence.plain()
        assert "2026-03-31" in told
        assert "12 months" in told
    assert Decimal(agreement.fee.at(through, None).amount) == 500
