"""Sentences and taxes as plain JSON values, kept with documents for ever, and back."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.domain.catalog import Category
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.sentence import Blank, Sentence
from app.domain.tax import AppliedTax

if TYPE_CHECKING:
    from collections.abc import Iterable

Plain = dict[str, Any]


def sentence_plain(sentence: Sentence) -> Plain:
    """A sentence as JSON values: its template and its typed blanks."""
    return {
        "text": sentence.text,
        "blanks": {name: _plain(value) for name, value in sentence.blanks},
    }


def sentence_from(plain: Plain) -> Sentence:
    """A sentence from its JSON values."""
    return Sentence(
        plain["text"], tuple((name, _value(found)) for name, found in plain["blanks"].items())
    )


def explanation_text(sentences: Iterable[Sentence]) -> str:
    """An explanation as JSON text."""
    return _dump([sentence_plain(sentence) for sentence in sentences])


def explanation_from(text: str) -> tuple[Sentence, ...]:
    """An explanation from its JSON text."""
    return tuple(sentence_from(plain) for plain in json.loads(text))


def tax_plain(tax: AppliedTax) -> Plain:
    """A tax as it stands on a line, as JSON values."""
    return {
        "code": tax.code,
        "name": tax.name,
        "category": tax.category.value,
        "rate": f"{tax.rate:f}",
        "reason": tax.reason,
        "compound": tax.compound,
    }


def tax_from(plain: Plain) -> AppliedTax:
    """A tax from its JSON values."""
    return AppliedTax(
        plain["code"],
        plain["name"],
        Category(plain["category"]),
        Decimal(plain["rate"]),
        plain["reason"],
        plain["compound"],
    )


@lru_cache(maxsize=4096)
def taxes_text(taxes: tuple[AppliedTax, ...]) -> str:
    """A line's taxes as JSON text."""
    return _dump([tax_plain(tax) for tax in taxes])


@lru_cache(maxsize=4096)
def taxes_from(text: str) -> tuple[AppliedTax, ...]:
    """A line's taxes from their JSON text."""
    return tuple(tax_from(plain) for plain in json.loads(text))


def _plain(value: Blank) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Money):
        return {"money": [value.minor, value.currency]}
    if isinstance(value, Rate):
        return {"rate": [f"{value.amount:f}", value.currency]}
    if isinstance(value, Period):
        return {"period": [value.start.isoformat(), value.end.isoformat()]}
    if isinstance(value, Sentence):
        return {"sentence": sentence_plain(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": f"{value:f}"}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    return value


def _value(plain: Any) -> Blank:  # noqa: ANN401 - JSON
    if not isinstance(plain, dict):
        return plain
    ((kind, found),) = plain.items()
    return _READERS[kind](found)


_READERS: dict[str, Any] = {
    "money": lambda found: Money(found[0], found[1]),
    "rate": lambda found: Rate(Decimal(found[0]), found[1]),
    "period": lambda found: Period(date.fromisoformat(found[0]), date.fromisoformat(found[1])),
    "sentence": sentence_from,
    "date": date.fromisoformat,
    "number": Decimal,
    "fraction": Fraction,
}


def _dump(value: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
