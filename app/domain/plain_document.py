"""What a document may carry besides its lines and taxes, as JSON values, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.document import Details, WorkRow
from app.domain.money import Money
from app.domain.tax import TaxRounding
from app.domain.terms import EarlyDiscount

if TYPE_CHECKING:
    from app.domain.document import Document

Plain = dict[str, Any]


def extras_plain(document: Document) -> Plain:
    """Only what is there: a document without any of it stays as documents always were."""
    found: Plain = {}
    for name, amount in (("prepaid", document.prepaid), ("rounding", document.rounding)):
        if amount is not None:
            found[name] = amount.plain()
    if document.discount:
        found["discount"] = {
            "percent": f"{document.discount.percent:f}",
            "until": document.discount.until.isoformat(),
            "amount": document.discount.amount.plain(),
        }
    if document.tax_rounding is not TaxRounding.DOCUMENT:
        found["tax_rounding"] = document.tax_rounding.value
    if document.details is not Details.NONE:
        found["details"] = document.details.value
    if document.work:
        found["work"] = [{**asdict(row), "day": row.day.isoformat()} for row in document.work]
    return found


def extras_from(plain: Plain, currency: str) -> Plain:
    """The values of a document's own fields from their JSON values."""
    discount = plain.get("discount")
    return {
        "prepaid": _amount(plain.get("prepaid"), currency),
        "rounding": _amount(plain.get("rounding"), currency),
        "discount": discount
        and EarlyDiscount(
            Decimal(discount["percent"]),
            date.fromisoformat(discount["until"]),
            Money.rounded(Decimal(discount["amount"]), currency),
        ),
        "tax_rounding": TaxRounding(plain.get("tax_rounding", TaxRounding.DOCUMENT)),
        "details": Details(plain.get("details", Details.NONE)),
        "work": tuple(_work_row(row) for row in plain.get("work", ())),
    }


def _work_row(plain: Plain) -> WorkRow:
    row: Plain = {**plain, "day": date.fromisoformat(plain["day"])}
    return WorkRow(**row)


def _amount(text: str | None, currency: str) -> Money | None:
    return None if text is None else Money.rounded(Decimal(text), currency)
