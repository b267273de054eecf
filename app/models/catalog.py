"""Taxes, items, roles and work types, with their dated values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Integer, Text, UniqueConstraint
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
)


class Tax(Base):
    """A named tax."""

    __tablename__ = "tax"
    __table_args__ = (one_of("category", ("S", "Z", "E", "AE", "K", "G", "O")), STRICT)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    category: Mapped[str] = mapped_column(Text, default="S")
    reason: Mapped[Words]
    compound: Mapped[int] = mapped_column(Integer, default=0)
    inclusive: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class TaxRate(Base):
    """A tax's rate in percent from a day."""

    __tablename__ = "tax_rate"
    __table_args__ = (UniqueConstraint("tax_id", "since"), STRICT)

    id: Mapped[Id]
    tax_id: Mapped[int] = mapped_column(Integer, belongs_to("tax"))
    since: Mapped[date] = mapped_column(Day)
    rate: Mapped[Decimal] = mapped_column(Exact)


class Item(Base):
    """Something sold."""

    __tablename__ = "item"
    __table_args__ = STRICT

    id: Mapped[Id]
    sku: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    unit: Mapped[str] = mapped_column(Text, default="each")
    currency: Mapped[Words]


class ItemPrice(Base):
    """An item's price or cost from a day."""

    __tablename__ = "item_price"
    __table_args__ = (
        UniqueConstraint("item_id", "what", "since"),
        one_of("what", ("price", "cost")),
        STRICT,
    )

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(Integer, belongs_to("item"))
    what: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    amount: Mapped[Decimal] = mapped_column(Micro)


class ItemTerm(Base):
    """Another dated term of an item, such as its taxes."""

    __tablename__ = "item_term"
    __table_args__ = (UniqueConstraint("item_id", "term", "since"), STRICT)

    id: Mapped[Id]
    item_id: Mapped[int] = mapped_column(Integer, belongs_to("item"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]


class Role(Base):
    """Who does the work."""

    __tablename__ = "role"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)


class RolePrice(Base):
    """A role's hourly price or cost from a day."""

    __tablename__ = "role_price"
    __table_args__ = (
        UniqueConstraint("role_id", "what", "since"),
        one_of("what", ("price", "cost")),
        STRICT,
    )

    id: Mapped[Id]
    role_id: Mapped[int] = mapped_column(Integer, belongs_to("role"))
    what: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    amount: Mapped[Decimal] = mapped_column(Micro)


class WorkType(Base):
    """What kind of work."""

    __tablename__ = "work_type"
    __table_args__ = STRICT

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(Text, unique=True)


class WorkTypeTerm(Base):
    """A dated term of a work type: multiplier, minimum, rounding and so on."""

    __tablename__ = "work_type_term"
    __table_args__ = (UniqueConstraint("work_type_id", "term", "since"), STRICT)

    id: Mapped[Id]
    work_type_id: Mapped[int] = mapped_column(Integer, belongs_to("work_type"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]
