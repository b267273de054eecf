"""Reminders over a real data file: due by the rule, held where one says so, each level once."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from app.bootstrap import desk
from app.domain.dunning import Tone
from app.domain.mail_template import Purpose
from app.domain.money import Money
from app.services.reminders import CannotMailError, RemindersOutdatedError

START = datetime(2026, 10, 26, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 12, 9, tzinfo=UTC)
LEVELS = [
    {"days": 7},
    {"days": 21, "fee": "5.00", "texts": {"de": "Bitte zahlen Sie jetzt."}},
    {"days": 35, "fee": "10.00", "percent": "9"},
]


def client(code, email, **more):
    return {
        "code": code,
        "name": f"{code} Ltd",
        "email": email,
        "terms": {"net_days": 14},
        "agreements": [{"number": f"A-{code}", "start": "2026-10-01", "fee": "100.00"}],
        **more,
    }


BOOK = {
    "format": "accord/1",
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "email": "desk@harbour.example",
        "dunning": {"levels": LEVELS},
    },
    "clients": [
        client("ACME", "jo@acme.example", locale="de_DE"),
        client("BOLT", ""),
        client("HELD", "x@held.example", reminders_held="in dispute"),
    ],
}


class Clock:
    """Stands still until it is set."""

    moment = START

    def now(self):
        return self.moment


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def services(tmp_path, clock):
    with desk(tmp_path / "a.accord", create=True, clock=clock) as found:
        found.workbook.take_in([json.dumps(BOOK).encode()])
        day = date(2026, 10, 10)
        found.billing.issue(found.billing.review(day, on=day).proposals, day)
        yield found


def due(services):
    return {row.letter.client: row for row in services.reminders.list().due}


def test_what_is_due_is_listed_with_its_level_and_what_is_held_with_its_reason(services, clock):
    assert due(services) == {}
    assert services.reminders.list().held == ()
    clock.moment = LATER
    found = services.reminders.list()
    assert {(row.client_name, row.tone, row.days) for row in found.due} == {
        ("ACME Ltd", Tone.FIRST, 19),
        ("BOLT Ltd", Tone.FIRST, 19),
    }
    assert [(row.client_name, row.held) for row in found.held] == [("HELD Ltd", "in dispute")]


@pytest.fixture
def late(services, clock):
    """Nineteen days after all was due."""
    clock.moment = LATER
    return services


def test_a_level_is_sent_once_and_the_next_comes_by_the_rule(late, clock):
    letter = due(late)["ACME"].letter
    done = late.reminders.hand_out([letter])
    assert done.ids == ("R-00001",)
    assert done.papers[0][1].startswith(b"%PDF")
    assert "ACME" not in due(late)
    assert [(row.id, row.letter) for row in late.reminders.list().sent] == [("R-00001", letter)]
    clock.moment += timedelta(days=13)
    assert "ACME" not in due(late)
    clock.moment += timedelta(days=1)
    assert due(late)["ACME"].tone is Tone.AGAIN


def test_a_fee_becomes_an_expense_that_the_next_month_end_bills(late, clock):
    late.reminders.hand_out([due(late)["ACME"].letter])
    clock.moment += timedelta(days=14)
    done = late.reminders.hand_out([due(late)["ACME"].letter])
    assert done.paths == (("reminders", "R-00002"), ("expenses", "R-00002-1"))
    day = clock.moment.date()
    (proposal,) = late.billing.review(day, client="ACME").proposals
    lines = {line.charge: line.net for line in proposal.lines}
    assert lines["expense/R-00002-1"] == Money(500, "EUR")
    expense = late.editing.record("expenses", "R-00002-1")
    assert expense["description"].startswith("Verzugskosten für Rechnung")
    assert late.reminders.paper(late.reminders.list().sent[0].letter).texts == {
        "de": "Bitte zahlen Sie jetzt."
    }


def test_fees_that_are_only_told_bill_nothing(late, clock):
    late.editing.save({"company": {"dunning": {"levels": [LEVELS[1]], "bill_fees": False}}})
    clock.moment += timedelta(days=14)
    found = due(late)["ACME"].letter
    assert found.fees == Money(500, "EUR")
    assert late.reminders.hand_out([found]).paths == (("reminders", "R-00001"),)


def test_a_mail_lies_in_the_outbox_with_the_letter_and_the_invoice(late):
    letter = due(late)["ACME"].letter
    (draft,) = late.reminders.drafts([letter])
    done = late.reminders.mail([letter])
    mail = late.mail.show(done.mails[0])
    assert (mail.purpose, mail.subject) == (Purpose.REMINDER_1, draft.subject)
    names = [name for name, _ in late.mail.papers(mail.id)]
    assert names == [f"{letter.items[0].document}.pdf", "R-00001.pdf"]
    kept = json.loads(late.workbook.hand_out())["reminders"]
    assert [each["id"] for each in kept] == ["R-00001"]


def test_of_letters_none_is_kept_where_one_cannot_be_mailed(late):
    before = late.workbook.hand_out()
    wanted = [due(late)[code].letter for code in ("ACME", "BOLT")]
    with pytest.raises(CannotMailError):
        late.reminders.mail(wanted)
    assert late.workbook.hand_out() == before
    assert late.mail.list() == ()


def test_what_was_paid_meanwhile_is_not_reminded_of(late):
    letter = due(late)["ACME"].letter
    number = letter.items[0].document
    late.editing.save(late.payments.received(number, letter.left, START.date()))
    for act in (late.reminders.mail, late.reminders.hand_out):
        with pytest.raises(RemindersOutdatedError):
            act([letter])
    assert "ACME" not in due(late)


def test_a_held_invoice_is_left_out_until_it_is_let_go(late):
    number = due(late)["ACME"].numbers[0]
    late.editing.save({"marks": [{"document": number, "no_reminder": "paid in cash"}]})
    assert "ACME" not in due(late)
    assert ("ACME Ltd", "paid in cash") in {
        (row.client_name, row.held) for row in late.reminders.list().held
    }
    late.editing.save({"marks": [{"document": number, "no_reminder": ""}]})
    assert "ACME" in due(late)


def test_reminders_go_out_and_into_an_empty_file_and_out_the_same(late, tmp_path, clock):
    late.reminders.hand_out([row.letter for row in late.reminders.list().due])
    first = late.workbook.hand_out()
    with desk(tmp_path / "b.accord", create=True, clock=clock) as other:
        other.workbook.take_in([first])
        assert other.workbook.hand_out() == first
        assert other.reminders.list().due == ()
