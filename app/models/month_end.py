"""A month end under way: what the person decided about it, so that it can be gone on with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import STRICT, Base, Day, Id, Name, belongs_to, one_of


class MonthEndMark(Base):
    """Something of a client was accepted, left out or checked in the run through a day."""

    __tablename__ = "month_end_mark"
    __table_args__ = (
        one_of("what", ("accepted", "left_out", "checked")),
        UniqueConstraint("through", "client_id", "what", "name"),
        STRICT,
    )

    id: Mapped[Id]
    through: Mapped[date] = mapped_column(Day)
    client_id: Mapped[int] = mapped_column(belongs_to("client"), index=True)
    what: Mapped[Name]
    name: Mapped[Name]


class MonthEndHabit(Base):
    """A matter that is not asked about again for a client."""

    __tablename__ = "month_end_habit"
    __table_args__ = (UniqueConstraint("client_id", "matter"), STRICT)

    id: Mapped[Id]
    client_id: Mapped[int] = mapped_column(belongs_to("client"))
    matter: Mapped[Name]
