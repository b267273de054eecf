"""What is settled: how far back a client's past need not be computed again."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Day, Json, Name, belongs_to


class Settlement(Base):
    """Everything of a client that begins before `until` was billed exactly.

    It can be made anew at any time: it saves work and decides nothing.
    """

    __tablename__ = "settlement"
    __table_args__ = STRICT

    id: Mapped[int] = mapped_column(Integer, belongs_to("client"), primary_key=True)
    until: Mapped[date] = mapped_column(Day)
    fingerprint: Mapped[Name]
    state: Mapped[Json]
