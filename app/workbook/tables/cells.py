"""From the text of a cell to the value a workbook writes; a bad one keeps its text.

What is wrong with a value is said by the workbook's own checks, so a cell that cannot be
understood goes on as it is and is refused there, with the sentence that a workbook gets.
"""

from __future__ import annotations

import re
from datetime import date, datetime

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_COMMA = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+),\d+", re.ASCII)
_SIGNS = re.compile(r"[\s\u00a0\u202f']|[€$£]|[A-Z]{3}")
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)", re.ASCII)
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_YES = {"yes", "y", "true", "1", "x", "ja", "j", "oui", "si", "sí"}
_NO = {"no", "n", "false", "0", "nein", "non", "nee", ""}


def number(text: str) -> str:
    """`1,234.50`, `1.234,50` and `€ 12` as plain decimals."""
    bare = _SIGNS.sub("", text)
    if _GROUPED.fullmatch(bare):
        return bare.replace(",", "")
    if _COMMA.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare if _PLAIN.fullmatch(bare) else text


def whole(text: str) -> object:
    """A whole number; `net 14` and `14 days` are 14."""
    digits = re.sub(r"(?i)^net\s*|\s*days?$", "", text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else text  # noqa: PLR2004


def day(text: str) -> str:
    """A date as ISO text; `31.12.2026` too. With slashes nobody can tell day from month."""
    if match := _GERMAN_DAY.fullmatch(text):
        first, second, year = match.groups()
        return f"{year}-{second:0>2}-{first:0>2}"
    return text


def moment(text: str) -> str:
    """A day, or a day and a time, in ISO form; a day alone begins at nine."""
    head, _, rest = text.replace("T", " ").partition(" ")
    try:
        date.fromisoformat(day(head))
    except ValueError:
        return text
    clock = rest.strip() or "09:00"
    if clock[1:2] == ":":
        clock = f"0{clock}"
    return f"{day(head)}T{clock}"


def has_offset(text: str) -> bool:
    """Whether a moment says its offset from UTC."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return True


def minutes(text: str) -> object:
    """`1:30`, `90`, `90m`, `1.5h` as whole minutes."""
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    low = text.lower().replace(" ", "")
    if low.endswith("h"):
        return hours(low[:-1])
    for ending in ("minutes", "min", "m"):
        if low.endswith(ending):
            low = low.removesuffix(ending)
            break
    return int(low) if low.isascii() and low.isdigit() and len(low) < 9 else text  # noqa: PLR2004


def hours(text: str) -> object:
    """Hours as whole minutes: `1.5`, `1,5`, `1:30`."""
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    plain = number(text)
    if not _PLAIN.fullmatch(plain):
        return text
    head, _, part = plain.partition(".")
    exact = int(head) * 60 * 10 ** len(part) + int(part or 0) * 60 * (-1 if head[0] == "-" else 1)
    found, rest = divmod(exact, 10 ** len(part))
    return text if rest else found


def flag(text: str) -> object:
    """Yes or no."""
    low = text.casefold()
    return True if low in _YES else False if low in _NO else text


def word(text: str) -> str:
    """One of our words: `Reverse charge` is `reverse_charge`."""
    return text.strip().lower().replace(" ", "_").replace("-", "_")


def words(text: str) -> list[str]:
    """Several names in one cell."""
    return [part.strip() for part in re.split(r"[;,|]", text) if part.strip()]


def lines(text: str) -> list[str]:
    """The lines of an address."""
    return [part.strip() for part in re.split(r"[\r\n]+|;", text) if part.strip()]
