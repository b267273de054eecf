"""The append-only history of edits, each row chained to the one before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Id, Json, Name, UtcDateTime


class History(Base):
    """One change: when, by whom, to what, and the hash over it and the row before."""

    __tablename__ = "history"
    __table_args__ = STRICT

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[Name]
    action: Mapped[Name]
    subject: Mapped[Name]
    content: Mapped[Json]
    hash: Mapped[str] = mapped_column(Text, unique=True)
