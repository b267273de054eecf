"""Seals: canonical JSON and SHA-256, by which a changed document is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value, days and decimals too
    """The one text of a value: sorted keys, no spaces, no floats."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def digest(data: str | bytes) -> str:
    """The SHA-256 of text or bytes, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def seal_of_rows(document: Row, lines: Iterable[Row], taxes: Iterable[Row]) -> str:
    """The seal over every column of a document, its lines and its taxes."""
    return digest(
        canonical(
            {
                "document": _without(document, "id", "seal"),
                "lines": [_without(line, "id", "document_id") for line in lines],
                "taxes": [_without(tax, "id", "document_id") for tax in taxes],
            }
        )
    )


def _without(row: Row, *columns: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in columns}


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    raise TypeError(type(value))
