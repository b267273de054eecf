"""Tickets, time entries and expenses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    event,
    text,
)
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
    body: Mapped[Json] = mapped_column(Text, default="{}", server_default="{}")
    """Whom and what it is about, and its checklist."""


ORDERS = (
    "due opened minutes by_number by_summary by_client by_status by_priority by_agreement "
    "by_assigned"
).split()
"""The columns of `ticket_now` that the list can be sorted by."""


class TicketNow(Base):
    """How a ticket stands, worked out from its events: what the list is sorted and narrowed by.

    `id` is the ticket's; `due`, `opened` and `until` are seconds; `words` stand in `ticket_words`.
    """

    __tablename__ = "ticket_now"
    __table_args__ = (
        *(Index(f"ix_ticket_now_{order}", order) for order in ORDERS),
        Index("ix_ticket_now_until", "until", sqlite_where=text("until IS NOT NULL")),
        STRICT,
    )

    id: Mapped[Id]
    due: Mapped[int] = mapped_column(Integer)
    opened: Mapped[int] = mapped_column(Integer)
    minutes: Mapped[int] = mapped_column(Integer)
    by_number: Mapped[Name]
    by_summary: Mapped[Name]
    by_client: Mapped[Name]
    by_status: Mapped[Name]
    by_priority: Mapped[Name]
    by_agreement: Mapped[Name]
    by_assigned: Mapped[Name]
    status: Mapped[Name]
    priority: Mapped[Name]
    agreement: Mapped[Name]
    assigned: Mapped[Name]
    until: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[Name]


class TicketStale(Base):
    """A ticket whose standing has to be worked out anew before the write is kept."""

    __tablename__ = "ticket_stale"
    __table_args__ = STRICT

    ticket_id: Mapped[Id]


TICKET_WORDS = (
    "CREATE VIRTUAL TABLE ticket_words USING fts5(words, content='ticket_now', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4', "
    "columnsize=0, detail=none)"
)
"""The index of words: it can be made again from `ticket_now` at any time."""
event.listen(Base.metadata, "after_create", DDL(TICKET_WORDS))


class Attachment(Base):
    """A file that is kept with a ticket or with a client."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("(ticket_id IS NULL) <> (client_id IS NULL)", name="owned_once"),
        Index("ix_attachment_ticket_id", "ticket_id"),
        Index("ix_attachment_client_id", "client_id"),
        STRICT,
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    ticket_id: Mapped[int | None] = mapped_column(Integer, belongs_to("ticket"))
    client_id: Mapped[int | None] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    added: Mapped[datetime] = mapped_column(UtcDateTime)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TicketStatus(Base):
    """A status by the owner's name, and what it means."""

    __tablename__ = "ticket_status"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Json]


class CannedNote(Base):
    """Words that are written again and again."""

    __tablename__ = "canned_note"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Json]


class RecurringTicket(Base):
    """A ticket that is opened again and again."""

    __tablename__ = "recurring_ticket"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    agreement_id: Mapped[int | None] = mapped_column(Integer, belongs_to("agreement"))
    body: Mapped[Json]


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
    __table_args__ = (
        Index("ix_time_entry_client_id_start", "client_id", "start"),
        Index("ix_time_entry_ticket_id", "ticket_id", "minutes"),
        Index("ix_time_entry_start", "start"),
        STRICT,
    )

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
    approved: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    unlocked: Mapped[str] = mapped_column(Text, default="", server_default="")


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
