"""The line to a server is verified or it is not there, and each fault is told apart."""

import smtplib
import socket
import ssl

import pytest
import trustme

from app.domain.mail_account import Login, MailTroubleError, Security, Trouble
from app.mail.line import Line
from app.mail.patience import Patience
from app.mail.probe import probe
from tests.mail.servers import PASSWORD, TOKEN, Script, account, server

QUICK = Patience(connect=2, command=0.5, data=0.5, last_answer=0.5)


def trouble(found_account, secret=PASSWORD, trust=None):
    with pytest.raises(MailTroubleError) as caught:
        probe(Line(found_account, lambda: secret, QUICK, trust), found_account)
    return caught.value


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_verified_line_signs_in(certificates, security):
    with server(certificates, security) as (handler, found):
        told = probe(Line(found, lambda: PASSWORD, QUICK, certificates.trust), found)
    assert told.protection.startswith("TLSv1.")
    assert told.largest == 33554432
    assert handler.taken == []


def test_a_token_signs_in_as_microsoft_and_google_want_it(certificates):
    with server(certificates) as (_, usual):
        found = account(usual.port, Security.TLS, login=Login.MICROSOFT)
        assert probe(Line(found, lambda: TOKEN, QUICK, certificates.trust), found)
        assert trouble(found, "stale", certificates.trust).trouble is Trouble.BAD_LOGIN


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("wrong", ["self-signed", "name"])
def test_a_wrong_certificate_is_refused_before_the_password(certificates, security, wrong):
    name = "localhost" if wrong == "self-signed" else "mail.elsewhere.example"
    with server(certificates, security, name=name) as (handler, found):
        trust = ssl.create_default_context()
        if wrong == "name":
            trust = certificates.trust
        said = trouble(found, trust=trust)
    assert said.trouble is Trouble.BAD_CERTIFICATE
    assert handler.seen == []


def test_an_expired_certificate_is_refused(certificates):
    from datetime import UTC, datetime

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old = certificates.authority.issue_cert("localhost", not_after=datetime(2020, 1, 1, tzinfo=UTC))
    old.configure_cert(context)
    certificates.of, usual = lambda *_: context, certificates.of
    try:
        with server(certificates) as (_, found):
            assert trouble(found, trust=certificates.trust).trouble is Trouble.BAD_CERTIFICATE
    finally:
        certificates.of = usual


def test_a_server_that_hides_starttls_gets_no_password(certificates):
    with server(certificates, Security.NONE) as (handler, found):
        stripped = account(found.port, Security.STARTTLS, login=Login.PASSWORD)
        asked = []
        with pytest.raises(MailTroubleError) as caught:
            probe(Line(stripped, lambda: asked.append(1) or PASSWORD, QUICK), stripped)
    assert caught.value.trouble is Trouble.NO_TLS
    assert asked == [] == handler.seen


def test_tls_to_a_port_that_begins_without_it_is_told():
    with Script("none") as found:
        assert trouble(account(found.port, Security.TLS)).trouble is Trouble.NO_TLS


def test_a_plain_line_goes_to_this_computer_alone():
    there = account(25, host="mail.harbour.example")
    assert trouble(there).trouble is Trouble.PLAIN
    with Script("none") as found:
        assert probe(Line(account(found.port), str, QUICK), account(found.port))


def test_a_wrong_password_is_told(certificates):
    with server(certificates) as (_, found):
        said = trouble(found, "wrong", certificates.trust)
    assert said.trouble is Trouble.BAD_LOGIN
    assert said.evidence.startswith("535 ")


def test_no_password_is_asked_for_before_it_is_tried(certificates):
    with server(certificates) as (_, found):
        assert trouble(found, "", certificates.trust).trouble is Trouble.NO_SECRET


def test_a_server_without_sign_in_is_told():
    with Script("none") as found:
        there = account(found.port, login=Login.PASSWORD)
        assert trouble(there).trouble is Trouble.NO_LOGIN


def test_nobody_at_the_port_is_told():
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
    assert trouble(account(port)).trouble is Trouble.REFUSED


def test_a_name_that_is_not_there_is_told(monkeypatch):
    def nobody(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    there = account(465, Security.TLS, host="smtp.harbuor.example")
    assert trouble(there).trouble is Trouble.NOT_FOUND


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT"])
def test_a_silent_server_is_not_waited_for_forever(stage):
    with Script(stage, "hang") as found:
        patient = Patience(connect=0.3, command=0.3, data=0.3, last_answer=0.3)
        there = account(found.port)
        with pytest.raises(MailTroubleError) as caught:
            probe(Line(there, str, patient), there)
    assert caught.value.trouble is Trouble.NO_ANSWER


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("550 5.7.30 Basic authentication is not supported", Trouble.PASSWORDS_OFF),
        ("553 5.7.1 Sender address rejected: not owned by user", Trouble.BAD_SENDER),
        ("550 5.7.60 Client does not have permissions to send as this sender", Trouble.BAD_SENDER),
        ("450 4.7.0 slow down", Trouble.BUSY),
    ],
)
def test_what_a_server_says_of_the_sender_is_told_in_plain_words(certificates, said, found):
    with server(certificates) as (handler, there):
        handler.said["sender"] = said
        told = trouble(there, trust=certificates.trust)
    assert told.trouble is found
    assert told.evidence == said
    assert "{" not in told.sentence.plain()


def test_relaying_that_is_denied_is_told(certificates):
    with server(certificates) as (handler, there):
        handler.said[there.sender] = "554 5.7.1 Relay access denied"
        assert trouble(there, trust=certificates.trust).trouble is Trouble.NO_RELAY


def test_another_authority_vouches_for_nothing(certificates):
    stranger = trustme.CA()
    context = ssl.create_default_context()
    stranger.configure_trust(context)
    with server(certificates) as (_, found):
        assert trouble(found, trust=context).trouble is Trouble.BAD_CERTIFICATE


def test_python_itself_would_have_taken_any_certificate(certificates):
    # Why a context is always handed over: without one this goes through.
    with (
        server(certificates, Security.STARTTLS) as (_, found),
        smtplib.SMTP("localhost", found.port) as bare,
    ):
        bare.starttls()
        assert bare.ehlo()[0] == 250
