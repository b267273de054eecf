"""The documents that clients got the last time they were billed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app import models as m
from app.domain.document import DocumentKind
from app.storage.issuing import documents_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.document import Document


def last_documents(session: Session) -> dict[str, list[Document]]:
    """By client, what was issued through the last day that it was billed through."""
    billed = m.Document.kind != DocumentKind.OPENING, m.Document.through.is_not(None)
    last = (
        select(m.Document.client_id, func.max(m.Document.through).label("through"))
        .where(*billed)
        .group_by(m.Document.client_id)
        .subquery()
    )
    is_last = (m.Document.client_id == last.c.client_id) & (m.Document.through == last.c.through)
    numbers = session.execute(select(m.Document.number).join(last, is_last).where(*billed))
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents_of(session, list(numbers.scalars())):
        found[document.client].append(document)
    return found
