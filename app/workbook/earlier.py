"""What calendars and SLA policies said before they were changed, kept for clocks that stopped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workbook.reading import Record

SECTIONS = ("calendars", "sla_policies")
_OWN = {"name", "default", "earlier"}


def with_earlier(old: Record, new: Record, given: Record, now: datetime) -> Record:
    """The new workbook, each changed calendar or policy with what it said until now.

    A file that lists the earlier versions itself is believed.
    """
    return {
        **new,
        **{name: _kept(name, old, new, given, now) for name in SECTIONS if new.get(name)},
    }


def _kept(section: str, old: Record, new: Record, given: Record, now: datetime) -> list[Record]:
    before = {record["name"]: record for record in old.get(section, ())}
    told = {record["name"] for record in given.get(section) or () if "earlier" in record}
    found = list["Record"]()
    for record in new[section]:
        was = before.get(record["name"])
        earlier = record.get("earlier", [])
        held = bool(not earlier or datetime.fromisoformat(earlier[-1]["until"]) < now)
        if was and _terms(was) != _terms(record) and held and record["name"] not in told:
            kept = {**_terms(was), "until": now.isoformat()}
            found.append({**record, "earlier": [*earlier, kept]})
        else:
            found.append(record)
    return found


def _terms(record: Record) -> Record:
    return {key: value for key, value in record.items() if key not in _OWN}
