"""The outbox: mails as rows, and what mails are written from."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from app import models as m
from app.domain.delivery import Delivery, Fate, Recipient, Role, State
from app.domain.document import DocumentKind
from app.domain.mail_account import Login, MailAccount, Mails, Security, Way
from app.domain.mail_template import Purpose, Template
from app.domain.money import Money
from app.domain.outbox import Draft, Mail, Person
from app.domain.outstanding import Bill, open_bills
from app.storage.rows import write_rows
from app.storage.seal import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from app.storage.parties import Sender

SETTLED = (State.SENT, State.HANDED_OVER, State.WITHDRAWN)
_DEAD = (State.FAILED, State.WITHDRAWN)


def account_of(session: Session, sender: Sender) -> MailAccount:
    """How the company's mails leave; what it leaves open is taken from the company."""
    told = _mail_terms(session)
    return MailAccount(
        way=Way(told.get("way", Way.DRAFT)),
        host=told.get("host", "").strip(),
        port=told.get("port"),
        security=Security(told.get("security", Security.TLS)),
        login=Login(told.get("login", Login.PASSWORD)),
        user=told.get("user", "").strip(),
        client_id=told.get("client_id", "").strip(),
        tenant=told.get("tenant", "").strip(),
        sender=told.get("sender", "").strip() or sender.party.email.strip(),
        name=told.get("name", "") or sender.party.name,
        reply_to=told.get("reply_to", "").strip(),
        copy_to=told.get("copy_to", "").strip(),
        per_minute=told.get("per_minute") or MailAccount.per_minute,
    )


def texts_of(session: Session) -> dict[tuple[Purpose, str], Template]:
    """The company's own texts, by purpose and language."""
    return {
        (Purpose(text["purpose"]), text["language"]): Template(text["subject"], text["body"])
        for text in _mail_terms(session).get("texts", ())
    }


def wishes_of(session: Session) -> dict[str, Mails]:
    """Which clients said how they want their documents."""
    term = m.ClientTerm
    rows = session.execute(
        select(m.Client.code, term.value)
        .join(term, term.client_id == m.Client.id)
        .where(term.term == "mails")
    ).all()
    return {row.code: Mails(json.loads(row.value)) for row in rows}


def people_of(session: Session) -> dict[str, list[Person]]:
    """The billing contacts of all clients, by the client's code."""
    contact = m.Contact
    rows = session.execute(
        select(m.Client.code, contact.name, contact.email, contact.in_copy)
        .join(contact, contact.client_id == m.Client.id)
        .where((contact.billing == 1) | (contact.in_copy == 1), contact.email != "")
        .order_by(contact.id)
    ).all()
    found: dict[str, list[Person]] = defaultdict(list)
    for row in rows:
        found[row.code].append(Person(row.name, row.email, bool(row.in_copy)))
    return found


def open_of(session: Session, client: str) -> dict[str, Money]:
    """What is still open of a client's documents, by number."""
    document = m.Document
    whose = select(m.Client.id).where(m.Client.code == client).scalar_subquery()
    rows = session.execute(
        select(
            document.number,
            document.kind,
            document.due,
            document.currency,
            func.coalesce(document.payable, document.total).label("total"),
            document.corrects,
        ).where(document.client_id == whose)
    ).all()
    paid = session.execute(
        select(document.number, func.sum(m.PaymentPart.amount))
        .join(m.PaymentPart, m.PaymentPart.document_id == document.id)
        .where(document.client_id == whose)
        .group_by(document.id)
    ).all()
    bills = [
        Bill(
            row.number,
            DocumentKind(row.kind),
            client,
            row.due,
            Money(row.total, row.currency),
            tuple(json.loads(row.corrects)),
        )
        for row in rows
    ]
    return {one.bill.number: one.left for one in open_bills(bills, {r[0]: r[1] for r in paid})}


def mailed(session: Session, numbers: Sequence[str]) -> dict[str, set[Purpose]]:
    """For which purposes documents are or were on their way; what failed does not count."""
    rows = session.execute(
        select(m.Document.number, m.Mail.purpose)
        .join(m.MailDocument, m.MailDocument.document_id == m.Document.id)
        .join(m.Mail, m.Mail.id == m.MailDocument.mail_id)
        .where(m.Document.number.in_(numbers), m.Mail.state.not_in(_DEAD))
    ).all()
    found: dict[str, set[Purpose]] = defaultdict(set)
    for row in rows:
        found[row.number].add(Purpose(row.purpose))
    return found


def put(
    session: Session,
    draft: Draft,
    message_id: str,
    created: datetime,
    papers: Iterable[tuple[str, bytes]] = (),
) -> int:
    """Put a mail into the outbox, and return its id."""
    client = session.execute(select(m.Client.id).where(m.Client.code == draft.client)).scalar_one()
    delivery = Delivery(draft.recipients)
    row = {
        "message_id": message_id,
        "client_id": client,
        "purpose": draft.purpose.value,
        "subject": draft.subject,
        "body": draft.body,
        "created": created,
        **_row(delivery),
    }
    session.execute(insert(m.Mail), [row])
    id_ = session.execute(select(m.Mail.id).where(m.Mail.message_id == message_id)).scalar_one()
    ids = session.execute(
        select(m.Document.number, m.Document.id).where(m.Document.number.in_(draft.documents))
    ).all()
    by_number = {row.number: row.id for row in ids}
    write_rows(
        session,
        "mail_document",
        [{"mail_id": id_, "document_id": by_number[number]} for number in draft.documents],
    )
    write_rows(
        session, "mail_paper", [{"mail_id": id_, "name": name, "pdf": pdf} for name, pdf in papers]
    )
    return id_


def keep(session: Session, id_: int, delivery: Delivery) -> None:
    """Keep where a mail stands."""
    session.execute(update(m.Mail).where(m.Mail.id == id_).values(**_row(delivery)))


def mails(session: Session, *where: ColumnElement[bool], last: int | None = None) -> list[Mail]:
    """Mails of the outbox, newest first."""
    columns = m.Mail.__table__.columns
    rows = session.execute(
        select(*columns, m.Client.code, m.Client.name)
        .join(m.Client, m.Client.id == m.Mail.client_id)
        .where(*where)
        .order_by(m.Mail.id.desc())
        .limit(last)
    ).all()
    ids = [row.id for row in rows]
    documents, papers = _enclosed(session, ids)
    return [
        Mail(
            row.id,
            row.message_id,
            row.code,
            row.name or row.code,
            Purpose(row.purpose),
            row.subject,
            row.body,
            tuple(documents[row.id]),
            tuple(papers[row.id]),
            row.created,
            _delivery(row),
        )
        for row in rows
    ]


def mails_with(session: Session, numbers: Sequence[str]) -> dict[str, Mail]:
    """The newest mail that took each document along as an invoice or credit note."""
    link = m.MailDocument
    newest: dict[str, int] = {}
    for first in range(0, len(numbers), 500):
        rows = session.execute(
            select(m.Document.number, func.max(link.mail_id))
            .join(link, link.document_id == m.Document.id)
            .join(m.Mail, m.Mail.id == link.mail_id)
            .where(
                m.Document.number.in_(numbers[first : first + 500]),
                m.Mail.purpose.in_((Purpose.INVOICE.value, Purpose.CREDIT_NOTE.value)),
            )
            .group_by(m.Document.number)
        ).all()
        newest.update({row[0]: row[1] for row in rows})
    ids = sorted(set(newest.values()))
    found = {
        mail.id: mail
        for first in range(0, len(ids), 500)
        for mail in mails(session, m.Mail.id.in_(ids[first : first + 500]))
    }
    return {number: found[id_] for number, id_ in newest.items()}


def paper_rows(session: Session, id_: int) -> list[tuple[str, bytes]]:
    """The papers that lie with a mail itself."""
    paper = m.MailPaper
    rows = session.execute(
        select(paper.name, paper.pdf).where(paper.mail_id == id_).order_by(paper.id)
    ).all()
    return [(row.name, row.pdf) for row in rows]


def _enclosed(
    session: Session, ids: list[int]
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    documents: dict[int, list[str]] = defaultdict(list)
    papers: dict[int, list[str]] = defaultdict(list)
    link, paper = m.MailDocument, m.MailPaper
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        numbers = (
            select(link.mail_id, m.Document.number)
            .join(m.Document, m.Document.id == link.document_id)
            .where(link.mail_id.in_(some))
            .order_by(link.id)
        )
        for row in session.execute(numbers).all():
            documents[row.mail_id].append(row.number)
        names = select(paper.mail_id, paper.name).where(paper.mail_id.in_(some)).order_by(paper.id)
        for row in session.execute(names).all():
            papers[row.mail_id].append(row.name)
    return documents, papers


def _mail_terms(session: Session) -> dict[str, Any]:
    value = session.execute(
        select(m.CompanyTerm.value).where(m.CompanyTerm.term == "mail")
    ).scalar()
    return json.loads(value) if value else {}


def _row(delivery: Delivery) -> dict[str, Any]:
    return {
        "recipients": canonical(
            [
                {
                    "address": one.address,
                    "name": one.name,
                    "role": one.role.value,
                    "fate": one.fate.value,
                    "reply": one.reply,
                }
                for one in delivery.recipients
            ]
        ),
        "state": delivery.state.value,
        "tries": delivery.tries,
        "not_before": delivery.not_before,
        "tried_at": delivery.tried_at,
        "evidence": delivery.evidence,
    }


def _delivery(row: Any) -> Delivery:  # noqa: ANN401 - a row
    return Delivery(
        tuple(
            Recipient(
                one["address"], one["name"], Role(one["role"]), Fate(one["fate"]), one["reply"]
            )
            for one in json.loads(row.recipients)
        ),
        State(row.state),
        row.tries,
        row.not_before,
        row.tried_at,
        row.evidence,
    )
