"""Merging tickets: what goes along, and what stays because it is billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from app import models as m
from app.domain.errors import RuleError
from app.domain.sentence import N_
from app.storage.sla import NoSuchTicketError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


class OtherClientError(RuleError):
    """Tickets of different clients are different matters."""

    text = N_("{number} is not of the same client; move it there first.")


def joining(session: Session, into: str, others: Sequence[str]) -> dict[str, list[str]]:
    """The work, expenses and files that go along, by section; raises OtherClientError."""
    tickets = {
        row.number: row
        for row in session.execute(
            select(m.Ticket.id, m.Ticket.number, m.Ticket.client_id).where(
                m.Ticket.number.in_([into, *others])
            )
        ).all()
    }
    for number in (into, *others):
        if number not in tickets:
            raise NoSuchTicketError(number=number)
        if tickets[number].client_id != tickets[into].client_id:
            raise OtherClientError(number=number)
    ids = [tickets[number].id for number in others]
    return {
        "time": _unbilled(session, m.TimeEntry, "time", ids),
        "expenses": _unbilled(session, m.Expense, "expense", ids),
        "attachments": _codes(session, m.Attachment, ids),
    }


def _codes(session: Session, model: Any, ids: list[int]) -> list[str]:  # noqa: ANN401
    codes = select(model.code).where(model.ticket_id.in_(ids)).order_by(model.id)
    return list(session.execute(codes).scalars())


def _unbilled(session: Session, model: Any, kind: str, ids: list[int]) -> list[str]:  # noqa: ANN401
    charge = m.DocumentLine.charge
    return [
        code
        for code in _codes(session, model, ids)
        if session.execute(
            select(m.DocumentLine.id)
            .where(
                or_(
                    charge == f"{kind}/{code}",
                    charge.startswith(f"{kind}/{code}/", autoescape=True),
                )
            )
            .limit(1)
        ).first()
        is None
    ]
