"""What all tables share: naming, STRICT, and how values are kept in SQLite."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

from app.domain.money import LARGEST

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

MICRO = 6
"""Prices are kept in millionths; a seventh place is refused."""

STRICT = {"sqlite_strict": True}


class Base(DeclarativeBase):
    """All tables, with names for every constraint."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Day(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ANN401
        """From ISO text."""
        return None if value is None else date.fromisoformat(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC as ISO text; a naive one is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To ISO text in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).isoformat()

    def process_result_value(  # noqa: D102
        self,
        value: Any | None,  # noqa: ANN401
        dialect: Dialect,
    ) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def millionths(value: Decimal) -> int:
    """A price in whole millionths; raises where something would be lost."""
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(numerator * 10**MICRO, denominator)
    if rest:
        raise ValueError(f"{value} has more than {MICRO} decimals")
    return whole


def from_millionths(value: int) -> Decimal:
    """A price from whole millionths."""
    return Decimal(value).scaleb(-MICRO)


class Micro(TypeDecorator[Decimal]):
    """A price in millionths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """To whole millionths; raises where something would be lost."""
        return None if value is None else millionths(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """From whole millionths."""
        return None if value is None else from_millionths(value)


class Exact(TypeDecorator[Decimal]):
    """A quantity as exact decimal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """To plain text."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """From plain text."""
        return None if value is None else Decimal(value)


Id = Annotated[int, mapped_column(Integer, primary_key=True)]
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
Name = Annotated[str, mapped_column(Text)]
Json = Annotated[str, mapped_column(Text)]
"""Canonical JSON text of a structure that no query looks into."""


def belongs_to(target: str) -> ForeignKey:
    """A reference that never deletes what refers to it."""
    return ForeignKey(f"{target}.id")


def within(column: str) -> CheckConstraint:
    """An amount no sum can overflow."""
    return CheckConstraint(f"{column} BETWEEN -{LARGEST} AND {LARGEST}", name=f"{column}_size")


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """One of the words the rules know."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
