"""Rows into tables: upserts by key, children replaced, one statement a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app import models as m
from app.storage.records.values import Record, decimal, dump, steps

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Ids = dict[Any, int]

FEW = 500
"""More keys than this are not asked for one by one."""


class Tables:
    """The tables of a transaction: upserts by key, children in the place of others."""

    def __init__(self, session: Session) -> None:
        """Write in a session."""
        self.session = session

    def upsert(self, model: Any, key: tuple[str, ...], rows: list[Record]) -> Ids:  # noqa: ANN401
        """Write rows by their key; gives their ids."""
        if rows:
            statement = upsert(model)
            others = {name: statement.excluded[name] for name in rows[0] if name not in key}
            statement = (
                statement.on_conflict_do_update(index_elements=list(key), set_=others)
                if others
                else statement.on_conflict_do_nothing(index_elements=list(key))
            )
            self.session.execute(statement, rows)
        return self.ids(model, key, {row[key[0]] for row in rows})

    def ids(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        key: tuple[str, ...],
        wanted: Iterable[Any] | None = None,
    ) -> Ids:
        """The ids by key; only of some where the first part of their keys is given."""
        columns = model.__table__.columns
        firsts = None if wanted is None else set(wanted)
        few = () if firsts is None or len(firsts) > FEW else (columns[key[0]].in_(firsts),)
        ids = select(columns["id"], *(columns[name] for name in key)).where(*few)
        rows = self.session.execute(ids).all()
        if len(key) == 1:
            return {row[1]: row[0] for row in rows}
        return {tuple(row[1:]): row[0] for row in rows}

    def replace(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: Iterable[int],
        rows: Iterable[Record],
    ) -> None:
        """Put these rows in the place of all that the owners had."""
        column = model.__table__.columns[parent]
        gone = list(owners)
        for start in range(0, len(gone), 500):
            self.session.execute(delete(model).where(column.in_(gone[start : start + 500])))
        if found := list(rows):
            self.session.execute(insert(model), found)

    def priced(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        kinds: tuple[tuple[str, str], ...],
    ) -> None:
        """Prices of owners, each kind from its key."""
        self.replace(
            model,
            parent,
            (owner for owner, _ in owners),
            (
                {parent: owner, "what": what, "since": since, "amount": decimal(value)}
                for owner, record in owners
                for what, key in kinds
                for since, value in steps(record[key])
            ),
        )

    def terms(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        terms: tuple[str, ...],
    ) -> None:
        """Dated terms of owners, each in its key."""
        self.replace(
            model,
            parent,
            (owner for owner, _ in owners),
            (
                {parent: owner, "term": term, "since": since, "value": dump(value)}
                for owner, record in owners
                for term in terms
                for since, value in steps(record[term])
            ),
        )

    def bodies(
        self,
        model: Any,  # noqa: ANN401 - any mapped class
        parent: str,
        owners: list[tuple[int, Record]],
        key: str,
    ) -> None:
        """Named records of an owner that are kept as one structure each."""
        rows = [
            {parent: owner, **body_row(found, "name")}
            for owner, record in owners
            for found in record[key]
        ]
        if rows:
            self.upsert(model, (parent, "name"), rows)

    def documents(self, numbers: Iterable[str]) -> dict[str, Any]:
        """Some documents by number, with id, currency and client."""
        columns = (m.Document.number, m.Document.id, m.Document.currency, m.Document.client_id)
        wanted = set(numbers)
        few = () if len(wanted) > FEW else (m.Document.number.in_(wanted),)
        found = self.session.execute(select(*columns).where(*few)).all()
        return {row.number: row for row in found}


def body_row(record: Record, *columns: str) -> Record:
    """A row of the key column and the rest as one JSON body."""
    rest = {key: value for key, value in record.items() if key not in columns}
    return {columns[0]: record[columns[0]], "body": dump(rest)}


def address_row(address: Record) -> Record:
    """The columns of an address."""
    return {
        "address_lines": dump(address["lines"]),
        **{key: address[key] for key in ("city", "region", "postal_code", "country")},
    }
