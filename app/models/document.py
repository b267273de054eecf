"""Issued documents, which no one changes any more, and what happens to them later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, text
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
    Words,
    belongs_to,
    one_of,
    within,
)


class NumberSeries(Base):
    """The last number drawn of a series."""

    __tablename__ = "number_series"
    __table_args__ = STRICT

    id: Mapped[Id]
    series: Mapped[str] = mapped_column(Text, unique=True)
    last: Mapped[int] = mapped_column(Integer)


class Document(Base):
    """An invoice or credit note as issued; `content` holds what is only printed.

    `payable` is there where it is not the total.
    """

    __tablename__ = "document"
    __table_args__ = (
        Index(
            "uq_document_series_seq",
            "series",
            "seq",
            unique=True,
            sqlite_where=text("series <> ''"),
        ),
        one_of("kind", ("invoice", "credit_note", "opening")),
        within("net"),
        within("tax"),
        within("total"),
        Index("ix_document_client_id_through", "client_id", "through"),
        # Covers the last net of each client.
        Index("ix_document_client_id_kind_date", "client_id", "kind", "date", "net", "currency"),
        STRICT,
    )

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[Name]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    date: Mapped[date] = mapped_column(Day)
    due: Mapped[date | None] = mapped_column(Day)
    through: Mapped[date | None] = mapped_column(Day)
    currency: Mapped[Name]
    locale: Mapped[Name]
    net: Mapped[int] = mapped_column(Integer)
    tax: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    po_number: Mapped[Words]
    corrects: Mapped[str] = mapped_column(Text, default="[]")
    reason: Mapped[Words]
    waived: Mapped[int] = mapped_column(Integer, default=0)
    series: Mapped[Words]
    seq: Mapped[int] = mapped_column(Integer, default=0)
    content: Mapped[Json]
    sha256: Mapped[Words]
    seal: Mapped[Name]
    payable: Mapped[int | None] = mapped_column(Integer)


class DocumentLine(Base):
    """One line; together, `charged` by charge is the ledger."""

    __tablename__ = "document_line"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        within("net"),
        within("charged"),
        # Covers the ledger: what was charged, by charge, is summed without looking at the rows.
        Index("ix_document_line_charge_charged", "charge", "charged"),
        Index(
            "ix_document_line_corrects",
            "corrects",
            sqlite_where=text("corrects_line IS NOT NULL"),
        ),
        STRICT,
    )

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(Integer, belongs_to("document"))
    position: Mapped[int] = mapped_column(Integer)
    charge: Mapped[Name]
    kind: Mapped[Name]
    source: Mapped[Words]
    agreement: Mapped[Words]
    description: Mapped[Words]
    detail: Mapped[Words]
    start: Mapped[date] = mapped_column(Day)
    end: Mapped[date] = mapped_column(Day)
    quantity: Mapped[Decimal] = mapped_column(Exact)
    unit: Mapped[Words]
    unit_code: Mapped[Words]
    price: Mapped[Decimal] = mapped_column(Micro)
    net: Mapped[int] = mapped_column(Integer)
    charged: Mapped[int] = mapped_column(Integer)
    bill_date: Mapped[date] = mapped_column(Day)
    taxes: Mapped[Json]
    explanation: Mapped[Json]
    corrects: Mapped[Words]
    corrects_line: Mapped[int | None] = mapped_column(Integer)
    grouped: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[str | None] = mapped_column(Text)


class DocumentTax(Base):
    """One row of a document's tax summary."""

    __tablename__ = "document_tax"
    __table_args__ = (
        UniqueConstraint("document_id", "position"),
        within("net"),
        within("amount"),
        STRICT,
    )

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(Integer, belongs_to("document"))
    position: Mapped[int] = mapped_column(Integer)
    code: Mapped[Words]
    name: Mapped[Words]
    category: Mapped[Name]
    rate: Mapped[Decimal] = mapped_column(Exact)
    reason: Mapped[Words]
    compound: Mapped[int] = mapped_column(Integer, default=0)
    net: Mapped[int] = mapped_column(Integer)
    amount: Mapped[int] = mapped_column(Integer)
    inclusive: Mapped[int | None] = mapped_column(Integer)


class DocumentPdf(Base):
    """The printed bytes as issued."""

    __tablename__ = "document_pdf"
    __table_args__ = STRICT

    id: Mapped[int] = mapped_column(Integer, belongs_to("document"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)


class DocumentClosed(Base):
    """Says that a document is complete: nothing can be added to it any more."""

    __tablename__ = "document_closed"
    __table_args__ = STRICT

    id: Mapped[int] = mapped_column(Integer, belongs_to("document"), primary_key=True)


class Payment(Base):
    """Money a client paid or got back, or a debt that was let go; its parts are what it settles."""

    __tablename__ = "payment"
    __table_args__ = (
        within("amount"),
        one_of("kind", ("payment", "discount", "write_off")),
        Index("ix_payment_client_id_day", "client_id", "day"),
        STRICT,
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    day: Mapped[date] = mapped_column(Day)
    amount: Mapped[int] = mapped_column(Integer)
    currency: Mapped[Name]
    kind: Mapped[str] = mapped_column(Text, default="payment", server_default="payment")
    method: Mapped[Words]
    reference: Mapped[Words]
    note: Mapped[Words]
    reverses: Mapped[Words]


class PaymentPart(Base):
    """How much of a payment settles which document."""

    __tablename__ = "payment_part"
    __table_args__ = (
        UniqueConstraint("payment_id", "document_id"),
        within("amount"),
        Index("ix_payment_part_document_id", "document_id", "amount"),
        STRICT,
    )

    id: Mapped[Id]
    payment_id: Mapped[int] = mapped_column(Integer, belongs_to("payment"))
    document_id: Mapped[int] = mapped_column(Integer, belongs_to("document"))
    amount: Mapped[int] = mapped_column(Integer)


class Reminder(Base):
    """A letter about overdue invoices, as it was sent."""

    __tablename__ = "reminder"
    __table_args__ = STRICT

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    day: Mapped[date] = mapped_column(Day)
    body: Mapped[Json]


class DocumentMark(Base):
    """What is remembered of an issued document besides what it says: exports, holds."""

    __tablename__ = "document_mark"
    __table_args__ = STRICT

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(Text, ForeignKey("document.number"), unique=True)
    body: Mapped[Json]


class Quote(Base):
    """An offer to a client."""

    __tablename__ = "quote"
    __table_args__ = STRICT

    id: Mapped[Id]
    number: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    day: Mapped[date] = mapped_column(Day)
    body: Mapped[Json]


class Decision(Base):
    """A decision on a proposed charge: bill it later, or never."""

    __tablename__ = "decision"
    __table_args__ = (one_of("verdict", ("hold", "waive")), STRICT)

    id: Mapped[Id]
    charge: Mapped[str] = mapped_column(Text, unique=True)
    verdict: Mapped[Name]
    reason: Mapped[Words]
