"""Rows of tables, and what they say in the words of the workbook."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from app import models as m
from app.storage.records.scope import Scope
from app.storage.records.values import Record, amount, dated, iso

Rows = dict[int, list[Any]]
"""Rows under what owns them."""


def all_of(scope: Scope, model: Any) -> Sequence[Any]:  # noqa: ANN401 - any mapped class
    """All wanted rows of a table."""
    wanted = select(*model.__table__.columns).where(*scope.where(model))
    return scope.session.execute(wanted.order_by(model.id)).all()


def by_parent(scope: Scope, model: Any, parent: str) -> Rows:  # noqa: ANN401 - any mapped class
    """All wanted rows of a table, under what owns them."""
    found: Rows = defaultdict(list)
    for row in all_of(scope, model):
        found[getattr(row, parent)].append(row)
    return found


def names(scope: Scope, model: Any, column: str, used: Any) -> dict[int | None, str]:  # noqa: ANN401
    """The names by which the wanted rows call others; `used` is the column that refers to them."""
    columns = model.__table__.columns
    names = select(columns["id"], columns[column]).where(*scope.used(model, used))
    return {row[0]: row[1] for row in scope.session.execute(names).all()}


def terms_of(rows: Iterable[Any]) -> Record:
    """The dated terms of an owner."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.term].append((row.since, json.loads(row.value)))
    return {term: dated(steps) for term, steps in found.items()}


def prices_of(rows: Iterable[Any]) -> Any:  # noqa: ANN401 - dated
    """Prices as they are dated."""
    return dated((row.since, amount(row.amount)) for row in rows)


def structured(rows: Iterable[Any]) -> list[Record]:
    """Named structures."""
    return [{"name": row.name, **json.loads(row.body)} for row in rows]


def address_of(row: Any) -> Record:  # noqa: ANN401 - company or client
    """An address."""
    return {
        "lines": json.loads(row.address_lines),
        "city": row.city,
        "region": row.region,
        "postal_code": row.postal_code,
        "country": row.country,
    }


def payment_terms(text: str) -> Record:
    """Terms of payment; one kind of day takes the place of the others."""
    found: Record = json.loads(text)
    if found.get("day_of_month") or found.get("end_of_month"):
        found["net_days"] = None
    return found


def owned(model: Any, key: str) -> Callable[[Scope], Iterable[Record]]:  # noqa: ANN401
    """Records of a client with a day, kept as one structure each."""

    def read(scope: Scope) -> Iterable[Record]:
        clients = names(scope, m.Client, "code", model.client_id)
        for row in all_of(scope, model):
            yield {
                key: row.number if key == "number" else row.code,
                "client": clients[row.client_id],
                "date": iso(row.day),
                **json.loads(row.body),
            }

    return read


def bodies(model: Any) -> Callable[[Scope], Iterable[Record]]:  # noqa: ANN401 - any mapped class
    """Named records that are kept as one structure each."""
    return lambda scope: structured(all_of(scope, model))
