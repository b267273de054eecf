"""SLA policies, and months that were reported."""

from __future__ import annotations

import json
from collections.abc import Iterable

from app import models as m
from app.storage.records.reading.rows import (
    all_of,
    names,
)
from app.storage.records.scope import Scope
from app.storage.records.values import Record, iso


def read_policies(scope: Scope) -> Iterable[Record]:
    """SLA policies."""
    calendars = names(scope, m.Calendar, "name", m.SlaPolicy.calendar_id)
    for row in all_of(scope, m.SlaPolicy):
        yield {
            "name": row.name,
            "calendar": calendars.get(row.calendar_id),
            **json.loads(row.body),
        }


def read_sla_months(scope: Scope) -> Iterable[Record]:
    """Months of the SLA that were closed."""
    clients = names(scope, m.Client, "code", m.SlaMonth.client_id)
    for row in all_of(scope, m.SlaMonth):
        yield {
            "id": row.code,
            "client": clients[row.client_id],
            "month": row.month,
            "closed": iso(row.closed),
            **json.loads(row.body),
        }
