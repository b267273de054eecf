"""Clients with their contacts, sites, devices, users and blocks of hours."""

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


class Client(Base):
    """A customer of the company."""

    __tablename__ = "client"
    __table_args__ = (
        one_of("treatment", ("standard", "exempt", "reverse_charge", "export", "outside")),
        STRICT,
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    currency: Mapped[Words]
    locale: Mapped[Words]
    timezone: Mapped[Words]
    terms: Mapped[Words]
    address_lines: Mapped[str] = mapped_column(Text, default="[]")
    city: Mapped[Words]
    region: Mapped[Words]
    postal_code: Mapped[Words]
    country: Mapped[Words]
    tax_id: Mapped[Words]
    email: Mapped[Words]
    phone: Mapped[Words]
    treatment: Mapped[str] = mapped_column(Text, default="standard")
    tax_reason: Mapped[Words]
    po_required: Mapped[int] = mapped_column(Integer, default=0)
    note: Mapped[Words]
    details: Mapped[Words]


class ClientTerm(Base):
    """A dated term of a client: its rate card."""

    __tablename__ = "client_term"
    __table_args__ = (UniqueConstraint("client_id", "term", "since"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    term: Mapped[Name]
    since: Mapped[date] = mapped_column(Day)
    value: Mapped[Json]


class Contact(Base):
    """A person at a client."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("client_id", "name"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    email: Mapped[Words]
    phone: Mapped[Words]
    billing: Mapped[int] = mapped_column(Integer, default=0)
    in_copy: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class Site(Base):
    """A place of a client."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("client_id", "name"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    body: Mapped[str] = mapped_column(Text, default="{}")


class Asset(Base):
    """A device or a user that is looked after."""

    __tablename__ = "asset"
    __table_args__ = (
        UniqueConstraint("client_id", "what", "name"),
        one_of("what", ("device", "user")),
        STRICT,
    )

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    what: Mapped[Name]
    name: Mapped[Name]
    type: Mapped[Words]
    site_id: Mapped[int | None] = mapped_column(Integer, belongs_to("site"))


class AssetActive(Base):
    """A stretch of days in which a device or user was active."""

    __tablename__ = "asset_active"
    __table_args__ = (UniqueConstraint("asset_id", "start"), STRICT)

    id: Mapped[Id]
    asset_id: Mapped[int] = mapped_column(Integer, belongs_to("asset"))
    start: Mapped[date] = mapped_column(Day)
    end: Mapped[date | None] = mapped_column(Day)


class Block(Base):
    """Hours or money bought once; the work types it is for, empty for all."""

    __tablename__ = "block"
    __table_args__ = (UniqueConstraint("client_id", "name"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    amount: Mapped[Decimal] = mapped_column(Exact)
    bought: Mapped[date] = mapped_column(Day)
    expires: Mapped[date | None] = mapped_column(Day)
    price: Mapped[Decimal] = mapped_column(Micro)
    taxes: Mapped[str] = mapped_column(Text, default="[]")
    used: Mapped[Decimal | None] = mapped_column(Exact)
    measure: Mapped[str] = mapped_column(Text, default="hours", server_default="hours")
    work_types: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")


class Claim(Base):
    """The agreement that work is for: on a device, at a site, for a contact; else the default."""

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("client_id", "asset_id", "site_id", "contact_id"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    agreement_id: Mapped[int] = mapped_column(Integer, belongs_to("agreement"))
    asset_id: Mapped[int | None] = mapped_column(Integer, belongs_to("asset"))
    site_id: Mapped[int | None] = mapped_column(Integer, belongs_to("site"))
    contact_id: Mapped[int | None] = mapped_column(Integer, belongs_to("contact"))


class ClientDiscount(Base):
    """A discount on all documents of a client."""

    __tablename__ = "client_discount"
    __table_args__ = (UniqueConstraint("client_id", "name"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    body: Mapped[Json]


class Deposit(Base):
    """An amount billed ahead and deducted later."""

    __tablename__ = "deposit"
    __table_args__ = (UniqueConstraint("client_id", "name"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    name: Mapped[Name]
    body: Mapped[Json]
