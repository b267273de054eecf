"""Mails on their way and what became of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Id, Json, Name, UtcDateTime, Words, belongs_to, one_of


class Mail(Base):
    """One mail as it was written, who it goes to, and where it stands."""

    __tablename__ = "mail"
    __table_args__ = (
        one_of(
            "state",
            (
                *("pending", "held", "sending", "sent", "failed"),
                *("uncertain", "handed_over", "withdrawn"),
            ),
        ),
        Index("ix_mail_state", "state"),
        STRICT,
    )

    id: Mapped[Id]
    message_id: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[int] = mapped_column(Integer, belongs_to("client"))
    purpose: Mapped[Name]
    subject: Mapped[Words]
    body: Mapped[Words]
    recipients: Mapped[Json]
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[Name]
    tries: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evidence: Mapped[Words]


class MailDocument(Base):
    """An issued document that goes with a mail."""

    __tablename__ = "mail_document"
    __table_args__ = (
        UniqueConstraint("mail_id", "document_id"),
        Index("ix_mail_document_document_id", "document_id"),
        STRICT,
    )

    id: Mapped[Id]
    mail_id: Mapped[int] = mapped_column(Integer, belongs_to("mail"))
    document_id: Mapped[int] = mapped_column(Integer, belongs_to("document"))


class MailPaper(Base):
    """A paper that goes with a mail and is no document: a statement of account."""

    __tablename__ = "mail_paper"
    __table_args__ = (UniqueConstraint("mail_id", "name"), STRICT)

    id: Mapped[Id]
    mail_id: Mapped[int] = mapped_column(Integer, belongs_to("mail"))
    name: Mapped[Name]
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
