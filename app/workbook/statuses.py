"""What a status means stands with each event: a later change of the setting rewrites nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.workbook.reading import Record


def with_categories(old: Record, new: Record) -> Record:
    """The new workbook, each event of an owner's status with what that means today.

    What an event meant when it was written, it means for ever.
    """
    meant = {record["name"]: record["category"] for record in new.get("statuses", ())}
    if not meant or not new.get("tickets"):
        return new
    before = {
        (record["number"], event["at"], name): event["category"]
        for record in old.get("tickets", ())
        for event in record.get("events", ())
        if "category" in event and (name := _status(event)) is not None
    }
    return {**new, "tickets": [_meaning(record, meant, before) for record in new["tickets"]]}


def _meaning(record: Record, meant: Record, before: dict[tuple[str, str, str], str]) -> Record:
    events = record.get("events", ())
    if not any(_is_open(event, meant) for event in events):
        return record
    found = list["Record"]()
    for event in events:
        name = _status(event)
        if name is not None and _is_open(event, meant):
            then = before.get((record["number"], event["at"], name), meant[name])
            found.append({**event, "category": then})
        else:
            found.append(event)
    return {**record, "events": found}


def _is_open(event: Record, meant: Record) -> bool:
    return "category" not in event and _status(event) in meant


def _status(event: Record) -> str | None:
    return {"status": event.get("to"), "created": event.get("status")}.get(event["type"])
