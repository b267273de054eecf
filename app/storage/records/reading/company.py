"""The company."""

from __future__ import annotations

import base64
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models as m
from app.storage.records.reading.rows import (
    address_of,
    payment_terms,
    terms_of,
)
from app.storage.records.values import Record, iso


def read_company(session: Session) -> Record:
    """The company; nothing where there is none yet."""
    row = session.execute(select(*m.Company.__table__.columns)).one_or_none()
    if row is None:
        return {}
    plain = (
        "name tax_id email phone website currency locale timezone invoice_number "
        "credit_note_number next_number tax_rounding note details"
    ).split()
    return {
        **{key: getattr(row, key) for key in plain},
        "address": address_of(row),
        "bank": json.loads(row.bank),
        "terms": payment_terms(row.terms),
        "cash_rounding": json.loads(row.cash_rounding),
        "billed_until": iso(row.billed_until),
        "logo": base64.b64encode(row.logo).decode() if row.logo else None,
        "sample": bool(row.sample),
        **terms_of(session.execute(select(*m.CompanyTerm.__table__.columns)).all()),
    }
