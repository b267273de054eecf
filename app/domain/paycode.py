"""What a banking app reads from a code on an invoice: the EPC's form of a SEPA transfer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.document import Document

_MOST = Decimal("999999999.99")
_LONGEST_NAME = 70
_LONGEST_TEXT = 140
_LONGEST_CODE = 331
"""In bytes, as the EPC's guideline 069-12 has it."""


def transfer(document: Document) -> str:
    """The transfer that pays a document; empty where no such code can say it."""
    bank, payable = document.bank, document.payable
    name = _one_line(bank.holder or document.seller.name)[:_LONGEST_NAME].strip()
    iban = compact(bank.iban)
    amount = payable.amount()
    if payable.currency != "EUR" or not iban or not name or not 0 < amount <= _MOST:
        return ""
    lines = (
        "BCD",
        "002",
        "1",  # UTF-8
        "SCT",
        compact(bank.bic),
        name,
        iban,
        f"EUR{amount:.2f}",
        "",  # no purpose
        "",  # no structured reference, so a text
        _one_line(document.number)[:_LONGEST_TEXT],
    )
    code = "\n".join(lines)
    return code if len(code.encode()) <= _LONGEST_CODE else ""


def link(document: Document) -> str:
    """The web page on which a document is paid; empty where there is none."""
    filled = document.bank.link
    blanks = {
        "number": document.number,
        "total": document.payable.plain(),
        "currency": document.currency,
    }
    for name, value in blanks.items():
        filled = filled.replace(f"{{{name}}}", value)
    return filled


def compact(typed: str) -> str:
    """An IBAN or BIC without its spaces, in capitals."""
    return "".join(typed.split()).upper()


def _one_line(text: str) -> str:
    return " ".join(text.split())
