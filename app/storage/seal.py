"""Seals: canonical JSON and SHA-256, by which a changed document is noticed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, NoReturn

from sqlalchemy import Table

from app import models as m

Row = Mapping[str, Any]


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value, days and decimals too
    """The one text of a value: sorted keys, no spaces, no floats (TypeError)."""
    text = written(value)
    # The encoder offers no place to refuse floats, and reading back is faster than walking.
    json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    return text


def written(value: Any) -> str:  # noqa: ANN401 - any JSON value, days and decimals too
    """The one text of a value of our own making, which is known to hold no floats."""
    return _ENCODER.encode(value)


def digest(data: str | bytes) -> str:
    """The SHA-256 of text (in UTF-8) or bytes, in hexadecimal."""
    return sha256(data if isinstance(data, bytes) else _utf8(data)).hexdigest()


def seal_of_stored(document: Row, lines: Iterable[Row], taxes: Iterable[Row]) -> str:
    """The seal over every column as SQLite keeps it, the paper's SHA-256 among them.

    A forgotten column is a KeyError.

    What is NULL is left out, so that a column added later leaves old seals as they are. SQLite
    keeps no floats in these tables, so there is one text of it.
    """
    return digest(
        _AS_IT_IS.encode(
            {
                "document": DOCUMENT.sealed(document),
                "lines": [LINE.sealed(line) for line in lines],
                "taxes": [TAX.sealed(tax) for tax in taxes],
            }
        )
    )


class Sealed:
    """A table's columns that are under seal."""

    def __init__(self, table: Table, *unsealed: str) -> None:
        """All columns but these."""
        self.table = table.name
        # In their order here, so that no row has to be sorted.
        self._names = sorted(column.name for column in table.columns if column.name not in unsealed)

    def sealed(self, row: Row) -> dict[str, Any]:
        """What is under seal of a row as SQLite keeps it."""
        return {name: found for name in self._names if (found := row[name]) is not None}


DOCUMENT = Sealed(m.Base.metadata.tables["document"], "id", "seal")
LINE = Sealed(m.Base.metadata.tables["document_line"], "id", "document_id")
TAX = Sealed(m.Base.metadata.tables["document_tax"], "id", "document_id")


def _utf8(text: str) -> bytes:
    # A damaged row may hold bytes that are no text; they are hashed as they are.
    return text.encode("utf-8", "surrogateescape")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    raise TypeError(f"{value!r} has no canonical form")


def _refuse(text: str) -> NoReturn:
    raise TypeError(f"{text} is a float, which has no one text")


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
)
_AS_IT_IS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
