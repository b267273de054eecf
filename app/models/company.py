"""The company itself, its calendars and its SLA policies."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Day, Id, Json, Name, Words, belongs_to, one_of


class Company(Base):
    """The MSP: one row."""

    __tablename__ = "company"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        one_of("tax_rounding", ("document", "line")),
        STRICT,
    )

    id: Mapped[Id]
    name: Mapped[Words]
    address_lines: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")
    city: Mapped[Words]
    region: Mapped[Words]
    postal_code: Mapped[Words]
    country: Mapped[Words]
    tax_id: Mapped[Words]
    email: Mapped[Words]
    phone: Mapped[Words]
    website: Mapped[Words]
    currency: Mapped[str] = mapped_column(Text, default="EUR", server_default="EUR")
    locale: Mapped[str] = mapped_column(Text, default="en", server_default="en")
    timezone: Mapped[str] = mapped_column(Text, default="UTC", server_default="UTC")
    invoice_number: Mapped[Words]
    credit_note_number: Mapped[Words]
    next_number: Mapped[int | None] = mapped_column(Integer)
    tax_rounding: Mapped[str] = mapped_column(Text, default="document", server_default="document")
    bank: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    terms: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    note: Mapped[Words]
    billed_until: Mapped[date | None] = mapped_column(Day)
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    sample: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    cash_rounding: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")
    details: Mapped[str] = mapped_column(Text, default="none", server_default="none")


class CompanyTerm(Base):
    """What holds for all clients whose agreements do not say otherwise: after hours, labour."""

    __tablename__ = "company_term"
    __table_args__ = (UniqueConstraint("company_id", "term", "since"), STRICT)

    id: Mapped[Id]
    company_id: Mapped[int] = mapped_column(Integer, belongs_to("company"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]


class Calendar(Base):
    """Business hours, closed and short days."""

    __tablename__ = "calendar"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Json]


class SlaPolicy(Base):
    """Targets per priority, counted by a calendar."""

    __tablename__ = "sla_policy"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    calendar_id: Mapped[int | None] = mapped_column(Integer, belongs_to("calendar"))
    body: Mapped[Json]
