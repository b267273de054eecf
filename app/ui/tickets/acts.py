"""What is done to a ticket: each adds to what happened to it, by a small workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.ticket import Basis, EventType
from app.workbook.merging import around

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.sla_policy import Metric
    from app.services import Services
    from app.services.editing import Undo
    from app.services.ticket_parts import Step


def tell(services: Services, number: str, note: str, kind: EventType = EventType.NOTE) -> Undo:
    """Write down a note, what was told to the client, or what the client wrote."""
    return _happen(services, number, {"type": kind.value, "note": note.strip()})


def turn(services: Services, number: str, status: str) -> Undo:
    """Give it another status: a category, or a word of the owner's."""
    return _happen(services, number, {"type": EventType.STATUS.value, "to": status})


def rank(services: Services, number: str, priority: str, basis: Basis) -> Undo:
    """Give it another priority, which counts from the start or from now on."""
    event = {"type": EventType.PRIORITY.value, "to": priority}
    if basis is not Basis.FROM_START:
        event["basis"] = basis.value
    return _happen(services, number, event)


def excuse(services: Services, number: str, metric: Metric, reason: str) -> Undo:
    """Say why a promise that was not kept is none of our doing; the report lists it apart."""
    event = {"type": EventType.EXCUSE.value, "metric": metric.value, "reason": reason.strip()}
    return _happen(services, number, event)


def relate(services: Services, number: str, links: Mapping[str, object]) -> Undo:
    """Say whom and what it is about: its contact, its site, its devices."""
    return services.editing.save(around(("tickets", number), dict(links)))


def list_steps(services: Services, number: str, steps: Sequence[Step]) -> Undo:
    """Give it another checklist."""
    found = [{"text": each.text, "done": each.is_done} for each in steps]
    return services.editing.save(around(("tickets", number), {"checklist": found}))


def _happen(services: Services, number: str, event: dict[str, str]) -> Undo:
    return happen_to_all(services, [number], [event])


def happen_to_all(
    services: Services, numbers: Sequence[str], events: Sequence[dict[str, str]]
) -> Undo:
    """Let the same happen to several tickets, by one edit."""
    at = {"at": services.tickets.now().isoformat()}
    return services.editing.save(
        {
            "tickets": [
                {
                    "number": number,
                    "events": [*_events(services, number), *({**at, **each} for each in events)],
                }
                for number in numbers
            ]
        }
    )


_WRITTEN = {
    kind.value for kind in (EventType.NOTE, EventType.AGENT_REPLY, EventType.CLIENT_MESSAGE)
}


def merge(services: Services, into: str, others: Sequence[str]) -> Undo:
    """Let tickets go into another, which each of them names from then on.

    What was written goes along as notes, so that it answers no clock of the other ticket.
    """
    going = services.tickets.joining(into, others)
    at = services.tickets.now().isoformat()
    written = list[dict[str, str]]()
    closed = list[dict[str, object]]()
    for number in others:
        events = _events(services, number)
        written += [
            {"at": each["at"], "type": "note", "note": f"{number}: {each['note']}"}
            for each in events
            if each["type"] in _WRITTEN and each.get("note")
        ]
        end = [
            {"at": at, "type": "note", "note": f"→ {into}"},
            {"at": at, "type": "status", "to": "merged"},
        ]
        closed.append({"number": number, "events": [*events, *end]})
    target = {"number": into, "events": [*_events(services, into), *written]}
    moved = {
        section: [{"id": id_, "ticket": into} for id_ in ids]
        for section, ids in going.items()
        if ids
    }
    return services.editing.save({"tickets": [target, *closed], **moved})


def _events(services: Services, number: str) -> list[dict[str, str]]:
    return list(services.editing.record("tickets", number).get("events", ()))
