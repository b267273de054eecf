"""From issued documents to mails that arrived, each once, whatever happens on the way."""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from app.bootstrap import services_over
from app.domain.delivery import State, WrongStepError
from app.domain.errors import InvalidError
from app.domain.mail_account import Login, Security, Trouble
from app.domain.mail_template import Purpose, Template, UnknownFieldError
from app.domain.progress import QUIET
from app.mail.patience import Patience
from app.mail.secrets import Secrets
from app.opening import Opening
from app.services.mail import MailService
from app.storage.store import Store
from tests.mail.conftest import *  # noqa: F403 - the certificates
from tests.mail.servers import PASSWORD, SENDER, Script, server

# The server stands behind TLS and does not see it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not:UserWarning")

QUICK = Patience(connect=2, command=0.4, data=0.4, last_answer=0.4)
ACCOUNT = {"way": "smtp", "host": "localhost", "sender": SENDER, "per_minute": 600}


def client(code, name, email, **more):
    contacts = [{"name": f"{name} Accounts", "email": email, "billing": True}] if email else []
    fee = {"number": f"A-{code}", "name": "Care", "start": "2026-10-01", "fee": "100.00"}
    return {"code": code, "name": name, "contacts": contacts, "agreements": [fee], **more}


BOOK = {
    "company": {
        "name": "Harbour IT",
        "currency": "EUR",
        "locale": "en_IE",
        "timezone": "Europe/Dublin",
        "email": "office@harbour.example",
        "mail": ACCOUNT,
    },
    "clients": [
        client("ACME", "Acme Dental", "ann@acme.example"),
        client("BOLZ", "Bolz GmbH", "post@bolz.example", locale="de_DE"),
        client("COVE", "Cove Hotel", "bills@cove.example", mails="each"),
        client("DUMB", "Dumb Waiter", ""),
    ],
}


@dataclass
class Clock:
    moment: datetime = datetime(2026, 11, 30, 16, tzinfo=UTC)

    def now(self):
        return self.moment


class Shop:
    """A desk with documents issued, and a mail service over it."""

    def __init__(self, path, trust=None):
        self.clock = Clock()
        self.trust = trust
        self.path = path
        self.secrets = Secrets(FakeStore())
        self.open()

    def open(self):
        self.store = Store.open(self.path, create=True, clock=self.clock)
        self.services = services_over(self.store, self.clock, "en_IE")
        self.mail = self.services.mail = MailService(
            self.store,
            self.clock,
            self.services.languages,
            secrets=self.secrets,
            trust=self.trust,
            patience=QUICK,
        )

    def reopen(self):
        self.store.close()
        self.open()

    def bill(self, through=date(2026, 11, 30)):
        review = self.services.billing.review(through)
        return [row.number for row in self.services.billing.issue(review.proposals, review.date)]

    def use(self, account, **more):
        told = {
            "port": account.port,
            "security": account.security.value,
            "login": account.login.value,
        }
        self.services.editing.save({"company": {"mail": {**ACCOUNT, **told, **more}}})
        self.mail.keep_secret(PASSWORD)

    def numbers(self, *codes):
        rows = self.services.documents.list()
        return [row.number for row in rows if row.client in codes]

    def states(self):
        return [mail.state for mail in reversed(self.mail.list())]


class FakeStore:
    """A key store that keeps everything in memory."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get(username)

    def set_password(self, service, username, password):
        self.kept[username] = password

    def delete_password(self, service, username):
        del self.kept[username]


@pytest.fixture
def shop(tmp_path, certificates):
    found = Shop(tmp_path / "desk.accord", certificates.trust)
    found.services.editing.save(BOOK)
    found.bill(date(2026, 10, 31))
    found.bill()
    yield found
    found.store.close()


def read(taken):
    return message_from_bytes(taken.content, policy=default)


def test_documents_become_mails_as_their_clients_want_them(shop):
    drafts = shop.mail.drafts(shop.numbers("ACME", "BOLZ", "COVE", "DUMB"))
    told = [(one.client, len(one.documents), one.can_go) for one in drafts]
    assert sorted(told) == [
        ("ACME", 2, True),
        ("BOLZ", 2, True),
        ("COVE", 1, True),
        ("COVE", 1, True),
        ("DUMB", 2, False),
    ]
    german = next(one for one in drafts if one.client == "BOLZ")
    assert german.subject.startswith("Rechnung ")
    assert "200,00" in german.body
    [dumb] = [one for one in drafts if one.client == "DUMB"]
    assert "billing contact" in dumb.problem.plain()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_mails_arrive_with_their_papers(shop, certificates, security):
    with server(certificates, security) as (handler, account):
        shop.use(account, copy_to="me@harbour.example", reply_to="help@harbour.example")
        queued = shop.mail.queue(shop.numbers("ACME", "BOLZ"))
        sent = shop.mail.send()
    assert not sent.trouble, sent.trouble.evidence
    assert {mail.state for mail in sent.mails} == {State.SENT}
    assert len(handler.taken) == len(queued.mails) == 2
    # One line for both.
    assert handler.sessions == (1 if security is Security.TLS else 2)
    found = read(handler.taken[0])
    assert handler.taken[0].recipients == ["ann@acme.example", "me@harbour.example"]
    assert found["To"] == "Acme Dental Accounts <ann@acme.example>"
    assert found["From"] == f"Harbour IT <{SENDER}>"
    assert found["Reply-To"] == "help@harbour.example"
    assert found["Bcc"] is None
    assert found["Message-ID"] == shop.mail.show(queued.mails[0]).message_id
    papers = {part.get_filename(): part.get_content() for part in found.iter_attachments()}
    assert papers == {
        f"{number}.pdf": shop.services.documents.pdf(number) for number in shop.numbers("ACME")
    }


def test_what_was_mailed_is_not_mailed_again_by_itself(shop):
    numbers = shop.numbers("ACME")
    assert len(shop.mail.queue(numbers).mails) == 1
    again = shop.mail.queue(numbers)
    assert again.mails == ()
    assert again.skipped[0].earlier == tuple(numbers)
    assert len(shop.mail.queue(numbers, again=True).mails) == 1
    # A reminder is another matter.
    assert len(shop.mail.queue(numbers, Purpose.REMINDER_1).mails) == 1


def test_offline_nothing_is_lost_and_it_goes_out_later(shop, certificates):
    shop.mail.queue(shop.numbers("ACME", "COVE"))
    with server(certificates) as (handler, account):
        shop.use(account)
    sent = shop.mail.send()
    assert sent.trouble.trouble is Trouble.REFUSED
    assert shop.states() == [State.PENDING] * 3
    assert {mail.delivery.tries for mail in shop.mail.list()} == {0}
    with server(certificates) as (handler, account):
        shop.use(account)
        assert shop.mail.send().trouble is None
    assert len(handler.taken) == 3


def test_a_wrong_password_stops_the_round_and_sends_nothing(shop, certificates):
    shop.mail.queue(shop.numbers("ACME", "BOLZ"))
    with server(certificates) as (handler, account):
        shop.use(account)
        shop.mail.keep_secret("wrong")
        sent = shop.mail.send()
    assert sent.trouble.trouble is Trouble.BAD_LOGIN
    assert handler.taken == []
    assert shop.states() == [State.PENDING] * 2


def test_greylisting_is_waited_out(shop, certificates):
    shop.mail.queue(shop.numbers("ACME"))
    with server(certificates) as (handler, account):
        shop.use(account)
        handler.said["ann@acme.example"] = ["450 4.2.0 come back later"]
        shop.mail.send()
        assert shop.states() == [State.PENDING]
        shop.mail.send()
        assert handler.seen == ["ann@acme.example"]
        shop.clock.moment += timedelta(minutes=6)
        shop.mail.send()
    assert shop.states() == [State.SENT]
    assert len(handler.taken) == 1


def test_a_refused_address_fails_that_mail_alone(shop, certificates):
    shop.mail.queue(shop.numbers("ACME", "BOLZ"))
    with server(certificates) as (handler, account):
        shop.use(account)
        handler.said["ann@acme.example"] = "550 5.1.1 no such user here"
        sent = shop.mail.send()
    assert sent.trouble is None
    assert shop.states() == [State.FAILED, State.SENT]
    failed = shop.mail.list()[1]
    assert failed.delivery.evidence == "550 5.1.1 no such user here"
    assert shop.mail.again(failed.id).state is State.PENDING


@pytest.mark.parametrize("act", ["drop", "hang"])
def test_a_drop_after_the_end_is_in_doubt_until_a_person_says(shop, act):
    shop.mail.queue(shop.numbers("ACME", "BOLZ"))
    with Script("end", act) as found:
        shop.use(found_account(found))
        assert shop.mail.send().trouble is None
    assert shop.states() == [State.UNCERTAIN, State.SENT]
    assert len(found.taken) == 2
    shop.clock.moment += timedelta(days=30)
    with Script("none") as later:
        shop.use(found_account(later))
        shop.mail.send()
    assert later.taken == []
    unsure = shop.mail.list()[1]
    assert shop.mail.settle(unsure.id).state is State.SENT
    with pytest.raises(WrongStepError):
        shop.mail.again(unsure.id)


def test_a_knowing_resend_keeps_the_message_id(shop):
    shop.mail.queue(shop.numbers("ACME"))
    with Script("end", times=1) as found:
        shop.use(found_account(found))
        shop.mail.send()
        shop.mail.again(shop.mail.list()[0].id)
        shop.mail.send()
    ids = {re.search(rb"Message-ID: (\S+)", one)[1] for one in found.taken}
    assert len(found.taken) == 2
    assert ids == {shop.mail.list()[0].message_id.encode()}


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_drop_before_the_end_is_tried_once_more_and_arrives_once(shop, stage):
    shop.mail.queue(shop.numbers("ACME", "BOLZ"))
    with Script(stage) as found:
        shop.use(found_account(found))
        shop.mail.send()
        shop.mail.send()
    assert shop.states() == [State.SENT] * 2
    assert len(found.taken) == 2


def found_account(script):
    from tests.mail.servers import account

    return account(script.port)


def test_what_was_being_sent_when_the_program_died_is_in_doubt(shop):
    [id_] = shop.mail.queue(shop.numbers("ACME")).mails
    shop.mail.begin(id_, shop.mail.account())
    shop.reopen()
    assert shop.mail.recover() == (id_,)
    assert shop.states() == [State.UNCERTAIN]
    assert shop.mail.recover() == ()


def test_opening_the_file_puts_in_doubt_what_was_being_sent(shop):
    [id_] = shop.mail.queue(shop.numbers("ACME")).mails
    shop.mail.begin(id_, shop.mail.account())
    shop.store.close()
    opening = Opening(shop.path)
    opened = opening.open(QUIET, accept_place=str(shop.path))
    assert [mail.state for mail in opened.services.mail.list()] == [State.UNCERTAIN]
    opening.close()
    shop.open()


def test_after_a_restore_nothing_goes_out_by_itself(shop, tmp_path, certificates):
    from app.storage.restoring import restore

    shop.mail.queue(shop.numbers("ACME", "BOLZ"))
    shop.mail.begin(shop.mail.list()[1].id, shop.mail.account())
    copy = shop.services.backups.keep().path
    shop.store.close()
    restore(copy, shop.path, shop.clock.now())
    shop.open()
    assert shop.mail.recover()
    assert shop.states() == [State.UNCERTAIN, State.HELD]
    with server(certificates) as (handler, account):
        shop.use(account)
        shop.mail.send()
        assert handler.taken == []
        shop.mail.release(shop.mail.list()[0].id)
        shop.mail.send()
    assert len(handler.taken) == 1


def test_a_mail_is_handed_over_as_a_draft(shop):
    [id_] = shop.mail.queue(shop.numbers("ACME")).mails
    name, data = shop.mail.hand_over(id_)
    assert name == f"{shop.numbers('ACME')[0]}.eml"
    found = message_from_bytes(data, policy=default)
    assert found["X-Unsent"] == "1"
    assert len(list(found.iter_attachments())) == 2
    assert shop.mail.show(id_).state is State.HANDED_OVER
    link, told = shop.mail.link(id_)
    assert link.startswith("mailto:ann@acme.example?subject=Invoice%20INV-")
    assert told[-1] == "ann@acme.example"
    assert shop.mail.settle(id_).state is State.SENT


def test_an_own_text_is_used_and_previewed_with_a_real_document(shop):
    own = {"purpose": "invoice", "language": "en", "subject": "Bill {number}", "body": "{client}!"}
    shop.services.editing.save({"company": {"mail": {**ACCOUNT, "texts": [own]}}})
    [draft] = shop.mail.drafts(shop.numbers("ACME"))
    assert draft.subject == f"Bill {', '.join(shop.numbers('ACME'))}"
    assert draft.body == "Acme Dental!"
    number, filled = shop.mail.preview(Template("{number}", "{total}"), Purpose.INVOICE, "en")
    assert filled == Template(number, "€100.00")
    with pytest.raises(UnknownFieldError):
        shop.mail.preview(Template("{nummer}", ""), Purpose.INVOICE, "en")


def test_an_own_text_with_an_unknown_field_is_not_kept(shop):
    own = {"purpose": "invoice", "language": "en", "subject": "{nummer}", "body": ""}
    with pytest.raises(InvalidError) as caught:
        shop.services.editing.save({"company": {"mail": {**ACCOUNT, "texts": [own]}}})
    [problem] = caught.value.problems
    assert problem.place == "company.mail.texts[0]"
    assert "{nummer}" in problem.sentence.plain()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"security": "none", "host": "mail.elsewhere.example"}, "company.mail.security"),
        ({"sender": "not an address"}, "company.mail.sender"),
        ({"copy_to": "a@b.example\nBcc: c@d.example"}, "company.mail.copy_to"),
    ],
)
def test_an_account_that_cannot_be_is_not_kept(shop, changed, place):
    with pytest.raises(InvalidError) as caught:
        shop.services.editing.save({"company": {"mail": {**ACCOUNT, **changed}}})
    assert [problem.place for problem in caught.value.problems] == [place]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "nl"])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_text_is_there_in_every_language(shop, purpose, language):
    text = shop.mail.usual_text(purpose, language)
    text.check()
    usual = shop.mail.usual_text(purpose, "en")
    assert language == "en" or (text.subject != usual.subject and text.body != usual.body)


def test_a_statement_goes_as_a_paper_of_its_own(shop, certificates):
    [id_] = shop.mail.queue_papers("ACME", Purpose.STATEMENT, [("Statement.pdf", b"%PDF-s")]).mails
    with server(certificates) as (handler, account):
        shop.use(account)
        shop.mail.send()
    [paper] = read(handler.taken[0]).iter_attachments()
    assert (paper.get_filename(), paper.get_content()) == ("Statement.pdf", b"%PDF-s")
    assert "€200.00" in shop.mail.show(id_).body


@pytest.mark.parametrize("login", [Login.PASSWORD, Login.GOOGLE])
def test_a_secret_is_nowhere_but_in_the_key_store(shop, tmp_path, certificates, caplog, login):
    caplog.set_level(0)
    with server(certificates) as (handler, account):
        shop.use(account, login=login.value, client_id="mine")
        shop.mail.keep_secret(PASSWORD)
        shop.mail.queue(shop.numbers("ACME"))
        if login is Login.PASSWORD:
            shop.mail.send()
    copy = shop.services.backups.keep().path
    secret = PASSWORD.encode()
    forms = {secret, base64.b64encode(secret), base64.b64encode(b"\0" + secret)[2:-4]}
    forms.add(base64.b64encode(f"\0{SENDER}\0{PASSWORD}".encode()))
    kept = [file.read_bytes() for file in Path(tmp_path).rglob("*") if file.is_file()]
    assert copy.is_file()
    assert len(kept) >= 2
    kept += [caplog.text.encode(), *(one.content for one in handler.taken)]
    assert not [form for form in forms for data in kept if form in data]
    assert PASSWORD in shop.secrets._store.kept.values()
