"""References of Swiss bills: the digits of a document's number with check digits."""

from __future__ import annotations

import re

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
_LONG = 26


def qr_reference(number: str) -> str:
    """26 digits from a document's number, and the check digit (modulo 10, recursive).

    Letters count by their place in the alphabet, so that `INV-1` and `CN-1` are not the same.
    """
    plain = re.sub(r"[^0-9A-Z]", "", number.upper())
    digits = "".join(sign if sign.isdigit() else f"{ord(sign) - 54:02}" for sign in plain)
    body = digits[-_LONG:].rjust(_LONG, "0")
    return body + check_digit(body)


def check_digit(digits: str) -> str:
    """The check digit of some digits."""
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return str((10 - carry) % 10)


def creditor_reference(number: str) -> str:
    """The same for ordinary accounts: `RF`, two check digits and the number (ISO 11649)."""
    plain = re.sub(r"[^0-9A-Z]", "", number.upper())[-21:]
    digits = "".join(str(int(sign, 36)) for sign in f"{plain}RF00")
    return f"RF{98 - int(digits) % 97:02}{plain}"
