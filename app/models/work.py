"""Tickets, time entries and expenses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import (
    STRICT,
    Base,
    Day,
    Exact,
    Id,
    Json,
    Micro,
    Name,
    UtcDateTime,
    Words,
    belongs_to,
)


class Ticket(Base):
    """A piece of work for a client."""

    __tablename__ = "ticket"
    __table_args__ = (Index("ix_ticket_client_id", "client_id"), STRICT)

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    agreement_id: Mapped[int | None] = mapped_column(Integer, belongs_to("agreement"))
    summary: Mapped[Words]
    priority: Mapped[Words]
    opened: Mapped[datetime] = mapped_column(UtcDateTime)


class TicketEvent(Base):
    """Something that happened to a ticket."""

    __tablename__ = "ticket_event"
    __table_args__ = (UniqueConstraint("ticket_id", "position"), STRICT)

    id: Mapped[Id]
    ticket_id: Mapped[int] = mapped_column(Integer, belongs_to("ticket"))
    position: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    type: Mapped[Name]
    body: Mapped[Json]


class TimeEntry(Base):
    """Work done."""

    __tablename__ = "time_entry"
    __table_args__ = (Index("ix_time_entry_client_id_start", "client_id", "start"), STRICT)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    ticket_id: Mapped[int | None] = mapped_column(Integer, belongs_to("ticket"))
    agreement_id: Mapped[int | None] = mapped_column(Integer, belongs_to("agreement"))
    start: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int] = mapped_column(Integer)
    work_type_id: Mapped[int] = mapped_column(Integer, belongs_to("work_type"))
    role_id: Mapped[int | None] = mapped_column(Integer, belongs_to("role"))
    note: Mapped[Words]
    rate: Mapped[Decimal | None] = mapped_column(Micro)


class Expense(Base):
    """Something bought or spent for a client."""

    __tablename__ = "expense"
    __table_args__ = (Index("ix_expense_client_id_day", "client_id", "day"), STRICT)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    ticket_id: Mapped[int | None] = mapped_column(Integer, belongs_to("ticket"))
    day: Mapped[date] = mapped_column(Day)
    item_id: Mapped[int | None] = mapped_column(Integer, belongs_to("item"))
    description: Mapped[Words]
    quantity: Mapped[Decimal] = mapped_column(Exact)
    price: Mapped[Decimal | None] = mapped_column(Micro)
    taxes: Mapped[str | None] = mapped_column(Text)
    note: Mapped[Words]


class ExpenseTerm(Base):
    """Another term of an expense: its discount."""

    __tablename__ = "expense_term"
    __table_args__ = (UniqueConstraint("expense_id", "term", "since"), STRICT)

    id: Mapped[Id]
    expense_id: Mapped[int] = mapped_column(Integer, belongs_to("expense"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]
