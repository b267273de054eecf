"""What became of promises: months that were closed, and what was told of clocks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Id, Json, Name, UtcDateTime, belongs_to


class SlaMonth(Base):
    """A client's promises in a month, as they stood when it was closed."""

    __tablename__ = "sla_month"
    __table_args__ = (UniqueConstraint("client_id", "month"), STRICT)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    month: Mapped[Name]
    closed: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[Json]


class SlaNotice(Base):
    """That a ticket's clock had passed a threshold was told; it is not told again.

    It is worth something only where it was told, and stays out of workbooks.
    """

    __tablename__ = "sla_notice"
    __table_args__ = (UniqueConstraint("ticket_id", "metric", "cycle", "percent", "at"), STRICT)

    id: Mapped[Id]
    ticket_id: Mapped[int] = mapped_column(Integer, belongs_to("ticket"))
    metric: Mapped[Name]
    cycle: Mapped[int] = mapped_column(Integer)
    percent: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told: Mapped[datetime] = mapped_column(UtcDateTime)
    seen: Mapped[bool] = mapped_column(Integer)
