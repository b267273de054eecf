"""The kinds of values a workbook holds, each with a sentence for what is wrong with a bad one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    PlainSerializer,
    StrictBool,
    StrictInt,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from app.domain.numbering import BadPatternError, check_pattern
from app.domain.sentence import N_

LARGEST_AMOUNT = Decimal(10) ** 9
LARGEST_QUANTITY = Decimal(10) ** 9
PLACES = 6
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_SHARE = re.compile(r"-?\d{1,30}(/\d{1,30})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)
_LENGTH = re.compile(r"(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}|")


def wrong(text: str, **blanks: object) -> PydanticCustomError:
    """An error whose sentence is ours, to be translated where it is shown."""
    return PydanticCustomError("accord", "{text}", {"text": text, "blanks": blanks})


def number_text(value: Decimal) -> str:
    """A number as canonical text: no exponent, no needless zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def amount_text(value: Decimal) -> str:
    """An amount or price as canonical text: two decimals or as many as it has."""
    text = number_text(value)
    whole, _, part = text.partition(".")
    return f"{whole}.{part:0<2}"


def _decimal(value: object) -> Decimal:
    if not isinstance(value, str):
        raise wrong(N_('must be a decimal number written as text, such as "85.00"'))
    if not _NUMBER.fullmatch(value):
        raise wrong(N_('{value} is not a number; write one such as "85.00"'), value=value[:40])
    return Decimal(value)


def _fine(value: Decimal, largest: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        raise wrong(
            N_("{value} has more than {places} decimals"), value=str(value)[:40], places=PLACES
        )
    if abs(value) >= largest:
        raise wrong(N_("{value} is too large"), value=str(value)[:40])
    return value


def _amount(value: object) -> Decimal:
    return _fine(_decimal(value), LARGEST_AMOUNT)


def _quantity(value: object) -> Decimal:
    return _fine(_decimal(value), LARGEST_QUANTITY)


def _share(value: object) -> Fraction:
    if not isinstance(value, str) or not _SHARE.fullmatch(value):
        raise wrong(N_('must be a number or a fraction written as text, such as "5/12"'))
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise wrong(N_("{value} is not a number"), value=value) from error


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise wrong(N_("{value} is less than zero"), value=str(value))
    return value


def _percent(value: Decimal) -> Decimal:
    if not 0 <= value <= 100:  # noqa: PLR2004
        raise wrong(N_("{value} is not between 0 and 100"), value=str(value))
    return value


def _hours(value: Decimal) -> Decimal:
    if (value * 60) % 1:
        raise wrong(N_("{value} hours are not a whole number of minutes"), value=str(value))
    return value


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong(N_("must be a date such as 2026-11-30"))
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise wrong(N_("{value} is not a day of the calendar"), value=value) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise wrong(
            N_("{value} is not between {first} and {last}"),
            value=value,
            first=FIRST_DAY.isoformat(),
            last=LAST_DAY.isoformat(),
        )
    return day


def _closed_day(value: object) -> str:
    if isinstance(value, str) and value.startswith("*-"):
        # A leap year, so that the 29th of February may be one.
        return f"*-{_day(f'2024-{value[2:]}'):%m-%d}"
    return _day(value).isoformat()


def _instant(value: object) -> datetime:
    if not isinstance(value, str):
        raise wrong(N_("must be a moment such as 2026-10-05T09:20:00+01:00"))
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise wrong(
            N_("{value} is not a moment; write one such as 2026-10-05T09:20:00+01:00"),
            value=value[:40],
        ) from error
    if moment.tzinfo is None:
        raise wrong(
            N_("{value} does not say its offset from UTC; write it as {example}"),
            value=value[:40],
            example=f"{value[:40]}+00:00",
        )
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise wrong(N_("{value} is too far away"), value=value[:40])
    return moment.astimezone(UTC)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(N_("must be text"))
    if _CONTROL.search(value):
        raise wrong(N_("holds a control character"))
    if len(value) > 20_000:  # noqa: PLR2004
        raise wrong(N_("is longer than {most} characters"), most=20_000)
    return value


def _name(value: str) -> str:
    if not value.strip() or value != value.strip():
        raise wrong(N_("must not be empty or begin or end with a space"))
    if "\n" in value or "\t" in value or len(value) > 200:  # noqa: PLR2004
        raise wrong(N_("must be one line of at most {most} characters"), most=200)
    return value


def _key(value: str) -> str:
    if "/" in value:
        raise wrong(
            N_("{value} must not hold a slash (/), for charges are named with it"), value=value
        )
    return value


def _pattern(value: str) -> str:
    try:
        check_pattern(value)
    except BadPatternError as error:
        raise wrong(BadPatternError.text, pattern=value[:80]) from error
    return value


def _whole(value: int) -> int:
    if not 0 <= value <= 10_000_000:  # noqa: PLR2004
        raise wrong(
            N_("{value} is not between 0 and {most}"), value=str(value)[:40], most=10_000_000
        )
    return value


def _length(value: object) -> str:
    match = _LENGTH.fullmatch(value) if isinstance(value, str) and value else None
    if not match or not any(match.groups()):
        raise wrong(N_("must be a length of time such as 30m, 4h or 1h30m"))
    return str(value)


def _clock(value: object) -> str:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise wrong(N_("must be a time of day such as 09:00"))
    return value


def _shaped(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise wrong(N_("must be a code such as {example}"), example=example)
        return value

    return BeforeValidator(check)


def _json_number(title: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d{1,6})?$", "title": title})


AMOUNT_OUT = PlainSerializer(amount_text, return_type=str)
NUMBER_OUT = PlainSerializer(number_text, return_type=str)

Price = Annotated[
    Decimal,
    BeforeValidator(_amount),
    AfterValidator(_not_negative),
    AMOUNT_OUT,
    _json_number("price"),
]
Amount = Annotated[Decimal, BeforeValidator(_amount), AMOUNT_OUT, _json_number("amount")]
AnyQuantity = Annotated[Decimal, BeforeValidator(_quantity), NUMBER_OUT, _json_number("quantity")]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    AfterValidator(_not_negative),
    NUMBER_OUT,
    _json_number("quantity"),
]
Hours = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    AfterValidator(_not_negative),
    AfterValidator(_hours),
    NUMBER_OUT,
    _json_number("hours"),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    AfterValidator(_percent),
    NUMBER_OUT,
    _json_number("percent"),
]
Day = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
ClosedDay = Annotated[
    str,
    BeforeValidator(_closed_day),
    WithJsonSchema({"type": "string", "pattern": r"^(\d{4}|\*)-\d{2}-\d{2}$"}),
]
"""A day, or the same day of every year: `*-12-25`."""
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(/\d+)?$", "title": "share"}),
]
Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, BeforeValidator(_text), AfterValidator(_name)]
Key = Annotated[str, BeforeValidator(_text), AfterValidator(_name), AfterValidator(_key)]
Pattern = Annotated[str, BeforeValidator(_text), AfterValidator(_pattern)]
Currency = Annotated[str, _shaped(_CURRENCY, "EUR")]
Country = Annotated[str, _shaped(_COUNTRY, "IE")]
"""A country's code, or nothing where none is said."""
Whole = Annotated[StrictInt, AfterValidator(_whole)]
Length = Annotated[str, BeforeValidator(_length)]
ClockTime = Annotated[str, BeforeValidator(_clock)]
Flag = StrictBool

RaiseDay = Annotated[
    Annotated[Literal["anniversary"], Tag("one")] | Annotated[Day, Tag("each")],
    Discriminator(lambda value: "one" if value == "anniversary" else "each"),
]
"""The anniversary of the start, or that of a date."""

CashRounding = Annotated[
    Annotated[Price, Tag("one")] | Annotated[dict[Currency, Price], Tag("each")],
    Discriminator(lambda value: "one" if isinstance(value, (str, Decimal)) else "each"),
]
"""The smallest amount that can be paid, in the company's currency or for each currency."""

T = TypeVar("T")


def _is_dated(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, list):
        return "bare"
    steps = cast("list[object]", value)
    return "dated" if not steps or isinstance(steps[0], (list, tuple)) else "bare"


def _in_order(steps: list[tuple[date, T]]) -> list[tuple[date, T]]:
    seen = set[date]()
    for day, _ in steps:
        if day in seen:
            raise wrong(N_("{day} is given twice"), day=day.isoformat())
        seen.add(day)
    return sorted(steps, key=lambda step: step[0])


Dated = Annotated[
    Annotated[T, Tag("bare")]
    | Annotated[list[tuple[Day, T]], AfterValidator(_in_order), Tag("dated")],
    Discriminator(_is_dated),
]
"""A value that holds since the start, or `[[from, value], …]`."""
