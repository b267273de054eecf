"""Mail addresses: what one may look like, and text that is safe in the head of a mail."""

from __future__ import annotations

import re
import unicodedata

_LONGEST, _LONGEST_LOCAL = 254, 64
_LOCAL = re.compile(r"[^\s.@,;:<>()\[\]\\\"]+(\.[^\s.@,;:<>()\[\]\\\"]+)*")
_LABEL = re.compile(r"\w([\w-]*\w)?")
_LITERAL = re.compile(r"localhost|\d+\.\d+\.\d+\.\d+")
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str) -> str:
    """Text without line breaks, signs that steer, or signs that turn the direction of reading."""
    seen = "".join(" " if _breaks(sign) else sign for sign in text if sign not in _TURNING)
    return " ".join(seen.split())


def lines(text: str) -> str:
    """Text of several lines, each ending the same way, without signs that steer."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or not _steers(sign))


def is_address(text: str) -> bool:
    """Whether mail could be sent to it: one plain address, nothing beside it."""
    local, at, domain = text.rpartition("@")
    if (
        not at
        or len(text) > _LONGEST
        or len(local) > _LONGEST_LOCAL
        or text != one_line(text)
        or text.startswith("-")
    ):
        return False
    if not _LOCAL.fullmatch(local):
        return False
    labels = domain.split(".")
    named = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    return (named and wire_domain(domain) is not None) or bool(_LITERAL.fullmatch(domain))


def wire_domain(domain: str) -> str | None:
    """A domain as servers write it; None where it cannot be written so."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def on_the_wire(address: str) -> str:
    """An address as servers take it: its domain in their letters, what is before it as it is."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{wire_domain(domain) or domain}"


def addresses(text: str) -> tuple[str, ...]:
    """The addresses in a field, divided by commas, semicolons or spaces."""
    return tuple(part for part in re.split(r"[\s,;]+", text) if part)


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"}


def _breaks(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
