"""One letter over a line: when it broke decides whether anyone can know that it was taken."""

import pytest

from app.domain.delivery import Fate, Recipient
from app.domain.mail_account import MailTroubleError, Security, Trouble
from app.mail.line import Line
from app.mail.patience import Patience
from app.mail.posting import UnknownFateError, UnpostedError, post
from tests.mail.servers import PASSWORD, Script, account, server
from tests.mail.test_letter import letter

QUICK = Patience(connect=2, command=0.4, data=0.4, last_answer=0.4)
ANN, BOB = "ann@acme.example", "bob@acme.example"
LEFT = (Recipient(ANN), Recipient(BOB))


@pytest.fixture
def posted(certificates):
    """Posts one letter to a server that answers as it is told."""

    def post_it(said, letter_=None, left=LEFT, **told):
        with server(certificates, **told) as (handler, found):
            handler.said.update(said)
            with Line(found, lambda: PASSWORD, QUICK, certificates.trust) as line:
                return handler, post(line, found, letter_ or letter(recipients=left), left)

    return post_it


def test_it_is_taken_for_all(posted):
    handler, found = posted({})
    assert {one.fate for one in found.answers.values()} == {Fate.ACCEPTED}
    [taken] = handler.taken
    assert taken.recipients == [ANN, BOB]
    assert found.evidence == "250 2.0.0 taken"


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        ("550 5.1.1 no such user", Fate.REFUSED),
        ("554 5.7.1 Relay access denied", Fate.REFUSED),
        ("450 4.2.0 greylisted, come back in five minutes", Fate.WAITING),
        ("452 4.2.2 mailbox full", Fate.WAITING),
    ],
)
def test_each_recipient_is_answered_for(posted, answer, fate):
    handler, found = posted({BOB: answer})
    assert found.answers[ANN].fate is Fate.ACCEPTED
    assert found.answers[BOB].fate is fate
    assert found.answers[BOB].reply == answer
    assert handler.taken[0].recipients == [ANN]


def test_where_all_are_refused_nothing_is_sent(posted):
    handler, found = posted({ANN: "550 no", BOB: "450 later"})
    assert [found.answers[one].fate for one in (ANN, BOB)] == [Fate.REFUSED, Fate.WAITING]
    assert handler.taken == []


@pytest.mark.parametrize(
    ("answer", "fate"), [("554 5.7.1 looks like spam", Fate.REFUSED), ("451 busy", Fate.WAITING)]
)
def test_the_end_is_answered_for_all(posted, answer, fate):
    _, found = posted({"end": answer})
    assert {one.fate for one in found.answers.values()} == {fate}


def test_a_letter_that_is_too_large_is_not_even_sent(posted):
    handler, found = posted({}, data_size_limit=200)
    assert {one.fate for one in found.answers.values()} == {Fate.REFUSED}
    assert found.evidence.startswith("552 SIZE 200 < ")
    assert handler.seen == []


def test_a_sender_who_may_not_is_the_trouble_of_the_account(posted):
    with pytest.raises(UnpostedError) as caught:
        posted({"sender": "553 5.7.1 not owned by user"})
    assert caught.value.trouble.trouble is Trouble.BAD_SENDER


@pytest.mark.parametrize("answer", ["421 4.3.2 shutting down"])
def test_a_server_that_leaves_has_taken_nothing(posted, answer):
    with pytest.raises(UnpostedError):
        posted({ANN: answer})


def test_an_address_in_other_letters_needs_a_newer_server(posted):
    one = (Recipient("jürgen@acme.example"),)
    handler, found = posted({}, letter(recipients=one), one)
    assert handler.taken[0].recipients == ["jürgen@acme.example"]
    assert "SMTPUTF8" in handler.taken[0].options
    handler, found = posted({}, letter(recipients=one), one, enable_SMTPUTF8=False)
    assert found.answers["jürgen@acme.example"].fate is Fate.REFUSED
    assert handler.seen == []


@pytest.mark.parametrize(
    ("stage", "act"),
    [(stage, act) for stage in ("MAIL", "RCPT", "DATA") for act in ("drop", "hang")]
    + [("body", "drop")],
)
def test_a_line_that_breaks_before_the_end_has_left_nothing(stage, act):
    with Script(stage, act) as found, Line(account(found.port), str, QUICK) as line:
        long = letter(recipients=LEFT, body="x" * 5_000_000)
        with pytest.raises(UnpostedError):
            post(line, account(found.port), long, LEFT)
    assert found.taken == []


@pytest.mark.parametrize("act", ["drop", "hang"])
def test_a_line_that_breaks_after_the_end_leaves_a_doubt(act):
    with (
        Script("end", act) as found,
        Line(account(found.port), str, QUICK) as line,
        pytest.raises(UnknownFateError) as caught,
    ):
        post(line, account(found.port), letter(recipients=LEFT), LEFT)
    assert len(found.taken) == 1
    assert caught.value.evidence


@pytest.mark.parametrize("body", [".", "..", "a\n.\nb", ".hidden\n..twice", "end.\n."])
def test_dots_arrive_as_they_were_written(certificates, body):
    with (
        server(certificates, Security.STARTTLS) as (handler, found),
        Line(found, lambda: PASSWORD, QUICK, certificates.trust) as line,
    ):
        post(line, found, letter(recipients=LEFT, body=body, enclosures=()), LEFT)
    assert handler.taken[0].content.replace(b"\r\n", b"\n").endswith(f"\n\n{body}\n".encode())


def test_a_line_can_be_cut_by_another_thread():
    import threading

    with Script("RCPT", "hang") as found:
        patient = Patience(command=30)
        with Line(account(found.port), str, patient) as line:
            timer = threading.Timer(0.2, line.cut)
            timer.start()
            with pytest.raises((UnpostedError, MailTroubleError)):
                post(line, account(found.port), letter(recipients=LEFT), LEFT)
            timer.join()
            found.ended.set()
