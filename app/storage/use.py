"""What stands billed, by the names of the records it rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app import models as m
from app.domain.charge import ChargeKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy.orm import Session


def billed_use(
    session: Session, clients: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """Agreements, items, work types, roles, taxes and clients with a charge that stands billed.

    Only the charges of some clients are looked at where these are named.
    """
    line = m.DocumentLine
    whose = () if clients is None else (m.Client.code.in_(clients),)
    documents = (
        select(m.Document.id).join(m.Client, m.Client.id == m.Document.client_id).where(*whose)
    )
    theirs = () if clients is None else (line.document_id.in_(documents),)
    standing = (
        select(line.charge).where(*theirs).group_by(line.charge).having(func.sum(line.charged) != 0)
    )
    rows = session.execute(
        select(line.charge, line.agreement, line.taxes, line.source).where(
            *theirs, line.charge.in_(standing)
        )
    ).all()
    agreements = {row.agreement for row in rows if row.agreement}
    taxes = {tax["code"] for row in rows for tax in json.loads(row.taxes) if tax["code"]}
    entries = {
        row.charge.removeprefix("time/").removesuffix("/overage")
        for row in rows
        if row.charge.startswith("time/")
    }
    items = session.execute(
        select(m.Item.sku)
        .join(m.Addition, m.Addition.item_id == m.Item.id)
        .join(m.Agreement, m.Agreement.id == m.Addition.agreement_id)
        .where(m.Agreement.number.in_(agreements))
    ).scalars()
    work_types, roles, worked_for = set[str](), set[str](), set[str]()
    for code, work_type, role, client in session.execute(
        select(m.TimeEntry.code, m.WorkType.name, m.Role.name, m.Client.code)
        .join(m.WorkType, m.WorkType.id == m.TimeEntry.work_type_id)
        .outerjoin(m.Role, m.Role.id == m.TimeEntry.role_id)
        .join(m.Client, m.Client.id == m.TimeEntry.client_id)
        .where(*whose)
    ).all():
        if code in entries:
            work_types.add(work_type)
            roles.add(role or "")
            worked_for.add(client)
    return {
        "agreements": frozenset(agreements),
        "items": frozenset(items),
        "work_types": frozenset(work_types),
        "roles": frozenset(roles),
        "taxes": frozenset(taxes),
        "clients": frozenset(worked_for),
        "reductions": frozenset(_reductions((row.charge, row.source) for row in rows)),
    }


def _reductions(charges: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Document discounts and deposits that stand billed, as their charges are named."""
    for charge, source in charges:
        parts = charge.split("/")
        if parts[0] in {"discount", "deposit"}:
            yield "/".join(parts[:3])
        elif source == ChargeKind.DISCOUNT:
            yield "/".join(parts[:2])
