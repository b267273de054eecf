"""Mails as they are written from documents, in the client's language and the company's words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from app import models as m
from app.domain.document import DocumentKind
from app.domain.errors import RuleError
from app.domain.mail_template import LooseBraceError, Purpose, Template, UnknownFieldError
from app.domain.mail_texts import TEXTS
from app.domain.money import Money
from app.domain.outbox import Draft, bundles, problem_with, recipients_of
from app.domain.period import Period
from app.domain.sentence import N_
from app.storage.issuing import documents_of
from app.storage.outbox import account_of, mailed, open_of, people_of, texts_of, wishes_of
from app.storage.parties import Receiver, Sender, receivers_of, sender_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from app.domain.delivery import Recipient
    from app.domain.document import Document
    from app.domain.mail_account import Mails
    from app.domain.outbox import Person
    from app.i18n import Language, Languages


class NoDocumentsError(RuleError):
    """Documents that are not there."""

    text = N_("There is no document {number}.")


class LetterDesk:
    """What mails are written from, looked up once for all of them."""

    def __init__(self, session: Session, languages: Languages) -> None:
        self._session = session
        self._languages = languages
        self.sender: Sender = sender_of(session)
        self.account = account_of(session, self.sender)
        self._receivers: dict[str, Receiver] = receivers_of(session, self.sender)
        self._people: dict[str, list[Person]] = people_of(session)
        self._texts = texts_of(session)
        self._open: dict[str, dict[str, Money]] = {}

    def letter_about(self, documents: Sequence[Document], purpose: Purpose | None) -> Draft:
        """The mail that takes some documents of one client along."""
        purpose = purpose or Purpose.of(document.kind for document in documents)
        return self._draft(documents[0].client, purpose, documents, documents[0].locale)

    def letter_to(self, client: str, purpose: Purpose) -> Draft:
        """A mail to a client about no document in particular."""
        return self._draft(client, purpose, (), self._receivers[client].locale)

    def values(
        self, documents: Sequence[Document], purpose: Purpose, locale: str, client: str = ""
    ) -> dict[str, str]:
        """What fills the fields of a text."""
        language = self._languages.get(locale)
        client = client or documents[0].client
        party = documents[0].buyer if documents else self._receivers[client].party
        people = self._people.get(client, ())
        first = next((one.name for one in people if not one.in_copy), "") or party.name
        about = () if purpose is Purpose.STATEMENT else tuple(one.number for one in documents)
        dates = dict.fromkeys(language.date(one.date) for one in documents)
        dues = dict.fromkeys(language.date(one.due) for one in documents if one.due)
        return {
            "client": party.name,
            "contact": first,
            "number": ", ".join(one.number for one in documents),
            "date": ", ".join(dates),
            "total": _sums(language, _signed(documents)),
            "due": ", ".join(dues),
            "period": _period(language, documents),
            "open": _sums(language, self._left(client, about)),
            "company": self.sender.party.name,
        }

    def _draft(
        self, client: str, purpose: Purpose, documents: Sequence[Document], locale: str
    ) -> Draft:
        party = self._receivers[client].party
        people = self._people.get(client, [])
        recipients = recipients_of(people, party.email, party.name, self.account.copy_to)
        language = self._languages.get(locale)
        template = self._texts.get((purpose, language.spoken)) or usual_text(purpose, language)
        problem = problem_with(recipients)
        try:
            text = template.filled(self.values(documents, purpose, locale, client))
        except (UnknownFieldError, LooseBraceError) as error:
            text, problem = template, error.sentence
        return Draft(
            client,
            party.name,
            purpose,
            tuple(one.number for one in documents),
            recipients,
            text.subject,
            text.body,
            problem,
        )

    def _left(self, client: str, numbers: Sequence[str]) -> list[Money]:
        if client not in self._open:
            self._open[client] = open_of(self._session, client)
        found = self._open[client]
        return [left for number, left in found.items() if not numbers or number in numbers]


def drafts_of(
    session: Session, languages: Languages, numbers: Sequence[str], purpose: Purpose | None
) -> tuple[Draft, ...]:
    """The mails that documents would become; raises NoDocumentsError."""
    found = {document.number: document for document in documents_of(session, list(numbers))}
    for number in numbers:
        if number not in found:
            raise NoDocumentsError(number=number)
    desk = LetterDesk(session, languages)
    wishes: Mapping[str, Mails] = wishes_of(session)
    clients = {number: document.client for number, document in found.items()}
    before = mailed(session, list(numbers))
    drafts: list[Draft] = []
    for bundle in bundles(numbers, clients, wishes):
        draft = desk.letter_about([found[number] for number in bundle], purpose)
        earlier = tuple(
            number for number in bundle if _was_mailed(before.get(number, set()), draft.purpose)
        )
        drafts.append(replace(draft, earlier=earlier))
    return tuple(drafts)


def people_by_client(session: Session) -> dict[str, tuple[Recipient, ...]]:
    """Who gets the mails of each client."""
    sender, people = sender_of(session), people_of(session)
    copy_to = account_of(session, sender).copy_to
    return {
        code: recipients_of(
            people.get(code, []), receiver.party.email, receiver.party.name, copy_to
        )
        for code, receiver in receivers_of(session, sender).items()
    }


_FIRST = frozenset({Purpose.INVOICE, Purpose.CREDIT_NOTE})
"""A document goes out once, whatever else went with it."""


def _was_mailed(purposes: set[Purpose], purpose: Purpose) -> bool:
    return bool(purposes & _FIRST) if purpose in _FIRST else purpose in purposes


def usual_text(purpose: Purpose, language: Language) -> Template:
    """The text a purpose begins with, in a language."""
    text = TEXTS[purpose]
    translated = language.catalogue.gettext
    return Template(translated(text.subject), translated(text.body))


def newest(session: Session, purpose: Purpose) -> str | None:
    """The newest document that a purpose could be about."""
    note = DocumentKind.CREDIT_NOTE
    is_note = m.Document.kind == note.value
    wanted = is_note if purpose is Purpose.CREDIT_NOTE else ~is_note
    newest = select(m.Document.number).where(wanted).order_by(m.Document.id.desc()).limit(1)
    return session.execute(newest).scalar()


def _signed(documents: Iterable[Document]) -> list[Money]:
    listed = tuple(documents)
    notes = all(one.kind is DocumentKind.CREDIT_NOTE for one in listed)
    return [
        -one.payable if one.kind is DocumentKind.CREDIT_NOTE and not notes else one.payable
        for one in listed
    ]


def _sums(language: Language, amounts: Iterable[Money]) -> str:
    sums: dict[str, Money] = {}
    for amount in amounts:
        before = sums.get(amount.currency, Money.zero(amount.currency))
        sums[amount.currency] = before + amount
    return ", ".join(language.money(amount) for amount in sums.values())


def _period(language: Language, documents: Iterable[Document]) -> str:
    periods = [line.period for document in documents for line in document.lines]
    if not periods:
        return ""
    whole = Period(min(one.start for one in periods), max(one.end for one in periods))
    return language.period(whole)
