"""What a payment says of documents: they are there, its client's, and in its currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.errors import Problem
from app.domain.money import Money
from app.domain.sentence import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.workbook.shape.money import Payment


def payment_problems(
    payment: Payment,
    place: str,
    issued: Mapping[str, tuple[str, str]],
    currencies: Mapping[str, str],
) -> Iterator[Problem]:
    """The problems of one payment.

    `issued` tells each document's client and currency, `currencies` each client's own.
    """
    whole = len(payment.applied) == 1 and payment.applied[0][1] == payment.amount
    key = "document" if whole else "applied"
    first = next((issued[name] for name, _ in payment.applied if name in issued), None)
    client, currency = first or (payment.client, payment.currency)
    for number, _ in payment.applied:
        if number not in issued:
            yield Problem(f"{place}.{key}", N_("there is no document {name}"), name=number)
        elif issued[number] != (payment.client or client, payment.currency or currency):
            yield Problem(
                f"{place}.{key}",
                N_("{name} is another client's, or in another currency"),
                name=number,
            )
    currency = payment.currency or currency or currencies.get(payment.client or "")
    for amount in (payment.amount, *(part for _, part in payment.applied)):
        if currency and Money.rounded(amount, currency).amount() != amount:
            yield Problem(
                f"{place}.amount",
                N_("{currency} has no such small amounts as {amount}"),
                currency=currency,
                amount=amount,
            )
