"""Who stands on the paper: the company and its clients, as they are printed today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m
from app.domain.document import Address, Bank, Details, Party
from app.domain.errors import RuleError
from app.domain.numbering import CREDIT_NOTE_PATTERN, INVOICE_PATTERN
from app.domain.papers import Between
from app.domain.sentence import N_
from app.domain.terms import Terms, terms_from

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


class NoCompanyError(RuleError):
    """The data file does not say yet whose it is."""

    text = N_("Say first who sends the invoices: import a workbook with a company, or set it up.")


class NoSuchClientError(RuleError):
    """There is no client of that code."""

    text = N_("There is no client {code}.")


@dataclass(frozen=True, slots=True)
class Sender:
    """The company as a sender of documents."""

    party: Party
    bank: Bank
    currency: str
    locale: str
    timezone: str
    invoice_pattern: str
    credit_note_pattern: str
    next_number: int | None
    terms: Terms
    note: str
    logo: bytes | None
    is_sample: bool
    details: Details


@dataclass(frozen=True, slots=True)
class Receiver:
    """A client as a receiver of documents."""

    id: int
    party: Party
    currency: str
    locale: str
    terms: Terms
    details: Details


def sender_of(session: Session) -> Sender:
    """The company; raises NoCompanyError where there is none yet."""
    row = session.execute(select(*m.Company.__table__.columns)).one_or_none()
    if row is None:
        raise NoCompanyError
    party = Party(row.name, _address(row), row.tax_id, row.email, row.phone, website=row.website)
    return Sender(
        party,
        Bank(**json.loads(row.bank)),
        row.currency,
        row.locale,
        row.timezone,
        row.invoice_number or INVOICE_PATTERN,
        row.credit_note_number or CREDIT_NOTE_PATTERN,
        row.next_number,
        terms_from(json.loads(row.terms)),
        row.note,
        row.logo,
        bool(row.sample),
        Details(row.details),
    )


def receivers_of(session: Session, sender: Sender) -> dict[str, Receiver]:
    """All clients by code, with what they leave open taken from the company."""
    contacts: dict[int, str] = {}
    columns = m.Contact.__table__.columns
    for row in session.execute(select(*columns).where(m.Contact.billing == 1)).all():
        contacts.setdefault(row.client_id, row.name)
    found: dict[str, Receiver] = {}
    for row in session.execute(select(*m.Client.__table__.columns)).all():
        party = Party(
            row.name or row.code,
            _address(row),
            row.tax_id,
            row.email,
            row.phone,
            code=row.code,
            contact=contacts.get(row.id, ""),
        )
        found[row.code] = Receiver(
            row.id,
            party,
            row.currency or sender.currency,
            row.locale or sender.locale,
            terms_from(json.loads(row.terms)) if row.terms else sender.terms,
            Details(row.details) if row.details else sender.details,
        )
    return found


def between_of(session: Session, client: str, day: date) -> tuple[Between, str]:
    """The company and a client as a paper of a day names them, and the client's currency."""
    sender = sender_of(session)
    receiver = receivers_of(session, sender).get(client)
    if receiver is None:
        raise NoSuchClientError(code=client)
    between = Between(sender.party, receiver.party, day, receiver.locale, sender.bank)
    return between, receiver.currency


def _address(row: Any) -> Address:  # noqa: ANN401 - company or client
    return Address(
        tuple(json.loads(row.address_lines)), row.city, row.region, row.postal_code, row.country
    )
