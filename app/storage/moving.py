"""Moving a ticket to another client, with the work on it that is not billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from app import models as m
from app.domain.errors import RuleError
from app.domain.moving import Movable
from app.domain.sentence import N_
from app.storage.claims import claims_of
from app.storage.sla import NoSuchTicketError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class BilledTicketError(RuleError):
    """Work on it was billed, and issued is issued."""

    text = N_("{number} stays with its client: work on it stands on {document}.")


def movable(session: Session, number: str) -> Movable:
    """What would move with a ticket; raises BilledTicketError, NoSuchTicketError."""
    ticket = session.execute(
        select(m.Ticket.id, m.Client.code, m.Ticket.opened)
        .join(m.Client, m.Client.id == m.Ticket.client_id)
        .where(m.Ticket.number == number)
    ).first()
    if ticket is None:
        raise NoSuchTicketError(number=number)
    time = _codes(session, m.TimeEntry, ticket.id)
    expenses = _codes(session, m.Expense, ticket.id)
    if document := _document(session, time, expenses):
        raise BilledTicketError(number=number, document=document)
    return Movable(number, ticket.code, ticket.opened.date(), time, expenses, claims_of(session))


def _codes(session: Session, model: Any, ticket: int) -> tuple[str, ...]:  # noqa: ANN401
    codes = select(model.code).where(model.ticket_id == ticket).order_by(model.id)
    return tuple(session.execute(codes).scalars())


def _document(session: Session, time: tuple[str, ...], expenses: tuple[str, ...]) -> str:
    """The newest document that any of it stands on."""
    line = m.DocumentLine
    charges = [f"time/{id_}" for id_ in time] + [f"expense/{id_}" for id_ in expenses]
    whole = [line.charge == charge for charge in charges]
    parts = [line.charge.startswith(f"{charge}/", autoescape=True) for charge in charges]
    if not charges:
        return ""
    found = (
        select(m.Document.number)
        .join(line, line.document_id == m.Document.id)
        .where(or_(*whole, *parts))
        .order_by(m.Document.id.desc())
        .limit(1)
    )
    return session.execute(found).scalar() or ""
