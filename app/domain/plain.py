"""Sentences and taxes as plain JSON values, kept with documents for ever, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from app.domain.catalog import Category
from app.domain.charge import plain
from app.domain.money import Money, Rate
from app.domain.period import Period
from app.domain.sentence import Blank, Sentence
from app.domain.tax import AppliedTax

if TYPE_CHECKING:
    from collections.abc import Sequence

Plain = dict[str, Any]


def sentence_plain(sentence: Sentence) -> Plain:
    """A sentence as JSON values: its template and its typed blanks."""
    return json.loads(_text(sentence))


def sentence_from(plain: Plain) -> Sentence:
    """A sentence from its JSON values."""
    return Sentence(
        plain["text"], tuple((name, _value(found)) for name, found in plain["blanks"].items())
    )


def explanation_texts(explanations: Sequence[Sequence[Sentence]]) -> list[str]:
    """Explanations as JSON texts; a sentence that they share is written once."""
    texts: dict[int, str] = {}
    for sentences in explanations:
        for sentence in sentences:
            if id(sentence) not in texts:
                texts[id(sentence)] = _text(sentence)
    return [
        f"[{','.join([texts[id(sentence)] for sentence in sentences])}]"
        for sentences in explanations
    ]


def explanation_from(text: str) -> tuple[Sentence, ...]:
    """An explanation from its JSON text."""
    return tuple(sentence_from(plain) for plain in json.loads(text))


def tax_plain(tax: AppliedTax) -> Plain:
    """A tax as it stands on a line, as JSON values."""
    return {
        **({"inclusive": True} if tax.inclusive else {}),
        "code": tax.code,
        "name": tax.name,
        "category": tax.category.value,
        "rate": f"{plain(tax.rate):f}",
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
        plain.get("inclusive", False),
    )


@lru_cache(maxsize=4096)
def taxes_text(taxes: tuple[AppliedTax, ...]) -> str:
    """A line's taxes as JSON text."""
    return _ENCODER.encode([tax_plain(tax) for tax in taxes])


@lru_cache(maxsize=4096)
def taxes_from(text: str) -> tuple[AppliedTax, ...]:
    """A line's taxes from their JSON text."""
    return tuple(tax_from(plain) for plain in json.loads(text))


# There are many sentences on many lines, and few kinds of values in them: their JSON text is put
# together here, several times as fast as an encoder does it that must be ready for anything.


def _text(sentence: Sentence) -> str:
    """A sentence as JSON text: its template, and its blanks each with the name of its type."""
    names = tuple([name for name, _ in sentence.blanks])
    return _frame(sentence.text, names) % tuple([_blank(value) for _, value in sentence.blanks])


@lru_cache(maxsize=1024)
def _frame(text: str, names: tuple[str, ...]) -> str:
    """The JSON text of a template, with a place for each of its blanks."""
    blanks = ",".join(f"{_escaped(name)}:%s" for name in names)
    return f'{{"text":{_escaped(text)},"blanks":{{{blanks}}}}}'


def _escaped(text: str) -> str:
    return _quoted(text).replace("%", "%%")


def _blank(value: Blank) -> str:
    form = _FORM_OF.get(type(value))
    if form:
        return f'{{"{form.name}":{form.write(value)}}}'
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return _ENCODER.encode(value)
    form = next(form for form in _FORMS if isinstance(value, form.type))
    return f'{{"{form.name}":{form.write(value)}}}'


def _value(plain: Any) -> Blank:  # noqa: ANN401 - JSON
    if isinstance(plain, (str, int)):
        return plain
    ((name, found),) = plain.items()
    return next(form.read(found) for form in _FORMS if form.name == name)


@dataclass(frozen=True, slots=True)
class _Form:
    """How one type of value stands in JSON."""

    name: str
    type: type
    write: Callable[[Any], str]
    read: Callable[[Any], Blank]


def _read_money(found: list[Any]) -> Money:
    return Money(found[0], found[1])


def _read_rate(found: list[str]) -> Rate:
    return Rate(Decimal(found[0]), found[1])


def _read_period(found: list[str]) -> Period:
    return Period(date.fromisoformat(found[0]), date.fromisoformat(found[1]))


_FORMS = (
    _Form("money", Money, lambda value: f"[{value.minor},{_quoted(value.currency)}]", _read_money),
    _Form(
        "rate", Rate, lambda value: f'["{value.amount:f}",{_quoted(value.currency)}]', _read_rate
    ),
    _Form(
        "period",
        Period,
        lambda value: f'["{value.start.isoformat()}","{value.end.isoformat()}"]',
        _read_period,
    ),
    _Form("sentence", Sentence, _text, sentence_from),
    _Form("date", date, lambda value: f'"{date.isoformat(value)}"', date.fromisoformat),
    _Form("number", Decimal, lambda value: f'"{value:f}"', Decimal),
    _Form("fraction", Fraction, lambda value: f'"{value}"', Fraction),
)


_FORM_OF = {form.type: form for form in _FORMS}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_quoted = encode_basestring
