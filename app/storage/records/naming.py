"""Who names an agreement or an addition in what it takes off: discounts and deposits."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import models as m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from app.storage.records.nodes import Path


def naming(session: Session, path: Path) -> Counter[Any]:
    """How many discounts and deposits name the record at a path, by their tables."""
    match path:
        case ("clients", code, "agreements", number):
            return Counter(_naming_agreement(session, code, number))
        case ("clients", code, "agreements", number, "additions", name):
            return Counter(_naming_addition(session, code, number, name))
        case _:
            return Counter()


def _naming_agreement(session: Session, code: str, number: str) -> Iterator[Any]:
    for on in _client_discounts(session, code):
        if any(name.split("/")[0] == number for name in on):
            yield m.ClientDiscount
    bodies = select(m.Deposit.body).join(m.Client, m.Client.id == m.Deposit.client_id)
    for body in session.execute(bodies.where(m.Client.code == code)).scalars():
        if json.loads(body)["agreement"] == number:
            yield m.Deposit


def _naming_addition(session: Session, code: str, number: str, name: str) -> Iterator[Any]:
    for on in _client_discounts(session, code):
        if f"{number}/{name}" in on:
            yield m.ClientDiscount
    bodies = select(m.AgreementDiscount.body).join(
        m.Agreement, m.Agreement.id == m.AgreementDiscount.agreement_id
    )
    for body in session.execute(bodies.where(m.Agreement.number == number)).scalars():
        if name in (json.loads(body)["on"] or ()):
            yield m.AgreementDiscount


def _client_discounts(session: Session, code: str) -> Iterator[list[str]]:
    bodies = select(m.ClientDiscount.body).join(m.Client, m.Client.id == m.ClientDiscount.client_id)
    for body in session.execute(bodies.where(m.Client.code == code)).scalars():
        yield json.loads(body)["on"] or []
