"""Search: a few records of each kind by what was typed, prefixes first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import SQLColumnExpression, String, and_, case, cast, func, literal, or_, select

from app import models as m

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from app.storage.store import Store

_FEW = 6


class Kin(StrEnum):
    """The kinds of records that can be found."""

    CLIENT = "client"
    AGREEMENT = "agreement"
    TICKET = "ticket"
    DOCUMENT = "document"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A record that fits: what kind it is, its key, its name and what stands beside it."""

    kin: Kin
    key: str
    name: str
    note: str


class SearchService:
    """Finds records of all kinds."""

    def __init__(self, store: Store) -> None:
        """Work on a store."""
        self._store = store

    def there(self, records: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of some records, by kind and key, that still exist."""
        wanted = [(Kin(kin), key) for kin, key in records]
        found = set[tuple[str, str]]()
        with self._store.read() as session:
            for kin in {kin for kin, _ in wanted}:
                keys = [key for each, key in wanted if each is kin]
                rows = session.execute(select(_KEYS[kin]).where(_KEYS[kin].in_(keys)))
                found |= {(kin.value, key) for key in rows.scalars()}
        return frozenset(found)

    def find(self, typed: str, few: int = _FEW) -> tuple[FoundRow, ...]:
        """A few records of each kind in which every typed word is found; newest first."""
        words = typed.split()
        if not words:
            return ()
        with self._store.read() as session:
            return tuple(
                FoundRow(kin, row.key, row.name or row.key, row.note or "")
                for kin, query in _queries(words).items()
                for row in _rows(session, query, few)
            )


def _rows(session: Session, query: Select[*tuple[Any, ...]], few: int) -> list[_Row]:
    return [_Row(*map(str, row)) for row in session.execute(query.limit(few)).all()]


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    name: str
    note: str


_KEYS = {
    Kin.CLIENT: m.Client.code,
    Kin.AGREEMENT: m.Agreement.number,
    Kin.TICKET: m.Ticket.number,
    Kin.DOCUMENT: m.Document.number,
    Kin.ITEM: m.Item.sku,
}


def _queries(words: list[str]) -> dict[Kin, Select[*tuple[Any, ...]]]:
    client, agreement, ticket = m.Client, m.Agreement, m.Ticket
    document, item = m.Document, m.Item
    return {
        Kin.CLIENT: select(client.code, client.name, client.city)
        .where(_has(words, client.code, client.name, client.city))
        .order_by(_rank(words, client.name, client.code), client.name),
        Kin.AGREEMENT: select(agreement.number, agreement.name, client.name)
        .join(client, client.id == agreement.client_id)
        .where(_has(words, agreement.number, agreement.name, client.name))
        .order_by(_rank(words, agreement.number, agreement.name), agreement.number),
        Kin.TICKET: select(ticket.number, ticket.summary, client.name)
        .join(client, client.id == ticket.client_id)
        .where(_has(words, ticket.number, ticket.summary, client.name))
        .order_by(_rank(words, ticket.number, ticket.summary), ticket.id.desc()),
        Kin.DOCUMENT: select(document.number, document.number, client.name)
        .join(client, client.id == document.client_id)
        .where(_has(words, document.number, client.name, cast(document.date, String)))
        .order_by(document.id.desc()),
        Kin.ITEM: select(item.sku, item.name, literal(""))
        .where(_has(words, item.sku, item.name))
        .order_by(_rank(words, item.name, item.sku), item.name),
    }


def _has(words: list[str], *columns: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    return and_(
        *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words)
    )


def _rank(words: list[str], *columns: SQLColumnExpression[Any]) -> ColumnElement[int]:
    """What begins with the first word comes first, then what has a word that does."""
    first = words[0].lower()
    begins = or_(*(func.lower(column).startswith(first, autoescape=True) for column in columns))
    inside = or_(*(func.lower(column).contains(f" {first}", autoescape=True) for column in columns))
    return case((begins, 0), (inside, 1), else_=2)
