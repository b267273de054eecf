"""What was decided in a month end stays in the data file until it is gone on with."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import desk
from app.domain.clock import StoppedClock
from app.domain.month_end import Habit, Mark, Marks, What, accepted, checked
from app.domain.proposal import Level, Matter
from app.services.month_end import MonthEndService
from app.storage.store import Store

CLOCK = StoppedClock(datetime(2026, 3, 31, 12, tzinfo=UTC))
MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)
FILE = {
    "format": "accord/1",
    "company": {"name": "Harbour IT", "currency": "EUR", "timezone": "Europe/Dublin"},
    "clients": [
        {
            "code": "ACME",
            "name": "Acme Ltd",
            "po_required": True,
            "agreements": [
                {
                    "number": "A-100",
                    "name": "Managed IT",
                    "start": "2026-03-01",
                    "fee": [["2026-03-01", "500.00"], ["2026-04-01", "800.00"]],
                }
            ],
        },
        {"code": "BETA", "name": "Beta Ltd"},
    ],
}
LEFT_OUT = Mark("ACME", What.LEFT_OUT, "")
HABIT = Habit("ACME", Matter.PO_NUMBER)


@pytest.fixture
def data(tmp_path):
    with desk(tmp_path / "desk.accord", clock=CLOCK, create=True) as services:
        services.editing.save({key: FILE[key] for key in ("company", "clients")})
    return tmp_path / "desk.accord"


def test_decisions_are_there_when_the_file_is_opened_again(data):
    kept = Marks(frozenset({LEFT_OUT}), frozenset({HABIT}))
    with desk(data, clock=CLOCK) as services:
        services.month_end.keep(MARCH, kept)
    with desk(data, clock=CLOCK) as services:
        assert services.month_end.marks(MARCH) == kept


def test_decisions_are_those_of_one_day_and_habits_of_all(data):
    with desk(data, clock=CLOCK) as services:
        services.month_end.keep(MARCH, Marks(frozenset({LEFT_OUT}), frozenset({HABIT})))
        assert services.month_end.marks(APRIL) == Marks(habits=frozenset({HABIT}))


def test_what_is_decided_no_more_is_kept_no_more(data):
    with desk(data, clock=CLOCK) as services:
        services.month_end.keep(MARCH, Marks(frozenset({LEFT_OUT}), frozenset({HABIT})))
        services.month_end.keep(MARCH, Marks())
        assert services.month_end.marks(MARCH) == Marks()


def test_decisions_change_no_figures_so_nothing_is_looked_up_anew(data):
    heard = []
    with desk(data, clock=CLOCK) as services:
        review = services.billing.review(MARCH)
        services.listen(heard.append)
        services.month_end.keep(MARCH, Marks(frozenset({LEFT_OUT})))
        assert heard == []
        assert services.billing.issue(review.proposals, review.date)


def test_a_client_takes_its_decisions_along_to_another_code(data):
    with desk(data, clock=CLOCK) as services:
        services.month_end.keep(MARCH, Marks(frozenset({LEFT_OUT})))
        services.editing.rename(("clients", "ACME"), "ZENITH")
        assert services.month_end.marks(MARCH).marks == {replace(LEFT_OUT, client="ZENITH")}


def test_a_client_that_is_removed_takes_its_decisions_away(data):
    beta = Marks(
        frozenset({replace(LEFT_OUT, client="BETA")}), frozenset({replace(HABIT, client="BETA")})
    )
    with desk(data, clock=CLOCK) as services:
        services.month_end.keep(MARCH, beta)
        services.editing.remove("clients", "BETA")
        assert services.month_end.marks(MARCH) == Marks()


def test_nothing_is_kept_in_a_file_that_can_only_be_read(data):
    with Store.open(data, clock=CLOCK, read_only=True) as store:
        month_end = MonthEndService(store)
        month_end.keep(MARCH, Marks(frozenset({LEFT_OUT})))
        assert month_end.marks(MARCH) == Marks()


def test_a_tick_is_for_the_document_as_it_was_looked_at(data):
    with desk(data, clock=CLOCK) as services:
        march = services.billing.review(MARCH).proposals[0]
        again = services.billing.review(MARCH).proposals[0]
        april = services.billing.review(APRIL).proposals[0]
    assert checked(march) == checked(again)
    assert checked(march) != checked(april)


def test_what_was_accepted_is_the_same_thing_the_next_time_it_is_looked_up(data):
    with desk(data, clock=CLOCK) as services:
        (found,) = services.billing.review(MARCH).exceptions
        (again,) = services.billing.review(MARCH).exceptions
    assert (found.matter, found.level) == (Matter.PO_NUMBER, Level.LOOK)
    assert accepted(found) == accepted(again)
    assert accepted(found) != accepted(replace(found, charge="A-100"))


WORK = {
    "work_types": [{"name": "Remote"}],
    "time": [
        {
            "id": id_,
            "client": client,
            "start": f"2026-03-{day:02}T09:00:00+00:00",
            "minutes": 60,
            "work_type": "Remote",
            "approved": approved,
            **more,
        }
        for id_, client, day, approved, more in (
            ("new", "ACME", 3, False, {"agreement": "A-100"}),
            ("good", "ACME", 4, True, {"agreement": "A-100"}),
            ("lost", "ACME", 5, True, {}),
            ("free", "BETA", 6, True, {}),
            ("beta", "BETA", 7, False, {}),
            ("waived", "ACME", 8, False, {}),
        )
    ],
    "decisions": [{"charge": "time/waived", "do": "waive", "reason": "goodwill"}],
}


def test_work_is_to_be_reviewed_until_it_is_approved_and_knows_its_agreement(data):
    with desk(data, clock=CLOCK) as services:
        services.editing.save(WORK)
        found = services.time.unreviewed(MARCH)
        assert [(one.entry.id, one.agreements) for one in found] == [
            ("new", ()),
            ("lost", ("A-100",)),
            ("beta", ()),
        ]
        assert [one.entry.id for one in services.time.unreviewed(date(2026, 3, 4))] == ["new"]


def test_what_was_issued_in_a_run_is_to_be_sent_until_it_is(data):
    with desk(data, clock=CLOCK) as services:
        review = services.billing.review(MARCH)
        (issued,) = services.billing.issue(review.proposals, review.date)
        assert services.month_end.sendings(APRIL) == ()
        (found,) = services.month_end.sendings(MARCH)
        assert (found.number, found.is_to_send, found.is_sent) == (issued.number, True, False)
        assert found.problem is not None
        contact = {"name": "Pat", "email": "pat@acme.example", "billing": True}
        services.editing.save({"clients": [{"code": "ACME", "contacts": [contact]}]})
        services.mail.queue([issued.number])
        (found,) = services.month_end.sendings(MARCH)
        assert (found.is_to_send, found.is_sent, found.problem) == (False, False, None)
        assert [one.address for one in found.recipients] == ["pat@acme.example"]
        services.mail.hand_over(found.mail.id)
        (found,) = services.month_end.sendings(MARCH)
        assert found.is_sent
