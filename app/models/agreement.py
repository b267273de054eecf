"""Agreements, their additions and their dated terms; the types they start from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Day, Exact, Id, Json, Micro, Name, Words, belongs_to


class AgreementType(Base):
    """The template an agreement starts from."""

    __tablename__ = "agreement_type"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)
    body: Mapped[Json]


class Agreement(Base):
    """The contract with one client."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_client_id", "client_id"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    number: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    type_id: Mapped[int | None] = mapped_column(Integer, belongs_to("agreement_type"))
    kind: Mapped[Words]
    start: Mapped[date] = mapped_column(Day)
    end: Mapped[date | None] = mapped_column(Day)
    sla_policy_id: Mapped[int | None] = mapped_column(Integer, belongs_to("sla_policy"))
    po_number: Mapped[Words]
    billed_until: Mapped[date | None] = mapped_column(Day)
    refund: Mapped[int] = mapped_column(Integer, default=1)
    uplift: Mapped[Words]
    note: Mapped[Words]


class AgreementFee(Base):
    """The fixed fee from a day."""

    __tablename__ = "agreement_fee"
    __table_args__ = (UniqueConstraint("agreement_id", "since"), STRICT)

    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(Integer, belongs_to("agreement"))
    since: Mapped[date] = mapped_column(Day)
    amount: Mapped[Decimal] = mapped_column(Micro)


class AgreementTerm(Base):
    """Another term, dated where it bears on money: cycle, allowance, coverage, labour and so on."""

    __tablename__ = "agreement_term"
    __table_args__ = (UniqueConstraint("agreement_id", "term", "since"), STRICT)

    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(Integer, belongs_to("agreement"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]


class Addition(Base):
    """One recurring line of an agreement."""

    __tablename__ = "addition"
    __table_args__ = (UniqueConstraint("agreement_id", "name"), STRICT)

    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(Integer, belongs_to("agreement"))
    name: Mapped[Name]
    item_id: Mapped[int] = mapped_column(Integer, belongs_to("item"))
    counts: Mapped[Words]
    counts_type: Mapped[Words]
    start: Mapped[date | None] = mapped_column(Day)
    end: Mapped[date | None] = mapped_column(Day)
    po_number: Mapped[Words]


class AgreementDiscount(Base):
    """A discount on the documents of an agreement."""

    __tablename__ = "agreement_discount"
    __table_args__ = (UniqueConstraint("agreement_id", "name"), STRICT)

    id: Mapped[Id]
    agreement_id: Mapped[int] = mapped_column(Integer, belongs_to("agreement"))
    name: Mapped[Name]
    body: Mapped[Json]


class AdditionPrice(Base):
    """An addition's price from a day."""

    __tablename__ = "addition_price"
    __table_args__ = (UniqueConstraint("addition_id", "since"), STRICT)

    id: Mapped[Id]
    addition_id: Mapped[int] = mapped_column(Integer, belongs_to("addition"))
    since: Mapped[date] = mapped_column(Day)
    amount: Mapped[Decimal] = mapped_column(Micro)


class AdditionQuantity(Base):
    """An addition's quantity from a day."""

    __tablename__ = "addition_quantity"
    __table_args__ = (UniqueConstraint("addition_id", "since"), STRICT)

    id: Mapped[Id]
    addition_id: Mapped[int] = mapped_column(Integer, belongs_to("addition"))
    since: Mapped[date] = mapped_column(Day)
    quantity: Mapped[Decimal] = mapped_column(Exact)


class AdditionTerm(Base):
    """Another dated term of an addition: minimum, proration, taxes."""

    __tablename__ = "addition_term"
    __table_args__ = (UniqueConstraint("addition_id", "term", "since"), STRICT)

    id: Mapped[Id]
    addition_id: Mapped[int] = mapped_column(Integer, belongs_to("addition"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]
