"""The form of how mails leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.mail_account import PER_MINUTE, USUAL_HOSTS, Login
from app.domain.sentence import N_
from app.ui.form.fields import Field, Kind, Section, value_at
from app.ui.form.options import words

if TYPE_CHECKING:
    from app.ui.form.fields import Record


def _is_smtp(record: Record) -> bool:
    return value_at(record, "mail.way") == "smtp"


def _signs_in(record: Record) -> bool:
    return _is_smtp(record) and value_at(record, "mail.login") != "none"


def _has_own_client(record: Record) -> bool:
    return _is_smtp(record) and value_at(record, "mail.login") in USUAL_HOSTS


def _is_microsoft(record: Record) -> bool:
    return _is_smtp(record) and value_at(record, "mail.login") == Login.MICROSOFT.value


MAIL = Section(
    N_("E-mail"),
    N_(
        "How invoices leave by e-mail. The password is not among your data: "
        "after saving, press Password… above, then Test."
    ),
    (
        Field(
            "mail.way",
            N_("Mails leave"),
            Kind.CHOICE,
            options=words(
                ("draft", N_("As drafts for my mail program")),
                ("smtp", N_("From here, over a mail server")),
            ),
            default="draft",
            span=3,
        ),
        Field("mail.sender", N_("From"), help=N_("Empty is the company's e-mail"), span=3),
        Field("mail.name", N_("Shown as"), help=N_("Empty is the company's name"), span=3),
        Field("mail.reply_to", N_("Answers go to"), help=N_("Empty is the sender"), span=3),
        Field(
            "mail.copy_to",
            N_("Hidden copy to"),
            help=N_("Such as your own address; empty is none"),
            span=3,
        ),
        Field(
            "mail.login",
            N_("Signs in"),
            Kind.CHOICE,
            options=words(
                ("password", N_("With a password")),
                ("microsoft", N_("With Microsoft 365")),
                ("google", N_("With Google")),
                ("none", N_("Not at all")),
            ),
            default="password",
            span=3,
            when=_is_smtp,
        ),
        Field(
            "mail.host", N_("Server"), help=N_("Such as smtp.example.com"), span=3, when=_is_smtp
        ),
        Field(
            "mail.security",
            N_("Protection"),
            Kind.CHOICE,
            N_("Without any only to this very computer"),
            options=words(
                ("tls", N_("TLS, usually port 465")),
                ("starttls", N_("STARTTLS, usually port 587")),
                ("none", N_("None, only on localhost")),
            ),
            default="tls",
            span=3,
            when=_is_smtp,
        ),
        Field(
            "mail.port",
            N_("Port"),
            Kind.WHOLE,
            N_("Empty is the usual one"),
            span=3,
            when=_is_smtp,
        ),
        Field("mail.user", N_("User"), help=N_("Empty is the sender"), span=3, when=_signs_in),
        Field(
            "mail.client_id",
            N_("Client ID"),
            help=N_("Of the app you registered there"),
            span=3,
            when=_has_own_client,
        ),
        Field(
            "mail.tenant",
            N_("Tenant"),
            help=N_("Empty is any"),
            span=3,
            when=_is_microsoft,
        ),
        Field(
            "mail.per_minute",
            N_("Mails a minute at most"),
            Kind.WHOLE,
            default=PER_MINUTE,
            span=3,
            when=_is_smtp,
        ),
    ),
)
