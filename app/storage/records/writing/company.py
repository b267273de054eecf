"""The company."""

from __future__ import annotations

import base64

from app import models as m
from app.storage.records.values import Record, day, dump
from app.storage.records.writing.tables import Tables, address_row


def write_company(tables: Tables, records: list[Record]) -> None:
    """The company."""
    record = records[0]
    plain = (
        "name tax_id email phone website currency locale timezone invoice_number "
        "credit_note_number next_number tax_rounding note details"
    ).split()
    row = {
        "id": 1,
        **{key: record[key] for key in plain},
        **address_row(record["address"]),
        "bank": dump(record["bank"]),
        "terms": dump(record["terms"]),
        "cash_rounding": dump(record["cash_rounding"]),
        "billed_until": day(record["billed_until"]),
        "logo": base64.b64decode(record["logo"]) if record["logo"] else None,
        "sample": int(record["sample"]),
    }
    tables.upsert(m.Company, ("id",), [row])
    terms = tuple(
        "after_hours labour show_covered approve_time mail quote_number dunning books".split()
    )
    tables.terms(m.CompanyTerm, "company_id", [(1, record)], terms)
